/* A freeze holds material back, ends by its day, and takes two officers to be undone. */
#include <stdio.h>
#include <string.h>

#include "core/store/officer.h"
#include "core/store/registry.h"
#include "gi/unit_number.h"
#include "tests/core/officer/officers.h"

static bool is_frozen(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_hold hold;
    bool held = false;
    EXPECT_OK(gi_hold_of_units(fixture->registry->db, fixture->batch, 0, 0, 0,
                               gi_registry_today(fixture->registry), &held, &hold, &err));
    return held;
}

SPEC(a_documented_freeze_ends_by_itself_after_thirty_days)
{
    GI_AUTO(gi_fixture) fixture = officers();
    freeze_batch(fixture, true);
    days_pass(fixture, 30);
    EXPECT(is_frozen(fixture));
    days_pass(fixture, 1);
    EXPECT(!is_frozen(fixture));
}

SPEC(a_freeze_without_its_document_lapses_after_seven_days)
{
    GI_AUTO(gi_fixture) fixture = officers();
    freeze_batch(fixture, false);
    days_pass(fixture, 7);
    EXPECT(is_frozen(fixture));
    days_pass(fixture, 1);
    EXPECT(!is_frozen(fixture));
}

SPEC(a_document_within_seven_days_keeps_the_freeze)
{
    GI_AUTO(gi_fixture) fixture = officers();
    freeze_batch(fixture, false);
    gi_num_text act = last_act(fixture);
    days_pass(fixture, 7);
    fixture_act(fixture, "freeze-doc", "ref", act.text, "doc", DOC, NULL);
    days_pass(fixture, 23);
    EXPECT(is_frozen(fixture));
    days_pass(fixture, 1);
    EXPECT(!is_frozen(fixture));
}

SPEC(a_document_after_seven_days_comes_too_late)
{
    GI_AUTO(gi_fixture) fixture = officers();
    freeze_batch(fixture, false);
    gi_num_text act = last_act(fixture);
    days_pass(fixture, 8);
    EXPECT_REFUSED(fixture, GI_WHY_FREEZE_OVER, "freeze-doc", "ref", act.text, "doc", DOC);
}

SPEC(one_other_officer_extends_a_freeze_once)
{
    GI_AUTO(gi_fixture) fixture = officers();
    only_officer(fixture, FIXTURE_BUREAU);
    freeze_batch(fixture, true);
    gi_num_text act = last_act(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_SAME_OFFICER, "freeze-extend", "ref", act.text, "why",
                   "inquiry");
    both_officers(fixture);
    only_officer(fixture, OFFICER_TWO);
    fixture_act(fixture, "freeze-extend", "ref", act.text, "why", "inquiry", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "freeze-extend", "ref", act.text, "why", "inquiry");
    days_pass(fixture, 60);
    EXPECT(is_frozen(fixture));
    days_pass(fixture, 1);
    EXPECT(!is_frozen(fixture));
    both_officers(fixture);
}

SPEC(what_has_ended_is_not_extended)
{
    GI_AUTO(gi_fixture) fixture = officers();
    freeze_batch(fixture, true);
    gi_num_text act = last_act(fixture);
    days_pass(fixture, 31);
    EXPECT_REFUSED(fixture, GI_WHY_FREEZE_OVER, "freeze-extend", "ref", act.text, "why", "court");
}

SPEC(one_officer_alone_lifts_nothing)
{
    GI_AUTO(gi_fixture) fixture = officers();
    freeze_batch(fixture, true);
    gi_num_text act = last_act(fixture);
    only_officer(fixture, FIXTURE_BUREAU);
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, "lift", "ref", act.text, "why", "cleared");
    both_officers(fixture);
    EXPECT(is_frozen(fixture));
}

SPEC(two_officers_lift_a_freeze_and_both_stand_in_the_leaf)
{
    char leaf[4096];
    GI_AUTO(gi_fixture) fixture = officers();
    freeze_batch(fixture, true);
    gi_num_text act = last_act(fixture);
    fixture_act(fixture, "lift", "ref", act.text, "why", "cleared", NULL);
    EXPECT(!is_frozen(fixture));
    last_leaf(fixture, leaf, sizeof leaf);
    EXPECT(strstr(leaf, "[5,\"") != NULL && strstr(leaf, "[8,\"") != NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "lift", "ref", act.text, "why", "cleared");
}

SPEC(frozen_material_is_neither_labelled_nor_worked_on)
{
    GI_AUTO(gi_fixture) fixture = officers();
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-06", "qty", "42kg", NULL);
    fixture_act(fixture, "freeze", "source", "1", "why", "unsafe", "who", WHO, NULL);
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "issue", "batch", fixture->batch, "count", "1", "net",
                   "50g", "packed", "2026-04-20");
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "make", "holder", fixture->holder, "product", "LSYW",
                   "season", "2026-1", "inputs", "3:42kg", "qty", "10kg", "day", "2026-04-06");
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "harvest", "source", "1", "product", "LSYW", "season",
                   "2026-1", "day", "2026-04-07", "qty", "1kg");
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "batch", "holder", fixture->holder, "lot", "2", "grade",
                   "特级");
    days_pass(fixture, 8);
    fixture_act(fixture, "issue", "batch", fixture->batch, "count", "1", "net", "50g", "packed",
                "2026-04-20", NULL);
}

