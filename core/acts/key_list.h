/*
 * key_list.h - the root-signed list of public keys (FORMATS 6).
 *
 * The list is canonical JSON {"keys":[entry...],"v":1}; the leaf of every act that changes a
 * key holds its SHA-256 as member doc, and the root's signature over that leaf signs the list.
 */
#ifndef GI_ACTS_KEY_LIST_H
#define GI_ACTS_KEY_LIST_H

#include "core/acts/act.h"
#include "core/store/keys.h"

/* Writes the list as it now stands into key_list and its hash into the act's leaf. */
GI_CHECKED gi_status gi_key_list_update(gi_act *act, gi_error *err);

/* One entry: alg from id pub role state, and holder products types until last when set. */
gi_json *gi_key_entry(const gi_key_row *key);

/* "ed25519:<base64 of the raw public key>". GI_INVALID unknown-algorithm, bad-public-key */
GI_CHECKED gi_status gi_public_key_read(gi_bytes text, gi_public_key *out, gi_error *err);
void gi_public_key_write(const gi_public_key *key, gi_buf *out);

/* Announces (hex of SHA-256) and recalls the successor of a root key. */
GI_CHECKED gi_status gi_root_announce(gi_db *db, uint16_t root, const char *hash, gi_error *err);
GI_CHECKED gi_status gi_root_announced(gi_db *db, uint16_t root, char hash[65], gi_error *err);

#endif
