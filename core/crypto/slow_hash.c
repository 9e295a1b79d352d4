/*
 * slow_hash.c - a hash that is slow on purpose, for secrets short enough to be guessed.
 *
 * PBKDF2-HMAC-SHA-512 (RFC 8018), as in key files. It makes guessing dear, not impossible: a PIN
 * of four digits falls to whoever has its hash. What protects it is the counter of tries.
 */
#include <openssl/evp.h>

#include "core/crypto/evp.h"

gi_status gi_slow_hash(gi_bytes secret, gi_bytes salt, int rounds, gi_digest *out, gi_error *err)
{
    gi_digest made;
    if (rounds < 1 || secret.size > GI_SECRET_MAX) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "rounds", gi_num(rounds).text, "1", "10000000");
    }
    if (PKCS5_PBKDF2_HMAC((const char *)secret.data, (int)secret.size, salt.data, (int)salt.size,
                          rounds, EVP_sha512(), sizeof made.bytes, made.bytes) != 1) {
        return gi_crypto_failed(err, "PBKDF2");
    }
    *out = made;
    return GI_OK;
}
