/* From issue to the end of a label: activated, spoilt, handed back, lost, void, packed anew. */
#include <stdio.h>
#include <string.h>

#include "core/store/labels.h"
#include "core/store/registry.h"
#include "gi/lookup.h"
#include "gi/report.h"
#include "gi/unit_number.h"
#include "tests/core/acts/helpers.h"

#define HOUR INT64_C(3600000)

/* 10 kg made and released, of a product with this rule of activation and spoilage of 100 permille;
 * `count` labels of 50 g issued from serial 1 on. */
static gi_fixture *issued(const char *activate, int count)
{
    gi_fixture *fixture = picked();
    char text[8];
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360483107", "grades", "特级=Superfine", "nets",
                "50g,250g", "spoilage", "100", "activate", activate, "season", "2026-1", "first",
                "2026-03-15", "last", "2026-05-31", "label_until", "2026-07-31", NULL);
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "1:42kg", "qty", "10kg", "day", "2026-04-06", NULL);
    fixture_act(fixture, "batch", "holder", "0001", "lot", "2", "grade", "特级", NULL);
    fixture_answer_text(fixture, "batch", fixture->batch, sizeof fixture->batch);
    (void)snprintf(text, sizeof text, "%d", count);
    fixture_act(fixture, "issue", "batch", fixture->batch, "count", text, "net", "50g", "packed",
                "2026-04-20", NULL);
    return fixture;
}

typedef struct range_text {
    char text[40];
} range_text;

static range_text units(uint32_t first, uint32_t last)
{
    range_text out;
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, first }, from);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, last }, to);
    (void)snprintf(out.text, sizeof out.text, "%s..%s", from, to);
    return out;
}

#define UNITS(first, last) "units", units((first), (last)).text

static gi_verdict verdict_of(const gi_fixture *fixture, uint32_t serial)
{
    gi_error err = { 0 };
    gi_verdict verdict = { 0 };
    char number[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, serial }, number);
    EXPECT_OK(gi_lookup(fixture->registry, gi_bytes_of(number), &verdict, &err));
    return verdict;
}

/* ---- activation ---- */

SPEC(a_label_of_a_product_that_wants_it_counts_only_once_it_is_activated)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 20);
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
    GI_AUTO(gi_fixture) fixture = issued("issue", 20);
    EXPECT_INT(verdict_of(fixture, 5).good, GI_GOOD_IN_FORCE);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "activate", UNITS(5, 5));
}

SPEC(a_label_is_activated_once)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 20);
    fixture_act(fixture, "activate", UNITS(5, 10), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "activate", UNITS(1, 5));
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "activate", UNITS(10, 20));
    fixture_act(fixture, "activate", UNITS(1, 4), NULL);
    fixture_act(fixture, "activate", UNITS(11, 20), NULL);
}

SPEC(what_ended_or_was_never_issued_is_not_activated)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 20);
    fixture_act(fixture, "lose", UNITS(5, 10), "why", "lost", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_RANGE_SPENT, "activate", UNITS(1, 20));
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_RUN, "activate", UNITS(20, 21));
}

SPEC(a_change_of_the_rule_leaves_issued_runs_as_they_are)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 20);
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "ratio",
                "42:10", "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31",
                "label_until", "2026-07-31", NULL);
    EXPECT_INT(verdict_of(fixture, 5).good, GI_GOOD_NOT_ACTIVATED);
}

SPEC(a_batch_counts_labels_that_wait_as_not_in_force)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 20);
    gi_error err = { 0 };
    gi_verdict verdict = { 0 };
    fixture_act(fixture, "activate", UNITS(1, 8), NULL);
    fixture_act(fixture, "lose", UNITS(7, 8), "why", "lost", NULL);
    fixture_act(fixture, "lose", UNITS(9, 11), "why", "lost", NULL);
    EXPECT_OK(gi_lookup(fixture->registry, gi_bytes_of(fixture->batch), &verdict, &err));
    EXPECT_INT(verdict.units_issued, 20);
    EXPECT_INT(verdict.units_in_force, 6);
}

/* ---- what the producer may do alone ---- */

SPEC(activated_labels_do_not_end_by_the_producer_alone)
{
    static const char *const acts_why[][2] = { { "void", "quality" },
                                               { "lose", "lost" },
                                               { "repack", "size" } };
    for (size_t i = 0; i < sizeof acts_why / sizeof acts_why[0]; i++) {
        GI_AUTO(gi_fixture) fixture = issued("range", 20);
        fixture_act(fixture, "activate", UNITS(5, 5), NULL);
        drop_signer(fixture, FIXTURE_BUREAU);
        EXPECT_REFUSED(fixture, GI_WHY_ACTIVATED_ALONE, acts_why[i][0], UNITS(1, 20), "why",
                       acts_why[i][1]);
        fixture_act(fixture, acts_why[i][0], UNITS(6, 20), "why", acts_why[i][1], NULL);
    }
}

