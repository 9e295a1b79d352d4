/*
 * rules_spec.c - an operator with every key rewrites the log; R1 to R3 tell.
 *
 * Every leaf is signed anew by the true keys and the tree is honest about it: no signature and
 * no hash gives these away.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

#define HOUR INT64_C(3600000)

static world *after_edit(size_t index, const char *name, const char *json)
{
    world *all = world_open();
    world_edit(all, index, name, json);
    world_audit(all, NULL);
    return all;
}

/* ---- R1 ---- */

SPEC(issues_beyond_what_the_grants_can_give_are_found_where_it_happens)
{
    GI_AUTO(world) all = world_open();
    /* 200 m2 give 18 kg of leaves, 4.285 kg of tea; the issue is 5 kg. */
    world_edit(all, AT_GRANT, "lines", "[[360483107,\"plot\",1,200,60000000,18000000]]");
    world_edit(all, AT_GRANT, "qty", "18000000");
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_OVER_ISSUE, AT_ISSUE));
    EXPECT_TEXT(all->finding[0].values, "LSYW 2026-1: 5000000, at most 4285714");
}

SPEC(issues_without_any_grant_are_found)
{
    GI_AUTO(world) all = world_open();
    world_edit(all, AT_GRANT, "sea", "\"2026-2\"");
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_OVER_ISSUE, AT_ISSUE));
}

SPEC(issues_beyond_their_batch_are_found)
{
    GI_AUTO(world) all = after_edit(AT_BATCH, "qty", "5499999");
    EXPECT(world_found_only(all, GI_AUDIT_OVER_BATCH, AT_LATER));
}

SPEC(a_quantity_that_is_not_count_times_net_is_found)
{
    GI_AUTO(world) all = after_edit(AT_LATER, "qty", "999999");
    EXPECT(world_found_only(all, GI_AUDIT_ISSUE_QUANTITY, AT_LATER));
}

SPEC(a_small_quantity_does_not_hide_many_labels)
{
    GI_AUTO(world) all = after_edit(AT_LATER, "run", "[7,101,1000000]");
    EXPECT(world_found(all, GI_AUDIT_OVER_ISSUE, AT_LATER) ||
           world_found(all, GI_AUDIT_OVER_BATCH, AT_LATER));
}

SPEC(a_credit_beyond_what_the_range_was_debited_is_found)
{
    GI_AUTO(world) all = after_edit(AT_CANCEL, "qty", "600000");
    EXPECT(world_found_only(all, GI_AUDIT_CREDIT, AT_CANCEL));
}

SPEC(a_credit_for_a_label_that_is_void_already_is_found)
{
    GI_AUTO(world) all = world_open();
    gi_time ts = all->fixture->now + HOUR;
    world_add(all, FIXTURE_REGISTRY, 0, ts,
              "{\"gi\":\"LSYW\",\"org\":\"0001\",\"qty\":50000,\"ref\":12,"
              "\"rng\":[[7,20,1]],\"sea\":\"2026-1\",\"t\":\"cancel\",\"why\":\"unused\"}");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_CREDIT, AT_END));
}

SPEC(a_credit_later_than_72_hours_is_found)
{
    GI_AUTO(world) all = world_open();
    gi_time ts = all->fixture->now + 72 * HOUR;
    const char *json = "{\"gi\":\"LSYW\",\"org\":\"0001\",\"qty\":50000,\"ref\":12,"
                       "\"rng\":[[7,30,1]],\"sea\":\"2026-1\",\"t\":\"cancel\"}";
    world_add(all, FIXTURE_REGISTRY, 0, ts, json);
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
    world_cut(all, AT_END);
    world_add(all, FIXTURE_REGISTRY, 0, ts + 1, json);
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_CREDIT_LATE, AT_END));
}

SPEC(a_credit_for_void_labels_is_found)
{
    GI_AUTO(world) all = after_edit(AT_VOID, "qty", "50000");
    EXPECT(world_found_only(all, GI_AUDIT_CREDIT, AT_VOID));
}

SPEC(a_grant_line_beyond_its_land_is_found)
{
    GI_AUTO(world) all = world_open();
    world_edit(all, AT_GRANT, "lines", "[[360483107,\"plot\",1,66666,60000000,5999940001]]");
    world_edit(all, AT_GRANT, "qty", "5999940001");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_GRANT_LINE, AT_GRANT));
}

