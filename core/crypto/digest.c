/*
 * digest.c - SHA-256, SM3 and HMAC; called millions of times, so cheap on purpose.
 *
 * SHA-256 uses OpenSSL's plain functions with the state on the stack: no look-up, no lock,
 * nothing allocated, nothing to fail, no state kept between calls. In OpenSSL 3.0 every other
 * way (also SHA256() itself) fetches the digest on each call and takes 2.5 times as long for a
 * tree node, unless a fetched EVP_MD is kept in a global, which the house forbids. These
 * functions are marked deprecated in favour of fetching; the mark is ignored in this file only.
 * SM3 has no such functions and goes through EVP. Out of memory there ends the process: a
 * digest has no way to say "no", and a wrong one must never leave.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

#include "core/crypto/evp.h"

#define BLOCK_SIZE 64 /* of SHA-256 and of SM3 */

gi_bytes gi_digest_view(const gi_digest *digest)
{
    return (gi_bytes){ digest->bytes, GI_DIGEST_SIZE };
}

gi_digest gi_sha256_parts(const gi_bytes *parts, size_t count)
{
    SHA256_CTX state;
    gi_digest out;
    (void)SHA256_Init(&state); /* these three return 1, always */
    for (size_t i = 0; i < count; i++) {
        (void)SHA256_Update(&state, parts[i].data, parts[i].size);
    }
    (void)SHA256_Final(out.bytes, &state);
    return out;
}

gi_digest gi_sha256(gi_bytes data)
{
    return gi_sha256_parts(&data, 1);
}

static void must(int done)
{
    if (done != 1) {
        abort();
    }
}

static gi_digest sm3_parts(const gi_bytes *parts, size_t count)
{
    GI_AUTO(EVP_MD_CTX) state = EVP_MD_CTX_new();
    gi_digest out;
    must(state != NULL && EVP_DigestInit_ex(state, EVP_sm3(), NULL) == 1);
    for (size_t i = 0; i < count; i++) {
        must(EVP_DigestUpdate(state, parts[i].data, parts[i].size));
    }
    must(EVP_DigestFinal_ex(state, out.bytes, NULL));
    return out;
}

gi_digest gi_sm3(gi_bytes data)
{
    return sm3_parts(&data, 1);
}

typedef gi_digest hash_parts(const gi_bytes *parts, size_t count);

static hash_parts *const suite_hash[] = {
    [GI_SUITE_INTL] = gi_sha256_parts,
    [GI_SUITE_GM] = sm3_parts,
};

static gi_digest hash_padded(hash_parts *hash, const uint8_t block[BLOCK_SIZE], uint8_t pad,
                             gi_bytes data)
{
    uint8_t padded[BLOCK_SIZE];
    for (size_t i = 0; i < BLOCK_SIZE; i++) {
        padded[i] = block[i] ^ pad;
    }
    gi_digest out = hash((const gi_bytes[]){ { padded, sizeof padded }, data }, 2);
    gi_wipe(padded, sizeof padded);
    return out;
}

/* RFC 2104. Written out, because OpenSSL's own costs three fetches per call. */
gi_digest gi_hmac(gi_suite suite, gi_bytes key, gi_bytes data)
{
    hash_parts *hash = suite_hash[suite];
    uint8_t block[BLOCK_SIZE] = { 0 };
    if (key.size > BLOCK_SIZE) {
        gi_digest folded = hash(&key, 1);
        memcpy(block, folded.bytes, GI_DIGEST_SIZE);
        gi_wipe(&folded, sizeof folded);
    } else if (key.size > 0) {
        memcpy(block, key.data, key.size);
    }
    gi_digest inner = hash_padded(hash, block, 0x36, data);
    gi_digest out = hash_padded(hash, block, 0x5C, gi_digest_view(&inner));
    gi_wipe(block, sizeof block);
    return out;
}
