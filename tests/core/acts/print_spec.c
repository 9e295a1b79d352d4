/* Labels through a printer: first once, again with a reason; recorded before any byte is made. */
#include <string.h>

#include "gi/codes.h"
#include "gi/print.h"
#include "gi/report.h"
#include "gi/unit_number.h"
#include "tests/core/acts/labels.h"

/* Twenty labels of 50 g, serials 1 to 20. */
static gi_fixture *issued(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    return fixture;
}

static gi_run run_of(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_run run = { 0 };
    EXPECT_OK(gi_run_find(fixture->registry, gi_bytes_of("7/1"), &run, NULL, &err));
    return run;
}

static gi_print_span next_of(const gi_fixture *fixture, uint32_t from, uint32_t most)
{
    gi_error err = { 0 };
    gi_print_span next = { 0 };
    gi_run run = run_of(fixture);
    EXPECT_OK(gi_print_next(fixture->registry, &run, from, most, &next, &err));
    return next;
}

SPEC(a_label_is_printed_for_the_first_time_once)
{
    GI_AUTO(gi_fixture) fixture = issued();
    fixture_act(fixture, "print", UNITS(5, 10), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_PRINTED, "print", UNITS(1, 5));
    EXPECT_REFUSED(fixture, GI_WHY_PRINTED, "print", UNITS(10, 20));
    EXPECT_REFUSED(fixture, GI_WHY_PRINTED, "print", UNITS(1, 20));
    fixture_act(fixture, "print", UNITS(1, 4), NULL);
    fixture_act(fixture, "print", UNITS(11, 20), NULL);
}

SPEC(the_refusal_names_the_first_label_that_was_printed)
{
    GI_AUTO(gi_fixture) fixture = issued();
    gi_error err = { 0 };
    char number[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, 5 }, number);
    fixture_act(fixture, "print", UNITS(5, 10), NULL);
    EXPECT_WHY(fixture_try(fixture, &err, "print", UNITS(1, 20), NULL), GI_WHY_PRINTED);
    EXPECT(strstr(err.message, number) != NULL);
    EXPECT_TEXT(err.field, "units");
}

SPEC(a_reprint_is_of_printed_labels_and_as_often_as_there_is_a_reason)
{
    GI_AUTO(gi_fixture) fixture = issued();
    EXPECT_REFUSED(fixture, GI_WHY_NOT_PRINTED, "print", UNITS(1, 1), "why", "jam");
    fixture_act(fixture, "print", UNITS(1, 4), NULL);
    fixture_act(fixture, "print", UNITS(5, 10), NULL);
    fixture_act(fixture, "print", UNITS(3, 7), "why", "jam", NULL);
    fixture_act(fixture, "print", UNITS(3, 7), "why", "faint", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_NOT_PRINTED, "print", UNITS(3, 11), "why", "jam");
}

SPEC(reasons_come_from_a_list_and_other_wants_a_note)
{
    GI_AUTO(gi_fixture) fixture = issued();
    fixture_act(fixture, "print", UNITS(1, 10), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, "print", UNITS(1, 1), "why", "again");
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "print", UNITS(1, 1), "why", "other");
    fixture_act(fixture, "print", UNITS(1, 1), "why", "other", "note", "样张", NULL);
}

SPEC(only_issued_labels_that_did_not_end_and_are_not_held_are_printed)
{
    GI_AUTO(gi_fixture) fixture = issued();
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_RUN, "print", UNITS(20, 21));
    fixture_act(fixture, "lose", UNITS(5, 6), "why", "lost", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_RANGE_SPENT, "print", UNITS(1, 20));
    fixture_act(fixture, "print", UNITS(7, 9), NULL);
    fixture_act(fixture, "spoil", UNITS(8, 8), "why", "torn", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_RANGE_SPENT, "print", UNITS(7, 9), "why", "torn");
    fixture_act(fixture, "freeze", UNITS(1, 2), "why", "inspection", "who", "示例市场监督管理局",
                NULL);
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "print", UNITS(1, 4));
}

SPEC(printing_posts_nothing_and_tells_the_public_the_range_and_the_reason_alone)
{
    GI_AUTO(gi_fixture) fixture = issued();
    char text[2048];
    int64_t made = balance(fixture, "made");
    fixture_act(fixture, "print", UNITS(1, 10), "template", "50x30", "printer", "库房打印机", "how",
                "tspl", NULL);
    EXPECT_INT(balance(fixture, "made"), made);
    leaf_text(fixture, acts(fixture) - 1, text, sizeof text);
    EXPECT(strstr(text, "\"rng\":[[7,1,10]]") != NULL && strstr(text, "\"cmt\"") != NULL);
    EXPECT(strstr(text, "50x30") == NULL && strstr(text, "tspl") == NULL);
    EXPECT(strstr(text, "why") == NULL);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "ref"), run_of(fixture).act);
    fixture_act(fixture, "print", UNITS(2, 3), "why", "torn", NULL);
    leaf_text(fixture, acts(fixture) - 1, text, sizeof text);
    EXPECT(strstr(text, "\"why\":\"torn\"") != NULL);
}

