/*
 * bundle_apply.c - a bundle on a device brought up to date by a delta (gi/bundle.h).
 *
 * The rows are merged, the list is written again, and its SHA-256 must be the one that the
 * registry signed: a delta can say nothing that the whole bundle of its size does not say.
 * Rows of a table that grows are never lost, and a range that stands as dead is never changed.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lookup/bundle.h"
#include "gi/text.h"

#define DELTA_DEPTH (GI_BUNDLE_DEPTH + 2) /* rows and whole stand around the members */

typedef struct work {
    gi_bundle_head held;
    gi_bundle_head head; /* of the delta */
    gi_json *old;        /* payload held */
    gi_json *delta;
    gi_json *made;
} work;

static void work_free(work *at)
{
    if (at != NULL) {
        gi_json_destroy(at->old);
        gi_json_destroy(at->delta);
        gi_json_destroy(at->made);
        free(at);
    }
}

static gi_status misfit(gi_error *err)
{
    return gi_bundle_refuse(err, "delta");
}

/* ---- one table ---- */

static bool is_same(const gi_json *left, const gi_json *right)
{
    GI_AUTO_BUF a = GI_BUF(65536);
    GI_AUTO_BUF b = GI_BUF(65536);
    gi_json_write(left, &a);
    gi_json_write(right, &b);
    return a.failed == GI_OK && b.failed == GI_OK &&
           gi_bytes_equal(gi_buf_view(&a), gi_buf_view(&b));
}

/* Which of two rows comes first; the one that is there when the other list has ended. */
static int order_of(gi_bundle_table table, const gi_json *a, const gi_json *b)
{
    if (a == NULL || b == NULL) {
        return a == NULL ? 1 : -1;
    }
    return gi_bundle_order(table, a, b);
}

/* Where both have a row the new one stands; but a dead range stays as it was declared. */
static gi_status merge(gi_bundle_table table, const gi_json *old, const gi_json *fresh,
                       gi_json *out, gi_error *err)
{
    size_t left = 0;
    size_t right = 0;
    while (left < gi_json_count(old) || right < gi_json_count(fresh)) {
        const gi_json *a = gi_json_at(old, left);
        const gi_json *b = gi_json_at(fresh, right);
        int order = order_of(table, a, b);
        if (order == 0 && table == GI_TABLE_STATES && !is_same(a, b)) {
            return misfit(err);
        }
        gi_json_push(out, gi_json_copy(order < 0 ? a : b));
        left += order <= 0 ? 1 : 0;
        right += order >= 0 ? 1 : 0;
    }
    return GI_OK;
}

static gi_status merge_tables(work *at, gi_error *err)
{
    const gi_json *rows = gi_json_get(at->delta, "rows");
    for (int i = 0; i < GI_TABLE_COUNT; i++) {
        gi_bundle_table table = (gi_bundle_table)i;
        const char *name = gi_bundle_table_name(table);
        if (gi_bundle_table_grows(table)) {
            if (gi_json_get(rows, name) == NULL) {
                return misfit(err); /* a whole list may lack it, news may not */
            }
            gi_json *merged = gi_json_array();
            gi_json_set(at->made, name, merged);
            GI_TRY(gi_bundle_check_table(rows, table, err));
            GI_TRY(merge(table, gi_json_get(at->old, name), gi_json_get(rows, name), merged, err));
        }
    }
    return GI_OK;
}

/* ---- the rest ---- */

/* Members that came whole; a table that grows may not come so, or rows would vanish. */
static gi_status take_whole(work *at, gi_error *err)
{
    const gi_json *whole = gi_json_get(at->delta, "whole");
    if (!gi_json_is_object(whole)) {
        return misfit(err);
    }
    for (size_t i = 0; i < gi_json_count(whole); i++) {
        gi_bundle_table table = GI_TABLE_COUNT;
        const char *member = gi_json_name_at(whole, i);
        if (gi_bundle_grows(member, &table)) {
            return misfit(err);
        }
        gi_json_set(at->made, member, gi_json_copy(gi_json_value_at(whole, i)));
    }
    return GI_OK;
}

static void keep_old(work *at)
{
    for (size_t i = 0; i < gi_json_count(at->old); i++) {
        const char *member = gi_json_name_at(at->old, i);
        if (gi_json_get(at->made, member) == NULL) {
            gi_json_set(at->made, member, gi_json_copy(gi_json_value_at(at->old, i)));
        }
    }
}