SPEC(labels_that_count_at_once_are_the_producers_for_72_hours)
{
    GI_AUTO(gi_fixture) fixture = issued("issue", 20);
    drop_signer(fixture, FIXTURE_BUREAU);
    fixture->now += 72 * HOUR;
    fixture_act(fixture, "void", UNITS(1, 1), "why", "damaged", NULL);
    fixture->now += 1;
    EXPECT_REFUSED(fixture, GI_WHY_ACTIVATED_ALONE, "void", UNITS(2, 2), "why", "damaged");
}

SPEC(the_bureau_signs_the_end_of_activated_labels)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 20);
    fixture_act(fixture, "activate", UNITS(1, 20), NULL);
    fixture_act(fixture, "void", UNITS(1, 20), "why", "quality", NULL);
    GI_AUTO(gi_json) end = leaf(fixture, acts(fixture) - 1);
    int64_t second = 0;
    EXPECT_INT(gi_json_count(gi_json_get(end, "sigs")), 2);
    EXPECT(gi_json_as_int(gi_json_at(gi_json_at(gi_json_get(end, "sigs"), 1), 0), &second));
    EXPECT_INT(second, FIXTURE_BUREAU);
}

SPEC(nobody_else_signs_what_the_producer_may_do_alone)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 20);
    fixture_act(fixture, "void", UNITS(1, 20), "why", "misprint", NULL);
    GI_AUTO(gi_json) end = leaf(fixture, acts(fixture) - 1);
    EXPECT_INT(gi_json_count(gi_json_get(end, "sigs")), 1);
}

SPEC(an_activated_label_is_not_cancelled)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 20);
    fixture_act(fixture, "activate", UNITS(5, 5), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ACTIVATED, "cancel", UNITS(1, 20), "why", "unused");
    fixture_act(fixture, "cancel", UNITS(6, 20), "why", "unused", NULL);
}

/* ---- spoilt and handed back ---- */

SPEC(spoilt_labels_give_their_tea_back)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 200);
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
    GI_AUTO(gi_fixture) fixture = issued("range", 200);
    drop_signer(fixture, FIXTURE_BUREAU);
    fixture_act(fixture, "spoil", UNITS(1, 20), "why", "torn", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_SPOILAGE, "spoil", UNITS(21, 25), "why", "torn");
    fixture_act(fixture, "spoil", UNITS(21, 24), "why", "torn", NULL);
    fixture_act(fixture, "spoil", UNITS(25, 60), "why", "torn", "credit", "no", NULL);
    EXPECT_INT(balance(fixture, "made"), 24 * 50000);
}

SPEC(with_the_bureau_spoilage_beyond_the_limit_is_credited)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 200);
    fixture_act(fixture, "spoil", UNITS(1, 150), "why", "wet", NULL);
    EXPECT_INT(balance(fixture, "made"), 150 * 50000);
    GI_AUTO(gi_json) end = leaf(fixture, acts(fixture) - 1);
    EXPECT_INT(gi_json_count(gi_json_get(end, "sigs")), 2);
}

SPEC(spoilt_and_returned_labels_have_a_limit_each)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 200);
    drop_signer(fixture, FIXTURE_BUREAU);
    fixture_act(fixture, "spoil", UNITS(1, 24), "why", "torn", NULL);
    fixture_act(fixture, "return", UNITS(101, 124), "why", "unused", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_SPOILAGE, "return", UNITS(125, 125), "why", "unused");
    EXPECT_INT(balance(fixture, "made"), 48 * 50000);
}

SPEC(the_permille_counts_where_it_is_more_than_24)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 1); /* 100 permille */
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
    GI_AUTO(gi_fixture) fixture = issued("range", 20);
    fixture_act(fixture, "activate", UNITS(1, 20), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_NO_CREDIT, "spoil", UNITS(1, 1), "why", "torn");
    EXPECT_REFUSED(fixture, GI_WHY_NO_CREDIT, "return", UNITS(1, 1), "why", "unused");
    fixture_act(fixture, "spoil", UNITS(1, 1), "why", "torn", "credit", "no", NULL);
    EXPECT_INT(balance(fixture, "made"), 9000000);
}

SPEC(what_lies_beyond_the_run_is_not_spoilt)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 20);
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_RUN, "spoil", UNITS(20, 21), "why", "torn");
}

/* ---- lost, and packed anew ---- */

SPEC(lost_labels_are_dead_by_one_act_that_says_who_declared_it)
{
    GI_AUTO(gi_fixture) fixture = issued("range", 20);
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
    GI_AUTO(gi_fixture) fixture = issued("range", 200); /* the whole batch */
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
    GI_AUTO(gi_fixture) fixture = issued("range", 200);
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
    GI_AUTO(gi_fixture) fixture = issued("range", 100);
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
