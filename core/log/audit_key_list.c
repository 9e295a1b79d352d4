/*
 * audit_key_list.c - the key list, rebuilt from the leaves `found`, `key` and `epoch` alone.
 *
 * The digest in such a leaf must be that of the rebuilt list, so a key that no leaf introduced
 * cannot stand in the list that devices trust. A new root must be the announced one.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/log/audit.h"
#include "gi/text.h"

#define LOG_KEY 3 /* the founding gives the log key this id */
#define LIST_MAX (16 * 1024 * 1024)

void gi_audit_key_destroy(audit_key *key)
{
    if (key != NULL) {
        gi_verifier_destroy(key->verifier);
        gi_json_destroy(key->entry);
        free(key);
    }
}

static bool is_text(const gi_json *object, const char *name, const char *wanted)
{
    gi_bytes text = { 0 };
    return gi_json_as_text(gi_json_get(object, name), &text) &&
           gi_bytes_equal(text, gi_bytes_of(wanted));
}

static gi_status read_public(const gi_json *entry, gi_public_key *out, gi_error *err)
{
    gi_algorithm algorithm = GI_ED25519;
    gi_bytes name = { 0 };
    gi_bytes text = { 0 };
    GI_AUTO_BUF raw = GI_BUF(GI_PUBLIC_KEY_MAX);
    (void)gi_json_as_text(gi_json_get(entry, "alg"), &name);
    (void)gi_json_as_text(gi_json_get(entry, "pub"), &text);
    GI_TRY(gi_algorithm_parse(name, &algorithm, err));
    GI_TRY(gi_base64_parse_add(text, &raw, err));
    return gi_public_key_from(algorithm, gi_buf_view(&raw), out, err);
}

static gi_status fill_key(gi_audit *audit, const audit_leaf *leaf, const gi_json *entry,
                          audit_key *key, gi_error *err)
{
    gi_error why = { 0 };
    gi_bytes role = { 0 };
    key->entry = gi_json_copy(entry);
    GI_TRY(gi_json_ok(key->entry, err));
    (void)gi_json_as_text(gi_json_get(entry, "role"), &role);
    key->role = gi_role_find(role);
    key->active = is_text(entry, "state", "active");
    key->introduced = leaf->index;
    if (read_public(entry, &key->public_key, &why) != GI_OK) {
        gi_audit_find(audit, GI_AUDIT_KEY_LIST, leaf->index, -1, "key %u: %s", key->id,
                      why.message);
        return GI_OK;
    }
    return gi_verifier_create(&key->public_key, &key->verifier, err);
}

/* An entry of a known key may only end it: its role and public key stay what they were. */
static gi_status change_key(gi_audit *audit, const audit_leaf *leaf, const gi_json *entry,
                            audit_key *key, gi_error *err)
{
    static const char *const fixed[] = { "role", "alg", "pub" };
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        gi_bytes before = { 0 };
        gi_bytes now = { 0 };
        (void)gi_json_as_text(gi_json_get(key->entry, fixed[i]), &before);
        (void)gi_json_as_text(gi_json_get(entry, fixed[i]), &now);
        if (!gi_bytes_equal(before, now)) {
            gi_audit_find(audit, GI_AUDIT_KEY_LIST, leaf->index, key->introduced,
                          "key %u: other %s", key->id, fixed[i]);
        }
    }
    gi_json_destroy(key->entry);
    key->entry = gi_json_copy(entry);
    key->active = is_text(entry, "state", "active");
    return gi_json_ok(key->entry, err);
}

gi_status gi_audit_introduce(gi_audit *audit, const audit_leaf *leaf, const gi_json *entry,
                             gi_error *err)
{
    int64_t id = 0;
    if (!gi_json_as_int(gi_json_get(entry, "id"), &id) || id < 1 || id >= AUDIT_KEYS) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "key id");
        return GI_OK;
    }
    if (audit->key[id] != NULL) {
        return change_key(audit, leaf, entry, audit->key[id], err);
    }
    audit_key *key = calloc(1, sizeof *key);
    if (key == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "audit");
    }
    key->id = (uint16_t)id;
    audit->key[id] = key;
    return fill_key(audit, leaf, entry, key, err);
}

gi_status gi_audit_key_list(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    GI_AUTO(gi_json) list = gi_json_object();
    GI_AUTO(gi_json) keys = gi_json_array();
    GI_AUTO_BUF text = GI_BUF(LIST_MAX);
    gi_bytes doc = { 0 };
    gi_digest wanted = { 0 };
    for (size_t id = 1; id < AUDIT_KEYS; id++) {
        if (audit->key[id] != NULL) {
            gi_json_push(keys, gi_json_copy(audit->key[id]->entry));
        }
    }
    gi_json_set_int(list, "v", 1);
    gi_json_set(list, "keys", GI_TAKE(keys));
    GI_TRY(gi_json_ok(list, err));
    gi_json_write(list, &text);
    GI_TRY(gi_buf_status(&text, "key list", err));
    gi_digest digest = gi_sha256(gi_buf_view(&text));
    bool stands = gi_json_as_text(gi_json_get(leaf->json, "doc"), &doc) &&
                  gi_base64_parse(doc, wanted.bytes, sizeof wanted.bytes, NULL) == GI_OK &&
                  memcmp(wanted.bytes, digest.bytes, sizeof wanted.bytes) == 0;
    if (!stands) {
        gi_audit_find(audit, GI_AUDIT_KEY_LIST, leaf->index, -1, "%s", gi_quote(doc).text);
    }
    return GI_OK;
}

