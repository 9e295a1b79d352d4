/*
 * leaf.c - the public entry of an act: commitment, canonical bytes, signatures (FORMATS 7).
 *
 * Sign over "GI-LEAF-V1" NUL JCS(leaf without sigs). Every private field is committed with a
 * salt of its own, so each can be disclosed or erased alone.
 */
#include <string.h>

#include "core/acts/act.h"
#include "core/store/log_rows.h"

static const char leaf_context[] = "GI-LEAF-V1"; /* its NUL is signed too */

#define SECRETS_MAX 512

/* The record on its way: what is drawn, committed and stored, field after field. */
typedef struct record {
    size_t count;
    gi_digest hash[SECRETS_MAX];
    uint8_t salt[SECRETS_MAX][GI_SALT_SIZE];
} record;

static gi_status given_salt(const gi_json *salts, const char *name, uint8_t *salt, gi_error *err)
{
    gi_bytes hex = { 0 };
    if (!gi_json_as_text(gi_json_get(salts, name), &hex)) {
        return gi_fail(err, GI_WHY_DRAFT_STALE, name);
    }
    return gi_hex_parse(hex, salt, GI_SALT_SIZE, err);
}

static void note_salt(gi_json *salts_out, const char *name, const uint8_t *salt)
{
    if (salts_out != NULL) {
        GI_AUTO_BUF hex = GI_BUF(64);
        gi_hex_add(&hex, (gi_bytes){ salt, GI_SALT_SIZE });
        gi_json_set_text(salts_out, name, gi_buf_text(&hex));
    }
}

static gi_status commit_field(gi_act *act, size_t index, record *all, gi_error *err)
{
    const char *name = gi_json_name_at(act->secrets, index);
    const gi_json *value = gi_json_value_at(act->secrets, index);
    gi_private_field field = { 0 };
    GI_AUTO_BUF text = GI_BUF(16384);
    GI_TRY(gi_text_copy(field.name, sizeof field.name, gi_bytes_of(name), "field", err));
    memcpy(field.salt, all->salt[index], GI_SALT_SIZE);
    GI_TRY(gi_field_commitment(name, value, field.salt, &field.hash, err));
    gi_json_write(value, &text);
    GI_TRY(gi_buf_status(&text, name, err));
    field.value = gi_buf_text(&text);
    all->hash[index] = field.hash;
    return gi_private_insert(act->db, act->index, &field, err);
}

void gi_leaf_set_digest(gi_json *leaf, const char *name, const gi_digest *digest)
{
    GI_AUTO_BUF text = GI_BUF(128);
    gi_base64_add(&text, gi_digest_view(digest));
    gi_json_set_text(leaf, name, gi_buf_text(&text));
}

/* All salts are drawn at once: asking the system costs more than the bytes. */
static gi_status take_salts(gi_act *act, const gi_json *salts, gi_json *salts_out, record *all,
                            gi_error *err)
{
    const gi_random *random = &act->registry->random;
    if (salts == NULL && all->count > 0) {
        random->fill(random->context, all->salt[0], all->count * GI_SALT_SIZE);
    }
    for (size_t i = 0; i < all->count; i++) {
        const char *name = gi_json_name_at(act->secrets, i);
        if (salts != NULL) {
            GI_TRY(given_salt(salts, name, all->salt[i], err));
        }
        note_salt(salts_out, name, all->salt[i]);
    }
    act->salts = gi_sha256((gi_bytes){ all->salt[0], all->count * GI_SALT_SIZE });
    return GI_OK;
}

gi_status gi_leaf_commit(gi_act *act, const gi_json *salts, gi_json *salts_out, gi_error *err)
{
    record all; /* filled as far as count says */
    all.count = gi_json_count(act->secrets);
    GI_TRY(gi_json_ok(act->secrets, err));
    if (all.count > SECRETS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "private fields", gi_num(SECRETS_MAX).text);
    }
    GI_TRY(take_salts(act, salts, salts_out, &all, err));
    for (size_t i = 0; i < all.count; i++) {
        GI_TRY(commit_field(act, i, &all, err));
    }
    if (all.count > 0) {
        gi_digest commitment = gi_commitment(all.hash, all.count);
        gi_leaf_set_digest(act->leaf, "cmt", &commitment);
    }
    return GI_OK;
}

gi_bytes gi_leaf_context(void)
{
    return (gi_bytes){ (const uint8_t *)leaf_context, sizeof leaf_context };
}

gi_status gi_leaf_message(const gi_json *leaf, gi_buf *out, gi_error *err)
{
    GI_AUTO(gi_json) bare = gi_json_copy(leaf);
    gi_json_remove(bare, "sigs");
    GI_TRY(gi_json_ok(bare, err));
    gi_buf_add(out, gi_leaf_context());
    gi_json_write(bare, out);
    return gi_buf_status(out, "leaf", err);
}

gi_status gi_leaf_sign(gi_json *leaf, const gi_signer *signer, gi_error *err)
{
    GI_AUTO_BUF message = GI_BUF(65536);
    GI_AUTO_BUF text = GI_BUF(128);
    gi_signature signature;
    GI_TRY(gi_leaf_message(leaf, &message, err));
    GI_TRY(gi_signer_sign(signer, gi_buf_view(&message), &signature, err));
    gi_base64_add(&text, (gi_bytes){ signature.bytes, sizeof signature.bytes });
    gi_json *pair = gi_json_array();
    gi_json_push_int(pair, signer->key);
    gi_json_push_text(pair, gi_buf_text(&text));
    gi_json *sigs = gi_json_get(leaf, "sigs") != NULL ? gi_json_copy(gi_json_get(leaf, "sigs"))
                                                      : gi_json_array();
    gi_json_push(sigs, pair);
    gi_json_set(leaf, "sigs", sigs);
    return gi_json_ok(leaf, err);
}

static gi_status check_signature(const gi_json *leaf, uint16_t key, gi_bytes text,
                                 const gi_public_key *public_key, bool *fits, gi_error *err)
{
    GI_AUTO_BUF message = GI_BUF(65536);
    GI_AUTO(gi_verifier) verifier = NULL;
    gi_signature signature;
    GI_TRY(gi_base64_parse(text, signature.bytes, sizeof signature.bytes, err));
    GI_TRY(gi_leaf_message(leaf, &message, err));
    GI_TRY(gi_verifier_create(public_key, &verifier, err));
    GI_TRY(gi_verifier_fits(verifier, gi_buf_view(&message), &signature, fits, err));
    return *fits ? GI_OK : gi_fail(err, GI_WHY_BAD_SIGNATURE, gi_num(key).text);
}

gi_status gi_leaf_signed_by(const gi_json *leaf, uint16_t key, const gi_public_key *public_key,
                            bool *fits, gi_error *err)
{
    const gi_json *sigs = gi_json_get(leaf, "sigs");
    *fits = false;
    for (size_t i = 0; i < gi_json_count(sigs); i++) {
        const gi_json *pair = gi_json_at(sigs, i);
        int64_t id = 0;
        gi_bytes text = { 0 };
        if (gi_json_as_int(gi_json_at(pair, 0), &id) && id == key &&
            gi_json_as_text(gi_json_at(pair, 1), &text)) {
            return check_signature(leaf, key, text, public_key, fits, err);
        }
    }
    return GI_OK;
}
