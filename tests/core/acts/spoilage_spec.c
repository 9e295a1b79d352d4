/* Spoilt and handed back: what gives its tea back, how much of it, and who signs for more. */
#include "tests/core/acts/labels.h"

SPEC(spoilt_labels_give_their_tea_back)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 200);
    EXPECT_INT(balance(fixture, "made"), 0);
    fixture_act(fixture, "spoil", UNITS(1, 24), "why", "torn", NULL);
    EXPECT_INT(balance(fixture, "made"), 24 * 50000);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "qty"), 24 * 50000);
    EXPECT_INT(verdict_of(fixture, 24).good, GI_GOOD_VOID);
    fixture_act(fixture, "issue", "batch", fixture->batch, "count", "24", "net", "50g", "packed",
                "2026-04-20", NULL);
    EXPECT(books_balance(fixture));
}

SPEC(spoilage_beyond_24_labels_wants_the_bureau_or_gives_nothing_back)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 200);
    drop_signer(fixture, FIXTURE_BUREAU);
    fixture_act(fixture, "spoil", UNITS(1, 20), "why", "torn", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_SPOILAGE, "spoil", UNITS(21, 25), "why", "torn");
    fixture_act(fixture, "spoil", UNITS(21, 24), "why", "torn", NULL);
    fixture_act(fixture, "spoil", UNITS(25, 60), "why", "torn", "credit", "no", NULL);
    EXPECT_INT(balance(fixture, "made"), 24 * 50000);
}

SPEC(with_the_bureau_spoilage_beyond_the_limit_is_credited)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 200);
    fixture_act(fixture, "spoil", UNITS(1, 150), "why", "wet", NULL);
    EXPECT_INT(balance(fixture, "made"), 150 * 50000);
    GI_AUTO(gi_json) end = leaf(fixture, acts(fixture) - 1);
    EXPECT_INT(gi_json_count(gi_json_get(end, "sigs")), 2);
}

SPEC(spoilt_and_returned_labels_have_a_limit_each)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 200);
    drop_signer(fixture, FIXTURE_BUREAU);
    fixture_act(fixture, "spoil", UNITS(1, 24), "why", "torn", NULL);
    fixture_act(fixture, "return", UNITS(101, 124), "why", "unused", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_SPOILAGE, "return", UNITS(125, 125), "why", "unused");
    EXPECT_INT(balance(fixture, "made"), 48 * 50000);
}

SPEC(the_permille_counts_where_it_is_more_than_24)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 1); /* 100 permille */
    fixture_act(fixture, "cancel", UNITS(1, 1), "why", "wrong-fact", NULL);
    fixture_act(fixture, "issue", "batch", fixture->batch, "count", "200", "net", "50g", "packed",
                "2026-04-20", NULL);
    fixture_act(fixture, "cancel", UNITS(2, 200), "why", "unused", NULL);
    fixture_act(fixture, "issue", "batch", fixture->batch, "count", "199", "net", "50g", "packed",
                "2026-04-20", NULL);
    drop_signer(fixture, FIXTURE_BUREAU);
    fixture_act(fixture, "spoil", UNITS(202, 241), "why", "torn", NULL); /* 40 of 400 */
    EXPECT_REFUSED(fixture, GI_WHY_OVER_SPOILAGE, "spoil", UNITS(242, 242), "why", "torn");
}

SPEC(activated_labels_give_nothing_back)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 20);
    fixture_act(fixture, "activate", UNITS(1, 20), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_NO_CREDIT, "spoil", UNITS(1, 1), "why", "torn");
    EXPECT_REFUSED(fixture, GI_WHY_NO_CREDIT, "return", UNITS(1, 1), "why", "unused");
    fixture_act(fixture, "spoil", UNITS(1, 1), "why", "torn", "credit", "no", NULL);
    EXPECT_INT(balance(fixture, "made"), 9000000);
}

SPEC(what_lies_beyond_the_run_is_not_spoilt)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 20);
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_RUN, "spoil", UNITS(20, 21), "why", "torn");
}
