/*
 * keyring.h - the private keys a command needs, unlocked once.
 *
 * Keys are found by role; one whose file lies elsewhere is left out, and the act then names
 * the missing role. A passphrase is read per key; where none is left (end of a descriptor,
 * Enter at the prompt) the one before serves again.
 */
#ifndef GI_COMMANDS_KEYRING_H
#define GI_COMMANDS_KEYRING_H

#include "core/commands/command.h"
#include "gi/report.h"

#define KEYRING_MAX 16

typedef struct passphrases {
    gi_passphrase_source source;
    gi_secret last;
} passphrases;

typedef struct keyring {
    passphrases words;
    gi_signer *signer[KEYRING_MAX];
    size_t count;
    bool compared; /* with the witnesses, where that was needed */
} keyring;

void keyring_close(keyring *keys);
#define KEYRING __attribute__((cleanup(keyring_close))) keyring

/* From --PREFIXpassphrase-file, --PREFIXpassphrase-fd or the terminal; prefix "" or "new-". */
GI_CHECKED gi_status passphrases_begin(const command *cmd, const char *prefix, passphrases *out,
                                       gi_error *err);
/* The next one for what, or the last again. */
GI_CHECKED gi_status passphrases_next(passphrases *words, const char *what, gi_secret *out,
                                      gi_error *err);

GI_CHECKED gi_status keyring_begin(const command *cmd, keyring *keys, gi_error *err);
/* Unlocks a registered key. GI_NOT_FOUND no-key, file-missing  GI_DENIED wrong-passphrase */
GI_CHECKED gi_status keyring_unlock(keyring *keys, gi_registry *registry, uint16_t id,
                                    gi_error *err);
/* Unlocks the first active key of a role whose file is here; none is no failure. */
GI_CHECKED gi_status keyring_add_role(keyring *keys, gi_registry *registry, gi_role role,
                                      gi_error *err);
/* ... a key of the role that is not unlocked yet: a second officer. */
GI_CHECKED gi_status keyring_add_other(keyring *keys, gi_registry *registry, gi_role role,
                                       gi_error *err);
/* What an act of this kind needs or may ask for: first, second, approver and log key. --key ID
 * names the first. */
GI_CHECKED gi_status keyring_add_kind(keyring *keys, const command *cmd, gi_registry *registry,
                                      const gi_act_kind *kind, gi_error *err);
/* The signer of a key id, NULL when it is not unlocked. */
gi_signer *keyring_find(const keyring *keys, uint16_t id);

/* Rounds of key derivation for new files, and the least accepted, by the registry's kind. */
int key_rounds(const gi_registry *registry);

#endif
