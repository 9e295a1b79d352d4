/*
 * uscc.h - unified social credit code, GB 32100-2015, and township codes.
 *
 * Some legal codes fail the check digit (pilot regions), so a failing check is a warning
 * that wants a reason, never a refusal by itself (facts: standards 4.1). The code of a firm is
 * public; a grower has none and uses a card number instead.
 */
#ifndef GI_USCC_H
#define GI_USCC_H

#include "gi/bytes.h"

/* 18 characters and the terminator. */
#define GI_USCC_TEXT 19

/*
 * Reads a USCC: exactly 18 characters of 0-9 A-Z without I O S V Z; lower case folds, blanks and
 * hyphens are refused.
 *
 * out         the code in upper case
 * check_fits  whether the USCC check and the body check (GB 11714, characters 9-17) both fit
 * expected    the right last character, for a message such as uscc-check
 *
 * GI_INVALID  bad-uscc, for wrong length or alphabet
 */
GI_CHECKED gi_status gi_uscc_parse(gi_bytes text, char out[GI_USCC_TEXT], bool *check_fits,
                                   char *expected, gi_error *err);

/*
 * A township or street by its nine digits: two of the province (11..82; Jiangxi is 36), two of
 * the city, two of the county (GB/T 2260), three of its own. Whether there
 * is such a place the catalogue knows (gi_catalogue_township).
 *
 * GI_INVALID  bad-township
 */
GI_CHECKED gi_status gi_township_parse(gi_bytes text, int64_t *out, gi_error *err);

#endif
