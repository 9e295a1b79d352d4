/* Good labels, ended labels, typed numbers, batch IDs: the registry and its bundle agree. */
#include <stdio.h>
#include <string.h>

#include "both.h"
#include "label.h"
#include "tests/support/spec.h"

SPEC(a_label_as_issued_is_issued_and_in_force)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_verdict verdict = ask(fixture, label_of(fixture, &run, 20).text);
    EXPECT_TEXT(short_of(&verdict).text, "issued in_force");
    EXPECT_INT(verdict.asked, GI_ASKED_CODE);
    EXPECT(verdict.has_unit && verdict.has_batch);
    EXPECT_INT(verdict.unit.serial, 20);
    EXPECT_INT(verdict.net, 50000);
    EXPECT_TEXT(gi_day_text(verdict.packed).text, "2026-04-20");
    EXPECT_TEXT(gi_day_text(verdict.last).text, "2027-10-20");
    EXPECT_TEXT(verdict.batch.id_text, fixture->batch);
    EXPECT_TEXT(verdict.batch.producer, "九江示例茶业有限公司");
    EXPECT_INT(verdict.act, run.act);
    EXPECT_INT(gi_verdict_exit(&verdict), 0);
}

SPEC(a_whole_url_answers_as_its_digits)
{
    char url[320];
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    label_text label = label_of(fixture, &run, 1);
    (void)snprintf(url, sizeof url, " https://gi.jj.cn/%s?from=wechat#top\n", label.text);
    EXPECT_ANSWER(fixture, url, "issued in_force");
}

SPEC(p256_and_sm2_labels_are_issued_too)
{
    for (gi_algorithm algorithm = GI_P256; algorithm <= GI_SM2; algorithm++) {
        GI_AUTO(gi_fixture) fixture = fixture_with_batch(algorithm);
        gi_run run = fixture_issue(fixture, "50g", 2);
        EXPECT_ANSWER(fixture, label_of(fixture, &run, 2).text, "issued in_force");
        EXPECT_ANSWER(fixture, label_of(fixture, &run, 2).text, "issued in_force");
    }
}

SPEC(a_voided_label_says_who_and_why)
{
    char range[40];
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_verdict first = ask(fixture, label_of(fixture, &run, 5).text);
    gi_verdict last = ask(fixture, label_of(fixture, &run, 6).text);
    (void)snprintf(range, sizeof range, "%s..%s", first.unit_text, last.unit_text);
    fixture->now += 1000;
    fixture_act(fixture, "void", "units", range, "why", "stolen", NULL);
    gi_verdict verdict = ask(fixture, label_of(fixture, &run, 6).text);
    EXPECT_TEXT(short_of(&verdict).text, "issued void");
    EXPECT_TEXT(verdict.state_why, "stolen");
    EXPECT_TEXT(verdict.state_by, "九江示例茶业有限公司");
    EXPECT_INT(verdict.state_act, fixture->receipt.index);
    EXPECT_INT(verdict.state_time, fixture->now);
    EXPECT_INT(gi_verdict_exit(&verdict), 1);
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 4).text, "issued in_force");
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 7).text, "issued in_force");
}

SPEC(a_cancelled_label_is_issued_but_cancelled)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_verdict unit = ask(fixture, label_of(fixture, &run, 20).text);
    fixture_act(fixture, "cancel", "units", unit.unit_text, "why", "unused", NULL);
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 20).text, "issued cancelled");
}

SPEC(the_best_before_day_is_the_last_good_day)
{
    gi_error err = { 0 };
    gi_day day = 0;
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    EXPECT_OK(gi_day_parse(gi_bytes_of("2027-10-20"), &day, &err));
    fixture->now = (gi_time)(day + 1) * 86400000 - 480 * 60000 - 1;
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 1).text, "issued in_force");
    fixture->now += 1;
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 1).text, "issued expired");
}

