/*
 * ed25519.h - Ed25519 (RFC 8032) by libsodium, which signs and verifies in half the time that
 * libcrypto 3.0 takes: every act, label and look-up waits for it.
 *
 * Internal to this folder. Key files, their encryption and the other algorithms stay with
 * libcrypto; the bytes are the same. Signatures under a key or with an R of small order never fit.
 */
#ifndef GI_CRYPTO_ED25519_H
#define GI_CRYPTO_ED25519_H

#include "gi/crypto.h"

/* The private seed and its public key, as libsodium wants them. Wipe it with gi_ed25519_wipe. */
typedef struct gi_ed25519_pair {
    uint8_t bytes[64];
} gi_ed25519_pair;

/* Before anything else, as often as one likes, from any thread. GI_IO crypto */
GI_CHECKED gi_status gi_ed25519_begin(gi_error *err);

/* Any 32 bytes are a seed. */
void gi_ed25519_from_seed(const uint8_t seed[32], gi_ed25519_pair *out);
void gi_ed25519_wipe(gi_ed25519_pair *pair);

void gi_ed25519_sign(const gi_ed25519_pair *pair, gi_bytes message, gi_signature *out);
bool gi_ed25519_fits(const uint8_t public_key[32], gi_bytes message, const gi_signature *signature);

#endif
