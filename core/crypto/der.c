/*
 * der.c - the two shapes of an elliptic-curve signature.
 *
 * OpenSSL speaks DER, 8 to 72 bytes; labels and leaves carry r || s, always 64. Ours is the
 * form without choices: every pair r, s has exactly one.
 */
#include "core/crypto/evp.h"

#define HALF (GI_SIGNATURE_SIZE / 2)

GI_DEFINE_AUTO(ECDSA_SIG, ECDSA_SIG_free)

size_t gi_signature_to_der(const gi_signature *raw, uint8_t out[GI_DER_MAX])
{
    GI_AUTO(BIGNUM) r = BN_bin2bn(raw->bytes, HALF, NULL);
    GI_AUTO(BIGNUM) s = BN_bin2bn(raw->bytes + HALF, HALF, NULL);
    GI_AUTO(ECDSA_SIG) pair = ECDSA_SIG_new();
    if (r == NULL || s == NULL || pair == NULL || ECDSA_SIG_set0(pair, r, s) != 1) {
        return 0;
    }
    (void)GI_TAKE(r); /* both belong to the pair now */
    (void)GI_TAKE(s);
    int size = i2d_ECDSA_SIG(pair, &out);
    return size > 0 ? (size_t)size : 0;
}

bool gi_signature_from_der(gi_bytes der, gi_signature *out)
{
    const uint8_t *at = der.data;
    GI_AUTO(ECDSA_SIG) pair = d2i_ECDSA_SIG(NULL, &at, (long)der.size);
    gi_signature raw;
    if (pair == NULL || at != der.data + der.size ||
        BN_bn2binpad(ECDSA_SIG_get0_r(pair), raw.bytes, HALF) != HALF ||
        BN_bn2binpad(ECDSA_SIG_get0_s(pair), raw.bytes + HALF, HALF) != HALF) {
        return false;
    }
    *out = raw;
    return true;
}
