/* Findings of officers in the second answer: the registry and its bundle say the same. */
#include <stdio.h>
#include <string.h>

#include "both.h"
#include "label.h"
#include "tests/support/spec.h"

#define WHO "九江市市场监督管理局"
#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define DAY_MS INT64_C(86400000)
#define TWO 8 /* the second officer */

/* Ten labels, of which the third to the fifth were found copied. */
static gi_fixture *found_copied(gi_run *run)
{
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    char units[2 * GI_UNIT_NUMBER_TEXT + 2];
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_add_key(fixture, TWO, GI_ED25519, "bureau");
    *run = fixture_issue(fixture, "50g", 10);
    gi_unit_number_print((gi_unit_id){ run->key, run->first + 2 }, from);
    gi_unit_number_print((gi_unit_id){ run->key, run->first + 4 }, to);
    (void)snprintf(units, sizeof units, "%s..%s", from, to);
    fixture_act(fixture, "finding", "units", units, "why", "comparison", "who", WHO, "doc", DOC,
                NULL);
    return fixture;
}

SPEC(a_label_that_officers_found_copied_says_so_with_who_and_when)
{
    gi_run run;
    GI_AUTO(gi_fixture) fixture = found_copied(&run);
    gi_verdict verdict = ask(fixture, label_of(fixture, &run, run.first + 3).text);

    EXPECT_INT(verdict.copied, GI_COPIED_COPIED);
    EXPECT_TEXT(verdict.copied_by, WHO);
    EXPECT_TEXT(verdict.copied_why, "comparison");
    EXPECT_INT(verdict.copied_act, fixture->receipt.index);
    EXPECT(verdict.copied_time > 0);
    EXPECT_TEXT(short_of(&verdict).text, "issued in_force"); /* the original may be good */
    EXPECT_INT(gi_verdict_exit(&verdict), 1);
}

SPEC(its_number_says_so_too)
{
    gi_run run;
    char number[GI_UNIT_NUMBER_TEXT];
    GI_AUTO(gi_fixture) fixture = found_copied(&run);
    gi_unit_number_print((gi_unit_id){ run.key, run.first + 2 }, number);

    EXPECT_INT(ask(fixture, number).copied, GI_COPIED_COPIED);
}

SPEC(labels_beside_a_finding_are_not_checked_for_copies)
{
    gi_run run;
    GI_AUTO(gi_fixture) fixture = found_copied(&run);

    for (uint32_t i = 1; i <= 5; i += 4) {
        gi_verdict verdict = ask(fixture, label_of(fixture, &run, run.first + i).text);
        EXPECT_INT(verdict.copied, GI_COPIED_NOT_CHECKED);
        EXPECT_INT(verdict.copied_act, -1);
    }
}

SPEC(a_finding_that_was_taken_back_is_not_said)
{
    gi_run run;
    GI_AUTO(gi_fixture) fixture = found_copied(&run);
    gi_num_text act = gi_num(fixture->receipt.index);
    fixture_act(fixture, "finding-lift", "ref", act.text, "why", "mistake", NULL);

    EXPECT_INT(ask(fixture, label_of(fixture, &run, run.first + 3).text).copied,
               GI_COPIED_NOT_CHECKED);
}

SPEC(a_list_too_old_for_a_final_word_says_no_finding)
{
    gi_run run;
    gi_error err = { 0 };
    GI_AUTO(gi_bundle) bundle = NULL;
    GI_AUTO(gi_fixture) fixture = found_copied(&run);
    gi_root_pin pin = pin_of(fixture);
    GI_AUTO_BUF bytes = GI_BUF(GI_BUNDLE_MAX);
    bundle_bytes(fixture, &bytes);
    EXPECT_OK(
        gi_bundle_open(gi_buf_view(&bytes), &pin, 1, fixture->now + 31 * DAY_MS, 0, &bundle, &err));
    gi_verdict verdict = ask_bundle(bundle, label_of(fixture, &run, run.first + 3).text);

    EXPECT_INT(verdict.copied, GI_COPIED_NOT_CHECKED);
    EXPECT_TEXT(verdict.copied_by, "");
}
