/*
 * keyring.c - unlocks keys for a command and forgets them at its end (keyring.h).
 */
#include "core/commands/keyring.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/commands/files.h"
#include "core/commands/witnesses.h"
#include "gi/text.h"

void keyring_close(keyring *keys)
{
    for (size_t i = 0; i < keys->count; i++) {
        gi_signer_destroy(keys->signer[i]);
    }
    gi_secret_wipe(&keys->words.last);
}

int key_rounds(const gi_registry *registry)
{
    return gi_registry_about(registry)->demo ? GI_KDF_ROUNDS_DEMO : GI_KDF_ROUNDS;
}

gi_status passphrases_begin(const command *cmd, const char *prefix, passphrases *out, gi_error *err)
{
    char file[32];
    char descriptor[32];
    int64_t fd = -1;
    (void)snprintf(file, sizeof file, "%spassphrase-file", prefix);
    (void)snprintf(descriptor, sizeof descriptor, "%spassphrase-fd", prefix);
    GI_TRY(option_int(cmd, descriptor, 0, 1023, &fd, err));
    out->source = (gi_passphrase_source){ (int)fd, option(cmd, file), true };
    out->last.size = 0;
    return GI_OK;
}

gi_status passphrases_next(passphrases *words, const char *what, gi_secret *out, gi_error *err)
{
    gi_error why = { 0 };
    gi_status status = gi_passphrase_read(&words->source, what, out, &why);
    if (status != GI_OK && why.why == GI_WHY_NO_PASSPHRASE && words->last.size > 0) {
        *out = words->last;
        return GI_OK;
    }
    if (status != GI_OK) {
        if (err != NULL) {
            *err = why;
        }
        return status;
    }
    words->last = *out;
    return GI_OK;
}

gi_status keyring_begin(const command *cmd, keyring *keys, gi_error *err)
{
    return passphrases_begin(cmd, "", &keys->words, err);
}

gi_signer *keyring_find(const keyring *keys, uint16_t id)
{
    for (size_t i = 0; i < keys->count; i++) {
        if (keys->signer[i]->key == id) {
            return keys->signer[i];
        }
    }
    return NULL;
}

static gi_status key_path(const gi_registry *registry, const gi_key_info *info,
                          char path[PATH_SIZE], gi_error *err)
{
    return gi_registry_key_path(registry, info->id, gi_role_name(info->role), path, PATH_SIZE, err);
}

static gi_status unlock(keyring *keys, gi_registry *registry, const gi_key_info *info,
                        gi_error *err)
{
    char path[PATH_SIZE];
    GI_SECRET secret = { 0 };
    GI_AUTO(gi_signer) signer = NULL;
    if (keyring_find(keys, info->id) != NULL) {
        return GI_OK;
    }
    if (!keys->compared) { /* a log that was brought here must not sign before it is known */
        GI_TRY(witnesses_remember(registry, err));
        keys->compared = true;
    }
    if (keys->count == KEYRING_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "keys", gi_num(KEYRING_MAX).text);
    }
    GI_TRY(key_path(registry, info, path, err));
    if (access(path, F_OK) != 0) { /* before a passphrase is asked for in vain */
        return gi_fail(err, GI_WHY_FILE_MISSING, path);
    }
    GI_TRY(passphrases_next(&keys->words, path, &secret, err));
    GI_TRY(gi_key_file_open(path, &secret, key_rounds(registry), &signer, err));
    if (signer->key != info->id || !gi_public_key_equal(&signer->public_key, &info->public_key)) {
        return gi_fail(err, GI_WHY_BAD_PUBLIC_KEY, path);
    }
    keys->signer[keys->count++] = GI_TAKE(signer);
    return GI_OK;
}

gi_status keyring_unlock(keyring *keys, gi_registry *registry, uint16_t id, gi_error *err)
{
    gi_key_info info;
    GI_TRY(gi_registry_key(registry, id, &info, err));
    return unlock(keys, registry, &info, err);
}

/* other: a key that is not unlocked yet. */
static gi_status add_role(keyring *keys, gi_registry *registry, gi_role role, bool other,
                          gi_error *err)
{
    gi_key_info info = { 0 };
    bool found = role != GI_ROLE_NONE;
    while (found) {
        char path[PATH_SIZE];
        GI_TRY(gi_registry_key_of(registry, role, info.id, &found, &info, err));
        if (!found) {
            break;
        }
        GI_TRY(key_path(registry, &info, path, err));
        bool passed = other && keyring_find(keys, info.id) != NULL;
        if (!passed && access(path, F_OK) == 0) {
            return unlock(keys, registry, &info, err);
        }
    }
    return GI_OK;
}

/* In the gm suite the log may have an SM2 key beside its Ed25519 one: both sign. */
static gi_status add_log_keys(keyring *keys, gi_registry *registry, gi_error *err)
{
    size_t before = 0;
    do {
        before = keys->count;
        GI_TRY(add_role(keys, registry, GI_ROLE_LOG, true, err));
    } while (keys->count > before);
    return GI_OK;
}

gi_status keyring_add_role(keyring *keys, gi_registry *registry, gi_role role, gi_error *err)
{
    bool all = role == GI_ROLE_LOG && gi_registry_about(registry)->suite == GI_SUITE_GM;
    return all ? add_log_keys(keys, registry, err) : add_role(keys, registry, role, false, err);
}

gi_status keyring_add_other(keyring *keys, gi_registry *registry, gi_role role, gi_error *err)
{
    return add_role(keys, registry, role, true, err);
}

gi_status keyring_add_kind(keyring *keys, const command *cmd, gi_registry *registry,
                           const gi_act_kind *kind, gi_error *err)
{
    int64_t first = 0;
    GI_TRY(option_int(cmd, "key", 1, UINT16_MAX, &first, err));
    GI_TRY(first != 0 ? keyring_unlock(keys, registry, (uint16_t)first, err)
                      : keyring_add_role(keys, registry, kind->role, err));
    GI_TRY(add_role(keys, registry, kind->second, kind->second == kind->role, err));
    GI_TRY(keyring_add_role(keys, registry, gi_act_approver(kind), err));
    return keyring_add_role(keys, registry, GI_ROLE_LOG, err);
}
