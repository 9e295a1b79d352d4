/*
 * unit_url.c - finds the digits in what a scanner or a person gives (gi/unit_code.h).
 *
 * Takes digits alone, https://host/path/DIGITS with whatever an app appended, and the GS1
 * form .../01/<gtin>/10/<batch>/21/<unit>?S=DIGITS. Only finds: neither the host nor the
 * rest of the path is judged here, and the digits are not decoded.
 */
#include <string.h>

#include "gi/text.h"
#include "gi/unit_code.h"
#include "typed.h"

/* Cuts text before the first mark; what follows it goes to *rest. */
static gi_bytes take_until(gi_bytes text, char mark, gi_bytes *rest)
{
    const uint8_t *at = text.size > 0 ? memchr(text.data, mark, text.size) : NULL;
    size_t size = at != NULL ? (size_t)(at - text.data) : text.size;
    *rest = at != NULL ? (gi_bytes){ at + 1, text.size - size - 1 } : (gi_bytes){ 0 };
    return (gi_bytes){ text.data, size };
}

/* Takes the last segment off a path. */
static gi_bytes take_last(gi_bytes *path)
{
    if (path->size == 0) {
        return *path;
    }
    const uint8_t *slash = memrchr(path->data, '/', path->size);
    size_t start = slash == NULL ? 0 : (size_t)(slash - path->data) + 1;
    gi_bytes last = { path->data + start, path->size - start };
    path->size = start > 0 ? start - 1 : 0;
    return last;
}

/* .../01/<gtin14>/10/<batch ID>/21/<unit number> */
static bool is_gs1(gi_bytes path)
{
    gi_bytes parts[6];
    for (size_t i = 6; i > 0; i--) {
        parts[i - 1] = take_last(&path);
    }
    return gi_bytes_equal(parts[0], gi_bytes_of("01")) && parts[1].size == 14 &&
           gi_bytes_equal(parts[2], gi_bytes_of("10")) && parts[3].size > 0 &&
           gi_bytes_equal(parts[4], gi_bytes_of("21")) && parts[5].size > 0;
}

/* The value of the first S= of a query; empty when there is none. */
static gi_bytes query_s(gi_bytes query)
{
    while (query.size > 0) {
        gi_bytes pair = take_until(query, '&', &query);
        if (pair.size >= 2 && pair.data[0] == 'S' && pair.data[1] == '=') {
            return (gi_bytes){ pair.data + 2, pair.size - 2 };
        }
    }
    return query;
}

gi_status gi_unit_url_digits(gi_bytes text, gi_bytes *digits, gi_error *err)
{
    gi_bytes fragment;
    gi_bytes query;
    /* Scanners end with a newline, people paste with blanks. */
    gi_bytes whole = take_until(gi_trim(text), '#', &fragment);
    gi_bytes path = take_until(whole, '?', &query);
    gi_bytes found = is_gs1(path) ? query_s(query) : take_last(&path);
    if (found.size == 0) {
        return gi_typed_bad_length(text, 0, "209 / 224", err);
    }
    for (size_t i = 0; i < found.size; i++) {
        if (found.data[i] < '0' || found.data[i] > '9') {
            return gi_typed_bad_character(found, i, err);
        }
    }
    *digits = found;
    return GI_OK;
}
