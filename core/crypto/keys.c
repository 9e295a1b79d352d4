/*
 * keys.c - raw bytes become OpenSSL key objects, and seeds come back out.
 *
 * The public key is always computed from the seed, never taken from beside it: a damaged or
 * mixed-up pair would sign with one key and name another. Secrets are wiped on every path.
 */
#include <openssl/core_names.h>
#include <openssl/params.h>

#include "core/crypto/evp.h"

static gi_status evp_from_params(const gi_algorithm_row *row, int selection, OSSL_PARAM *params,
                                 EVP_PKEY **out, gi_error *err)
{
    GI_AUTO(EVP_PKEY_CTX) maker = EVP_PKEY_CTX_new_from_name(NULL, row->key_type, NULL);
    EVP_PKEY *made = NULL;
    if (maker == NULL || EVP_PKEY_fromdata_init(maker) != 1 ||
        EVP_PKEY_fromdata(maker, &made, selection, params) != 1) {
        return gi_crypto_failed(err, row->name);
    }
    *out = made;
    return GI_OK;
}

static OSSL_PARAM group_param(const gi_algorithm_row *row)
{
    return OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)row->group, 0);
}

static OSSL_PARAM point_param(const gi_public_key *key)
{
    return OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, (uint8_t *)key->bytes,
                                             key->size);
}

gi_status gi_evp_from_public(const gi_public_key *key, EVP_PKEY **out, gi_error *err)
{
    const gi_algorithm_row *row = gi_algorithm_row_of(key->algorithm);
    EVP_PKEY *made = NULL;
    if (row->group == NULL) {
        made = EVP_PKEY_new_raw_public_key_ex(NULL, row->key_type, NULL, key->bytes, key->size);
    } else if (key->bytes[0] == 0x04) { /* 06 and 07 are second spellings of the same point */
        OSSL_PARAM params[] = { group_param(row), point_param(key), OSSL_PARAM_END };
        (void)!evp_from_params(row, EVP_PKEY_PUBLIC_KEY, params, &made, NULL);
    }
    if (made == NULL) {
        (void)gi_crypto_failed(NULL, row->name);
        return gi_fail(err, GI_WHY_BAD_PUBLIC_KEY, row->name);
    }
    *out = made;
    return GI_OK;
}

/* n - 1 is left out for P-256 too, where it would work: one rule for both curves. */
static bool scalar_in_range(const EC_GROUP *group, const BIGNUM *scalar)
{
    GI_AUTO(BIGNUM) end = BN_dup(EC_GROUP_get0_order(group));
    return end != NULL && BN_sub_word(end, 1) == 1 && !BN_is_zero(scalar) &&
           BN_cmp(scalar, end) < 0;
}

bool gi_seed_usable(gi_algorithm algorithm, gi_bytes seed)
{
    const gi_algorithm_row *row = gi_algorithm_row_of(algorithm);
    if (seed.size != GI_SEED_SIZE || row->group == NULL) {
        return seed.size == GI_SEED_SIZE;
    }
    GI_AUTO(EC_GROUP) group = EC_GROUP_new_by_curve_name(row->curve);
    GI_AUTO(BIGNUM) scalar = BN_bin2bn(seed.data, GI_SEED_SIZE, NULL);
    return group != NULL && scalar != NULL && scalar_in_range(group, scalar);
}

/* 04 || x || y of scalar times the base point. */
static bool point_of(const EC_GROUP *group, const BIGNUM *scalar, gi_public_key *out)
{
    GI_AUTO(EC_POINT) point = EC_POINT_new(group);
    return point != NULL && EC_POINT_mul(group, point, scalar, NULL, NULL, NULL) == 1 &&
           EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, out->bytes, out->size,
                              NULL) == out->size;
}

static gi_status curve_key(const gi_algorithm_row *row, gi_bytes seed, EVP_PKEY **out,
                           gi_public_key *public_key, gi_error *err)
{
    GI_AUTO(EC_GROUP) group = EC_GROUP_new_by_curve_name(row->curve);
    GI_AUTO(BIGNUM) scalar = BN_secure_new();
    if (group == NULL || scalar == NULL || BN_bin2bn(seed.data, GI_SEED_SIZE, scalar) == NULL) {
        return gi_crypto_failed(err, row->name);
    }
    BN_set_flags(scalar, BN_FLG_CONSTTIME);
    if (!point_of(group, scalar, public_key)) {
        return gi_crypto_failed(err, row->name);
    }
    GI_SECRET native = { .size = GI_SEED_SIZE }; /* parameters carry numbers in machine order */
    if (BN_bn2nativepad(scalar, native.bytes, GI_SEED_SIZE) != GI_SEED_SIZE) {
        return gi_crypto_failed(err, row->name);
    }
    OSSL_PARAM params[] = {
        group_param(row), point_param(public_key),
        OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_PRIV_KEY, native.bytes, native.size), OSSL_PARAM_END
    };
    return evp_from_params(row, EVP_PKEY_KEYPAIR, params, out, err);
}

static gi_status raw_key(const gi_algorithm_row *row, gi_bytes seed, EVP_PKEY **out,
                         gi_public_key *public_key, gi_error *err)
{
    GI_AUTO(EVP_PKEY) made = NULL;
    made = EVP_PKEY_new_raw_private_key_ex(NULL, row->key_type, NULL, seed.data, seed.size);
    if (made == NULL ||
        EVP_PKEY_get_raw_public_key(made, public_key->bytes, &public_key->size) != 1) {
        return gi_crypto_failed(err, row->name);
    }
    *out = GI_TAKE(made);
    return GI_OK;
}

gi_status gi_evp_from_seed(gi_algorithm algorithm, gi_bytes seed, EVP_PKEY **out,
                           gi_public_key *public_key, gi_error *err)
{
    const gi_algorithm_row *row = gi_algorithm_row_of(algorithm);
    if (!gi_seed_usable(algorithm, seed)) {
        return gi_fail(err, GI_WHY_BAD_SEED, row->name, gi_num((int64_t)seed.size).text);
    }
    gi_public_key public_part = { .algorithm = algorithm, .size = row->public_size };
    EVP_PKEY *made = NULL;
    GI_TRY((row->group == NULL ? raw_key : curve_key)(row, seed, &made, &public_part, err));
    *public_key = public_part;
    *out = made;
    return GI_OK;
}

gi_status gi_evp_seed(gi_algorithm algorithm, const EVP_PKEY *key, gi_secret *out, gi_error *err)
{
    const gi_algorithm_row *row = gi_algorithm_row_of(algorithm);
    GI_SECRET seed = { .size = GI_SEED_SIZE };
    bool done = false;
    if (row->group == NULL) {
        done = EVP_PKEY_get_raw_private_key(key, seed.bytes, &seed.size) == 1;
    } else {
        BIGNUM *number = NULL;
        (void)EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &number);
        GI_AUTO(BIGNUM) scalar = number;
        done = scalar != NULL && BN_bn2binpad(scalar, seed.bytes, GI_SEED_SIZE) == GI_SEED_SIZE;
    }
    if (!done) {
        return gi_crypto_failed(err, row->name);
    }
    *out = seed;
    return GI_OK;
}
