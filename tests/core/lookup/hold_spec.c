/* Recalls and freezes in the third answer: the registry and its bundle agree on every day. */
#include <stdio.h>
#include <string.h>

#include "both.h"
#include "label.h"
#include "tests/support/spec.h"

#define WHO "九江市市场监督管理局"
#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define DAY_MS INT64_C(86400000)

static void freeze(gi_fixture *fixture, const char *field, const char *value)
{
    fixture_act(fixture, "freeze", field, value, "why", "inspection", "who", WHO, "doc", DOC, NULL);
}

static void recall(gi_fixture *fixture, const char *grade)
{
    fixture_act(fixture, "recall", "lot", "1", "grade", grade, "why", "residue", "who", WHO, "doc",
                DOC, NULL);
}

SPEC(a_frozen_label_says_until_when_and_by_whom)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 3);
    freeze(fixture, "batch", fixture->batch);
    gi_verdict verdict = ask(fixture, label_of(fixture, &run, 2).text);
    EXPECT_TEXT(short_of(&verdict).text, "issued frozen");
    EXPECT_TEXT(gi_day_text(verdict.state_until).text, "2026-07-01");
    EXPECT_TEXT(verdict.state_by, WHO);
    EXPECT_TEXT(verdict.state_why, "inspection");
    EXPECT_INT(verdict.state_act, fixture->receipt.index);
    EXPECT_INT(gi_verdict_exit(&verdict), 1);
    EXPECT_ANSWER(fixture, fixture->batch, "issued frozen");
}

SPEC(a_freeze_ends_by_its_day_in_a_bundle_that_was_made_before)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 3);
    fixture_act(fixture, "freeze", "batch", fixture->batch, "why", "unsafe", "who", WHO, NULL);
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    bundle_bytes(fixture, &bytes);
    for (int day = 7; day <= 8; day++) {
        gi_error err = { 0 };
        GI_AUTO(gi_bundle) bundle = NULL;
        gi_root_pin pin = pin_of(fixture);
        EXPECT_OK(gi_bundle_open(gi_buf_view(&bytes), &pin, 1, fixture->now + day * DAY_MS, 0,
                                 &bundle, &err));
        gi_verdict verdict = ask_bundle(bundle, label_of(fixture, &run, 1).text);
        EXPECT_TEXT(short_of(&verdict).text, day == 7 ? "issued frozen" : "issued in_force");
    }
}

SPEC(only_the_frozen_range_is_frozen)
{
    char range[40];
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 9);
    gi_verdict first = ask(fixture, label_of(fixture, &run, 3).text);
    gi_verdict last = ask(fixture, label_of(fixture, &run, 5).text);
    (void)snprintf(range, sizeof range, "%s..%s", first.unit_text, last.unit_text);
    freeze(fixture, "units", range);
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 2).text, "issued in_force");
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 3).text, "issued frozen");
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 5).text, "issued frozen");
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 6).text, "issued in_force");
    EXPECT_ANSWER(fixture, fixture->batch, "issued in_force");
}

SPEC(a_recalled_label_says_its_grade_and_outweighs_a_freeze_and_a_dead_label)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 9);
    gi_verdict unit = ask(fixture, label_of(fixture, &run, 4).text);
    fixture_act(fixture, "void", "units", unit.unit_text, "why", "stolen", NULL);
    freeze(fixture, "lot", "1");
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 4).text, "issued void");
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 5).text, "issued frozen");
    recall(fixture, "II");
    gi_verdict verdict = ask(fixture, label_of(fixture, &run, 4).text);
    EXPECT_TEXT(short_of(&verdict).text, "issued recalled");
    EXPECT_INT(verdict.recall_grade, 2);
    EXPECT_TEXT(verdict.state_why, "residue");
    EXPECT_TEXT(verdict.state_by, WHO);
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 5).text, "issued recalled");
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 5).text, "issued recalled");
    EXPECT_ANSWER(fixture, unit.unit_text, "unknown(typed) recalled");
    EXPECT_ANSWER(fixture, fixture->batch, "issued recalled");
}

SPEC(another_batch_is_neither_recalled_nor_frozen)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    recall(fixture, "I");
    fixture_add_batch(fixture, "2026-04-10");
    EXPECT_ANSWER(fixture, fixture->batch, "issued in_force");
}
