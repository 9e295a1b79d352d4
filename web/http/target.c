/*
 * target.c - paths against patterns, and query fields; pure functions on borrowed bytes.
 *
 * Nothing here trusts its input: a broken %XX stays as it is typed.
 */
#include <string.h>

#include "web/http/http.h"

static bool is_digits(gi_bytes text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return false;
        }
    }
    return text.size > 0;
}

/* The first segment of *rest without its slash; *rest moves behind the slash. */
static gi_bytes take_segment(gi_bytes *rest)
{
    const uint8_t *slash = rest->size == 0 ? NULL : memchr(rest->data, '/', rest->size);
    size_t size = slash == NULL ? rest->size : (size_t)(slash - rest->data);
    gi_bytes segment = { rest->data, size };
    size_t skip = slash == NULL ? size : size + 1;
    *rest = (gi_bytes){ rest->data + skip, rest->size - skip };
    return segment;
}

static bool segment_fits(gi_bytes pattern, gi_bytes segment, gi_bytes *value)
{
    bool placeholder = pattern.size > 0 && pattern.data[0] == '{';
    if (!placeholder) {
        return gi_bytes_equal(pattern, segment);
    }
    if (gi_bytes_equal(pattern, gi_bytes_of("{digits}")) && !is_digits(segment)) {
        return false;
    }
    *value = segment;
    return segment.size > 0;
}

/* Most patterns part from a path within a few letters: all that stands before a placeholder must
 * be there as it is written. */
static bool begins_alike(const char *pattern, gi_bytes path)
{
    size_t i = 0;
    while (i < path.size && pattern[i] != '\0' && pattern[i] == (char)path.data[i] &&
           pattern[i] != '{' && pattern[i] != '*') {
        i++;
    }
    return pattern[i] == '{' || pattern[i] == '*' || (pattern[i] == '\0' && i == path.size);
}

/* How many slashes a pattern has; it is short. */
static size_t count_slashes(const char *pattern)
{
    size_t count = 0;
    for (const char *at = pattern; *at != '\0'; at++) {
        count += *at == '/';
    }
    return count;
}

/* The tail of path that begins with its slashes-last '/'; empty when it has fewer. */
static gi_bytes last_segments(gi_bytes path, size_t slashes)
{
    size_t at = path.size;
    for (; slashes > 0; slashes--) {
        const uint8_t *slash = at == 0 ? NULL : memrchr(path.data, '/', at);
        if (slash == NULL) {
            return (gi_bytes){ path.data, 0 };
        }
        at = (size_t)(slash - path.data);
    }
    return (gi_bytes){ path.data + at, path.size - at };
}

static bool rest_fits(gi_bytes before, gi_bytes path, gi_bytes *value)
{
    if (path.size <= before.size || memcmp(path.data, before.data, before.size) != 0) {
        return false;
    }
    *value = (gi_bytes){ path.data + before.size, path.size - before.size };
    return true;
}

/* pattern has slashes, the first of them at its beginning. */
static bool segments_fit(const char *pattern, gi_bytes given, size_t slashes, gi_bytes *value)
{
    gi_bytes found = { NULL, 0 };
    gi_bytes wanted = gi_bytes_of(pattern);
    for (size_t i = 0; i <= slashes; i++) {
        if (!segment_fits(take_segment(&wanted), take_segment(&given), &found)) {
            return false;
        }
    }
    *value = found;
    return true;
}

bool gi_http_pattern_fits(const char *pattern, gi_bytes path, gi_bytes *value)
{
    if (!begins_alike(pattern, path)) {
        return false;
    }
    const char *rest = strstr(pattern, "{rest}");
    if (rest != NULL) {
        gi_bytes before = { (const uint8_t *)pattern, (size_t)(rest - pattern) };
        return rest_fits(before, path, value);
    }
    bool any_prefix = pattern[0] == '*';
    const char *wanted = pattern + (any_prefix ? 1 : 0);
    size_t slashes = count_slashes(wanted);
    gi_bytes given = last_segments(path, slashes);
    bool whole = any_prefix || given.size == path.size;
    return given.size > 0 && whole && segments_fit(wanted, given, slashes, value);
}

static int hex_value(uint8_t c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c == 0 ? NULL : strchr(digits, c | 0x20);
    return at == NULL || (c < '0') ? -1 : (int)(at - digits);
}

static void add_decoded(gi_buf *out, gi_bytes text)
{
    for (size_t i = 0; i < text.size; i++) {
        uint8_t c = text.data[i];
        int high = c == '%' && i + 2 < text.size ? hex_value(text.data[i + 1]) : -1;
        int low = high >= 0 ? hex_value(text.data[i + 2]) : -1;
        if (low >= 0) {
            gi_buf_add_byte(out, (uint8_t)(high * 16 + low));
            i += 2;
        } else {
            gi_buf_add_byte(out, c == '+' ? ' ' : c);
        }
    }
}

/* The first part of *rest up to '&'; *rest moves behind it. */
static gi_bytes take_pair(gi_bytes *rest)
{
    const uint8_t *mark = memchr(rest->data, '&', rest->size);
    size_t size = mark == NULL ? rest->size : (size_t)(mark - rest->data);
    gi_bytes pair = { rest->data, size };
    size_t skip = mark == NULL ? size : size + 1;
    *rest = (gi_bytes){ rest->data + skip, rest->size - skip };
    return pair;
}

bool gi_http_field(const gi_http_request *request, const char *name, gi_buf *out)
{
    size_t size = strlen(name);
    gi_bytes rest = request->query;
    while (rest.size > 0) {
        gi_bytes pair = take_pair(&rest);
        if (pair.size > size && memcmp(pair.data, name, size) == 0 && pair.data[size] == '=') {
            add_decoded(out, (gi_bytes){ pair.data + size + 1, pair.size - size - 1 });
            return true;
        }
    }
    return false;
}

static bool is_unreserved(uint8_t c)
{
    bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    bool digit = c >= '0' && c <= '9';
    return letter || digit || c == '-' || c == '.' || c == '_' || c == '~';
}

void gi_http_encode(gi_buf *out, gi_bytes text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (is_unreserved(text.data[i])) {
            gi_buf_add_byte(out, text.data[i]);
        } else {
            gi_buf_add_format(out, "%%%02X", text.data[i]);
        }
    }
}
