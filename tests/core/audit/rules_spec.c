/*
 * rules_spec.c - an operator with every key rewrites the log; each rule tells.
 *
 * Every leaf is signed anew by the true keys and the tree is honest about it: no signature and
 * no hash gives these away.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gi/codes.h"
#include "gi/text.h"
#include "gi/unit_code.h"
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

/* ---- R4 ---- */

SPEC(an_amendment_of_a_later_act_is_found)
{
    GI_AUTO(world) all = after_edit(AT_AMEND, "ref", "16");
    EXPECT(world_found_only(all, GI_AUDIT_REF, AT_AMEND));
}

SPEC(an_amendment_of_something_that_is_no_batch_is_found)
{
    GI_AUTO(world) all = after_edit(AT_AMEND, "ref", "10");
    EXPECT(world_found_only(all, GI_AUDIT_REF, AT_AMEND));
}

SPEC(a_void_that_refers_to_another_issue_is_found)
{
    GI_AUTO(world) all = after_edit(AT_VOID, "ref", "16");
    EXPECT(world_found_only(all, GI_AUDIT_REF, AT_VOID));
}

SPEC(a_range_past_its_run_is_found)
{
    GI_AUTO(world) all = after_edit(AT_VOID, "rng", "[[7,100,2]]");
    EXPECT(world_found_only(all, GI_AUDIT_RANGE, AT_VOID));
}

/* ---- R5, R6 ---- */

SPEC(overlapping_runs_are_found)
{
    GI_AUTO(world) all = after_edit(AT_LATER, "run", "[7,100,20]");
    EXPECT(world_found_only(all, GI_AUDIT_RUN_OVERLAP, AT_LATER));
}

SPEC(serials_left_out_are_found)
{
    GI_AUTO(world) all = after_edit(AT_LATER, "run", "[7,102,20]");
    EXPECT(world_found_only(all, GI_AUDIT_RUN_GAP, AT_LATER));
}

SPEC(a_batch_released_twice_is_found)
{
    GI_AUTO(world) all = world_open();
    char json[256];
    (void)snprintf(json, sizeof json,
                   "{\"batch\":\"%s\",\"gi\":\"LSYW\",\"org\":\"0001\",\"qty\":10000000,"
                   "\"sea\":\"2026-1\",\"t\":\"batch\"}",
                   all->fixture->batch);
    world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now, json);
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_BATCH_TWICE, AT_END));
}

SPEC(a_batch_number_with_a_wrong_check_is_found)
{
    GI_AUTO(world) all = after_edit(AT_BATCH, "batch", "\"LSYW-26-0001-0001-0\"");
    EXPECT(world_found(all, GI_AUDIT_BATCH_ID, AT_BATCH));
}

SPEC(an_issue_for_no_batch_is_found)
{
    GI_AUTO(world) all = after_edit(AT_LATER, "batch", "\"HKDC-26-0001-0001-Z\"");
    EXPECT(world_found_only(all, GI_AUDIT_NO_BATCH, AT_LATER));
}

/* The header of AT_LATER with one field changed, as JSON. */
static void other_header(const world *all, int64_t field, char out[64])
{
    gi_error err = { 0 };
    gi_run run;
    gi_unit_header header;
    uint8_t raw[GI_UNIT_HEADER_MAX];
    GI_AUTO_BUF text = GI_BUF(64);
    EXPECT_OK(gi_run_find(all->fixture->registry, gi_bytes_of("7/101"), &run, NULL, &err));
    EXPECT_OK(gi_unit_header_decode((gi_bytes){ run.header, sizeof run.header }, &header, &err));
    header.batch += field == 0;
    header.producer += field == 1;
    header.product = (uint16_t)(header.product + (field == 2));
    header.key = (uint16_t)(header.key + (field == 3));
    gi_base64_add(&text, (gi_bytes){ raw, gi_unit_header_encode(&header, raw) });
    (void)snprintf(out, 64, "\"%s\"", gi_buf_text(&text));
}

SPEC(a_header_of_another_batch_producer_product_or_key_is_found)
{
    for (int field = 0; field < 4; field++) {
        char header[64];
        GI_AUTO(world) all = world_open();
        other_header(all, field, header);
        world_edit(all, AT_LATER, "hdr", header);
        world_audit(all, NULL);
        EXPECT(world_found_only(all, GI_AUDIT_HEADER, AT_LATER));
    }
}

/* ---- R8, form ---- */

SPEC(days_without_a_status_are_found_once_there_is_any)
{
    GI_AUTO(world) all = world_open();
    const char *status = "{\"gi\":\"LSYW\",\"sea\":\"2026-1\",\"sums\":[],\"t\":\"status\"}";
    gi_time ts = all->fixture->now;
    world_add(all, FIXTURE_REGISTRY, 0, ts + HOUR, status);
    world_add(all, FIXTURE_AUTHORITY, 0, ts + 90 * HOUR, "{\"t\":\"holder\"}");
    world_audit(all, NULL);
    EXPECT_INT(all->findings, 0);
    world_cut(all, AT_END);
    world_add(all, FIXTURE_REGISTRY, 0, ts + HOUR, "{\"dead\":\"\",\"t\":\"status\"}");
    world_add(all, FIXTURE_AUTHORITY, 0, ts + 90 * HOUR, "{\"t\":\"holder\"}");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_NO_STATUS, AT_END + 1));
}

SPEC(status_sums_past_the_books_are_found)
{
    GI_AUTO(world) all = world_open();
    world_add(all, FIXTURE_REGISTRY, 0, all->fixture->now,
              "{\"gi\":\"LSYW\",\"sea\":\"2026-1\",\"sums\":[[\"made\",1424000000,\"\"]],"
              "\"t\":\"status\"}");
    world_audit(all, NULL);
    EXPECT(world_found_only(all, GI_AUDIT_STATUS_SUMS, AT_END));
}

SPEC(a_leaf_that_is_not_canonical_is_found_and_the_rest_judged)
{
    GI_AUTO(world) all = world_open();
    gi_buf_add_byte(&all->leaf[AT_HOLDER], ' ');
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_LEAF_FORM, AT_HOLDER));
    EXPECT_INT(all->findings, 2); /* and the counter of its signer */
}
