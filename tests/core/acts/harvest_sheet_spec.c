/* A page of a buyer's book: many harvests, each a lot, all or none of them. */
#include <stdio.h>
#include <string.h>

#include "core/acts/harvest_book.h"
#include "core/store/about.h"
#include "core/store/log_rows.h"
#include "core/store/lots.h"
#include "gi/report.h"
#include "tests/core/acts/helpers.h"

static gi_status try_rows(gi_fixture *fixture, const char *rows, gi_error *err)
{
    return fixture_try(fixture, err, "harvest-sheet", "product", "LSYW", "season", "2026-1", "rows",
                       rows, NULL);
}

static void take_rows(gi_fixture *fixture, const char *rows)
{
    fixture_act(fixture, "harvest-sheet", "product", "LSYW", "season", "2026-1", "rows", rows,
                NULL);
}

/* A second plot of 5 mu with its own right to harvest: source 2. */
static void add_plot(gi_fixture *fixture)
{
    fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot", "township",
                "360483107", "capacity", "5mu", NULL);
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-1", "sources", "2", NULL);
}

/* Nothing changed, and the row is named. */
static void expect_refused_row(gi_fixture *fixture, const char *rows, gi_why why, int64_t row,
                               const char *field)
{
    gi_error err = { 0 };
    int64_t before = acts(fixture);
    EXPECT_WHY(try_rows(fixture, rows, &err), why);
    EXPECT_INT(err.row, row);
    EXPECT_TEXT(err.field, field);
    EXPECT_INT(acts(fixture), before);
    EXPECT_INT(balance(fixture, "raw"), 0);
}

SPEC(each_row_of_a_sheet_becomes_a_lot_in_its_order)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    gi_lot_row lot;
    add_plot(fixture);

    take_rows(fixture, "1 2026-04-05 12.5kg;2 2026-04-06 8kg; 1 2026-04-06 500g");

    EXPECT_INT(balance(fixture, "raw"), 21000000);
    EXPECT_INT(fixture_answer_int(fixture, "lot"), 1);
    EXPECT_INT(fixture_answer_int(fixture, "count"), 3);
    EXPECT_OK(gi_lot_load(fixture->registry->db, 2, &lot, &err));
    EXPECT(lot.source == 2 && lot.quantity == 8000000 && lot.act == acts(fixture) - 1);
    EXPECT_TEXT(gi_day_text(lot.day).text, "2026-04-06");
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-07", "qty", "1kg", NULL);
    EXPECT_INT(fixture_answer_int(fixture, "lot"), 4);
    EXPECT_OK(gi_registry_check(fixture->registry, &err));
}

SPEC(a_row_sees_what_the_rows_above_it_took)
{
    GI_AUTO(gi_fixture) fixture = land(); /* 10 mu: 199.98 kg a day, 599.94 in all */
    expect_refused_row(fixture, "1 2026-04-05 150kg;1 2026-04-06 1kg;1 2026-04-05 51kg",
                       GI_WHY_OVER_DAILY, 3, "qty");
    expect_refused_row(fixture,
                       "1 2026-04-05 199kg;1 2026-04-06 199kg;1 2026-04-07 199kg;"
                       "1 2026-04-08 3kg",
                       GI_WHY_OVER_SOURCE, 4, "qty");
    take_rows(fixture, "1 2026-04-05 150kg;1 2026-04-05 49.98kg");
    EXPECT_REFUSED(fixture, GI_WHY_OVER_DAILY, "harvest", "source", "1", "product", "LSYW",
                   "season", "2026-1", "day", "2026-04-05", "qty", "1g");
}