SPEC(a_grant_line_may_lose_less_than_one_unit_per_source)
{
    GI_AUTO(world) all = world_open();
    world_edit(all, AT_GRANT, "lines", "[[360483107,\"plot\",3,66666,60000000,5999939998]]");
    world_edit(all, AT_GRANT, "qty", "5999939998");
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
    world_edit(all, AT_GRANT, "lines", "[[360483107,\"plot\",2,66666,60000000,5999939998]]");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_GRANT_LINE, AT_GRANT));
}

SPEC(a_grant_that_is_more_than_its_lines_is_found)
{
    GI_AUTO(world) all = after_edit(AT_GRANT, "qty", "5999940001");
    EXPECT(world_found_only(all, GI_AUDIT_GRANT_TOTAL, AT_GRANT));
}

SPEC(a_grant_with_one_signature_is_found)
{
    GI_AUTO(world) all = world_open();
    world_sign(all, AT_GRANT, (const uint16_t[]){ FIXTURE_AUTHORITY, 0 });
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_ONE_SIGNATURE, AT_GRANT));
}

SPEC(a_second_signature_of_the_same_role_is_no_second_one)
{
    GI_AUTO(world) all = world_open();
    world_sign(all, AT_GRANT, (const uint16_t[]){ FIXTURE_AUTHORITY, FIXTURE_REGISTRY, 0 });
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_ONE_SIGNATURE, AT_GRANT));
}

/* ---- R2 ---- */

SPEC(a_back_dated_issue_is_found)
{
    GI_AUTO(world) all = world_open();
    char ts[24];
    (void)snprintf(ts, sizeof ts, "%" PRId64, all->fixture->now - 24 * HOUR);
    world_edit(all, AT_LATER, "ts", ts);
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_BACK_DATED, AT_LATER));
    EXPECT(world_found(all, GI_AUDIT_BEFORE_CAUSE, AT_LATER));
}

SPEC(clocks_ten_minutes_apart_are_no_finding)
{
    GI_AUTO(world) all = world_open();
    char ts[24];
    (void)snprintf(ts, sizeof ts, "%" PRId64, all->fixture->now - 600000);
    world_edit(all, AT_LATER, "ts", ts);
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
}

/* ---- R3 ---- */

SPEC(a_gap_in_a_signers_counter_is_found_once)
{
    GI_AUTO(world) all = after_edit(AT_LATER, "n", "3");
    EXPECT(world_found_only(all, GI_AUDIT_COUNTER, AT_LATER));
}

SPEC(an_issue_by_a_registry_key_is_the_wrong_role)
{
    GI_AUTO(world) all = world_open();
    world_edit(all, AT_LATER, "by", "6");
    world_sign(all, AT_LATER, (const uint16_t[]){ FIXTURE_REGISTRY, 0 });
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_WRONG_ROLE, AT_LATER));
}

SPEC(a_key_that_no_root_introduced_is_found)
{
    GI_AUTO(world) all = world_open();
    (void)fixture_add_key(all->fixture, 9, GI_ED25519, NULL);
    world_edit(all, AT_LATER, "by", "9");
    world_sign(all, AT_LATER, (const uint16_t[]){ 9, 0 });
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_UNKNOWN_KEY, AT_LATER));
}

SPEC(a_key_brought_in_by_anyone_but_the_root_is_found)
{
    GI_AUTO(world) all = world_open();
    world_edit(all, AT_KEY_LABEL, "by", "4");
    world_sign(all, AT_KEY_LABEL, (const uint16_t[]){ FIXTURE_AUTHORITY, 0 });
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_WRONG_ROLE, AT_KEY_LABEL));
}

SPEC(a_key_list_with_a_hidden_key_is_found)
{
    GI_AUTO(world)
    all = after_edit(AT_KEY_LABEL, "doc", "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"");
    EXPECT(world_found_only(all, GI_AUDIT_KEY_LIST, AT_KEY_LABEL));
}

SPEC(a_signature_that_does_not_fit_is_found)
{
    GI_AUTO(world) all = world_open();
    gi_buf *leaf = &all->leaf[AT_HARVEST];
    uint8_t *quote = memrchr(leaf->data, '=', leaf->size);
    EXPECT(quote != NULL);
    quote[-8] = quote[-8] == 'A' ? 'B' : 'A';
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_SIGNATURE, AT_HARVEST));
}
