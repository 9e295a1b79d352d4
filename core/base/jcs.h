/*
 * jcs.h - the byte-level rules of RFC 8785 and of our stricter reading (gi/json.h).
 *
 * Works on text alone; values and their library are the business of json.c.
 */
#ifndef GI_BASE_JCS_H
#define GI_BASE_JCS_H

#include "gi/bytes.h"

/* Where and why a text is refused; what is a static English phrase. */
typedef struct gi_jcs_fault {
    size_t at;
    const char *what;
} gi_jcs_fault;

/*
 * True when a text, if it is JSON at all, keeps our limits: nesting of max_depth at most, no
 * fractions, exponents, null or -0, integers up to 2^53-1 either way, no control character in
 * strings, raw or escaped. The grammar itself is not checked.
 */
bool gi_jcs_scan(gi_bytes text, size_t max_depth, gi_jcs_fault *fault);

/* Appends a quoted string with the escapes of RFC 8785 section 3.2.2.2. */
void gi_jcs_add_string(gi_buf *out, gi_bytes text);

/* Order of two names by UTF-16 code units (RFC 8785 section 3.2.3), as strcmp answers. */
int gi_jcs_compare(const char *a, const char *b);

#endif
