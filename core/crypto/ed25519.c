/*
 * ed25519.c - a few calls of libsodium (ed25519.h). Ed25519 draws no random numbers: one message
 * has one signature.
 */
#include "core/crypto/ed25519.h"

#include <sodium.h>

_Static_assert(crypto_sign_SECRETKEYBYTES == sizeof(gi_ed25519_pair), "seed and public key");
_Static_assert(crypto_sign_BYTES == GI_SIGNATURE_SIZE, "raw signatures");

gi_status gi_ed25519_begin(gi_error *err)
{
    return sodium_init() >= 0 ? GI_OK : gi_fail(err, GI_WHY_CRYPTO, "libsodium");
}

void gi_ed25519_from_seed(const uint8_t seed[32], gi_ed25519_pair *out)
{
    uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
    (void)crypto_sign_seed_keypair(public_key, out->bytes, seed); /* never fails */
}

void gi_ed25519_wipe(gi_ed25519_pair *pair)
{
    sodium_memzero(pair->bytes, sizeof pair->bytes);
}

void gi_ed25519_sign(const gi_ed25519_pair *pair, gi_bytes message, gi_signature *out)
{
    (void)crypto_sign_detached(out->bytes, NULL, message.data, message.size, pair->bytes);
}

bool gi_ed25519_fits(const uint8_t public_key[32], gi_bytes message, const gi_signature *signature)
{
    return crypto_sign_verify_detached(signature->bytes, message.data, message.size, public_key) ==
           0;
}
