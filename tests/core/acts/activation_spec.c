/* Labels that count only once they are activated, and labels that count at once. */
#include "tests/core/acts/labels.h"

SPEC(a_label_of_a_product_that_wants_it_counts_only_once_it_is_activated)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 20);
    EXPECT_INT(verdict_of(fixture, 5).good, GI_GOOD_NOT_ACTIVATED);
    EXPECT_TEXT(verdict_of(fixture, 5).state_by, "示例茶业有限公司");
    fixture_act(fixture, "activate", UNITS(5, 10), NULL);
    EXPECT_INT(verdict_of(fixture, 4).good, GI_GOOD_NOT_ACTIVATED);
    EXPECT_INT(verdict_of(fixture, 5).good, GI_GOOD_IN_FORCE);
    EXPECT_INT(verdict_of(fixture, 10).good, GI_GOOD_IN_FORCE);
    EXPECT_INT(verdict_of(fixture, 11).good, GI_GOOD_NOT_ACTIVATED);
}

SPEC(a_label_of_a_product_without_that_rule_counts_at_once)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("issue", 20);
    EXPECT_INT(verdict_of(fixture, 5).good, GI_GOOD_IN_FORCE);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "activate", UNITS(5, 5));
}

SPEC(a_label_is_activated_once)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 20);
    fixture_act(fixture, "activate", UNITS(5, 10), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "activate", UNITS(1, 5));
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "activate", UNITS(10, 20));
    fixture_act(fixture, "activate", UNITS(1, 4), NULL);
    fixture_act(fixture, "activate", UNITS(11, 20), NULL);
}

SPEC(what_ended_or_was_never_issued_is_not_activated)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 20);
    fixture_act(fixture, "lose", UNITS(5, 10), "why", "lost", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_RANGE_SPENT, "activate", UNITS(1, 20));
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_RUN, "activate", UNITS(20, 21));
}

SPEC(a_change_of_the_rule_leaves_issued_runs_as_they_are)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 20);
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "ratio",
                "42:10", "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31",
                "label_until", "2026-07-31", NULL);
    EXPECT_INT(verdict_of(fixture, 5).good, GI_GOOD_NOT_ACTIVATED);
}

SPEC(a_batch_counts_labels_that_wait_as_not_in_force)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 20);
    gi_error err = { 0 };
    gi_verdict verdict = { 0 };
    fixture_act(fixture, "activate", UNITS(1, 8), NULL);
    fixture_act(fixture, "lose", UNITS(7, 8), "why", "lost", NULL);
    fixture_act(fixture, "lose", UNITS(9, 11), "why", "lost", NULL);
    EXPECT_OK(gi_lookup(fixture->registry, gi_bytes_of(fixture->batch), &verdict, &err));
    EXPECT_INT(verdict.units_issued, 20);
    EXPECT_INT(verdict.units_in_force, 6);
}
