/* Freezes and recalls in the log: scopes that fit, references that fit, officers that differ. */
#include <stdio.h>
#include <string.h>

#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define WHO "九江市市场监督管理局"
#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define TWO 8 /* the second officer */
#define FREEZE (AT_END + 1)

/* An honest log, then the second officer's key and a freeze. */
static world *frozen(void)
{
    world *all = world_open();
    (void)fixture_add_key(all->fixture, TWO, GI_ED25519, "bureau");
    world_take(all);
    fixture_act(all->fixture, "freeze", "batch", all->fixture->batch, "why", "inspection", "who",
                WHO, "doc", DOC, NULL);
    world_take(all);
    return all;
}

/* A leaf about the freeze, as its operator might forge it. */
static void about_freeze(world *all, uint16_t by, uint16_t second, const char *act, int64_t ref)
{
    char json[256];
    (void)snprintf(json, sizeof json,
                   "{\"ref\":%lld,\"t\":\"%s\",\"until\":20700,\"who\":\"x\",\"why\":\"court\"}",
                   (long long)ref, act);
    world_add(all, by, second, all->fixture->now, json);
}

SPEC(honest_freezes_recalls_and_papers_have_no_finding)
{
    GI_AUTO(world) all = frozen();
    gi_fixture *fixture = all->fixture;
    gi_num_text act = gi_num(FREEZE);
    fixture_act(fixture, "lift", "ref", act.text, "why", "cleared", NULL);
    world_take(all);
    fixture_act(fixture, "recall", "lot", "1", "grade", "II", "why", "residue", "who", WHO, "doc",
                DOC, NULL);
    world_take(all);
    act = gi_num(fixture->receipt.index);
    fixture_act(fixture, "recall-progress", "ref", act.text, "state", "started", NULL);
    world_take(all);
    fixture_act(fixture, "lab-report", "lot", "2", "laboratory", "所", "number", "1", "day",
                "2026-05-10", "result", "pass", "items", "水分:5%", "doc", DOC, NULL);
    world_take(all);
    act = gi_num(fixture->receipt.index);
    fixture_act(fixture, "amend", "ref", act.text, "field", "number", "value", "2", "why", "typing",
                NULL);
    world_take(all);
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
}

SPEC(a_digest_that_is_not_of_the_listed_batches_is_found)
{
    GI_AUTO(world) all = frozen();
    world_edit(all, FREEZE, "list", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_LEAF_FORM, FREEZE));
}

SPEC(a_count_that_is_not_of_the_listed_batches_is_found)
{
    GI_AUTO(world) all = frozen();
    world_edit(all, FREEZE, "count", "2");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_LEAF_FORM, FREEZE));
}

SPEC(a_batch_in_the_scope_that_nobody_made_is_found)
{
    GI_AUTO(world) all = frozen();
    world_edit(all, FREEZE, "batches", "[\"LSYW-26-0001-0009-6\"]");
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_NO_BATCH, FREEZE));
}

SPEC(an_officer_who_extends_the_own_freeze_is_found)
{
    GI_AUTO(world) all = frozen();
    about_freeze(all, FIXTURE_BUREAU, 0, "freeze-extend", FREEZE);
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_ONE_SIGNATURE, FREEZE + 1));
}

SPEC(a_second_extension_is_found)
{
    GI_AUTO(world) all = frozen();
    about_freeze(all, TWO, 0, "freeze-extend", FREEZE);
    about_freeze(all, TWO, 0, "freeze-extend", FREEZE);
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_REF, FREEZE + 2));
}

SPEC(one_officer_who_lifts_alone_is_found)
{
    GI_AUTO(world) all = frozen();
    about_freeze(all, FIXTURE_BUREAU, 0, "lift", FREEZE);
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_ONE_SIGNATURE, FREEZE + 1));
}

SPEC(lifting_what_is_no_freeze_or_lifted_already_is_found)
{
    GI_AUTO(world) all = frozen();
    about_freeze(all, FIXTURE_BUREAU, TWO, "lift", FREEZE);
    about_freeze(all, FIXTURE_BUREAU, TWO, "lift", FREEZE);
    about_freeze(all, FIXTURE_BUREAU, TWO, "lift", FREEZE - 1);
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_REF, FREEZE + 2));
    EXPECT(world_found(all, GI_AUDIT_REF, FREEZE + 3));
    EXPECT_INT(all->findings, 2);
}

SPEC(progress_of_what_is_no_recall_is_found)
{
    GI_AUTO(world) all = frozen();
    about_freeze(all, FIXTURE_REGISTRY, 0, "recall-progress", FREEZE);
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_REF, FREEZE + 1));
}
