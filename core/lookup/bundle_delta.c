/*
 * bundle_delta.c - what changed in a bundle since a size of the log (gi/bundle.h).
 *
 *   <note of the whole bundle, as it was signed>
 *   {"rows":{table: [rows that came or changed]},"since":N,"v":1,"whole":{member: value}}
 *
 * rows has every table that only grows, whole every other member; the four members about keys
 * are left out while the key list is that of N. For a base of a log that was closed since, it is
 * the whole bundle. Needs no key: the note's signature is over the
 * whole list, which the receiver puts together again (bundle_apply.c).
 */
#include <stdlib.h>
#include <string.h>

#include "core/lookup/bundle.h"
#include "gi/text.h"

bool gi_bundle_grows(const char *member, gi_bundle_table *out)
{
    for (int table = 0; table < GI_TABLE_COUNT; table++) {
        if (strcmp(gi_bundle_table_name((gi_bundle_table)table), member) == 0) {
            *out = (gi_bundle_table)table;
            return gi_bundle_table_grows(*out);
        }
    }
    return false;
}

static gi_json *changed_rows(gi_bundle_table table, const gi_json *rows, int64_t since)
{
    gi_json *changed = gi_json_array();
    for (size_t i = 0; i < gi_json_count(rows); i++) {
        const gi_json *row = gi_json_at(rows, i);
        if (gi_bundle_row_since(table, row, since)) {
            gi_json_push(changed, gi_json_copy(row));
        }
    }
    return changed;
}

/* Roots and key list change in acts about keys alone, and list_act is the last of them. */
static bool is_of_keys(const char *member)
{
    static const char *const members[] = { "list", "list_act", "list_leaf", "roots" };
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        if (strcmp(member, members[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool keys_are_older(const gi_json *payload, int64_t since)
{
    int64_t act = 0;
    return gi_json_as_int(gi_json_get(payload, "list_act"), &act) && act < since;
}

static gi_status make(const gi_json *payload, int64_t since, int64_t lost, gi_buf *out,
                      gi_error *err)
{
    GI_AUTO(gi_json) delta = gi_json_object();
    gi_json *rows = gi_json_object();
    gi_json *whole = gi_json_object();
    bool same_keys = keys_are_older(payload, since - lost);
    gi_json_set(delta, "rows", rows);
    gi_json_set_int(delta, "since", since);
    gi_json_set_int(delta, "v", 1);
    gi_json_set(delta, "whole", whole);
    for (size_t i = 0; i < gi_json_count(payload); i++) {
        const char *member = gi_json_name_at(payload, i);
        const gi_json *value = gi_json_value_at(payload, i);
        gi_bundle_table table = GI_TABLE_COUNT;
        if (gi_bundle_grows(member, &table)) {
            gi_json_set(rows, member, changed_rows(table, value, since - lost));
        } else if (!same_keys || !is_of_keys(member)) {
            gi_json_set(whole, member, gi_json_copy(value));
        }
    }
    GI_TRY(gi_json_ok(delta, err));
    gi_json_write(delta, out);
    return gi_buf_status(out, "delta", err);
}

static gi_status make_from(gi_bytes bundle, gi_bundle_head *head, int64_t since, gi_buf *out,
                           gi_error *err)
{
    GI_AUTO(gi_json) payload = NULL;
    int64_t lost = 0;
    int64_t first = 0;
    GI_TRY(gi_bundle_read_head(bundle, head, err));
    if (since < 1 || since > head->sequence) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "since", gi_num(since).text, "1",
                       gi_num(head->sequence).text);
    }
    gi_digest actual = gi_sha256(head->payload);
    if (memcmp(actual.bytes, head->hash.bytes, sizeof actual.bytes) != 0) {
        return gi_bundle_refuse(err, "hash of the payload");
    }
    GI_TRY(gi_json_parse_canonical(head->payload, GI_BUNDLE_DEPTH, &payload, err));
    GI_TRY(gi_bundle_check_tables(payload, err));
    gi_bundle_seams(payload, &lost, &first);
    if (since - lost <= first && first > 0) {
        gi_buf_add(out, bundle); /* of an earlier log: rows of it may be of acts that were lost */
        return gi_buf_status(out, "bundle", err);
    }
    gi_buf_add(out, head->text);
    return make(payload, since, lost, out, err);
}

gi_status gi_bundle_delta(gi_bytes bundle, int64_t since, gi_buf *out, gi_error *err)
{
    gi_bundle_head *head = calloc(1, sizeof *head);
    gi_status status = head == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "delta")
                                    : make_from(bundle, head, since, out, err);
    free(head);
    return status;
}
