/* Findings of copied labels in the log: core/log/audit_finding.c. */
#include <stdio.h>

#include "gi/unit_number.h"
#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define WHO "九江市市场监督管理局"
#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define TWO 8 /* the second officer */
#define FINDING (AT_END + 1)

/* An honest log, then the second officer's key and a finding about label 30. */
static world *found_copied(void)
{
    char unit[GI_UNIT_NUMBER_TEXT];
    world *all = world_open();
    (void)fixture_add_key(all->fixture, TWO, GI_ED25519, "bureau");
    world_take(all);
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, 30 }, unit);
    fixture_act(all->fixture, "finding", "units", unit, "why", "seizure", "who", WHO, "doc", DOC,
                NULL);
    world_take(all);
    return all;
}

static void add_lift(world *all, uint16_t second, int64_t ref)
{
    char json[128];
    (void)snprintf(json, sizeof json, "{\"ref\":%lld,\"t\":\"finding-lift\",\"why\":\"mistake\"}",
                   (long long)ref);
    world_add(all, FIXTURE_BUREAU, second, all->fixture->now, json);
}

static void add_finding(world *all, const char *range, const char *doc)
{
    char json[256];
    (void)snprintf(json, sizeof json,
                   "{%s\"rng\":[%s],\"t\":\"finding\",\"who\":\"x\",\"why\":\"seizure\"}", doc,
                   range);
    world_add(all, FIXTURE_BUREAU, TWO, all->fixture->now, json);
}

#define GOOD_DOC "\"doc\":\"ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=\","

SPEC(an_honest_finding_and_its_end_are_in_order)
{
    GI_AUTO(world) all = found_copied();
    gi_num_text act = gi_num(FINDING);
    fixture_act(all->fixture, "finding-lift", "ref", act.text, "why", "mistake", "doc", DOC, NULL);
    world_take(all);
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
}

SPEC(one_officer_who_finds_or_lifts_alone_is_found)
{
    GI_AUTO(world) all = found_copied();
    add_lift(all, 0, FINDING);
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_ONE_SIGNATURE, FINDING + 1));
}

SPEC(lifting_what_is_no_finding_or_lifted_already_is_found)
{
    GI_AUTO(world) all = found_copied();
    add_lift(all, TWO, FINDING);
    add_lift(all, TWO, FINDING);
    add_lift(all, TWO, AT_VOID);
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_REF, FINDING + 2));
    EXPECT(world_found(all, GI_AUDIT_REF, FINDING + 3));
    EXPECT_INT(all->findings, 2);
}

SPEC(a_finding_about_labels_that_were_never_issued_is_found)
{
    char range[64];
    GI_AUTO(world) all = found_copied();
    (void)snprintf(range, sizeof range, "[%d,100,9]", FIXTURE_LABEL);
    add_finding(all, range, GOOD_DOC);
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_RANGE, FINDING + 1));
}

SPEC(a_finding_without_its_document_or_range_is_found)
{
    char range[64];
    GI_AUTO(world) all = found_copied();
    (void)snprintf(range, sizeof range, "[%d,31,1]", FIXTURE_LABEL);
    add_finding(all, range, "");
    add_finding(all, "", GOOD_DOC);
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_LEAF_FORM, FINDING + 1));
    EXPECT(world_found(all, GI_AUDIT_LEAF_FORM, FINDING + 2));
    EXPECT_INT(all->findings, 2);
}
