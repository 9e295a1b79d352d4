/*
 * unit_number.h - the short number under the QR, 000W-003R-J0W, and the hidden code.
 *
 * 50 bits = 00, key id (16), serial (32) as ten Crockford characters and a check by the
 * hybrid recursion of ISO 7064 with mod 33, 32. Printed 4-4-3. FORMATS 3.
 */
#ifndef GI_UNIT_NUMBER_H
#define GI_UNIT_NUMBER_H

#include "gi/bytes.h"

#define GI_UNIT_NUMBER_TEXT 14 /* 13 characters and the terminator */
#define GI_HIDDEN_TEXT 10      /* "AQ78-6Y6X" and the terminator */

typedef struct gi_unit_id {
    uint16_t key;
    uint32_t serial;
} gi_unit_id;

void gi_unit_number_print(gi_unit_id id, char out[GI_UNIT_NUMBER_TEXT]);

/* Case, spaces and hyphens free; O, I, L fold. GI_INVALID: bad-length, bad-character,
 * bad-check, out-of-range (first two bits not zero, key 0). */
GI_CHECKED gi_status gi_unit_number_parse(gi_bytes text, gi_unit_id *out, gi_error *err);

/* The text of a hidden code from the first 35 bits of a MAC (at least 5 bytes). */
void gi_hidden_code_print(gi_bytes mac, char out[GI_HIDDEN_TEXT]);

/* Normalises a typed hidden code to its canonical text; GI_INVALID bad-length,
 * bad-character, bad-check. */
GI_CHECKED gi_status gi_hidden_code_parse(gi_bytes text, char out[GI_HIDDEN_TEXT], gi_error *err);

#endif
