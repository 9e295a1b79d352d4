/*
 * text.h - UTF-8, numbers and the binary-to-text codes used in gitrace.
 *
 * All parsers are strict: they consume the whole input or refuse it, and touch
 * their output only on success. Each value has one spelling (hex alone takes two cases), so
 * that what was parsed and printed again is the text that came in. Nothing here keeps state
 * or a pointer: any thread may call anything.
 */
#ifndef GI_TEXT_H
#define GI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gi/bytes.h"

/* True for valid UTF-8 (RFC 3629: no surrogates, no overlong forms, up to U+10FFFF). Empty text
 * is valid, and so is NUL inside. */
bool gi_utf8_valid(gi_bytes text);

/*
 * True when text holds no C0 (U+0000..001F), DEL or C1 (U+0080..009F) control character; false
 * also for text that is not valid UTF-8. Newline and tab are control characters: our texts are
 * single lines. Says nothing about zero-width or right-to-left characters; labels judge those.
 */
bool gi_utf8_printable(gi_bytes text);

/* Number of code points; text must be valid UTF-8. Not the number of columns on a screen. */
size_t gi_utf8_length(gi_bytes text);

/* text without the ASCII blanks (space, tab to carriage return) at its ends; a view into text, no
 * copy. Other blanks of Unicode stay. */
gi_bytes gi_trim(gi_bytes text);

/* Room for a quoted text: 71 bytes and the terminator. */
typedef struct gi_quote_text {
    char text[72];
} gi_quote_text;

/*
 * Bytes that need not be text as a C string for the values of gi_fail: the first 68 to 71 bytes,
 * cut at a character, with '?' for each byte that is no UTF-8 and each control character. The
 * pointer .text of the returned value lives to the end of the statement.
 *
 *     return gi_fail(err, GI_WHY_BAD_DAY, gi_quote(text).text);
 */
gi_quote_text gi_quote(gi_bytes text);

/*
 * Copies a text that users typed into a fixed field of size bytes: valid UTF-8, no control
 * characters, at most size - 1 bytes; terminates it. Empty text is allowed. name is used in
 * messages and is not checked against anything. The checks come in this order:
 *
 * GI_INVALID  bad-utf8, control-character, too-long (names the size and the limit in bytes)
 */
GI_CHECKED gi_status gi_text_copy(char *out, size_t size, gi_bytes text, const char *name,
                                  gi_error *err);

/*
 * A decimal integer in [low, high]: ASCII digits with an optional '-'; no '+', "-0", leading
 * zeros or blanks. name is used in messages.
 *
 * GI_INVALID  bad-number: not such a text
 *             out-of-range: also past int64; names name, the value and both limits
 */
GI_CHECKED gi_status gi_text_int(gi_bytes text, const char *name, int64_t low, int64_t high,
                                 int64_t *out, gi_error *err);

/* Appends the bytes as lower-case hex, two digits each. A failure stays in the buffer. */
void gi_hex_add(gi_buf *out, gi_bytes bytes);

/* Reads exactly size bytes from 2 x size hex digits of either case.
 * GI_INVALID  bad-hex, for wrong characters and wrong lengths */
GI_CHECKED gi_status gi_hex_parse(gi_bytes text, uint8_t *out, size_t size, gi_error *err);

/* Appends the bytes as base64: standard alphabet with padding (RFC 4648 section 4), no line
 * breaks. A failure stays in the buffer. */
void gi_base64_add(gi_buf *out, gi_bytes bytes);

/*
 * Reads exactly size bytes. Strict: length a multiple of 4, canonical padding, zero trailing
 * bits, no blanks, so one byte string has one text.
 * GI_INVALID  bad-base64, also for another size than asked for
 */
GI_CHECKED gi_status gi_base64_parse(gi_bytes text, uint8_t *out, size_t size, gi_error *err);

/* As above for unknown sizes: appends what was decoded to out.
 * GI_INVALID  bad-base64; out is unchanged   GI_NO_MEMORY  over-limit, when out is full */
GI_CHECKED gi_status gi_base64_parse_add(gi_bytes text, gi_buf *out, gi_error *err);

/*
 * Crockford base32, 0123456789ABCDEFGHJKMNPQRSTVWXYZ: the value 0..31 of a character, or -1.
 * Case-free; look-alikes fold: O as 0, I and L as 1. U is none, and so is '-': who allows
 * hyphens takes them out first.
 */
int gi_base32_value(char c);

/* The character of a value 0..31; only the lowest five bits are looked at. */
char gi_base32_char(unsigned value);

#endif
