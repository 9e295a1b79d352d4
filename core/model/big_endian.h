/*
 * big_endian.h - numbers of 1..8 bytes as labels hold them, most significant byte first.
 */
#ifndef GI_MODEL_BIG_ENDIAN_H
#define GI_MODEL_BIG_ENDIAN_H

#include <stddef.h>
#include <stdint.h>

static inline void big_endian_put(uint8_t *out, size_t size, uint64_t value)
{
    for (size_t i = size; i > 0; i--) {
        out[i - 1] = (uint8_t)(value & 0xFFU);
        value >>= 8;
    }
}

static inline uint64_t big_endian_get(const uint8_t *bytes, size_t size)
{
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++) {
        value = value << 8 | bytes[i];
    }
    return value;
}

#endif
