/*
 * unit_number.h - the short number under the QR, 000W-003R-J0W, and the hidden code.
 *
 * 50 bits = 00, key id (16), serial (32) as ten Crockford characters and a check by the
 * hybrid recursion of ISO 7064 with mod 33, 32. Printed 4-4-3. FORMATS 3. For a QR that no
 * camera reads any more: anybody can type (or invent) a number, so the answer to one is "typed,
 * label itself not checked", never "issued". The hidden code is what lies under the scratch
 * layer: 35 bits of a MAC in seven characters, the same check, printed 4-4.
 */
#ifndef GI_UNIT_NUMBER_H
#define GI_UNIT_NUMBER_H

#include "gi/bytes.h"

/* 13 characters and the terminator. */
#define GI_UNIT_NUMBER_TEXT 14 /* 13 characters and the terminator */
/* "AQ78-6Y6X" and the terminator. */
#define GI_HIDDEN_TEXT 10 /* "AQ78-6Y6X" and the terminator */

/* The identity of a label, for ever: key id 1..65535, never reused, and serial, dense from 1 per
 * key and shared by all types of labels; 0 = the batch papers of that key (FORMATS 4). */
typedef struct gi_unit_id {
    uint16_t key;
    uint32_t serial;
} gi_unit_id;

/* The canonical text. id.key must not be 0 (assert). (7, 123456) is "000W-003R-J0W". */
void gi_unit_number_print(gi_unit_id id, char out[GI_UNIT_NUMBER_TEXT]);

/*
 * Reads a number as typed: case, blanks (U+0020) and hyphens free; O as 0, I and L as 1.
 * Says nothing about whether such a label was issued.
 *
 * GI_INVALID  bad-character   bad-length: not 11 characters without blanks and hyphens
 *             bad-check: names the check found and the one that would fit
 *             out-of-range: key 0, or the first two bits are not zero
 */
GI_CHECKED gi_status gi_unit_number_parse(gi_bytes text, gi_unit_id *out, gi_error *err);

/*
 * The text of a hidden code from the first 35 bits of a MAC of at least 5 bytes (assert). The MAC:
 * HMAC of the registry's suite (gi_hmac) with the secret of the key id over "GI-HIDDEN-V1" NUL,
 * key id (2 bytes), serial (4), big-endian (FORMATS 3). The text is a secret until it is opened.
 */
void gi_hidden_code_print(gi_bytes mac, char out[GI_HIDDEN_TEXT]);

/*
 * Normalises a typed hidden code to its canonical text, to be compared in constant time
 * (gi_equal_constant_time). The check only catches slips; only the secret can tell a right one.
 *
 * GI_INVALID  bad-character, bad-length (not 8 characters), bad-check
 */
GI_CHECKED gi_status gi_hidden_code_parse(gi_bytes text, char out[GI_HIDDEN_TEXT], gi_error *err);

#endif