SPEC(printing_goes_on_at_the_first_label_that_was_not_printed)
{
    GI_AUTO(gi_fixture) fixture = issued();
    gi_print_span next = next_of(fixture, 0, 8);
    EXPECT(next.first == 1 && next.count == 8);
    fixture_act(fixture, "print", UNITS(1, 4), NULL);
    fixture_act(fixture, "lose", UNITS(5, 6), "why", "lost", NULL);
    fixture_act(fixture, "print", UNITS(10, 11), NULL);
    next = next_of(fixture, 0, 100);
    EXPECT(next.first == 7 && next.count == 3);
    next = next_of(fixture, 10, 100);
    EXPECT(next.first == 12 && next.count == 9);
    fixture_act(fixture, "print", UNITS(12, 20), NULL);
    EXPECT_INT(next_of(fixture, 10, 100).count, 0);
    EXPECT_INT(next_of(fixture, 21, 100).count, 0);
    EXPECT_INT(next_of(fixture, 0, 100).first, 7);
}

SPEC(what_was_printed_ended_and_is_left_adds_up_to_the_run)
{
    GI_AUTO(gi_fixture) fixture = issued();
    gi_error err = { 0 };
    gi_print_counts counts = { 0 };
    gi_run run = run_of(fixture);
    fixture_act(fixture, "print", UNITS(1, 4), NULL);
    fixture_act(fixture, "lose", UNITS(3, 6), "why", "lost", NULL);
    fixture_act(fixture, "print", UNITS(20, 20), NULL);
    EXPECT_OK(gi_print_count(fixture->registry, &run, &counts, &err));
    EXPECT_INT(counts.printed, 5);
    EXPECT_INT(counts.ended, 2);
    EXPECT_INT(counts.left, 13);
    EXPECT_INT(counts.next, 7);
}

SPEC(a_report_names_every_reprint_with_its_reason_and_signer)
{
    GI_AUTO(gi_fixture) fixture = issued();
    gi_error err = { 0 };
    gi_bytes why = { 0 };
    int64_t number = 0;
    gi_run run = run_of(fixture);
    GI_AUTO(gi_json) report = NULL;
    fixture_act(fixture, "print", UNITS(1, 9), NULL);
    fixture_act(fixture, "print", UNITS(2, 3), "why", "jam", NULL);
    fixture_act(fixture, "print", UNITS(2, 2), "why", "faint", NULL);
    EXPECT_OK(gi_report_prints(fixture->registry, &run, &report, &err));
    const gi_json *rows = gi_json_get(report, "reprints");
    EXPECT_INT(gi_json_count(rows), 2);
    EXPECT(gi_json_as_text(gi_json_get(gi_json_at(rows, 1), "why"), &why));
    EXPECT(gi_bytes_equal(why, gi_bytes_of("faint")));
    EXPECT(gi_json_as_int(gi_json_get(gi_json_at(rows, 0), "signer"), &number));
    EXPECT_INT(number, FIXTURE_REGISTRY);
    EXPECT(gi_json_as_int(gi_json_get(report, "reprinted"), &number));
    EXPECT_INT(number, 3);
}

SPEC(a_spoilt_label_that_was_never_printed_is_told)
{
    GI_AUTO(gi_fixture) fixture = issued();
    fixture_act(fixture, "print", UNITS(1, 4), NULL);
    fixture_act(fixture, "spoil", UNITS(3, 6), "why", "torn", NULL);
    EXPECT_INT(fixture_answer_int(fixture, "not_printed"), 2);
    fixture_act(fixture, "spoil", UNITS(1, 2), "why", "torn", NULL);
    EXPECT(strstr(fixture->receipt.answer, "not_printed") == NULL);
}

static int64_t counted(const gi_fixture *fixture, const char *name)
{
    gi_error err = { 0 };
    int64_t number = -1;
    GI_AUTO(gi_json) report = NULL;
    EXPECT_OK(gi_report_batch(fixture->registry, gi_bytes_of(fixture->batch), &report, &err));
    EXPECT(gi_json_as_int(gi_json_get(gi_json_get(report, "labels"), name), &number));
    return number;
}

SPEC(the_account_of_a_batch_closes_over_what_was_printed)
{
    GI_AUTO(gi_fixture) fixture = issued();
    (void)fixture_issue(fixture, "50g", 5);
    fixture_act(fixture, "print", UNITS(1, 9), NULL);
    fixture_act(fixture, "print", UNITS(21, 22), NULL);
    fixture_act(fixture, "print", UNITS(2, 3), "why", "jam", NULL);
    fixture_act(fixture, "print", UNITS(2, 2), "why", "jam", NULL);
    fixture_act(fixture, "lose", UNITS(8, 12), "why", "lost", NULL);
    EXPECT_INT(counted(fixture, "printed"), 11);
    EXPECT_INT(counted(fixture, "not_printed"), 14);
    EXPECT_INT(counted(fixture, "reprinted"), 3);
    EXPECT_INT(counted(fixture, "lost"), 5);
    EXPECT_INT(counted(fixture, "issued"), 25);
}
