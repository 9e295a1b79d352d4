/*
 * lines.c - the line grammar that notes, checkpoints and proofs share (lines.h).
 *
 * Answers yes or no; the callers know which refusal a "no" is.
 */
#include "core/log/lines.h"

#include <string.h>

#include "gi/text.h"

static gi_bytes after(gi_bytes text, size_t count)
{
    return (gi_bytes){ text.data + count, text.size - count };
}

static bool split_at(gi_bytes *rest, uint8_t mark, gi_bytes *front)
{
    const uint8_t *end = rest->size == 0 ? NULL : memchr(rest->data, mark, rest->size);
    if (end == NULL) {
        return false;
    }
    *front = (gi_bytes){ rest->data, (size_t)(end - rest->data) };
    *rest = after(*rest, front->size + 1);
    return true;
}

bool gi_line_take(gi_bytes *rest, gi_bytes *line)
{
    return split_at(rest, '\n', line);
}

bool gi_word_take(gi_bytes *text, gi_bytes *word)
{
    return split_at(text, ' ', word);
}

bool gi_prefix_take(gi_bytes *text, const char *prefix)
{
    size_t size = strlen(prefix);
    if (text->size < size || memcmp(text->data, prefix, size) != 0) {
        return false;
    }
    *text = after(*text, size);
    return true;
}

/* White space of Unicode beyond ASCII, as UTF-8; U+0085 falls to the control check. */
static const char *const wide_spaces[] = {
    "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83",
    "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89",
    "\xE2\x80\x8A", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80",
};

bool gi_log_name_valid(gi_bytes name)
{
    if (name.size == 0 || !gi_utf8_valid(name) || !gi_utf8_printable(name)) {
        return false;
    }
    for (size_t i = 0; i < sizeof wide_spaces / sizeof wide_spaces[0]; i++) {
        if (memmem(name.data, name.size, wide_spaces[i], strlen(wide_spaces[i])) != NULL) {
            return false;
        }
    }
    return memchr(name.data, ' ', name.size) == NULL && memchr(name.data, '+', name.size) == NULL;
}

bool gi_log_number(gi_bytes text, int64_t *out)
{
    return gi_text_int(text, "number", 0, INT64_MAX, out, NULL) == GI_OK;
}

bool gi_log_hash(gi_bytes text, gi_digest *out)
{
    return gi_base64_parse(text, out->bytes, sizeof out->bytes, NULL) == GI_OK;
}
