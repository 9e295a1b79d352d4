/*
 * gs1.h - the GS1 form of a label's URL, for producers that own a GTIN (FORMATS 4).
 *
 *     https://gi.jj.cn/01/06901234567892/10/LSYW-26-00A3-001F-7/21/000W003RJ0W?S=<209 digits>
 *
 * GS1 Digital Link with the application identifiers 01 (GTIN), 10 (batch) and 21 (serial), so
 * that tills and foreign resolvers understand the same symbol. Only S is believed; what stands in
 * the path must say the same, or the answer is "cannot tell". Pure functions: which GTIN belongs
 * to which goods is asked of a registry (gi_gtin_find, gi/package.h).
 */
#ifndef GI_GS1_H
#define GI_GS1_H

#include "gi/batch_id.h"
#include "gi/bytes.h"
#include "gi/unit_code.h"
#include "gi/unit_number.h"

/* 14 digits and the terminator. */
#define GI_GTIN_TEXT 15
/* Longest URL with its terminator: a base URL of 63, the path, and 224 digits. */
#define GI_GS1_URL_MAX 360

/*
 * Reads a GTIN of 8, 12, 13 or 14 digits, blanks around it allowed, and checks its check digit
 * (GS1 General Specifications 7.9: weights 3, 1 from the right). out gets 14 digits, zeros in
 * front, as AI (01) wants it. Numbers of GS1 China begin with 690..699; others are as good.
 *
 * GI_INVALID  bad-gtin, which says what: characters, length, check digit, or all zeros
 */
GI_CHECKED gi_status gi_gtin_parse(gi_bytes text, char out[GI_GTIN_TEXT], gi_error *err);

/* What a path says. */
typedef struct gi_gs1 {
    char gtin[GI_GTIN_TEXT];
    gi_batch_id batch;
    gi_unit_id unit;
} gi_gs1;

/*
 * Writes the URL: base_url as a registry has it, with its final '/' (at most 63 bytes, assert),
 * then the path, then ?S= and the digits (209 or 224, assert). The batch ID has its hyphens, the
 * unit number none: the shortest symbol.
 */
void gi_gs1_url(const char *base_url, const gi_gs1 *gs1, const char *digits,
                char out[GI_GS1_URL_MAX]);

/* Which part of a text could not be read, or does not agree. */
typedef enum gi_gs1_part {
    GI_GS1_OTHER, /* another form of URL, or no URL */
    GI_GS1_WHOLE, /* every part can be read */
    GI_GS1_GTIN,
    GI_GS1_BATCH,
    GI_GS1_UNIT,
    GI_GS1_QUERY /* S stands there twice */
} gi_gs1_part;

/* "gtin", "batch", "unit", "query"; "" for the first two. Constant text. */
const char *gi_gs1_word(gi_gs1_part part);

/*
 * Reads the path of a URL in the GS1 form, whatever stands before /01/ and whatever an app added
 * to the query. %XX is decoded in the path, nowhere else; parts of more than 64 bytes are not
 * read. out is filled when the answer is GI_GS1_WHOLE.
 */
gi_gs1_part gi_gs1_read(gi_bytes text, gi_gs1 *out);

#endif
