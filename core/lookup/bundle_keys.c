/*
 * bundle_keys.c - the entries of the root-signed key list as rows (FORMATS 6).
 *
 * The inverse of gi_key_entry (core/acts/key_list.c). A key's next serial comes from the
 * bundle's own table; a key that is not in it has issued nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lookup/bundle.h"
#include "core/store/keys.h"
#include "gi/text.h"

#define KEYS_MAX 65535

static gi_status refuse(gi_error *err)
{
    return gi_bundle_refuse(err, "list");
}

/* A text member; "" when it is absent and may be. */
static gi_status read_text(const gi_json *entry, const char *name, bool required, char *out,
                           size_t size, gi_error *err)
{
    gi_bytes text = { 0 };
    bool there = gi_json_as_text(gi_json_get(entry, name), &text);
    if (!there && (required || gi_json_get(entry, name) != NULL)) {
        return refuse(err);
    }
    return gi_text_copy(out, size, text, name, err);
}

static gi_status read_int(const gi_json *entry, const char *name, int64_t high, bool *there,
                          int64_t *out, gi_error *err)
{
    *there = gi_json_get(entry, name) != NULL;
    if (*there && (!gi_json_as_int(gi_json_get(entry, name), out) || *out < 0 || *out > high)) {
        return refuse(err);
    }
    return GI_OK;
}

static gi_status read_public(const gi_json *entry, gi_public_key *out, gi_error *err)
{
    gi_bytes name = { 0 };
    gi_bytes body = { 0 };
    gi_algorithm algorithm = GI_ED25519;
    GI_AUTO_BUF raw = GI_BUF(GI_PUBLIC_KEY_MAX);
    if (!gi_json_as_text(gi_json_get(entry, "alg"), &name) ||
        !gi_json_as_text(gi_json_get(entry, "pub"), &body)) {
        return refuse(err);
    }
    GI_TRY(gi_algorithm_parse(name, &algorithm, err));
    GI_TRY(gi_base64_parse_add(body, &raw, err));
    return gi_public_key_from(algorithm, gi_buf_view(&raw), out, err);
}

static gi_status read_numbers(const gi_json *entry, gi_key_row *key, gi_error *err)
{
    int64_t id = 0;
    int64_t holder = 0;
    bool there = false;
    GI_TRY(read_int(entry, "id", UINT16_MAX, &there, &id, err));
    if (id == 0) {
        return refuse(err);
    }
    key->id = (uint16_t)id;
    GI_TRY(read_int(entry, "holder", GI_NUMBER_MAX, &there, &holder, err));
    key->holder = (uint32_t)holder;
    GI_TRY(read_int(entry, "from", GI_JSON_INT_MAX, &there, &key->since, err));
    GI_TRY(read_int(entry, "until", GI_JSON_INT_MAX, &key->has_retired, &key->retired, err));
    return read_int(entry, "last", GI_JSON_INT_MAX, &key->has_last_good, &key->last_good, err);
}

static gi_status read_entry(const gi_json *payload, const gi_json *entry, gi_key_row *out,
                            gi_error *err)
{
    gi_key_row key = { .next_unit = 1 };
    GI_TRY(read_numbers(entry, &key, err));
    GI_TRY(read_text(entry, "role", true, key.role, sizeof key.role, err));
    GI_TRY(read_text(entry, "state", true, key.state, sizeof key.state, err));
    GI_TRY(read_text(entry, "products", false, key.products, sizeof key.products, err));
    GI_TRY(read_text(entry, "types", false, key.types, sizeof key.types, err));
    GI_TRY(read_public(entry, &key.public_key, err));
    const gi_json *next = gi_bundle_seek(payload, GI_TABLE_NEXT, key.id, 0);
    key.next_unit = next != NULL ? gi_bundle_int(next, 1) : 1;
    *out = key;
    return GI_OK;
}

gi_status gi_bundle_read_keys(gi_bundle *bundle, gi_error *err)
{
    const gi_json *list = gi_json_get(gi_json_get(bundle->payload, "list"), "keys");
    size_t count = gi_json_count(list);
    if (!gi_json_is_array(list) || count == 0 || count > KEYS_MAX) {
        return refuse(err);
    }
    bundle->key = calloc(count, sizeof *bundle->key);
    bundle->verifier = (gi_verifier **)calloc(count, sizeof(gi_verifier *));
    if (bundle->key == NULL || bundle->verifier == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "key list");
    }
    bundle->keys = count;
    for (size_t i = 0; i < count; i++) {
        GI_TRY(read_entry(bundle->payload, gi_json_at(list, i), &bundle->key[i], err));
        if (i > 0 && bundle->key[i].id <= bundle->key[i - 1].id) {
            return refuse(err);
        }
    }
    return GI_OK;
}

/* A log key that was retired since may have signed; one that leaked may not. */
gi_status gi_bundle_log_signed(const gi_bundle *bundle, const gi_note *note, bool *fits,
                               gi_error *err)
{
    bool found = false;
    for (size_t i = 0; i < bundle->keys; i++) {
        const gi_key_row *key = &bundle->key[i];
        bool holds = false;
        if (strcmp(key->role, "log") == 0 && strcmp(key->state, "leaked") != 0) {
            GI_TRY(gi_note_fits(note, bundle->about.origin, &key->public_key, &holds, err));
        }
        found = found || (holds && key->public_key.algorithm == GI_ED25519);
    }
    *fits = found;
    return GI_OK;
}
