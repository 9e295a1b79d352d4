/* undo_spec.c - an import is taken back whole, or not at all. */
#include <string.h>

#include "gi/report.h"
#include "tests/core/import/report.h"

#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static void undo(gi_fixture *fixture, int64_t first, const char *count)
{
    fixture_act(fixture, "undo-import", "first", gi_num(first).text, "count", count, NULL);
}

SPEC(an_import_is_taken_back_as_one_act)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t allow = import_balance(fixture, "allow");
    int64_t first = acts_of(fixture);
    import_commit(fixture, "harvest", IMPORT_TWO);

    undo(fixture, first, "2");

    EXPECT_INT(acts_of(fixture), first + 3);
    EXPECT_INT(import_balance(fixture, "raw"), 0);
    EXPECT_INT(import_balance(fixture, "allow"), allow);
    EXPECT_OK(gi_registry_check(fixture->registry, &err));
    EXPECT_OK(
        import_rows(fixture, IMPORT_TWO, GI_IMPORT_COMMIT, &err)); /* its land is free again */
}

SPEC(an_import_of_made_lots_and_batches_is_taken_back)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t allow = import_balance(fixture, "allow");
    int64_t first = acts_of(fixture);
    import_commit(fixture, "mixed",
                  "记录,标记,主体,产品,产季,日期,数量(公斤),来源,投入,成品批,等级\n"
                  "采摘,叶,,LSYW,2026-1,2026-04-05,42,1,,,\n"
                  "加工,茶,0001,LSYW,2026-1,2026-04-06,10,,@叶:42kg,,\n"
                  "批次,,0001,,,,,,,@茶,特级\n");

    undo(fixture, first, "3");

    EXPECT_INT(import_balance(fixture, "made"), 0);
    EXPECT_INT(import_balance(fixture, "raw"), 0);
    EXPECT_INT(import_balance(fixture, "allow"), allow);
    EXPECT_OK(gi_registry_check(fixture->registry, &err));
}

SPEC(what_was_made_of_an_import_is_named_and_it_stays)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t first = acts_of(fixture);
    import_commit(fixture, "harvest", IMPORT_TWO);
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "1:1kg", "qty", "100g", "day", "2026-04-07", NULL);
    int64_t raw = import_balance(fixture, "raw");

    EXPECT_WHY(
        fixture_try(fixture, &err, "undo-import", "first", gi_num(first).text, "count", "2", NULL),
        GI_WHY_BUILT_ON);

    EXPECT(strstr(err.message, "lot 1") != NULL);
    EXPECT_INT(import_balance(fixture, "raw"), raw);
}

SPEC(holders_and_plots_go_while_unused_and_their_cards_are_free_again)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    const char *roster = "类别,名称,卡号\n农户,张三,0777\n农户,李四,0778\n";
    int64_t first = acts_of(fixture);
    import_commit(fixture, "holder", roster);

    undo(fixture, first, "2");

    import_commit(fixture, "holder", roster);
}

SPEC(a_spray_that_is_taken_back_holds_nothing_up_and_cannot_be_corrected)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t first = acts_of(fixture);
    import_commit(fixture, "input",
                  "来源号,使用日期,类别,药名,有效成分,厂家,用量,防治对象\n"
                  "1,2026-04-01,农药,示例乳油,联苯菊酯,厂,1 mL/亩,虫\n");

    undo(fixture, first, "1");

    EXPECT_WHY(fixture_try(fixture, &err, "input", "source", "1", "day", "2026-04-01", "kind",
                           "fertiliser", "name", "x", "ref", gi_num(first).text, NULL),
               GI_WHY_ALREADY);
}

SPEC(a_holder_with_a_plot_is_not_taken_back)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t first = acts_of(fixture);
    import_commit(fixture, "holder", "类别,名称,卡号\n农户,张三,0777\n");
    import_commit(fixture, "source",
                  "卡号,产品,类别,乡镇代码,面积(亩)\n0777,LSYW,地块,360483107,5\n");

    EXPECT_WHY(
        fixture_try(fixture, &err, "undo-import", "first", gi_num(first).text, "count", "1", NULL),
        GI_WHY_BUILT_ON);
}

