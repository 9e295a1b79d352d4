/*
 * check.c - the hybrid recursion of ISO 7064, written once (check.h).
 *
 * Works on values, never on characters: each code maps its own alphabet.
 */
#include "check.h"

#include <assert.h>

unsigned gi_check_value(const uint8_t *values, size_t count, unsigned modulus)
{
    unsigned product = modulus;
    for (size_t i = 0; i < count; i++) {
        assert(values[i] < modulus);
        unsigned sum = (product + values[i]) % modulus;
        product = (sum == 0 ? modulus : sum) * 2 % (modulus + 1);
    }
    return (modulus + 1 - product) % modulus;
}
