/*
 * lines.h - the line grammar that notes, checkpoints and proofs share.
 *
 * Private to core/log. Views into the text read; nothing is copied. A line ends with
 * one newline; text without it is no line.
 */
#ifndef GI_CORE_LOG_LINES_H
#define GI_CORE_LOG_LINES_H

#include "gi/log.h"

/* Moves the next line, without its newline, from rest to line; false when there is none. */
bool gi_line_take(gi_bytes *rest, gi_bytes *line);

/* Removes a literal prefix from text; false, and text as it was, when it is not there. */
bool gi_prefix_take(gi_bytes *text, const char *prefix);

/* Splits text at its first blank, which is dropped; false when there is none. */
bool gi_word_take(gi_bytes *text, gi_bytes *word);

/* True for a key name or origin: not empty, UTF-8, without white space, '+' or controls. */
bool gi_log_name_valid(gi_bytes name);

/* A size or index: decimal digits, no sign, no leading zero, up to 2^63 - 1. */
bool gi_log_number(gi_bytes text, int64_t *out);

/* A base64 line of one hash. */
bool gi_log_hash(gi_bytes text, gi_digest *out);

#endif
