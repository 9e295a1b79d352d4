/* Picking and processing: harvest and make. */
#include <string.h>

#include "tests/core/acts/helpers.h"

#define HARVEST(day, qty) \
    "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day", day, "qty", qty
#define MAKE(inputs, qty, day)                                                                     \
    "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs", inputs, "qty", qty, \
        "day", day

SPEC(a_harvest_moves_allowance_to_raw)
{
    GI_AUTO(gi_fixture) fixture = picked();
    EXPECT_INT(balance(fixture, "raw"), 42000000);
    EXPECT_INT(balance(fixture, "allow"), INT64_C(599940000) - 42000000);
    EXPECT(books_balance(fixture));
}

SPEC(a_harvest_leaf_holds_a_commitment_and_no_amount)
{
    GI_AUTO(gi_fixture) fixture = picked();
    char text[2049];
    leaf_text(fixture, acts(fixture) - 1, text, sizeof text);
    EXPECT(strstr(text, "\"cmt\":") != NULL);
    EXPECT(strstr(text, "42000000") == NULL && strstr(text, "42kg") == NULL);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "qty"), -1);
}

SPEC(a_harvest_over_the_daily_cap_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_OVER_DAILY, HARVEST("2026-04-05", "200kg"));
}

SPEC(a_daily_cap_counts_what_was_picked_before_on_that_day)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, HARVEST("2026-04-05", "199kg"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_DAILY, HARVEST("2026-04-05", "1kg"));
    fixture_act(fixture, HARVEST("2026-04-06", "1kg"), NULL);
}

SPEC(a_harvest_over_the_sources_allotment_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, HARVEST("2026-04-05", "199kg"), NULL);
    fixture_act(fixture, HARVEST("2026-04-06", "199kg"), NULL);
    fixture_act(fixture, HARVEST("2026-04-07", "199kg"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_SOURCE, HARVEST("2026-04-08", "3kg"));
}

SPEC(a_harvest_from_a_source_without_allotment_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot", "township",
                "360402101", "capacity", "5mu", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_SOURCE, "harvest", "source", "2", "product", "LSYW",
                   "season", "2026-1", "day", "2026-04-05", "qty", "1kg");
}

SPEC(a_harvest_outside_the_season_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_SEASON, HARVEST("2026-03-14", "1kg"));
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_SEASON, HARVEST("2026-06-01", "1kg"));
}

SPEC(a_harvest_in_the_future_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_FUTURE_DAY, HARVEST("2026-06-02", "1kg"));
}

SPEC(an_impossible_day_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_BAD_DAY, HARVEST("2026-02-30", "1kg"));
}

SPEC(a_harvest_of_nothing_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_BAD_QUANTITY, HARVEST("2026-04-05", "0kg"));
}

SPEC(a_harvest_measured_in_litres_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_BAD_QUANTITY, HARVEST("2026-04-05", "3L"));
}

SPEC(a_suspended_producer_harvests_nothing)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_SUSPENDED, HARVEST("2026-04-05", "1kg"));
}

SPEC(making_turns_raw_into_made_through_the_process_account)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, MAKE("1:42kg", "10kg", "2026-04-06"), NULL);
    EXPECT_INT(balance(fixture, "raw"), 0);
    EXPECT_INT(balance(fixture, "made"), 10000000);
    EXPECT(books_balance(fixture));
}

SPEC(making_over_the_ratio_is_refused)
{
    GI_AUTO(gi_fixture) fixture = picked();
    EXPECT_REFUSED(fixture, GI_WHY_OVER_RATIO, MAKE("1:42kg", "10001g", "2026-04-06"));
}

SPEC(making_from_more_than_the_lot_holds_is_refused)
{
    GI_AUTO(gi_fixture) fixture = picked();
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, MAKE("1:43kg", "1kg", "2026-04-06"));
}

SPEC(making_from_one_lot_named_twice_is_refused)
{
    GI_AUTO(gi_fixture) fixture = picked();
    EXPECT_REFUSED(fixture, GI_WHY_DUPLICATE_FIELD, MAKE("1:21kg,1:21kg", "1kg", "2026-04-06"));
}

SPEC(making_before_the_leaf_was_picked_is_refused)
{
    GI_AUTO(gi_fixture) fixture = picked();
    EXPECT_REFUSED(fixture, GI_WHY_DAY_ORDER, MAKE("1:42kg", "1kg", "2026-04-04"));
}