/* ---- the whole ---- */

static gi_status read_heads(work *at, gi_bytes held, gi_bytes news, gi_error *err)
{
    GI_TRY(gi_bundle_read_head(held, &at->held, err));
    GI_TRY(gi_bundle_read_head(news, &at->head, err));
    return at->head.sequence >= at->held.sequence
               ? GI_OK
               : gi_fail(err, GI_WHY_BUNDLE_OLDER, gi_num(at->head.sequence).text,
                         gi_num(at->held.sequence).text);
}

static gi_status read_delta(work *at, gi_error *err)
{
    int64_t since = 0;
    int64_t version = 0;
    GI_TRY(gi_json_parse_canonical(at->head.payload, DELTA_DEPTH, &at->delta, err));
    if (!gi_json_as_int(gi_json_get(at->delta, "since"), &since) ||
        !gi_json_as_int(gi_json_get(at->delta, "v"), &version) || version != 1 ||
        gi_json_count(at->delta) != 4) {
        return misfit(err);
    }
    if (since != at->held.sequence) {
        return gi_fail(err, GI_WHY_DELTA_BASE, gi_num(since).text, gi_num(at->held.sequence).text);
    }
    GI_TRY(gi_json_parse_canonical(at->held.payload, GI_BUNDLE_DEPTH, &at->old, err));
    return gi_bundle_check_tables(at->old, err);
}

static bool is_signed(const gi_bundle_head *head, gi_bytes payload)
{
    gi_digest hash = gi_sha256(payload);
    return memcmp(hash.bytes, head->hash.bytes, sizeof hash.bytes) == 0;
}

static gi_status make(work *at, gi_buf *out, gi_error *err)
{
    GI_AUTO_BUF payload = GI_BUF(GI_BUNDLE_MAX);
    GI_TRY(read_delta(at, err));
    at->made = gi_json_object();
    GI_TRY(take_whole(at, err));
    GI_TRY(merge_tables(at, err));
    keep_old(at);
    GI_TRY(gi_json_ok(at->made, err));
    gi_json_write(at->made, &payload);
    GI_TRY(gi_buf_status(&payload, "bundle", err));
    if (!is_signed(&at->head, gi_buf_view(&payload))) {
        return gi_fail(err, GI_WHY_DELTA_MISFIT, gi_num(at->held.sequence).text,
                       gi_num(at->head.sequence).text);
    }
    gi_buf_add(out, at->head.text);
    gi_buf_add(out, gi_buf_view(&payload));
    return gi_buf_status(out, "bundle", err);
}

/* Does the log of the news go on in the place of the one held? Who says so is for the opening. */
static gi_status check_follows(work *at, gi_error *err)
{
    GI_TRY(gi_json_parse_canonical(at->head.payload, GI_BUNDLE_DEPTH, &at->made, err));
    const gi_json *roots = gi_json_get(at->made, "roots");
    for (size_t i = 0; i < gi_json_count(roots); i++) {
        gi_bytes origin = { 0 };
        const gi_json *closed = gi_json_get(gi_json_at(roots, i), "closed");
        if (gi_json_as_text(gi_json_get(closed, "origin"), &origin) &&
            gi_bytes_equal(origin, gi_bytes_of(at->held.origin))) {
            return GI_OK;
        }
    }
    return misfit(err);
}

static gi_status apply(work *at, gi_bytes held, gi_bytes news, gi_buf *out, gi_error *err)
{
    GI_TRY(read_heads(at, held, news, err));
    bool whole = is_signed(&at->head, at->head.payload);
    if (strcmp(at->held.origin, at->head.origin) != 0) {
        GI_TRY(whole ? check_follows(at, err) : misfit(err));
    }
    if (!whole) {
        return make(at, out, err);
    }
    gi_buf_add(out, news);
    return gi_buf_status(out, "bundle", err);
}

gi_status gi_bundle_apply(gi_bytes held, gi_bytes news, gi_buf *out, gi_error *err)
{
    work *at = calloc(1, sizeof *at);
    gi_status status =
        at == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "delta") : apply(at, held, news, out, err);
    work_free(at);
    return status;
}
