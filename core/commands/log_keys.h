/*
 * log_keys.h - the keys of a log that begins: Ed25519, and in the gm suite SM2 beside it.
 *
 * Made before the act that registers them, so whoever makes them takes them back when nothing
 * came of it.
 */
#ifndef GI_COMMANDS_LOG_KEYS_H
#define GI_COMMANDS_LOG_KEYS_H

#include "core/commands/files.h"
#include "core/commands/keyring.h"
#include "gi/epoch.h"

typedef struct log_keys {
    gi_signer *signer[2]; /* [0] Ed25519, [1] SM2 or NULL */
    char path[2][PATH_SIZE];
    size_t count;
} log_keys;

void log_keys_clear(log_keys *keys);

/* Makes and saves the files of all keys of this registry's suite; on failure none is left. */
GI_CHECKED gi_status log_keys_make(const command *cmd, gi_registry *registry, passphrases *words,
                                   log_keys *out, gi_error *err);
/* Opens those that were made for an exported draft of the act `epoch`, by their numbers in it.
 * GI_INVALID bad-json   GI_NOT_FOUND file-missing   GI_DENIED wrong-passphrase */
GI_CHECKED gi_status log_keys_open(gi_registry *registry, passphrases *words, const gi_json *file,
                                   log_keys *out, gi_error *err);
/* Removes the files. */
void log_keys_undo(const log_keys *keys);
/* Fills in what the act asks of them; borrowed. */
void log_keys_describe(const log_keys *keys, gi_new_epoch *what);
/* Hands them over to a keyring, which then owns them. */
void log_keys_give(log_keys *keys, keyring *to);

#endif