/* ---- the founding ---- */

/* An entry as the registry makes it, from "ed25519:<base64>". */
static gi_json *plain_entry(const audit_leaf *leaf, int64_t id, const char *role, gi_bytes key)
{
    gi_json *entry = gi_json_object();
    const uint8_t *mark = memchr(key.data, ':', key.size);
    size_t size = mark != NULL ? (size_t)(mark - key.data) : key.size;
    size_t skip = mark != NULL ? size + 1 : size;
    gi_bytes rest = { key.data + skip, key.size - skip };
    gi_json_set_int(entry, "id", id);
    gi_json_set_text(entry, "role", role);
    gi_json_set(entry, "alg", gi_json_text((gi_bytes){ key.data, size }));
    gi_json_set(entry, "pub", gi_json_text(rest));
    gi_json_set_text(entry, "state", "active");
    gi_json_set_int(entry, "from", leaf->ts);
    return entry;
}

gi_status gi_audit_new_key(gi_audit *audit, const audit_leaf *leaf, int64_t id, const char *role,
                           gi_bytes text, gi_error *err)
{
    GI_AUTO(gi_json) entry = plain_entry(leaf, id, role, text);
    GI_TRY(gi_json_ok(entry, err));
    return gi_audit_introduce(audit, leaf, entry, err);
}

static gi_status found_key(gi_audit *audit, const audit_leaf *leaf, int64_t id, const char *role,
                           gi_error *err)
{
    gi_bytes text = gi_bytes_of(""); /* what is missing reads as a key that fits nothing */
    (void)gi_json_as_text(gi_json_get(gi_json_get(leaf->json, "found"), role), &text);
    return gi_audit_new_key(audit, leaf, id, role, text, err);
}

/* What the root says about its successor; "" when it says nothing. */
static void announce(audit_key *root, const gi_json *object)
{
    gi_bytes next = gi_bytes_of("");
    (void)gi_json_as_text(gi_json_get(object, "next"), &next);
    root->announced[0] = '\0';
    if (next.size < sizeof root->announced) {
        memcpy(root->announced, next.data, next.size);
        root->announced[next.size] = '\0';
    }
}

gi_status gi_audit_found(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    const gi_json *facts = gi_json_get(leaf->json, "found");
    gi_bytes origin = { 0 };
    if (audit->founded || leaf->index != 0) {
        gi_audit_find(audit, GI_AUDIT_FOUNDING, leaf->index, 0, "founded twice or late");
        return gi_audit_signers(audit, leaf, err);
    }
    audit->founded = true;
    (void)gi_json_as_text(gi_json_get(facts, "origin"), &origin);
    if (gi_text_copy(audit->origin, sizeof audit->origin, origin, "origin", NULL) != GI_OK) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "origin");
    }
    GI_TRY(found_key(audit, leaf, leaf->by, "root", err));
    if (leaf->by != LOG_KEY) {
        GI_TRY(found_key(audit, leaf, LOG_KEY, "log", err));
    }
    announce(audit->key[leaf->by], facts);
    GI_TRY(gi_audit_key_list(audit, leaf, err));
    return gi_audit_signers(audit, leaf, err);
}

/* ---- later keys ---- */

/* A root signs the entry of its successor and is ended by that act. */
static gi_status rotate(gi_audit *audit, const audit_leaf *leaf, const gi_json *entry,
                        gi_error *err)
{
    gi_public_key fresh;
    GI_AUTO_BUF hex = GI_BUF(128);
    int64_t id = 0;
    audit_key *old = audit->key[leaf->by];
    (void)gi_json_as_int(gi_json_get(entry, "id"), &id);
    if (read_public(entry, &fresh, NULL) == GI_OK) {
        gi_digest hash = gi_sha256((gi_bytes){ fresh.bytes, fresh.size });
        gi_hex_add(&hex, gi_digest_view(&hash));
    }
    if (old == NULL || strcmp(gi_buf_text(&hex), old->announced) != 0 || hex.size == 0) {
        gi_audit_find(audit, GI_AUDIT_ROOT_CHAIN, leaf->index, old != NULL ? old->introduced : -1,
                      "root key %" PRId64, id);
    }
    if (old != NULL) {
        gi_json_set_text(old->entry, "state", "retired");
        gi_json_set_int(old->entry, "until", leaf->ts);
        old->active = false;
    }
    GI_TRY(gi_audit_introduce(audit, leaf, entry, err));
    if (id >= 1 && id < AUDIT_KEYS && audit->key[id] != NULL) {
        announce(audit->key[id], leaf->json);
    }
    return GI_OK;
}

gi_status gi_audit_key_act(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    const gi_json *entry = gi_json_get(leaf->json, "key");
    int64_t id = 0;
    if (!gi_json_is_object(entry)) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "key");
        return GI_OK;
    }
    bool known = gi_json_as_int(gi_json_get(entry, "id"), &id) && id >= 1 && id < AUDIT_KEYS &&
                 audit->key[id] != NULL;
    if (!known && is_text(entry, "role", "root")) {
        GI_TRY(rotate(audit, leaf, entry, err));
    } else {
        GI_TRY(gi_audit_introduce(audit, leaf, entry, err));
    }
    return gi_audit_key_list(audit, leaf, err);
}
