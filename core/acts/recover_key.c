/*
 * recover_key.c - the fields of the act `key` from its leaf.
 *
 * The leaf holds the key's entry as it became; what was done to it shows in its state.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/recover_fields.h"

static const char *key_operation(const gi_json *leaf, const gi_json *entry)
{
    gi_bytes state = { 0 };
    (void)gi_json_as_text(gi_json_get(entry, "state"), &state); /* "" ends as leaked, refused */
    if (gi_json_get(leaf, "next") != NULL) {
        return "rotate";
    }
    return gi_bytes_equal(state, gi_bytes_of("active"))    ? "add"
           : gi_bytes_equal(state, gi_bytes_of("retired")) ? "retire"
                                                           : "leaked";
}

static gi_status key_public(gi_draft *draft, const gi_json *entry, gi_error *err)
{
    char text[256];
    gi_bytes algorithm = { 0 };
    gi_bytes body = { 0 };
    if (!gi_json_as_text(gi_json_get(entry, "alg"), &algorithm) ||
        !gi_json_as_text(gi_json_get(entry, "pub"), &body)) {
        return gi_fail(err, GI_WHY_BAD_LEAF, "key");
    }
    (void)snprintf(text, sizeof text, "%.*s:%.*s", (int)algorithm.size,
                   (const char *)algorithm.data, (int)body.size, (const char *)body.data);
    return gi_draft_set(draft, "public", gi_bytes_of(text), err);
}

static gi_status key_holder(gi_draft *draft, const gi_json *entry, gi_error *err)
{
    int64_t holder = 0;
    char number[5];
    if (!gi_json_as_int(gi_json_get(entry, "holder"), &holder) || holder < 1 ||
        holder > GI_NUMBER_MAX) {
        return GI_OK;
    }
    gi_number_print((uint32_t)holder, number);
    return gi_draft_set(draft, "holder", gi_bytes_of(number), err);
}

gi_status gi_fields_of_key(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err)
{
    const gi_json *entry = gi_json_get(leaf, "key");
    const char *operation = key_operation(leaf, entry);
    (void)db;
    GI_TRY(gi_draft_set(draft, "op", gi_bytes_of(operation), err));
    GI_TRY(gi_field_int(draft, "id", gi_json_get(entry, "id"), err));
    if (strcmp(operation, "rotate") == 0) {
        GI_TRY(gi_field_text(draft, "next", gi_json_get(leaf, "next"), err));
        return key_public(draft, entry, err);
    }
    if (strcmp(operation, "add") != 0) {
        return gi_field_int(draft, "last_good", gi_json_get(entry, "last"), err);
    }
    GI_TRY(gi_field_text(draft, "role", gi_json_get(entry, "role"), err));
    GI_TRY(gi_field_text(draft, "products", gi_json_get(entry, "products"), err));
    GI_TRY(gi_field_text(draft, "types", gi_json_get(entry, "types"), err));
    GI_TRY(key_holder(draft, entry, err));
    return key_public(draft, entry, err);
}
