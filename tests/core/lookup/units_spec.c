/* One number of labels in force: the look-up, the bundle, the list and the report agree on it. */
#include <stdio.h>

#include "both.h"
#include "gi/report.h"
#include "gi/unit_number.h"
#include "label.h"
#include "tests/support/spec.h"

#define WHO "九江市市场监督管理局"
#define DAY INT64_C(86400000)
#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static void units_text(char out[2 * GI_UNIT_NUMBER_TEXT + 2], uint32_t first, uint32_t last)
{
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, first }, from);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, last }, to);
    (void)snprintf(out, 2 * GI_UNIT_NUMBER_TEXT + 2, "%s..%s", from, to);
}

static void freeze_units(gi_fixture *fixture, uint32_t first, uint32_t last)
{
    char units[2 * GI_UNIT_NUMBER_TEXT + 2];
    units_text(units, first, last);
    fixture_act(fixture, "freeze", "units", units, "why", "inspection", "who", WHO, NULL);
}

static void void_unit(gi_fixture *fixture, uint32_t serial)
{
    char units[2 * GI_UNIT_NUMBER_TEXT + 2];
    units_text(units, serial, serial);
    fixture_act(fixture, "void", "units", units, "why", "stolen", NULL);
}

static int64_t member(const gi_json *object, const char *name)
{
    int64_t value = -1;
    EXPECT(gi_json_as_int(gi_json_get(object, name), &value));
    return value;
}

/* What the report says of the first batch's labels; all four ways must agree. */
static void expect_counts(gi_fixture *fixture, int64_t in_force, int64_t frozen, int64_t recalled)
{
    GI_AUTO(gi_json) rows = NULL;
    GI_AUTO(gi_json) shown = NULL;
    gi_error err = { 0 };
    gi_verdict verdict = ask(fixture, fixture->batch); /* registry and bundle */
    EXPECT_OK(gi_report_list(fixture->registry, "batches", (gi_report_page){ 0, 1 }, &rows, &err));
    EXPECT_OK(gi_report_batch(fixture->registry, gi_bytes_of(fixture->batch), &shown, &err));
    const gi_json *labels = gi_json_get(shown, "labels");
    EXPECT_INT(verdict.units_in_force, in_force);
    EXPECT_INT(member(gi_json_at(rows, 0), "in_force"), in_force);
    EXPECT_INT(member(shown, "in_force"), in_force);
    EXPECT_INT(member(labels, "in_force"), in_force);
    EXPECT_INT(member(labels, "frozen"), frozen);
    EXPECT_INT(member(labels, "recalled"), recalled);
}

SPEC(a_frozen_range_is_not_in_force_until_the_freeze_ends)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    void_unit(fixture, 5);
    expect_counts(fixture, 19, 0, 0);
    freeze_units(fixture, 4, 8);
    expect_counts(fixture, 15, 4, 0);
    fixture->now += 8 * DAY; /* without its document a freeze ends after seven days */
    expect_counts(fixture, 19, 0, 0);
}

SPEC(labels_of_a_frozen_batch_are_not_in_force_and_an_ended_one_stays_ended)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    void_unit(fixture, 5);
    freeze_units(fixture, 7, 8);
    fixture_act(fixture, "freeze", "batch", fixture->batch, "why", "inspection", "who", WHO, NULL);
    expect_counts(fixture, 0, 19, 0);
    EXPECT_ANSWER(fixture, fixture->batch, "issued frozen");
}

SPEC(labels_of_a_recalled_batch_are_recalled_whatever_was_frozen)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    void_unit(fixture, 5);
    freeze_units(fixture, 7, 8);
    fixture_act(fixture, "recall", "batch", fixture->batch, "grade", "I", "why", "residue", "who",
                WHO, "doc", DOC, NULL);
    expect_counts(fixture, 0, 0, 19);
}

SPEC(each_run_counts_its_own_frozen_labels)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    GI_AUTO(gi_json) shown = NULL;
    gi_error err = { 0 };
    (void)fixture_issue(fixture, "50g", 10);
    (void)fixture_issue(fixture, "50g", 10);
    freeze_units(fixture, 9, 10);
    freeze_units(fixture, 11, 13);
    EXPECT_OK(gi_report_batch(fixture->registry, gi_bytes_of(fixture->batch), &shown, &err));
    const gi_json *runs = gi_json_get(shown, "labels_by_run");
    EXPECT_INT(member(gi_json_at(runs, 0), "frozen"), 2);
    EXPECT_INT(member(gi_json_at(runs, 1), "frozen"), 3);
    EXPECT_INT(member(gi_json_at(runs, 1), "in_force"), 7);
    expect_counts(fixture, 15, 5, 0);
}

SPEC(a_batch_whose_last_labels_are_frozen_has_no_word_for_all)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 3);
    void_unit(fixture, 1);
    freeze_units(fixture, 2, 3);
    expect_counts(fixture, 0, 2, 0);
    EXPECT_ANSWER(fixture, fixture->batch, "issued unknown");
}
