/*
 * digits.h - bytes as decimal digits, for writers that know their size (gi/unit_code.h).
 */
#ifndef GI_MODEL_DIGITS_H
#define GI_MODEL_DIGITS_H

#include "gi/bytes.h"

/* Digits that size bytes take: 17 for each 7, then 3 5 8 10 13 15 for the rest. */
size_t gi_digits_size(size_t size);

/* Writes exactly gi_digits_size(bytes.size) digits at out, no terminator. */
void gi_digits_write(char *out, gi_bytes bytes);

#endif
