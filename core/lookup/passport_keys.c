/*
 * passport_keys.c - who vouches for a passport: from the roots to every signature in it.
 *
 * Roots and key list stand in it as in a bundle and are checked by the same code. The list is
 * the newest of its checkpoint: a leaked key counts no more, a retired one does for what it
 * signed while it was good.
 */
#include <stdlib.h>
#include <string.h>

#include "core/acts/act.h"
#include "core/lookup/passport_facts.h"
#include "core/store/keys.h"

/* ---- the key list ---- */

/* As a bundle's payload: roots in order, the leaf that signs the list, the list. */
static gi_status make_payload(const gi_passport *passport, gi_json *payload, gi_error *err)
{
    const gi_json *list_leaf = NULL;
    gi_json *roots = gi_json_array();
    gi_json_set(payload, "roots", roots);
    gi_json_set(payload, "list", gi_json_copy(gi_json_get(passport->file, "list")));
    size_t unused = 0;
    for (size_t i = 0; i < passport->sheaf.count; i++) {
        const gi_json *leaf = passport->sheaf.leaf[i].leaf;
        if (gi_leaf_is_root(leaf) || gi_leaf_is(leaf, "key")) {
            unused += list_leaf != NULL && !gi_leaf_is_root(list_leaf) ? 1 : 0;
            list_leaf = leaf;
        }
        if (gi_leaf_is_root(leaf)) {
            gi_json_push(roots, gi_json_copy(leaf));
        }
    }
    if (list_leaf == NULL || unused > 0) {
        return gi_passport_refuse(err, "list");
    }
    gi_json_set(payload, "list_leaf", gi_json_copy(list_leaf));
    return gi_json_ok(payload, err);
}

static gi_status check_list(gi_bundle *keys, const gi_root_pin *pins, size_t pin_count,
                            gi_error *err)
{
    gi_error why = { 0 };
    gi_status status = gi_bundle_check_roots(keys, pins, pin_count, &why);
    if (status == GI_OK) {
        status = gi_bundle_read_keys(keys, &why);
    }
    if (status != GI_OK && why.why == GI_WHY_BAD_BUNDLE) {
        return gi_passport_refuse(err, "list");
    }
    if (status != GI_OK && err != NULL) {
        *err = why;
    }
    return status;
}

static gi_status read_keys(gi_passport *passport, const gi_root_pin *pins, size_t pin_count,
                           gi_error *err)
{
    gi_passport_about *about = &passport->about;
    GI_AUTO(gi_bundle) keys = calloc(1, sizeof *keys);
    if (keys == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "key list");
    }
    keys->payload = gi_json_object();
    memcpy(keys->about.origin, about->origin, sizeof keys->about.origin);
    GI_TRY(make_payload(passport, keys->payload, err));
    GI_TRY(check_list(keys, pins, pin_count, err));
    about->trusted = keys->about.trusted;
    memcpy(about->root, keys->about.root, sizeof about->root);
    memcpy(about->fingerprint, keys->about.fingerprint, sizeof about->fingerprint);
    passport->keys = GI_TAKE(keys);
    return GI_OK;
}

/* ---- signatures ---- */

static gi_status check_note(const gi_passport *passport, gi_error *err)
{
    bool fits = false;
    GI_TRY(gi_bundle_log_signed(passport->keys, passport->sheaf.note, &fits, err));
    return fits ? GI_OK : gi_passport_refuse(err, "no signature of a log key");
}

static const gi_key_row *find_key(const gi_passport *passport, int64_t id)
{
    for (size_t i = 0; i < passport->keys->keys; i++) {
        if (passport->keys->key[i].id == id) {
            return &passport->keys->key[i];
        }
    }
    return NULL;
}

/* Signed first by a key of this role. */
static gi_status check_leaf(const gi_passport *passport, const gi_sheaf_leaf *one, const char *role,
                            const gi_key_row **key, gi_error *err)
{
    int64_t by = 0;
    bool fits = false;
    (void)gi_json_as_int(gi_json_get(one->leaf, "by"), &by); /* absent = 0: no key */
    *key = find_key(passport, by);
    if (*key == NULL || strcmp((*key)->role, role) != 0) {
        return gi_passport_refuse(err, gi_num(one->index).text);
    }
    GI_TRY(gi_leaf_signed_by(one->leaf, (*key)->id, &(*key)->public_key, &fits, err));
    return fits ? GI_OK : gi_passport_refuse(err, gi_num(one->index).text);
}

static gi_status check_issue(const gi_passport *passport, const gi_sheaf_leaf *one, gi_error *err)
{
    gi_run run;
    gi_unit_header header;
    const gi_key_row *key = NULL;
    GI_TRY(check_leaf(passport, one, "label", &key, err));
    if (!gi_passport_read_run(one->leaf, &run, &header) || run.key != key->id ||
        (key->has_last_good && (int64_t)run.first + run.count - 1 > key->last_good)) {
        return gi_passport_refuse(err, gi_num(one->index).text);
    }
    return GI_OK;
}

gi_status gi_passport_check_keys(gi_passport *passport, const gi_root_pin *pins, size_t pin_count,
                                 gi_error *err)
{
    const gi_key_row *key = NULL;
    GI_TRY(read_keys(passport, pins, pin_count, err));
    GI_TRY(check_note(passport, err));
    GI_TRY(check_leaf(passport, passport->batch, "registry", &key, err));
    for (size_t i = 0; i < passport->sheaf.count; i++) {
        const gi_sheaf_leaf *one = &passport->sheaf.leaf[i];
        if (gi_leaf_is(one->leaf, "issue")) {
            GI_TRY(check_issue(passport, one, err));
        } else if (gi_passport_group_of(one->leaf) != NULL || gi_leaf_is(one->leaf, "amend")) {
            GI_TRY(check_leaf(passport, one, "registry", &key, err));
        }
    }
    return GI_OK;
}
