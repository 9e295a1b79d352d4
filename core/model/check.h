/*
 * check.h - the check character of batch IDs, unit numbers and hidden codes.
 *
 * The hybrid recursion of ISO 7064, MOD (modulus + 1, modulus): 36 for batch IDs, 32 for the
 * Crockford alphabet. Every change of one character changes the check, because doubling can
 * be undone modulo an odd number; most swaps of neighbours change it too.
 */
#ifndef GI_MODEL_CHECK_H
#define GI_MODEL_CHECK_H

#include <stddef.h>
#include <stdint.h>

/* The check value, 0..modulus-1, behind count values below an even modulus. */
unsigned gi_check_value(const uint8_t *values, size_t count, unsigned modulus);

#endif
