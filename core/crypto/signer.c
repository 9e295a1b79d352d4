/*
 * signer.c - the interface of a signer, and the signer whose key lies in this process.
 *
 * The key, the pair and the prepared context never change after creation, so sign may run in
 * several threads at once. Other kinds (a process of its own, PKCS#11) fill gi_signer_type and
 * stand in its place.
 */
#include <stdlib.h>
#include <string.h>

#include "core/crypto/ed25519.h"
#include "core/crypto/evp.h"

typedef struct memory_signer {
    gi_signer base; /* first, so that the two pointers are one */
    EVP_PKEY *key;
    EVP_MD_CTX *ready;    /* NULL: Ed25519 ... */
    gi_ed25519_pair pair; /* ... with which this signs */
} memory_signer;

static gi_status memory_sign(const gi_signer *signer, gi_bytes message, gi_signature *out,
                             gi_error *err)
{
    const memory_signer *self = (const memory_signer *)signer;
    if (self->ready == NULL) {
        gi_ed25519_sign(&self->pair, message, out);
        return GI_OK;
    }
    GI_AUTO(EVP_MD_CTX) work = gi_evp_copy(self->ready);
    uint8_t made[GI_DER_MAX];
    size_t size = sizeof made;
    if (work == NULL || EVP_DigestSign(work, made, &size, message.data, message.size) != 1 ||
        !gi_signature_from_der((gi_bytes){ made, size }, out)) {
        return gi_crypto_failed(err, "sign");
    }
    return GI_OK;
}

static void memory_destroy(gi_signer *signer)
{
    memory_signer *self = (memory_signer *)signer;
    EVP_MD_CTX_free(self->ready);
    EVP_PKEY_free(self->key); /* wipes the private part */
    gi_ed25519_wipe(&self->pair);
    free(self);
}

static const gi_signer_type memory_type = { memory_sign, memory_destroy };

EVP_PKEY *gi_signer_evp(const gi_signer *signer)
{
    return signer->type == &memory_type ? ((const memory_signer *)signer)->key : NULL;
}

gi_status gi_signer_sign(const gi_signer *signer, gi_bytes message, gi_signature *out,
                         gi_error *err)
{
    return signer->type->sign(signer, message, out, err);
}

void gi_signer_destroy(gi_signer *signer)
{
    if (signer != NULL) {
        signer->type->destroy(signer);
    }
}

gi_status gi_signer_from_seed(gi_algorithm algorithm, uint16_t key, gi_bytes seed, gi_signer **out,
                              gi_error *err)
{
    memory_signer *self = calloc(1, sizeof *self);
    if (self == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "signer");
    }
    self->base.type = &memory_type;
    self->base.key = key;
    GI_AUTO(gi_signer) made = &self->base;
    GI_TRY(gi_evp_from_seed(algorithm, seed, &self->key, &self->base.public_key, err));
    if (algorithm == GI_ED25519) {
        GI_TRY(gi_ed25519_begin(err));
        gi_ed25519_from_seed(seed.data, &self->pair);
    } else {
        GI_TRY(gi_evp_prepare(algorithm, EVP_DigestSignInit_ex, self->key, &self->ready, err));
    }
    *out = GI_TAKE(made);
    return GI_OK;
}

#define DRAWS 16 /* a draw misses the range of a curve once in 2^32 times */

gi_status gi_signer_generate(gi_algorithm algorithm, uint16_t key, gi_signer **out, gi_error *err)
{
    gi_random chance = gi_random_system();
    GI_SECRET seed = { .size = GI_SEED_SIZE };
    gi_bytes view = { seed.bytes, seed.size };
    int draws = 0;
    do {
        chance.fill(chance.context, seed.bytes, seed.size);
    } while (!gi_seed_usable(algorithm, view) && ++draws < DRAWS);
    return gi_signer_from_seed(algorithm, key, view, out, err);
}
