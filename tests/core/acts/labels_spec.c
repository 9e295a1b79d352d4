/* Labels lost or packed anew, and how all labels of a batch add up. */
#include "gi/report.h"
#include "tests/core/acts/labels.h"

/* ---- lost, and packed anew ---- */

SPEC(lost_labels_are_dead_by_one_act_that_says_who_declared_it)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 20);
    fixture_act(fixture, "lose", UNITS(3, 9), "why", "stolen", NULL);
    gi_verdict verdict = verdict_of(fixture, 9);
    EXPECT_INT(verdict.good, GI_GOOD_LOST);
    EXPECT_TEXT(verdict.state_by, "示例茶业有限公司");
    EXPECT_TEXT(verdict.state_why, "stolen");
    EXPECT_INT(verdict.state_time, fixture->now);
    EXPECT_INT(balance(fixture, "made"), 9000000);
    EXPECT_REFUSED(fixture, GI_WHY_RANGE_SPENT, "lose", UNITS(9, 10), "why", "lost");
}

SPEC(what_was_packed_anew_is_labelled_again_within_its_batch_and_no_more)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 200); /* the whole batch */
    fixture_act(fixture, "repack", UNITS(1, 10), "why", "gift-box", NULL);
    EXPECT_INT(verdict_of(fixture, 10).good, GI_GOOD_REPACKED);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_BATCH, "issue", "batch", fixture->batch, "count", "3",
                   "net", "250g", "packed", "2026-04-20");
    fixture_act(fixture, "issue", "batch", fixture->batch, "count", "2", "net", "250g", "packed",
                "2026-04-20", NULL);
    EXPECT_INT(balance(fixture, "made"), 0);
}

SPEC(the_credit_of_a_repacking_goes_to_no_other_batch)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 200);
    fixture_act(fixture, "repack", UNITS(1, 10), "why", "size", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, "batch", "holder", "0001", "lot", "2", "grade", "特级",
                   "qty", "500g");
}

/* ---- accounting ---- */

static int64_t count_of(const gi_json *labels, const char *name)
{
    int64_t number = -1;
    EXPECT(gi_json_as_int(gi_json_get(labels, name), &number));
    return number;
}

static const char *const ends[] = {
    "in_force", "not_activated", "cancelled", "spoilt",   "returned",
    "lost",     "void",          "repacked",  "recalled", "frozen",
};

static void expect_closed(const gi_json *labels)
{
    int64_t sum = 0;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        sum += count_of(labels, ends[i]);
    }
    EXPECT_INT(sum, count_of(labels, "issued"));
}

SPEC(the_labels_of_a_batch_close_exactly_in_all_and_per_run)
{
    GI_AUTO(gi_fixture) fixture = issued_labels("range", 100);
    GI_AUTO(gi_json) shown = NULL;
    gi_error err = { 0 };
    fixture_act(fixture, "activate", UNITS(1, 30), NULL);
    fixture_act(fixture, "void", UNITS(1, 2), "why", "quality", NULL);
    fixture_act(fixture, "lose", UNITS(30, 31), "why", "lost", NULL);
    fixture_act(fixture, "spoil", UNITS(40, 42), "why", "torn", NULL);
    fixture_act(fixture, "return", UNITS(50, 53), "why", "unused", NULL);
    fixture_act(fixture, "repack", UNITS(60, 64), "why", "size", NULL);
    fixture_act(fixture, "cancel", UNITS(70, 75), "why", "unused", NULL);
    fixture_act(fixture, "issue", "batch", fixture->batch, "count", "7", "net", "50g", "packed",
                "2026-04-20", NULL);
    EXPECT_OK(gi_report_batch(fixture->registry, gi_bytes_of(fixture->batch), &shown, &err));
    static const int64_t wanted[] = { 27, 58, 6, 3, 4, 2, 2, 5, 0, 0 }; /* in force: 3..29 */
    const gi_json *labels = gi_json_get(shown, "labels");
    EXPECT_INT(count_of(labels, "issued"), 107);
    EXPECT_INT(count_of(labels, "activated"), 30);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        EXPECT_INT(count_of(labels, ends[i]), wanted[i]);
    }
    expect_closed(labels);
    expect_closed(gi_json_at(gi_json_get(shown, "labels_by_run"), 0));
    expect_closed(gi_json_at(gi_json_get(shown, "labels_by_run"), 1));
    EXPECT_INT(verdict_of(fixture, 29).good, GI_GOOD_IN_FORCE);
}