SPEC(void_wins_over_expired)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_verdict unit = ask(fixture, label_of(fixture, &run, 1).text);
    fixture_act(fixture, "void", "units", unit.unit_text, "why", "quality", NULL);
    fixture->now += INT64_C(86400000) * 1000;
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 1).text, "issued void");
}

SPEC(labels_of_a_suspended_producer_stay_good)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    fixture_act(fixture, "suspend", "holder", fixture->holder, "op", "suspend", "why", "inspection",
                NULL);
    EXPECT_ANSWER(fixture, label_of(fixture, &run, 1).text, "issued in_force");
}

SPEC(labels_of_a_retired_key_stay_good)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    label_text label = label_of(fixture, &run, 20);
    fixture_act(fixture, "key", "op", "retire", "id", "7", NULL);
    EXPECT_ANSWER(fixture, label.text, "issued in_force");
}

SPEC(a_leaked_key_is_trusted_up_to_its_last_good_serial)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    label_text good = label_of(fixture, &run, 10);
    label_text doubtful = label_of(fixture, &run, 11);
    gi_verdict unit = ask(fixture, doubtful.text);
    fixture_act(fixture, "key", "op", "leaked", "id", "7", "last_good", "10", NULL);
    EXPECT_ANSWER(fixture, good.text, "issued in_force");
    gi_verdict verdict = ask(fixture, doubtful.text);
    EXPECT_TEXT(short_of(&verdict).text, "unregistered unknown");
    EXPECT_TEXT(verdict.state_why, "key-leaked");
    EXPECT_ANSWER(fixture, unit.unit_text, "unknown(typed) unknown");
}

SPEC(a_typed_number_is_known_but_the_label_was_not_checked)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_verdict scanned = ask(fixture, label_of(fixture, &run, 3).text);
    gi_verdict typed = ask(fixture, scanned.unit_text);
    EXPECT_TEXT(short_of(&typed).text, "unknown(typed) in_force");
    EXPECT_INT(typed.asked, GI_ASKED_NUMBER);
    EXPECT(typed.has_unit && typed.has_batch);
    EXPECT_INT(typed.net, 50000);
    EXPECT_INT(typed.unit.serial, 3);
    EXPECT_INT(gi_verdict_exit(&typed), 3);
}

SPEC(a_typed_number_of_a_void_label_says_so)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    (void)fixture_issue(fixture, "50g", 20);
    char number[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, 20 }, number);
    fixture_act(fixture, "void", "units", number, "why", "damaged", NULL);
    gi_verdict typed = ask(fixture, number);
    EXPECT_TEXT(short_of(&typed).text, "unknown(typed) void");
    EXPECT_INT(gi_verdict_exit(&typed), 1);
}

SPEC(a_batch_id_tells_how_many_labels_are_in_force)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    EXPECT_ANSWER(fixture, fixture->batch, "issued in_force");
    (void)fixture_issue(fixture, "50g", 20);
    (void)fixture_issue(fixture, "100g", 5);
    char number[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, 21 }, number);
    fixture_act(fixture, "void", "units", number, "why", "damaged", NULL);
    gi_verdict verdict = ask(fixture, fixture->batch);
    EXPECT_TEXT(short_of(&verdict).text, "issued in_force");
    EXPECT_INT(verdict.asked, GI_ASKED_BATCH);
    EXPECT_INT(verdict.units_issued, 25);
    EXPECT_INT(verdict.units_in_force, 24);
    EXPECT(!verdict.has_unit && verdict.has_batch);
}

SPEC(an_amended_note_is_told_with_its_act)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_num_text ref = gi_num(fixture->receipt.index);
    EXPECT_ANSWER(fixture, fixture->batch, "issued in_force"); /* what is kept must not stay */
    fixture_act(fixture, "amend", "ref", ref.text, "field", "place", "value", "庐山市温泉镇", "why",
                "typing", NULL);
    gi_verdict verdict = ask(fixture, fixture->batch);
    EXPECT_TEXT(verdict.batch.place, "庐山市温泉镇");
    EXPECT_INT(verdict.batch.amended, fixture->receipt.index);
}