/* What is left of an import when only the log and the journal were: its acts. */
static void harvest_with_request(gi_fixture *fixture, const char *request)
{
    static const char *const fields[][2] = {
        { "source", "1" },       { "product", "LSYW" }, { "season", "2026-1" },
        { "day", "2026-04-05" }, { "qty", "3kg" },
    };
    gi_error err = { 0 };
    gi_receipt receipt;
    GI_AUTO(gi_draft) draft = NULL;
    EXPECT_OK(gi_draft_create("harvest", gi_random_system(), &draft, &err));
    EXPECT_OK(gi_draft_set_request(draft, gi_bytes_of(request), &err));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        EXPECT_OK(gi_draft_set(draft, fields[i][0], gi_bytes_of(fields[i][1]), &err));
    }
    EXPECT_OK(
        gi_act_submit(fixture->registry, draft, fixture->signer, fixture->signers, &receipt, &err));
}

SPEC(an_import_of_a_recovered_registry_is_known_by_its_acts)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t first = acts_of(fixture);
    harvest_with_request(fixture, "00112233445566770000000000000002");
    harvest_with_request(fixture, "00112233445566770000000100000002");
    harvest_with_request(fixture, "00112233445566770000000200000002");

    EXPECT_WHY(
        fixture_try(fixture, &err, "undo-import", "first", gi_num(first).text, "count", "3", NULL),
        GI_WHY_NO_IMPORT);
    undo(fixture, first, "2");

    EXPECT_INT(import_balance(fixture, "raw"), 3000000);
}

SPEC(only_a_whole_import_is_taken_back_and_only_once)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t first = acts_of(fixture);
    import_commit(fixture, "harvest", IMPORT_TWO);
    gi_num_text number = gi_num(first);

    EXPECT_WHY(fixture_try(fixture, &err, "undo-import", "first", number.text, "count", "1", NULL),
               GI_WHY_NO_IMPORT);
    EXPECT_WHY(fixture_try(fixture, &err, "undo-import", "first", "3", "count", "1", NULL),
               GI_WHY_NO_IMPORT);
    undo(fixture, first, "2");
    EXPECT_WHY(fixture_try(fixture, &err, "undo-import", "first", number.text, "count", "2", NULL),
               GI_WHY_ALREADY);
}

/* A row of each kind: leaf is lot 1, tea lot 2, and the batch of it. */
#define IMPORT_THREE                                                                            \
    "记录,标记,主体,产品,产季,日期,数量(公斤),来源,投入,成品批,等级\n" \
    "采摘,叶,,LSYW,2026-1,2026-04-05,42,1,,,\n"                                              \
    "加工,茶,0001,LSYW,2026-1,2026-04-06,10,,@叶:42kg,,\n"                                  \
    "批次,,0001,,,,,,,@茶,特级\n"

SPEC(what_a_laboratory_or_a_certificate_speaks_of_is_not_taken_back)
{
    static const char *const targets[][2] = { { "batch", "LSYW-26-0001-0001-5" },
                                              { "lot", "2" },
                                              { "lot", "1" } };
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        GI_AUTO(gi_fixture) fixture = import_land();
        gi_error err = { 0 };
        int64_t first = acts_of(fixture);
        import_commit(fixture, "mixed", IMPORT_THREE);
        fixture_act(fixture, "lab-report", targets[i][0], targets[i][1], "laboratory", "示例检测所",
                    "number", "1", "day", "2026-04-20", "result", "pass", "items", "水分:5.2%",
                    "doc", DOC, NULL);
        EXPECT_WHY(fixture_try(fixture, &err, "undo-import", "first", gi_num(first).text, "count",
                               "3", NULL),
                   GI_WHY_BUILT_ON);
        EXPECT(strstr(err.message, targets[i][1]) != NULL);
        EXPECT_INT(acts_of(fixture), first + 4);
    }
}

SPEC(leaf_with_a_certificate_of_conformity_is_not_taken_back)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t first = acts_of(fixture);
    import_commit(fixture, "harvest", IMPORT_TWO);
    fixture_act(fixture, "conformity", "holder", "0001", "lot", "2", "basis", "control", "place",
                "庐山", "contact", "1", NULL);
    EXPECT_WHY(
        fixture_try(fixture, &err, "undo-import", "first", gi_num(first).text, "count", "2", NULL),
        GI_WHY_BUILT_ON);
    EXPECT(strstr(err.message, "lot 2") != NULL);
}
