/* What limits, lowers and ends the grants of a season: ceilings, adjust, lapse, close. */
#include <string.h>

#include "core/store/registry.h"
#include "core/store/seasons.h"
#include "tests/core/acts/helpers.h"

#define DAY INT64_C(86400000)
#define TEA "product", "LSYW", "season", "2026-1"

/* The rules of land() with one more. */
static void set_rule(gi_fixture *fixture, const char *name, const char *value)
{
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360483107,360402", "nets", "50g,250g", "season",
                "2026-1", "first", "2026-03-15", "last", "2026-06-30", "label_until", "2026-07-31",
                name, value, NULL);
}

static void add_plot(gi_fixture *fixture, const char *township, const char *capacity)
{
    fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot", "township",
                township, "capacity", capacity, NULL);
}

static int64_t owed(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    int64_t amount = 0;
    EXPECT_OK(gi_deficit_load(fixture->registry->db, 1, 1, &amount, &err));
    return amount;
}

/* ---- ceilings ---- */

SPEC(a_township_is_never_granted_more_than_its_ceiling)
{
    GI_AUTO(gi_fixture) fixture = land(); /* 599.94 kg granted */
    set_rule(fixture, "ceilings", "360483107:660kg");
    add_plot(fixture, "360483107", "1mu");
    add_plot(fixture, "360483107", "667m2");
    EXPECT_REFUSED(fixture, GI_WHY_OVER_TOWNSHIP, "grant", TEA, "sources", "2,3");
    fixture_act(fixture, "grant", TEA, "sources", "2", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_TOWNSHIP, "grant", TEA, "sources", "3");
}

SPEC(a_ceiling_binds_its_own_township_only)
{
    GI_AUTO(gi_fixture) fixture = land();
    set_rule(fixture, "ceilings", "360483107:600kg");
    add_plot(fixture, "360402101", "100mu");
    fixture_act(fixture, "grant", TEA, "sources", "2", NULL);
}

/* ---- adjust ---- */

SPEC(an_adjustment_takes_back_what_was_not_used)
{
    GI_AUTO(gi_fixture) fixture = picked(); /* 42 kg of 599.94 kg */
    int64_t grant = acts(fixture) - 2;
    fixture_act(fixture, "adjust", TEA, "source", "1", "qty", "500kg", "why", "area", NULL);
    EXPECT_INT(balance(fixture, "allow"), 57940000);
    EXPECT_INT(owed(fixture), 0);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "ref"), grant);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "qty"), 500000000);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "owed"), -1);
    EXPECT(books_balance(fixture));
    EXPECT_REFUSED(fixture, GI_WHY_OVER_SOURCE, "harvest", "source", "1", TEA, "day", "2026-04-06",
                   "qty", "58kg");
    fixture_act(fixture, "harvest", "source", "1", TEA, "day", "2026-04-06", "qty", "57.94kg",
                NULL);
}

SPEC(what_was_used_of_a_lowered_grant_is_owed_and_the_next_grant_pays_it_first)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, "adjust", TEA, "source", "1", "qty", "579.94kg", "why", "area", NULL);
    EXPECT_INT(balance(fixture, "allow"), 0);
    EXPECT_INT(owed(fixture), 22000000);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "owed"), 22000000);
    add_plot(fixture, "360402101", "200m2"); /* 18 kg: not enough */
    fixture_act(fixture, "grant", TEA, "sources", "2", NULL);
    EXPECT_INT(balance(fixture, "allow"), 0);
    EXPECT_INT(owed(fixture), 4000000);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "qty"), 18000000);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "owed"), 18000000);
    add_plot(fixture, "360402101", "200m2");
    fixture_act(fixture, "grant", TEA, "sources", "3", NULL);
    EXPECT_INT(balance(fixture, "allow"), 14000000);
    EXPECT_INT(owed(fixture), 0);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_SOURCE, "harvest", "source", "3", TEA, "day", "2026-04-06",
                   "qty", "15kg");
    EXPECT(books_balance(fixture));
}

SPEC(a_grant_is_never_lowered_below_nothing)
{
    GI_AUTO(gi_fixture) fixture = picked();
    EXPECT_REFUSED(fixture, GI_WHY_OVER_GRANT, "adjust", TEA, "source", "1", "qty", "600kg", "why",
                   "area");
    fixture_act(fixture, "adjust", TEA, "source", "1", "qty", "500kg", "why", "area", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_GRANT, "adjust", TEA, "source", "1", "qty", "100kg", "why",
                   "area");
}

SPEC(a_source_without_a_grant_is_not_adjusted)
{
    GI_AUTO(gi_fixture) fixture = picked();
    add_plot(fixture, "360402101", "1mu");
    EXPECT_REFUSED(fixture, GI_WHY_NOT_GRANTED, "adjust", TEA, "source", "2", "qty", "1kg", "why",
                   "area");
}

