/* No act takes a batch that went with its import; every act that names one is asked. */
#include <string.h>

#include "gi/text.h"
#include "tests/core/import/report.h"

#define BATCH "LSYW-26-0001-0001-5"
#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define GOODS                                                                                   \
    "记录,标记,主体,产品,产季,日期,数量(公斤),来源,投入,成品批,等级\n" \
    "采摘,叶,,LSYW,2026-1,2026-04-05,42,1,,,\n"                                              \
    "加工,茶,0001,LSYW,2026-1,2026-04-06,10,,@叶:42kg,,\n"                                  \
    "批次,,0001,,,,,,,@茶,特级\n"

/* The batch is taken back by the newest act; *made is the act that had released it. */
static gi_fixture *taken_back(int64_t *made)
{
    gi_fixture *fixture = import_land();
    int64_t first = acts_of(fixture);
    import_commit(fixture, "mixed", GOODS);
    *made = first + 2;
    fixture_act(fixture, "undo-import", "first", gi_num(first).text, "count", "3", NULL);
    return fixture;
}

/* ---- every act that there is ---- */

/* Some value of a field that its own check lets pass. */
static gi_bytes some_value(const gi_field_rule *rule)
{
    static const char *const of_kind[] = {
        [GI_FIELD_TEXT] = "x",
        [GI_FIELD_LONG] = "x:1",
        [GI_FIELD_INT] = "1",
        [GI_FIELD_COUNT] = "1",
        [GI_FIELD_DAY] = "2026-05-01",
        [GI_FIELD_QUANTITY] = "50g",
        [GI_FIELD_CAPACITY] = "1mu",
        [GI_FIELD_MNEMONIC] = "LSYW",
        [GI_FIELD_SEASON] = "2026-1",
        [GI_FIELD_HOLDER] = "0001",
        [GI_FIELD_TOWNSHIP] = "360483107",
        [GI_FIELD_BATCH] = BATCH,
        [GI_FIELD_UNITS] = "0004-0000-01F",
        [GI_FIELD_DIGEST] = DOC,
        [GI_FIELD_KEY] = "1",
        [GI_FIELD_NOTE] = "eA==",
        [GI_FIELD_ROWS] = "x",
    };
    if (rule->kind != GI_FIELD_WORD) {
        return gi_bytes_of(of_kind[rule->kind]);
    }
    return (gi_bytes){ (const uint8_t *)rule->hint, strcspn(rule->hint, "|") };
}

static void expect_refused(gi_fixture *fixture, const gi_act_kind *kind, const gi_field_rule *of)
{
    gi_error err = { 0 };
    gi_receipt receipt;
    GI_AUTO(gi_draft) draft = NULL;
    EXPECT_OK(gi_draft_create(kind->name, gi_random_system(), &draft, &err));
    for (const gi_field_rule *rule = kind->fields; rule->name != NULL; rule++) {
        if (rule == of || (rule->flags & GI_REQUIRED) != 0) {
            EXPECT_OK(gi_draft_set(draft, rule->name, some_value(rule), &err));
        }
    }
    EXPECT_WHY(
        gi_act_submit(fixture->registry, draft, fixture->signer, fixture->signers, &receipt, &err),
        GI_WHY_TAKEN_BACK);
    EXPECT(strstr(err.message, BATCH) != NULL);
    EXPECT(strstr(err.message, gi_num(fixture->receipt.index).text) != NULL);
}

SPEC(every_act_with_a_field_for_a_batch_refuses_one_that_was_taken_back)
{
    int64_t made = 0;
    size_t count = 0;
    size_t asked = 0;
    GI_AUTO(gi_fixture) fixture = taken_back(&made);
    const gi_act_kind *kinds = gi_act_kinds(&count);
    int64_t before = acts_of(fixture);
    for (size_t i = 0; i < count; i++) {
        for (const gi_field_rule *rule = kinds[i].fields; rule->name != NULL; rule++) {
            if (rule->kind == GI_FIELD_BATCH) {
                expect_refused(fixture, &kinds[i], rule);
                asked++;
            }
        }
    }
    EXPECT(asked >= 6); /* issue, lab-report, conformity, digital-label, freeze, recall */
    EXPECT_INT(acts_of(fixture), before);
}

/* An amendment names the act that released the batch. */
SPEC(it_is_not_amended)
{
    int64_t made = 0;
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = taken_back(&made);
    EXPECT_WHY(fixture_try(fixture, &err, "amend", "ref", gi_num(made).text, "field", "note",
                           "value", "x", "why", "typing", NULL),
               GI_WHY_TAKEN_BACK);
    EXPECT(strstr(err.message, BATCH) != NULL);
}

SPEC(a_batch_that_stands_is_taken_as_before)
{
    int64_t made = 0;
    GI_AUTO(gi_fixture) fixture = taken_back(&made);
    import_commit(fixture, "mixed", GOODS);
    fixture_act(fixture, "lab-report", "batch", "LSYW-26-0001-0002-3", "laboratory", "示例检测所",
                "number", "1", "day", "2026-04-20", "result", "pass", "items", "水分:5.2%", "doc",
                DOC, NULL);
}

SPEC(an_unknown_batch_is_said_to_be_unknown)
{
    int64_t made = 0;
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = taken_back(&made);
    EXPECT_WHY(fixture_try(fixture, &err, "freeze", "batch", "LSYW-26-00A3-001F-7", "why",
                           "inspection", "who", "x", NULL),
               GI_WHY_NO_BATCH);
}