SPEC(a_row_that_may_not_be_is_named_and_nothing_is_stored)
{
    GI_AUTO(gi_fixture) fixture = land();
    expect_refused_row(fixture, "1 2026-04-05 1kg;1 2026-06-01 1kg", GI_WHY_OUTSIDE_SEASON, 2, "");
    expect_refused_row(fixture, "1 2026-04-05 1kg;7 2026-04-05 1kg", GI_WHY_NO_SOURCE, 2, "");
    expect_refused_row(fixture, "1 2026-04-05 1kg;1 2026-4-5 1kg", GI_WHY_BAD_DAY, 2, "day");
    expect_refused_row(fixture, "1 2026-04-05 1kg;1 2026-04-05 1L", GI_WHY_BAD_QUANTITY, 2, "qty");
    expect_refused_row(fixture, "1 2026-04-05", GI_WHY_BAD_FIELD, 1, "rows");
    expect_refused_row(fixture, "1 2026-04-05 1kg;;1 2026-04-05 1kg", GI_WHY_BAD_FIELD, 2, "rows");
}

SPEC(a_frozen_plot_gives_nothing_through_a_sheet_either)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, "freeze", "source", "1", "why", "unsafe", "who", "示例市市场监督管理局",
                NULL);
    expect_refused_row(fixture, "1 2026-04-05 1kg", GI_WHY_FROZEN, 1, "");
}

SPEC(a_sheet_holds_128_rows_and_not_one_more)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO_BUF rows = GI_BUF(4096);
    for (int i = 0; i < GI_HARVEST_ROWS; i++) {
        gi_buf_add_format(&rows, "%s1 2026-04-05 500g", i > 0 ? ";" : "");
    }
    take_rows(fixture, gi_buf_text(&rows));
    EXPECT_INT(balance(fixture, "raw"), GI_HARVEST_ROWS * INT64_C(500000));
    gi_buf_add_text(&rows, ";1 2026-04-05 1g");
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LIMIT, "harvest-sheet", "product", "LSYW", "season",
                   "2026-1", "rows", gi_buf_text(&rows));
}

/* ---- what is told, and to whom ---- */

SPEC(the_leaf_tells_how_many_rows_and_no_amount)
{
    GI_AUTO(gi_fixture) fixture = land();
    char text[2048];
    take_rows(fixture, "1 2026-04-05 12.5kg;1 2026-04-06 8kg");
    int64_t index = acts(fixture) - 1;
    leaf_text(fixture, index, text, sizeof text);
    EXPECT_INT(leaf_int(fixture, index, "count"), 2);
    EXPECT(strstr(text, "\"gi\":\"LSYW\"") != NULL && strstr(text, "\"cmt\":") != NULL);
    EXPECT(strstr(text, "12.5") == NULL && strstr(text, "2026-04-0") == NULL);
}

SPEC(each_row_is_committed_by_itself)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    GI_AUTO(gi_json) record = NULL;
    take_rows(fixture, "1 2026-04-05 12.5kg;1 2026-04-06 8kg");
    EXPECT_OK(gi_private_load(fixture->registry->db, acts(fixture) - 1, &record, &err));
    gi_bytes second = { 0 };
    EXPECT_INT((int64_t)gi_json_count(record), 2);
    EXPECT(gi_json_as_text(gi_json_get(record, "row.002"), &second));
    EXPECT(gi_bytes_equal(second, gi_bytes_of("1 2026-04-06 8kg")));
}

static gi_status last_act(void *context, int64_t act, bool *more, gi_error *err)
{
    (void)err;
    *(int64_t *)context = act;
    *more = true;
    return GI_OK;
}

SPEC(a_sheet_stands_in_the_history_of_each_holder_in_it)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_error err = { 0 };
    int64_t first = -1;
    int64_t second = -1;
    fixture_act(fixture, "holder", "kind", "grower", "name", "示例农户", "card", "0777", NULL);
    fixture_act(fixture, "source", "holder", "0002", "product", "LSYW", "kind", "plot", "township",
                "360483107", "capacity", "5mu", NULL);
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-1", "sources", "2", NULL);
    take_rows(fixture, "1 2026-04-05 1kg;2 2026-04-05 2kg");
    EXPECT_OK(gi_about_holder(fixture->registry->db, 1, 0, last_act, &first, &err));
    EXPECT_OK(gi_about_holder(fixture->registry->db, 2, 0, last_act, &second, &err));
    EXPECT_INT(first, acts(fixture) - 1);
    EXPECT_INT(second, acts(fixture) - 1);
}