SPEC(an_adjustment_wants_authority_and_bureau)
{
    GI_AUTO(gi_fixture) fixture = picked();
    drop_signer(fixture, FIXTURE_BUREAU);
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, "adjust", TEA, "source", "1", "qty", "1kg",
                   "why", "area");
}

SPEC(what_lapsed_is_neither_taken_back_nor_owed)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, "close", TEA, NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_GRANT, "adjust", TEA, "source", "1", "qty", "100kg", "why",
                   "area");
    fixture_act(fixture, "adjust", TEA, "source", "1", "qty", "567.94kg", "why", "area", NULL);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "qty"), 10000000);
    EXPECT_INT(owed(fixture), 10000000);
}

/* ---- lapse ---- */

SPEC(raw_material_lapses_after_its_days_and_only_once)
{
    GI_AUTO(gi_fixture) fixture = picked(); /* on 2026-04-05 */
    set_rule(fixture, "raw_days", "57");    /* good until 2026-06-01, today */
    fixture_act(fixture, "lapse", TEA, NULL);
    EXPECT_INT(fixture_answer_int(fixture, "qty"), 0);
    EXPECT_INT(balance(fixture, "raw"), 42000000);
    fixture->now += DAY;
    fixture_act(fixture, "lapse", TEA, NULL);
    EXPECT_INT(fixture_answer_int(fixture, "qty"), 42000000);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "qty"), 42000000);
    EXPECT_INT(balance(fixture, "raw"), 0);
    fixture_act(fixture, "lapse", TEA, NULL);
    EXPECT_INT(fixture_answer_int(fixture, "qty"), 0);
    EXPECT(books_balance(fixture));
}

SPEC(what_lapsed_is_not_made_any_more)
{
    GI_AUTO(gi_fixture) fixture = picked();
    set_rule(fixture, "raw_days", "1");
    fixture_act(fixture, "lapse", TEA, NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, "make", "holder", "0001", TEA, "inputs", "1:42kg",
                   "qty", "10kg", "day", "2026-04-06");
}

SPEC(without_a_rule_raw_material_stays)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture->now += 20 * DAY;
    fixture_act(fixture, "lapse", TEA, NULL);
    EXPECT_INT(balance(fixture, "raw"), 42000000);
}

SPEC(many_small_lots_lapse_in_several_acts)
{
    GI_AUTO(gi_fixture) fixture = land();
    for (int i = 0; i < 201; i++) {
        fixture_act(fixture, "harvest", "source", "1", TEA, "day", "2026-04-05", "qty", "1g", NULL);
    }
    set_rule(fixture, "raw_days", "1");
    fixture_act(fixture, "lapse", TEA, NULL);
    EXPECT_INT(balance(fixture, "raw"), 1000);
    EXPECT(strstr(fixture->receipt.answer, "\"left\":true") != NULL);
    fixture_act(fixture, "lapse", TEA, NULL);
    EXPECT_INT(balance(fixture, "raw"), 0);
    EXPECT(strstr(fixture->receipt.answer, "\"left\":false") != NULL);
}

/* ---- close ---- */

SPEC(closing_a_season_lapses_allowance_and_raw_material_but_no_goods)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, "make", "holder", "0001", TEA, "inputs", "1:21kg", "qty", "5kg", "day",
                "2026-04-06", NULL);
    fixture_act(fixture, "close", TEA, NULL);
    EXPECT_INT(balance(fixture, "allow"), 0);
    EXPECT_INT(balance(fixture, "raw"), 0);
    EXPECT_INT(balance(fixture, "made"), 5000000);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "qty"), 599940000 - 42000000 + 21000000);
    EXPECT(books_balance(fixture));
}

SPEC(nothing_is_granted_picked_or_made_in_a_closed_season)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, "close", TEA, NULL);
    add_plot(fixture, "360402101", "1mu");
    EXPECT_REFUSED(fixture, GI_WHY_SEASON_ENDED, "grant", TEA, "sources", "2");
    EXPECT_REFUSED(fixture, GI_WHY_SEASON_ENDED, "harvest", "source", "1", TEA, "day", "2026-04-06",
                   "qty", "1kg");
    EXPECT_REFUSED(fixture, GI_WHY_SEASON_ENDED, "make", "holder", "0001", TEA, "inputs", "1:1kg",
                   "qty", "200g", "day", "2026-04-06");
    EXPECT_REFUSED(fixture, GI_WHY_SEASON_ENDED, "close", TEA);
}

SPEC(goods_of_a_closed_season_are_labelled_until_their_last_day)
{
    GI_AUTO(gi_fixture) fixture = picked();
    fixture_act(fixture, "make", "holder", "0001", TEA, "inputs", "1:42kg", "qty", "10kg", "day",
                "2026-04-06", NULL);
    fixture_act(fixture, "close", TEA, NULL);
    fixture_act(fixture, "batch", "holder", "0001", "lot", "2", "grade", "特级", NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
    fixture_act(fixture, "issue", "batch", fixture->batch, "count", "5", "net", "50g", "packed",
                "2026-04-20", NULL);
}
