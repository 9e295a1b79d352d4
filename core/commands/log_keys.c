/*
 * log_keys.c - the keys of a log that begins (log_keys.h).
 */
#include "core/commands/log_keys.h"

#include <unistd.h>

#include "core/commands/new_key.h"
#include "gi/text.h"

static const gi_algorithm algorithms[] = { GI_ED25519, GI_SM2 };

void log_keys_clear(log_keys *keys)
{
    for (size_t i = 0; i < keys->count; i++) {
        gi_signer_destroy(keys->signer[i]);
    }
    *keys = (log_keys){ .count = 0 };
}

void log_keys_undo(const log_keys *keys)
{
    for (size_t i = 0; i < keys->count; i++) {
        (void)unlink(keys->path[i]);
    }
}

static gi_status make_one(const command *cmd, gi_registry *registry, passphrases *words,
                          log_keys *keys, gi_error *err)
{
    uint16_t id = 0;
    size_t at = keys->count;
    char *path = keys->path[at];
    GI_SECRET passphrase = { 0 };
    GI_TRY(key_free_id(registry, registry_dir(cmd), &id, err));
    GI_TRY(gi_registry_key_path(registry, id, gi_role_name(GI_ROLE_LOG), path, PATH_SIZE, err));
    GI_TRY(passphrases_next(words, path, &passphrase, err));
    GI_TRY(key_make(registry, algorithms[at], id, GI_ROLE_LOG, key_rounds(registry), &passphrase,
                    path, &keys->signer[at], err));
    keys->count++;
    return GI_OK;
}

gi_status log_keys_make(const command *cmd, gi_registry *registry, passphrases *words,
                        log_keys *out, gi_error *err)
{
    size_t wanted = gi_registry_about(registry)->suite == GI_SUITE_GM ? 2 : 1;
    gi_status status = GI_OK;
    *out = (log_keys){ .count = 0 };
    while (status == GI_OK && out->count < wanted) {
        status = make_one(cmd, registry, words, out, err);
    }
    if (status != GI_OK) {
        log_keys_undo(out);
        log_keys_clear(out);
    }
    return status;
}

/* A draft of before knows no second key. */
static gi_status open_one(gi_registry *registry, passphrases *words, const gi_json *number,
                          log_keys *keys, gi_error *err)
{
    int64_t id = 0;
    gi_bytes text = { 0 };
    size_t at = keys->count;
    char *path = keys->path[at];
    GI_SECRET passphrase = { 0 };
    if (!gi_json_as_text(number, &text)) {
        return at > 0 ? GI_OK : gi_fail(err, GI_WHY_BAD_JSON, "draft, fields, id");
    }
    GI_TRY(gi_text_int(text, "id", 1, UINT16_MAX, &id, err));
    GI_TRY(gi_registry_key_path(registry, (uint16_t)id, gi_role_name(GI_ROLE_LOG), path, PATH_SIZE,
                                err));
    GI_TRY(passphrases_next(words, path, &passphrase, err));
    GI_TRY(gi_key_file_open(path, &passphrase, key_rounds(registry), &keys->signer[at], err));
    keys->signer[at]->key = (uint16_t)id;
    keys->count++;
    return GI_OK;
}

gi_status log_keys_open(gi_registry *registry, passphrases *words, const gi_json *file,
                        log_keys *out, gi_error *err)
{
    const gi_json *fields = gi_json_get(gi_json_get(file, "draft"), "fields");
    *out = (log_keys){ .count = 0 };
    gi_status status = open_one(registry, words, gi_json_get(fields, "id"), out, err);
    if (status == GI_OK) {
        status = open_one(registry, words, gi_json_get(fields, "also_id"), out, err);
    }
    if (status != GI_OK) {
        log_keys_clear(out);
    }
    return status;
}

void log_keys_describe(const log_keys *keys, gi_new_epoch *what)
{
    what->key = keys->signer[0]->key;
    what->log = &keys->signer[0]->public_key;
    if (keys->count > 1) {
        what->also_key = keys->signer[1]->key;
        what->also = &keys->signer[1]->public_key;
    }
}

void log_keys_give(log_keys *keys, keyring *to)
{
    for (size_t i = 0; i < keys->count; i++) {
        to->signer[to->count++] = keys->signer[i];
    }
    keys->count = 0;
}
