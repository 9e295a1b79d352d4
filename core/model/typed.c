/*
 * typed.c - collects typed characters and shows refused ones (typed.h).
 *
 * Linear in the input and without memory of its own, so a megabyte of junk costs one pass.
 * Must not guess: what is no letter, digit, blank or hyphen is refused and named.
 */
#include "typed.h"

#include <stdio.h>
#include <string.h>

#include "gi/text.h"

#define SHOWN 64 /* bytes; more than gi_fail keeps, so a cut shows as "..." */

/* The character upper case when it is an ASCII letter or digit, else 0. */
static char letter_or_digit(uint8_t c)
{
    if (c >= 'a' && c <= 'z') {
        return (char)(c - 'a' + 'A');
    }
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? (char)c : '\0';
}

gi_status gi_typed_collect(gi_bytes text, char *out, size_t size, gi_error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == ' ' || text.data[i] == '-') {
            continue;
        }
        char c = letter_or_digit(text.data[i]);
        if (c == '\0') {
            return gi_typed_bad_character(text, i, err);
        }
        if (count < size) {
            out[count] = c;
        }
        count++;
    }
    if (count != size) {
        return gi_typed_bad_length(text, count, gi_num((int64_t)size).text, err);
    }
    out[size] = '\0';
    return GI_OK;
}

/* Bytes of the UTF-8 character that starts at at, or 0. */
static size_t character_size(gi_bytes text, size_t at)
{
    for (size_t size = 1; size <= 4 && size <= text.size - at; size++) {
        if (gi_utf8_valid((gi_bytes){ text.data + at, size })) {
            return size;
        }
    }
    return 0;
}

gi_status gi_typed_bad_character(gi_bytes text, size_t at, gi_error *err)
{
    char shown[8] = "";
    size_t size = text.data[at] == 0 ? 0 : character_size(text, at);
    if (size > 0) {
        memcpy(shown, text.data + at, size);
    } else {
        (void)snprintf(shown, sizeof shown, "0x%02X", (unsigned)text.data[at]);
    }
    return gi_fail(err, GI_WHY_BAD_CHARACTER, gi_typed_show(text).text, shown);
}

gi_status gi_typed_bad_length(gi_bytes text, size_t has, const char *wanted, gi_error *err)
{
    return gi_fail(err, GI_WHY_BAD_LENGTH, gi_typed_show(text).text, gi_num((int64_t)has).text,
                   wanted);
}

/* The largest size, at most 3 less, at which text is valid UTF-8 (a cut may split one), or 0. */
static size_t whole_characters(gi_bytes text, size_t size)
{
    for (size_t cut = 0; cut < 4 && cut <= size; cut++) {
        if (gi_utf8_valid((gi_bytes){ text.data, size - cut })) {
            return size - cut;
        }
    }
    return 0;
}

gi_typed_text gi_typed_show(gi_bytes text)
{
    gi_typed_text shown = { "\"\"" };
    size_t size = text.size < SHOWN ? text.size : SHOWN;
    if (size == 0) {
        return shown;
    }
    size_t whole = whole_characters(text, size);
    size = whole > 0 ? whole : size;
    for (size_t i = 0; i < size; i++) {
        uint8_t c = text.data[i];
        shown.text[i] = c == 0 || (whole == 0 && c >= 0x80) ? '?' : (char)c;
    }
    shown.text[size] = '\0';
    return shown;
}
