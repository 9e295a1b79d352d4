/*
 * uscc.h - unified social credit code, GB 32100-2015, and township codes.
 *
 * Some legal codes fail the check digit (pilot regions), so a failing check is a warning
 * that wants a reason, never a refusal by itself (facts: standards 4.1).
 */
#ifndef GI_USCC_H
#define GI_USCC_H

#include "gi/bytes.h"

#define GI_USCC_TEXT 19

/*
 * 18 characters of 0-9 A-Z without I O S V Z; lower case folds. *check_fits tells whether
 * the USCC check and the body check (GB 11714) both fit; *expected is the right last
 * character. GI_INVALID bad-uscc for wrong length or alphabet.
 */
GI_CHECKED gi_status gi_uscc_parse(gi_bytes text, char out[GI_USCC_TEXT], bool *check_fits,
                                   char *expected, gi_error *err);

/* Nine digits, province first (36...). GI_INVALID bad-township. */
GI_CHECKED gi_status gi_township_parse(gi_bytes text, int64_t *out, gi_error *err);

#endif
