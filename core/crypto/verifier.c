/*
 * verifier.c - public keys, and asking whether a signature fits.
 *
 * A verifier never changes after it was made: each question works on a copy of its prepared
 * context or needs none, so threads may share it. "Does not fit" is an answer; only a failure of
 * the library itself (memory) is an error, so a forgery can never be taken for trouble or the
 * reverse.
 */
#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>

#include "core/crypto/ed25519.h"
#include "core/crypto/evp.h"

struct gi_verifier {
    gi_public_key key;
    EVP_MD_CTX *ready; /* NULL: Ed25519, which needs the key alone */
};

gi_status gi_public_key_from(gi_algorithm algorithm, gi_bytes raw, gi_public_key *out,
                             gi_error *err)
{
    const gi_algorithm_row *row = gi_algorithm_row_of(algorithm);
    if (raw.size != row->public_size) {
        return gi_fail(err, GI_WHY_BAD_LENGTH, "public_key", gi_num((int64_t)raw.size).text,
                       gi_num((int64_t)row->public_size).text);
    }
    gi_public_key key = { .algorithm = algorithm, .size = raw.size };
    memcpy(key.bytes, raw.data, raw.size);
    GI_AUTO(EVP_PKEY) checked = NULL;
    GI_TRY(gi_evp_from_public(&key, &checked, err));
    *out = key;
    return GI_OK;
}

bool gi_public_key_equal(const gi_public_key *a, const gi_public_key *b)
{
    return a->algorithm == b->algorithm &&
           gi_bytes_equal((gi_bytes){ a->bytes, a->size }, (gi_bytes){ b->bytes, b->size });
}

gi_status gi_verifier_create(const gi_public_key *key, gi_verifier **out, gi_error *err)
{
    GI_AUTO(EVP_PKEY) point = NULL;
    GI_TRY(gi_evp_from_public(key, &point, err));
    GI_AUTO(gi_verifier) made = calloc(1, sizeof *made);
    if (made == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "verifier");
    }
    made->key = *key;
    GI_TRY(key->algorithm == GI_ED25519
               ? gi_ed25519_begin(err)
               : gi_evp_prepare(key->algorithm, EVP_DigestVerifyInit_ex, point, &made->ready, err));
    *out = GI_TAKE(made);
    return GI_OK;
}

void gi_verifier_destroy(gi_verifier *verifier)
{
    if (verifier != NULL) {
        EVP_MD_CTX_free(verifier->ready);
        free(verifier);
    }
}

gi_status gi_verifier_fits(const gi_verifier *verifier, gi_bytes message,
                           const gi_signature *signature, bool *fits, gi_error *err)
{
    uint8_t der[GI_DER_MAX];
    if (verifier->ready == NULL) {
        *fits = gi_ed25519_fits(verifier->key.bytes, message, signature);
        return GI_OK;
    }
    gi_bytes shape = { der, gi_signature_to_der(signature, der) };
    GI_AUTO(EVP_MD_CTX) question = gi_evp_copy(verifier->ready);
    if (question == NULL || shape.size == 0) {
        return gi_crypto_failed(err, "verify");
    }
    int answer = EVP_DigestVerify(question, shape.data, shape.size, message.data, message.size);
    if (answer < 0) {
        return gi_crypto_failed(err, "verify");
    }
    ERR_clear_error(); /* a forgery leaves its reason behind in this thread's queue */
    *fits = answer == 1;
    return GI_OK;
}
