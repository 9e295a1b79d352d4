/*
 * order_spec.c - an operator with every key rewrites the log; R4 to R6 and the form tell.
 */
#include <stdio.h>
#include <string.h>

#include "gi/codes.h"
#include "gi/text.h"
#include "gi/unit_code.h"
#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

static world *after_edit(size_t index, const char *name, const char *json)
{
    world *all = world_open();
    world_edit(all, index, name, json);
    world_audit(all, NULL);
    return all;
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

/* ---- form ---- */

SPEC(a_leaf_that_is_not_canonical_is_found_and_the_rest_judged)
{
    GI_AUTO(world) all = world_open();
    gi_buf_add_byte(&all->leaf[AT_HOLDER], ' ');
    world_audit(all, NULL);
    EXPECT(world_found(all, GI_AUDIT_LEAF_FORM, AT_HOLDER));
    EXPECT_INT(all->findings, 2); /* and the counter of its signer */
}
