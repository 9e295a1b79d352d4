/*
 * text.h - UTF-8, numbers and the binary-to-text codes used in gitrace.
 *
 * All parsers are strict: they consume the whole input or refuse it, and touch
 * their output only on success.
 */
#ifndef GI_TEXT_H
#define GI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gi/bytes.h"

/* True for valid UTF-8 (RFC 3629: no surrogates, no overlong forms, up to U+10FFFF). */
bool gi_utf8_valid(gi_bytes text);

/* True when text holds no C0, C1 or DEL control character. text must be valid UTF-8. */
bool gi_utf8_printable(gi_bytes text);

/* Number of code points; text must be valid UTF-8. */
size_t gi_utf8_length(gi_bytes text);

/* text without the ASCII blanks (space, tab to carriage return) at its ends; a view into it. */
gi_bytes gi_trim(gi_bytes text);

typedef struct gi_quote_text {
    char text[72];
} gi_quote_text;

/* Bytes as a text for the values of gi_fail: the first 68 or so, with '?' for what is no
 * UTF-8 or a control character; lives to the end of the statement. */
gi_quote_text gi_quote(gi_bytes text);

/*
 * Copies a text that users typed into a fixed field: valid UTF-8, no control characters,
 * at most size - 1 bytes. name is used in messages.
 * GI_INVALID  bad-utf8, control-character, too-long; out untouched
 */
GI_CHECKED gi_status gi_text_copy(char *out, size_t size, gi_bytes text, const char *name,
                                  gi_error *err);

/* A decimal integer in [low, high]: digits with an optional '-', no "-0", leading zeros or blanks.
 * GI_INVALID  bad-number, out-of-range (names it, the value and both limits) */
GI_CHECKED gi_status gi_text_int(gi_bytes text, const char *name, int64_t low, int64_t high,
                                 int64_t *out, gi_error *err);

/* Lower-case hex of bytes, appended; and back into exactly size bytes, both cases accepted.
 * GI_INVALID  bad-hex, for wrong characters and wrong lengths */
void gi_hex_add(gi_buf *out, gi_bytes bytes);
GI_CHECKED gi_status gi_hex_parse(gi_bytes text, uint8_t *out, size_t size, gi_error *err);

/* Base64, standard alphabet with padding (RFC 4648 section 4), appended; and back, strict:
 * canonical padding and zero trailing bits. parse wants exactly size bytes.
 * GI_INVALID  bad-base64 */
void gi_base64_add(gi_buf *out, gi_bytes bytes);
GI_CHECKED gi_status gi_base64_parse(gi_bytes text, uint8_t *out, size_t size, gi_error *err);
/* As above for unknown sizes; adds what was decoded. GI_NO_MEMORY (over-limit) when out is full. */
GI_CHECKED gi_status gi_base64_parse_add(gi_bytes text, gi_buf *out, gi_error *err);

/* Crockford base32, 0123456789ABCDEFGHJKMNPQRSTVWXYZ. The value of a character (case-free,
 * O as 0, I and L as 1; no U), or -1; and the character of a value 0..31. */
int gi_base32_value(char c);
char gi_base32_char(unsigned value);

#endif
