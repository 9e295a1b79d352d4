/*
 * signature.h - 64 raw bytes, the one shape of a signature in labels, leaves and lists.
 *
 * Ed25519 as RFC 8032 gives it; P-256 and SM2 as r || s, each left-padded to 32 bytes.
 */
#ifndef GI_SIGNATURE_H
#define GI_SIGNATURE_H

#include <stdint.h>

#define GI_SIGNATURE_SIZE 64

typedef struct gi_signature {
    uint8_t bytes[GI_SIGNATURE_SIZE];
} gi_signature;

#endif
