/*
 * prepare.c - a signing or verifying context, made once and copied for every message.
 *
 * Measured with OpenSSL 3.0 for a short message: beginning afresh (EVP_DigestSignInit) costs
 * 3 to 5 microseconds in fetches that take a lock of the library; copying a prepared context
 * costs half of one and only counts references. P-256 signs about 15 % faster, alone or with
 * several threads.
 */
#include <string.h>

#include "core/crypto/evp.h"

static bool set_id(EVP_PKEY_CTX *context, const char *id)
{
    return id == NULL || EVP_PKEY_CTX_set1_id(context, id, (int)strlen(id)) == 1;
}

gi_status gi_evp_prepare(gi_algorithm algorithm, gi_evp_begin *begin, EVP_PKEY *key,
                         EVP_MD_CTX **out, gi_error *err)
{
    const gi_algorithm_row *row = gi_algorithm_row_of(algorithm);
    GI_AUTO(EVP_MD_CTX) ready = EVP_MD_CTX_new();
    EVP_PKEY_CTX *settings = NULL; /* belongs to ready */
    if (ready == NULL || begin(ready, &settings, row->digest, NULL, NULL, key, NULL) != 1 ||
        !set_id(settings, row->id)) {
        return gi_crypto_failed(err, row->name);
    }
    *out = GI_TAKE(ready);
    return GI_OK;
}

EVP_MD_CTX *gi_evp_copy(const EVP_MD_CTX *ready)
{
    GI_AUTO(EVP_MD_CTX) copy = EVP_MD_CTX_new();
    if (copy == NULL || EVP_MD_CTX_copy_ex(copy, ready) != 1) {
        return NULL;
    }
    return GI_TAKE(copy);
}
