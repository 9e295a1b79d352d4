/*
 * multipart.c - boundary, parts, headers: three small readers over borrowed bytes (multipart.h).
 */
#include "web/report/multipart.h"

#include <string.h>
#include <strings.h>

enum { BOUNDARY_MAX = 70 }; /* RFC 2046 5.1.1 */

static gi_status bad(gi_error *err, const char *what)
{
    return gi_fail(err, GI_WHY_BAD_FORM, what);
}

static gi_bytes behind(gi_bytes text, size_t size)
{
    return (gi_bytes){ text.data + size, text.size - size };
}

static bool begins(gi_bytes text, gi_bytes with)
{
    return text.size >= with.size && memcmp(text.data, with.data, with.size) == 0;
}

static bool begins_word(gi_bytes text, const char *word)
{
    size_t size = strlen(word);
    return text.size >= size && strncasecmp((const char *)text.data, word, size) == 0;
}

/* How many bytes stand before mark; text.size when it is not there. */
static size_t find(gi_bytes text, gi_bytes mark)
{
    const uint8_t *at =
        text.size < mark.size ? NULL : memmem(text.data, text.size, mark.data, mark.size);
    return at == NULL ? text.size : (size_t)(at - text.data);
}

static bool is_boundary_byte(uint8_t c)
{
    return c > 0x20 && c < 0x7F && strchr("\"\\;,", c) == NULL;
}

/* The token or quoted string at the beginning of text; its size 0 when there is none. */
static gi_bytes read_value(gi_bytes text)
{
    bool quoted = text.size > 0 && text.data[0] == '"';
    gi_bytes rest = quoted ? behind(text, 1) : text;
    size_t size = 0;
    while (size < rest.size && is_boundary_byte(rest.data[size])) {
        size++;
    }
    bool ended = !quoted || (size < rest.size && rest.data[size] == '"');
    return (gi_bytes){ rest.data, ended ? size : 0 };
}

static gi_status read_boundary(gi_bytes content_type, gi_bytes *out, gi_error *err)
{
    static const char type[] = "multipart/form-data";
    static const char name[] = "boundary=";
    if (!begins_word(content_type, type)) {
        return bad(err, type);
    }
    for (size_t at = sizeof type - 1; at + sizeof name - 1 < content_type.size; at++) {
        gi_bytes rest = behind(content_type, at);
        if (begins_word(rest, name)) {
            gi_bytes value = read_value(behind(rest, sizeof name - 1));
            if (value.size == 0 || value.size > BOUNDARY_MAX) {
                break;
            }
            *out = value;
            return GI_OK;
        }
    }
    return bad(err, name);
}

/* ---- one part ---- */

/* The value of name="..." in a header line; a quote inside it cannot be written, so it ends it. */
static bool read_parameter(gi_bytes line, const char *name, gi_bytes *out)
{
    size_t size = strlen(name);
    for (size_t at = 0; at + size <= line.size; at++) {
        gi_bytes rest = behind(line, at);
        bool apart = at > 0 && (line.data[at - 1] == ' ' || line.data[at - 1] == ';');
        if (apart && begins(rest, gi_bytes_of(name))) {
            gi_bytes value = behind(rest, size);
            value.size = find(value, gi_bytes_of("\""));
            *out = value;
            return true;
        }
    }
    return false;
}

static gi_status read_header(gi_bytes header, gi_part *out, gi_error *err)
{
    static const char field[] = "content-disposition: form-data;";
    while (header.size > 0) {
        gi_bytes ignored = { NULL, 0 };
        gi_bytes line = { header.data, find(header, gi_bytes_of("\r\n")) };
        header = behind(header, line.size + 2 < header.size ? line.size + 2 : header.size);
        if (begins_word(line, "content-transfer-encoding:")) {
            return bad(err, "Content-Transfer-Encoding");
        }
        if (!begins_word(line, field)) {
            continue;
        }
        if (out->name.size > 0 || !read_parameter(line, "name=\"", &out->name)) {
            return bad(err, "name");
        }
        out->is_file = read_parameter(line, "filename=\"", &ignored);
    }
    return out->name.size > 0 ? GI_OK : bad(err, "Content-Disposition");
}

/* The part at the beginning of *rest, which moves behind the boundary that ends it. */
static gi_status read_part(gi_bytes *rest, gi_bytes delimiter, gi_part *out, gi_error *err)
{
    static const char blank[] = "\r\n\r\n";
    gi_part fresh = { .is_file = false };
    size_t head = find(*rest, gi_bytes_of(blank));
    if (head == rest->size || head > GI_PART_HEADER_MAX) {
        return bad(err, "header");
    }
    GI_TRY(read_header((gi_bytes){ rest->data, head }, &fresh, err));
    gi_bytes body = behind(*rest, head + sizeof blank - 1);
    size_t size = find(body, delimiter);
    if (size == body.size) {
        return bad(err, "end");
    }
    fresh.body = (gi_bytes){ body.data, size };
    *rest = behind(body, size + delimiter.size);
    *out = fresh;
    return GI_OK;
}

static gi_status add_part(gi_parts *parts, const gi_part *part, gi_error *err)
{
    for (size_t i = 0; i < parts->count; i++) {
        if (gi_bytes_equal(parts->part[i].name, part->name)) {
            return bad(err, "name");
        }
    }
    if (parts->count == GI_PARTS_MAX) {
        return bad(err, "parts");
    }
    parts->part[parts->count++] = *part;
    return GI_OK;
}

gi_status gi_multipart_read(gi_bytes content_type, gi_bytes body, gi_parts *out, gi_error *err)
{
    gi_bytes boundary = { NULL, 0 };
    gi_parts fresh = { .count = 0 };
    GI_AUTO_BUF text = GI_BUF(BOUNDARY_MAX + 4);
    GI_TRY(read_boundary(content_type, &boundary, err));
    gi_buf_add_text(&text, "\r\n--");
    gi_buf_add(&text, boundary);
    GI_TRY(gi_buf_status(&text, "boundary", err));
    gi_bytes delimiter = gi_buf_view(&text);
    if (!begins(body, behind(delimiter, 2))) { /* the first one has no line before it */
        return bad(err, "boundary");
    }
    gi_bytes rest = behind(body, delimiter.size - 2);
    while (begins(rest, gi_bytes_of("\r\n"))) {
        gi_part part;
        rest = behind(rest, 2);
        GI_TRY(read_part(&rest, delimiter, &part, err));
        GI_TRY(add_part(&fresh, &part, err));
    }
    bool ended =
        gi_bytes_equal(rest, gi_bytes_of("--\r\n")) || gi_bytes_equal(rest, gi_bytes_of("--"));
    if (!ended || fresh.count == 0) {
        return bad(err, "end");
    }
    *out = fresh;
    return GI_OK;
}

gi_bytes gi_parts_find(const gi_parts *parts, const char *name)
{
    for (size_t i = 0; i < parts->count; i++) {
        if (gi_bytes_equal(parts->part[i].name, gi_bytes_of(name))) {
            return parts->part[i].body;
        }
    }
    return (gi_bytes){ NULL, 0 };
}