SPEC(making_from_another_holders_lot_is_refused)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, "holder", "kind", "producer", "name", "另一示例合作社", "uscc",
                "93360483MA0TE5T24Y", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_NOT_OWNER, "make", "holder", "0002", "product", "LSYW", "season",
                   "2026-1", "inputs", "1:1kg", "qty", "100g", "day", "2026-04-06");
}

SPEC(refining_a_made_lot_loses_what_does_not_come_out)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, MAKE("1:42kg", "10kg", "2026-04-06"), NULL);
    fixture_act(fixture, MAKE("2:10kg", "9200g", "2026-04-08"), NULL);
    EXPECT_INT(balance(fixture, "made"), 9200000);
    EXPECT(books_balance(fixture));
}

SPEC(refining_a_made_lot_gives_no_more_than_went_in)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, MAKE("1:42kg", "10kg", "2026-04-06"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_RATIO, MAKE("2:5kg", "5001g", "2026-04-08"));
}

SPEC(making_from_raw_and_made_lots_at_once_is_refused)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, MAKE("1:21kg", "5kg", "2026-04-06"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_LOTS_DIFFER, MAKE("1:21kg,2:1kg", "5kg", "2026-04-08"));
}

SPEC(what_a_batch_was_given_cannot_be_refined)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, MAKE("1:42kg", "10kg", "2026-04-06"), NULL);
    fixture_act(fixture, "batch", "holder", "0001", "lot", "2", "qty", "8kg", "grade", "一级",
                NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, MAKE("2:2001g", "1kg", "2026-04-08"));
    fixture_act(fixture, MAKE("2:2kg", "1kg", "2026-04-08"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, "batch", "holder", "0001", "lot", "2", "grade",
                   "一级");
}

SPEC(a_direct_product_turns_allowance_into_made_goods)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, "product", "product", "RCSY", "index", "4", "zh", "瑞昌山药", "en",
                "Ruichang yam", "unit", "mass", "path", "direct", "source", "plot", "cap", "1000kg",
                "area", "360481", "season", "2026-1", "first", "2026-01-01", "last", "2026-12-31",
                "label_until", "2027-12-31", NULL);
    fixture_act(fixture, "source", "holder", "0001", "product", "RCSY", "kind", "plot", "township",
                "360481100", "capacity", "1mu", NULL);
    fixture_act(fixture, "grant", "product", "RCSY", "season", "2026-1", "sources", "2", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_SOURCE, "make", "holder", "0001", "product", "RCSY",
                   "season", "2026-1", "source", "2", "qty", "1001kg", "day", "2026-05-01");
    fixture_act(fixture, "make", "holder", "0001", "product", "RCSY", "season", "2026-1", "source",
                "2", "qty", "900kg", "day", "2026-05-01", NULL);
    EXPECT(books_balance(fixture));
}

#define STEPS(text) MAKE("1:42kg", "10kg", "2026-04-06"), "steps", text

SPEC(steps_of_making_are_kept_private)
{
    GI_AUTO(gi_fixture) fixture = picked();
    char text[2049];
    fixture_act(fixture, STEPS("杀青:2026-04-06T10:00:230;揉捻:2026-04-06T10:20"), NULL);
    leaf_text(fixture, acts(fixture) - 1, text, sizeof text);
    EXPECT(strstr(text, "230") == NULL && strstr(text, "杀青") == NULL);
}

SPEC(a_step_that_cannot_be_read_is_refused)
{
    GI_AUTO(gi_fixture) fixture = picked();
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, STEPS("杀青"));
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, STEPS("杀青:2026-04-06 10:00:230"));
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, STEPS("杀青:2026-04-06T24:00:230"));
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, STEPS("杀青:2026-02-30T10:00"));
    EXPECT_REFUSED(fixture, GI_WHY_OUT_OF_RANGE, STEPS("杀青:2026-04-06T10:00:2300"));
}

SPEC(steps_out_of_order_or_in_the_future_are_refused)
{
    GI_AUTO(gi_fixture) fixture = picked();
    EXPECT_REFUSED(fixture, GI_WHY_DAY_ORDER, STEPS("杀青:2026-04-06T10:00;揉捻:2026-04-06T09:59"));
    EXPECT_REFUSED(fixture, GI_WHY_FUTURE_DAY, STEPS("杀青:2026-06-02T10:00"));
}
