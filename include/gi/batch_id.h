/*
 * batch_id.h - the printed and typed batch number, LSYW-26-00A3-001F-7.
 *
 * Mnemonic (four of A-Z without I), production year, producer number and batch number
 * (Crockford base32, four characters each, 1..2^20-1), check by ISO 7064 MOD 37,36 over
 * the 14 characters. At most 20 characters, so it fits GS1 AI (10). FORMATS 2.
 */
#ifndef GI_BATCH_ID_H
#define GI_BATCH_ID_H

#include "gi/bytes.h"

#define GI_BATCH_ID_TEXT 20 /* 19 characters and the terminator */
#define GI_MNEMONIC_SIZE 5
#define GI_NUMBER_MAX 1048575 /* 2^20 - 1 */

typedef struct gi_batch_id {
    char product[GI_MNEMONIC_SIZE]; /* "LSYW" */
    int year;                       /* 2000..2099 */
    uint32_t producer;              /* 1..2^20-1 */
    uint32_t number;                /* 1..2^20-1 */
} gi_batch_id;

/* Canonical text with hyphens. id must be valid (assert). */
void gi_batch_id_print(const gi_batch_id *id, char out[GI_BATCH_ID_TEXT]);

/*
 * Parses; case, spaces and hyphens are free; look-alikes fold as FORMATS 2 says.
 * GI_INVALID: bad-length, bad-character, out-of-range, bad-check.
 */
GI_CHECKED gi_status gi_batch_id_parse(gi_bytes text, gi_batch_id *out, gi_error *err);

/* True when the check character would be I, L, O or U: such a number is skipped. */
bool gi_batch_id_skipped(const gi_batch_id *id);

/* Four letters A-Z without I. GI_INVALID bad-mnemonic. */
GI_CHECKED gi_status gi_mnemonic_parse(gi_bytes text, char out[GI_MNEMONIC_SIZE], gi_error *err);

/* A producer or batch number as four Crockford characters plus terminator ("00A3"). */
void gi_number_print(uint32_t number, char out[5]);
GI_CHECKED gi_status gi_number_parse(gi_bytes text, uint32_t *out, gi_error *err);

#endif
