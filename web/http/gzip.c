/*
 * gzip.c - zlib behind two functions.
 *
 * The file header carries no time and no name, so the same page gives the same bytes.
 */
#include "web/http/gzip.h"

#include <string.h>
#include <strings.h>
#include <zlib.h>

#define GZIP_WINDOW (15 + 16) /* 32 KB window, gzip framing */

static bool deflate_into(z_stream *stream, gi_buf *body, gi_buf *out)
{
    size_t bound = deflateBound(stream, (uLong)body->size);
    uint8_t *room = gi_buf_extend(out, bound);
    if (room == NULL) {
        return false;
    }
    stream->next_in = body->data;
    stream->avail_in = (uInt)body->size;
    stream->next_out = room;
    stream->avail_out = (uInt)bound;
    bool whole = deflate(stream, Z_FINISH) == Z_STREAM_END;
    out->size = (size_t)stream->total_out;
    return whole;
}

bool gi_gzip(gi_buf *body)
{
    z_stream stream = { 0 };
    if (deflateInit2(&stream, 6, Z_DEFLATED, GZIP_WINDOW, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
        return false;
    }
    /* With this much memory zlib's bound is an eighth and a bit above the size. */
    GI_AUTO_BUF out = GI_BUF(body->size + body->size / 4 + 4096);
    bool done = deflate_into(&stream, body, &out);
    (void)deflateEnd(&stream);
    if (done) {
        gi_buf swapped = *body;
        *body = out;
        out = swapped;
    }
    return done;
}

/* The parameters of a list item: "q=0", "q=0.000" refuse. */
static bool is_refused(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == ';')) {
        at++;
    }
    if (end - at < 3 || (*at | 0x20) != 'q' || at[1] != '=') {
        return false;
    }
    for (at += 2; at < end && (*at == '0' || *at == '.'); at++) {
    }
    return at == end || *at == ' ';
}

bool gi_gzip_wanted(gi_bytes accept_encoding)
{
    const char *at = (const char *)accept_encoding.data;
    const char *stop = at + accept_encoding.size;
    while (at < stop) {
        while (at < stop && (*at == ' ' || *at == ',')) {
            at++;
        }
        const char *comma = memchr(at, ',', (size_t)(stop - at));
        const char *end = comma == NULL ? stop : comma;
        if (end - at >= 4 && strncasecmp(at, "gzip", 4) == 0 &&
            (end - at == 4 || at[4] == ';' || at[4] == ' ')) {
            return !is_refused(at + 4, end);
        }
        at = end;
    }
    return false;
}