SPEC(frozen_labels_give_no_credit_but_can_still_be_declared_dead)
{
    char number[GI_UNIT_NUMBER_TEXT];
    GI_AUTO(gi_fixture) fixture = officers();
    gi_run run = fixture_issue(fixture, "50g", 20);
    freeze_batch(fixture, true);
    gi_unit_number_print((gi_unit_id){ run.key, run.first }, number);
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "cancel", "units", number, "why", "unused");
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "activate", "units", number);
    fixture_act(fixture, "void", "units", number, "why", "stolen", NULL);
}

SPEC(a_frozen_lot_is_not_split)
{
    GI_AUTO(gi_fixture) fixture = officers();
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-06", "qty", "42kg", NULL);
    fixture_act(fixture, "freeze", "lot", "3", "why", "unsafe", "who", WHO, NULL);
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "split", "lot", "3", "parts", "20kg,22kg");
}

SPEC(of_two_freezes_the_longer_one_is_told)
{
    GI_AUTO(gi_fixture) fixture = officers();
    gi_error err = { 0 };
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-06", "qty", "42kg", NULL);
    fixture_act(fixture, "freeze", "lot", "3", "why", "unsafe", "who", WHO, NULL);
    fixture_act(fixture, "freeze", "source", "1", "why", "unsafe", "who", WHO, "doc", DOC, NULL);
    EXPECT_WHY(fixture_try(fixture, &err, "split", "lot", "3", "parts", "20kg,22kg", NULL),
               GI_WHY_FROZEN);
    EXPECT(strstr(err.message, "2026-07-01") != NULL);
}

SPEC(a_freeze_of_a_holder_takes_its_batches_and_stops_new_ones)
{
    GI_AUTO(gi_fixture) fixture = officers();
    fixture_act(fixture, "freeze", "holder", fixture->holder, "why", "false-label", "who", WHO,
                NULL);
    EXPECT(is_frozen(fixture));
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "batch", "holder", fixture->holder, "lot", "2", "grade",
                   "特级");
}

SPEC(a_range_of_labels_is_frozen_and_the_rest_is_not)
{
    gi_error err = { 0 };
    gi_hold hold;
    bool held = false;
    char units[2 * GI_UNIT_NUMBER_TEXT + 2];
    char first[GI_UNIT_NUMBER_TEXT];
    char last[GI_UNIT_NUMBER_TEXT];
    GI_AUTO(gi_fixture) fixture = officers();
    gi_run run = fixture_issue(fixture, "50g", 20);
    gi_unit_number_print((gi_unit_id){ run.key, run.first + 4 }, first);
    gi_unit_number_print((gi_unit_id){ run.key, run.first + 6 }, last);
    (void)snprintf(units, sizeof units, "%s..%s", first, last);
    fixture_act(fixture, "freeze", "units", units, "why", "complaint", "who", WHO, NULL);
    gi_day today = gi_registry_today(fixture->registry);
    for (uint32_t i = 0; i < 20; i++) {
        EXPECT_OK(gi_hold_of_units(fixture->registry->db, fixture->batch, run.key, run.first + i,
                                   run.first + i, today, &held, &hold, &err));
        EXPECT_INT(held, i >= 4 && i <= 6);
    }
    EXPECT(!is_frozen(fixture));
}

SPEC(a_freeze_has_exactly_one_target)
{
    GI_AUTO(gi_fixture) fixture = officers();
    EXPECT_REFUSED(fixture, GI_WHY_ONE_TARGET, "freeze", "why", "unsafe", "who", WHO);
    EXPECT_REFUSED(fixture, GI_WHY_ONE_TARGET, "freeze", "batch", fixture->batch, "lot", "1", "why",
                   "unsafe", "who", WHO);
}

SPEC(what_is_frozen_is_not_frozen_again)
{
    GI_AUTO(gi_fixture) fixture = officers();
    freeze_batch(fixture, true);
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "freeze", "batch", fixture->batch, "why", "unsafe",
                   "who", WHO);
}

SPEC(the_leaf_of_a_freeze_names_batches_and_never_the_plot)
{
    char leaf[4096];
    GI_AUTO(gi_fixture) fixture = officers();
    fixture_act(fixture, "freeze", "source", "1", "why", "unsafe", "who", WHO, NULL);
    last_leaf(fixture, leaf, sizeof leaf);
    EXPECT(strstr(leaf, fixture->batch) != NULL && strstr(leaf, WHO) != NULL);
    EXPECT(strstr(leaf, "source") == NULL && strstr(leaf, "cmt") != NULL);
}

SPEC(only_a_freeze_is_lifted_extended_or_documented)
{
    GI_AUTO(gi_fixture) fixture = officers();
    gi_num_text act = last_act(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_NO_FREEZE, "lift", "ref", act.text, "why", "cleared");
    EXPECT_REFUSED(fixture, GI_WHY_NO_FREEZE, "freeze-extend", "ref", act.text, "why", "court");
    EXPECT_REFUSED(fixture, GI_WHY_NO_FREEZE, "freeze-doc", "ref", act.text, "doc", DOC);
}
