/*
 * new_key.h - making private keys and the drafts that register them.
 */
#ifndef GI_COMMANDS_NEW_KEY_H
#define GI_COMMANDS_NEW_KEY_H

#include "core/commands/files.h"
#include "core/commands/keyring.h"

#define PUBLIC_TEXT 160

/* "ed25519:<base64>", as acts take public keys. */
void public_text(const gi_public_key *key, char out[PUBLIC_TEXT]);
/* Lower-case hex of SHA-256 of a public key: how a next root is announced. */
void public_hash(const gi_public_key *key, char out[65]);
/* Generates a key and saves keys/<id>-<role>.pem, path told in path; rounds: key_rounds, which
 * a registry knows only once it is founded. */
GI_CHECKED gi_status key_make(const gi_registry *registry, gi_algorithm algorithm, uint16_t id,
                              gi_role role, int rounds, const gi_secret *passphrase,
                              char path[PATH_SIZE], gi_signer **out, gi_error *err);
/* The lowest id that neither the registry nor a file of keys/ has used yet. */
GI_CHECKED gi_status key_free_id(gi_registry *registry, const char *dir, uint16_t *out,
                                 gi_error *err);
/* The origin "sigsum" becomes "sigsum.org/v1/tree/<hex SHA-256 of the log key>", the only kind that
 * some witnesses take; any other stays as it is. */
void origin_of_key(const gi_public_key *key, char origin[GI_ORIGIN_MAX]);
/* The algorithm of a role in a suite (the log key is Ed25519 always). */
gi_algorithm suite_algorithm(gi_suite suite, gi_role role);

#endif
