/*
 * batch_id.h - the printed and typed batch number, LSYW-26-00A3-001F-7.
 *
 * Mnemonic (four of A-Z without I), production year, producer number and batch number
 * (Crockford base32, four characters each, 1..2^20-1), check by ISO 7064 MOD 37,36 over
 * the 14 characters. At most 20 characters, so it fits GS1 AI (10). FORMATS 2.
 *
 *     LSYW     26      00A3        001F      7
 *     product  year    producer    number    check
 *
 * The check finds any one wrong character, and most swaps of neighbours, once look-alikes are
 * folded. It is not a signature: a batch ID alone proves nothing. Texts that name the same batch
 * parse to equal values; compare values or canonical texts, never what somebody typed.
 */
#ifndef GI_BATCH_ID_H
#define GI_BATCH_ID_H

#include "gi/bytes.h"

/* 19 characters and the terminator. */
#define GI_BATCH_ID_TEXT 20 /* 19 characters and the terminator */
/* Four letters and the terminator. */
#define GI_MNEMONIC_SIZE 5
/* 2^20 - 1: producers of a registry, batches of a producer. Batch numbers never restart, not
 * with a season and not with a year. */
#define GI_NUMBER_MAX 1048575 /* 2^20 - 1 */

/* A batch ID in parts. Plain value. */
typedef struct gi_batch_id {
    char product[GI_MNEMONIC_SIZE]; /* "LSYW" */
    int year;                       /* 2000..2099 */
    uint32_t producer;              /* 1..2^20-1 */
    uint32_t number;                /* 1..2^20-1 */
} gi_batch_id;

/* Canonical text, upper case with hyphens. id must be valid, and no number that is skipped
 * (assert). */
void gi_batch_id_print(const gi_batch_id *id, char out[GI_BATCH_ID_TEXT]);

/*
 * Reads a batch ID as typed: case, blanks (U+0020) and hyphens are free, anywhere. Look-alikes
 * fold: in the mnemonic 0 to O and 1 to L; in year, numbers and check O to 0, I and L to 1.
 *
 * GI_INVALID  bad-character  not a letter or digit, or none that may stand at its place
 *             bad-length     not 15 characters without blanks and hyphens
 *             bad-check      names the check found and the one that would fit
 *             out-of-range   producer or batch number is 0
 */
GI_CHECKED gi_status gi_batch_id_parse(gi_bytes text, gi_batch_id *out, gi_error *err);

/* True when the check character would be I, L, O or U, which nobody can read back: such a number
 * is skipped when batches are numbered. id must be valid (assert). */
bool gi_batch_id_skipped(const gi_batch_id *id);

/* Exactly four letters A-Z without I, upper case; nothing folds here.
 * GI_INVALID  bad-mnemonic */
GI_CHECKED gi_status gi_mnemonic_parse(gi_bytes text, char out[GI_MNEMONIC_SIZE], gi_error *err);

/* A producer or batch number as four Crockford characters plus terminator: 259 is "0083". number
 * is at most GI_NUMBER_MAX (assert). */
void gi_number_print(uint32_t number, char out[5]);

/*
 * Back, as typed: case, blanks and hyphens free, look-alikes fold. Also a holder's number in acts
 * and reports ("001F"); there is no check character in it.
 *
 * GI_INVALID  bad-character, bad-length (not four characters), out-of-range (0)
 */
GI_CHECKED gi_status gi_number_parse(gi_bytes text, uint32_t *out, gi_error *err);

#endif
