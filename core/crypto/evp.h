/*
 * evp.h - what the files of core/crypto share: the table of algorithms, OpenSSL objects that
 * release themselves, and the way from raw bytes to an EVP_PKEY and back.
 *
 * Internal: nothing outside this folder includes it, and no OpenSSL type leaves the folder.
 */
#ifndef GI_CRYPTO_EVP_H
#define GI_CRYPTO_EVP_H

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include "gi/crypto.h"

#define GI_SEED_SIZE 32

/* One algorithm: what sets it apart from the others, so that the code needs no branches. */
typedef struct gi_algorithm_row {
    const char *name;     /* ours, in key files and lists */
    const char *key_type; /* OpenSSL's key type */
    const char *group;    /* OpenSSL's curve for fromdata; NULL: Ed25519, raw keys */
    const char *digest;   /* NULL: the algorithm hashes for itself */
    const char *id;       /* distinguishing id of GB/T 32918, or NULL */
    const char *vkey;     /* identifier after type ff; NULL: the standard type 01 */
    int curve;            /* NID of the curve, or 0 */
    size_t public_size;   /* bytes of a public key */
} gi_algorithm_row;

const gi_algorithm_row *gi_algorithm_row_of(gi_algorithm algorithm);

GI_DEFINE_AUTO(BIGNUM, BN_clear_free)
GI_DEFINE_AUTO(EC_GROUP, EC_GROUP_free)
GI_DEFINE_AUTO(EC_POINT, EC_POINT_free)
GI_DEFINE_AUTO(EVP_MD_CTX, EVP_MD_CTX_free)
GI_DEFINE_AUTO(EVP_PKEY, EVP_PKEY_free)
GI_DEFINE_AUTO(EVP_PKEY_CTX, EVP_PKEY_CTX_free)

/* GI_IO "crypto": what failed and OpenSSL's last word on it; empties its queue of errors. */
gi_status gi_crypto_failed(gi_error *err, const char *what);

/* A key object that verifies. GI_INVALID bad-public-key: not a point of the curve. */
GI_CHECKED gi_status gi_evp_from_public(const gi_public_key *key, EVP_PKEY **out, gi_error *err);

/* True for 32 bytes that are a private key: any for Ed25519, else a number in 1..n-2. */
bool gi_seed_usable(gi_algorithm algorithm, gi_bytes seed);

/* A key object that signs, and the public key computed from the seed. GI_INVALID bad-seed */
GI_CHECKED gi_status gi_evp_from_seed(gi_algorithm algorithm, gi_bytes seed, EVP_PKEY **out,
                                      gi_public_key *public_key, gi_error *err);

/* The 32 bytes back out of a key object. */
GI_CHECKED gi_status gi_evp_seed(gi_algorithm algorithm, const EVP_PKEY *key, gi_secret *out,
                                 gi_error *err);

/* EVP_DigestSignInit_ex or EVP_DigestVerifyInit_ex. */
typedef int gi_evp_begin(EVP_MD_CTX *, EVP_PKEY_CTX **, const char *, OSSL_LIB_CTX *, const char *,
                         EVP_PKEY *, const OSSL_PARAM *);

/*
 * A context with everything fetched and set (digest, SM2 id), to be copied for each message
 * and never used itself: copying needs no look-up and no lock, so threads do not wait.
 */
GI_CHECKED gi_status gi_evp_prepare(gi_algorithm algorithm, gi_evp_begin *begin, EVP_PKEY *key,
                                    EVP_MD_CTX **out, gi_error *err);

/* A fresh copy of a prepared context, or NULL. */
EVP_MD_CTX *gi_evp_copy(const EVP_MD_CTX *ready);

/* The key object of a signer made here; NULL when another kind of signer holds the key. */
EVP_PKEY *gi_signer_evp(const gi_signer *signer);

/* DER SEQUENCE { r, s } and 64 raw bytes; 0 or false when it cannot be. */
#define GI_DER_MAX 80
size_t gi_signature_to_der(const gi_signature *raw, uint8_t out[GI_DER_MAX]);
bool gi_signature_from_der(gi_bytes der, gi_signature *out);

#endif
