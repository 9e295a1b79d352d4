/* together_spec.c - harvests of one product and season are stored as sheets, told as rows. */
#include <stdio.h>
#include <string.h>

#include "core/store/lots.h"
#include "core/store/registry.h"
#include "gi/report.h"
#include "tests/core/import/report.h"

#define HEAD "来源号,产品,产季,采摘日期,鲜叶重量(公斤),备注\n"

/* So many rows of 100 g, on one day. */
static void make_rows(int rows, gi_buf *out)
{
    gi_buf_add_text(out, HEAD);
    for (int i = 0; i < rows; i++) {
        gi_buf_add_text(out, "1,LSYW,2026-1,2026-04-05,0.1,\n");
    }
}

static void undo_is(gi_fixture *fixture, int64_t first, const char *count, gi_why wanted,
                    const char *named)
{
    gi_error err = { 0 };
    EXPECT_WHY(fixture_try(fixture, &err, "undo-import", "first", gi_num(first).text, "count",
                           count, NULL),
               wanted);
    EXPECT(strstr(err.message, named) != NULL);
}

SPEC(three_hundred_harvests_are_three_acts_and_three_hundred_lots)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    GI_AUTO_BUF rows = GI_BUF(1 << 16);
    gi_lot_row lot;
    int64_t before = acts_of(fixture);
    make_rows(300, &rows);

    import_commit(fixture, "harvest", gi_buf_text(&rows));

    EXPECT_INT(acts_of(fixture), before + 3);
    EXPECT_INT(import_balance(fixture, "raw"), 30000000);
    EXPECT_OK(gi_lot_load(fixture->registry->db, 300, &lot, &err));
    EXPECT_INT(lot.act, before + 2);
    EXPECT_OK(gi_registry_check(fixture->registry, &err));
}

SPEC(a_row_with_a_note_is_an_act_of_its_own)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    int64_t before = acts_of(fixture);
    import_commit(fixture, "harvest",
                  HEAD "1,LSYW,2026-1,2026-04-05,1,\n1,LSYW,2026-1,2026-04-05,2,雨后\n"
                       "1,LSYW,2026-1,2026-04-05,3,\n1,LSYW,2026-1,2026-04-06,4,\n");
    EXPECT_INT(acts_of(fixture), before + 3);
    EXPECT_INT(import_balance(fixture, "raw"), 10000000);
}

SPEC(what_a_sheet_is_refused_for_is_told_row_by_row)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    int64_t before = acts_of(fixture);
    GI_AUTO(gi_import)
    import = read_text("harvest", HEAD "1,LSYW,2026-1,2026-04-05,1,\n1,LSYW,2026-1,2026-06-01,1,\n"
                                       "1,LSYW,2026-1,2026-04-05,2,\n7,LSYW,2026-1,2026-04-05,1,\n"
                                       "1,LSYW,2026-1,2026-04-05,9999999,\n");

    EXPECT_OK(gi_import_run(import, fixture->registry, fixture->signer, fixture->signers,
                            GI_IMPORT_COMMIT, &err));

    EXPECT_INT(gi_import_faults(import), 3);
    EXPECT(found(import, 3, "D", "outside-season"));
    EXPECT(found(import, 5, "A", "no-source"));
    EXPECT(found(import, 6, "E", "over-source"));
    EXPECT_INT(acts_of(fixture), before);
}

SPEC(a_row_below_names_the_lot_of_any_row_of_a_sheet)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    gi_lot_row second;
    import_commit(fixture, "mixed",
                  "记录,标记,主体,产品,产季,日期,数量(公斤),来源,投入\n"
                  "采摘,甲,,LSYW,2026-1,2026-04-05,30,1,\n"
                  "采摘,乙,,LSYW,2026-1,2026-04-05,42,1,\n"
                  "加工,茶,0001,LSYW,2026-1,2026-04-06,10,,@乙:42kg\n");
    EXPECT_OK(gi_lot_load(fixture->registry->db, 2, &second, &err));
    EXPECT_INT(second.quantity, 42000000);
    EXPECT_INT(second.remaining, 0);
    EXPECT_INT(import_balance(fixture, "raw"), 30000000);
}

SPEC(sheets_are_taken_back_all_or_none)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    gi_error err = { 0 };
    GI_AUTO_BUF rows = GI_BUF(1 << 16);
    int64_t allow = import_balance(fixture, "allow");
    int64_t first = acts_of(fixture);
    make_rows(200, &rows);
    import_commit(fixture, "harvest", gi_buf_text(&rows));

    undo_is(fixture, first, "1", GI_WHY_NO_IMPORT, gi_num(first).text);
    undo_is(fixture, first + 1, "1", GI_WHY_NO_IMPORT, gi_num(first + 1).text);
    fixture_act(fixture, "undo-import", "first", gi_num(first).text, "count", "2", NULL);

    EXPECT_INT(import_balance(fixture, "raw"), 0);
    EXPECT_INT(import_balance(fixture, "allow"), allow);
    EXPECT_OK(gi_registry_check(fixture->registry, &err));
    import_commit(fixture, "harvest", gi_buf_text(&rows)); /* its land is free again */
}

SPEC(one_lot_of_a_sheet_in_use_keeps_all_of_it)
{
    GI_AUTO(gi_fixture) fixture = import_land();
    GI_AUTO_BUF rows = GI_BUF(1 << 16);
    int64_t first = acts_of(fixture);
    make_rows(200, &rows);
    import_commit(fixture, "harvest", gi_buf_text(&rows));
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "130:100g", "qty", "20g", "day", "2026-04-07", NULL);
    int64_t raw = import_balance(fixture, "raw");

    undo_is(fixture, first, "2", GI_WHY_BUILT_ON, "lot 130");

    EXPECT_INT(import_balance(fixture, "raw"), raw);
}
