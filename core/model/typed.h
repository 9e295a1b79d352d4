/*
 * typed.h - codes as people type them, and how refused input is shown.
 *
 * Blanks and hyphens carry no meaning in a typed code and case does not matter; what is
 * left must have exactly the length of the code. Folding look-alikes is the code's own.
 */
#ifndef GI_MODEL_TYPED_H
#define GI_MODEL_TYPED_H

#include "gi/bytes.h"

/*
 * Collects the letters and digits of text, upper case, into size characters and a terminator.
 * GI_INVALID: bad-character for anything else, bad-length unless there are exactly size.
 * out is scratch: it may hold a part after a refusal.
 */
GI_CHECKED gi_status gi_typed_collect(gi_bytes text, char *out, size_t size, gi_error *err);

/* Refuses position at of text: shows the whole UTF-8 character, or the byte as 0x9F. */
GI_CHECKED gi_status gi_typed_bad_character(gi_bytes text, size_t at, gi_error *err);

/* GI_INVALID bad-length: text, the length it has and the length it should have. */
GI_CHECKED gi_status gi_typed_bad_length(gi_bytes text, size_t has, const char *wanted,
                                         gi_error *err);

typedef struct gi_typed_text {
    char text[72];
} gi_typed_text;

/* The start of any input as valid UTF-8 for a message; lives to the end of the statement. */
gi_typed_text gi_typed_show(gi_bytes text);

#endif
