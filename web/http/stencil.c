/*
 * stencil.c - pieces between holes, each packed behind what stands before it (stencil.h).
 *
 * A piece may refer back to earlier ones across holes, whose size is known, but never into a hole:
 * for the compressor holes are full of zeros, and no piece holds one. Each piece but the last ends
 * with the empty stored block of a flush; that block is the hole, and lacks only its size and text.
 */
#include "web/http/stencil.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    LEVEL = 6,
    EMPTY = 4, /* 00 00 FF FF: the size of a stored block, and its complement */
    MARK_PART = 3
};

typedef struct piece {
    size_t plain, plain_size; /* where it lies, and its size */
    size_t packed, packed_size;
    uLong crc, after; /* its checksum, and how one of all before it goes on (crc32_combine_op) */
} piece;

struct gi_stencil {
    atomic_int owners;
    size_t hole;
    size_t count; /* of pieces: one more than holes */
    piece pieces[GI_STENCIL_HOLES + 1];
    gi_buf plain;  /* the page; zeros in the holes */
    gi_buf packed; /* the pieces, one behind the other; no sizes of holes */
};

static void destroy(gi_stencil *stencil)
{
    gi_buf_clear(&stencil->plain);
    gi_buf_clear(&stencil->packed);
    free(stencil);
}

gi_stencil *gi_stencil_hold(gi_stencil *stencil)
{
    if (stencil != NULL) {
        (void)atomic_fetch_add(&stencil->owners, 1);
    }
    return stencil;
}

void gi_stencil_drop(gi_stencil *stencil)
{
    if (stencil != NULL && atomic_fetch_sub(&stencil->owners, 1) == 1) {
        destroy(stencil);
    }
}

static gi_bytes plain_of(const gi_stencil *stencil, const piece *one)
{
    return (gi_bytes){ stencil->plain.data + one->plain, one->plain_size };
}

/* ---- making one ---- */

/* Pieces and holes of the page; false when it makes none. */
static bool cut(gi_stencil *stencil, gi_bytes page, gi_bytes mark)
{
    size_t at = 0;
    stencil->hole = mark.size;
    for (;;) {
        const uint8_t *found = memmem(page.data + at, page.size - at, mark.data, mark.size);
        size_t end = found == NULL ? page.size : (size_t)(found - page.data);
        stencil->pieces[stencil->count++] = (piece){ .plain = at, .plain_size = end - at };
        if (found == NULL) {
            return stencil->count > 1;
        }
        if (stencil->count > GI_STENCIL_HOLES) {
            return false;
        }
        at = end + mark.size;
    }
}

/* Nothing but the holes is zeros, and no piece holds what may be a broken mark. */
static bool is_clear(gi_bytes text, gi_bytes mark)
{
    return memchr(text.data, 0, text.size) == NULL &&
           memmem(text.data, text.size, mark.data, MARK_PART) == NULL;
}

static bool copy_page(gi_stencil *stencil, gi_bytes page, gi_bytes mark)
{
    stencil->plain = GI_BUF(page.size);
    gi_buf_add(&stencil->plain, page);
    if (stencil->plain.failed != GI_OK || !cut(stencil, page, mark)) {
        return false;
    }
    for (size_t i = 0; i < stencil->count; i++) {
        const piece *one = &stencil->pieces[i];
        if (!is_clear(plain_of(stencil, one), mark)) {
            return false;
        }
        if (i > 0) {
            memset(stencil->plain.data + one->plain - mark.size, 0, mark.size);
        }
    }
    return true;
}

/* Adds one piece; it may refer to all of the page before it. */
static bool deflate_piece(z_stream *stream, const gi_stencil *stencil, piece *one, bool last,
                          gi_buf *out)
{
    gi_bytes text = plain_of(stencil, one);
    one->crc = crc32(0, text.data, (uInt)text.size);
    one->after = crc32_combine_gen((z_off_t)text.size);
    size_t bound = deflateBound(stream, (uLong)text.size) + 16;
    uint8_t *room = gi_buf_extend(out, bound);
    one->packed = out->size - bound;
    if (room == NULL || deflateReset(stream) != Z_OK ||
        (one->plain > 0 && deflateSetDictionary(stream, stencil->plain.data, (uInt)one->plain))) {
        return false;
    }
    stream->next_in = (Bytef *)(uintptr_t)text.data;
    stream->avail_in = (uInt)text.size;
    stream->next_out = room;
    stream->avail_out = (uInt)bound;
    int wanted = last ? Z_STREAM_END : Z_OK;
    bool whole = deflate(stream, last ? Z_FINISH : Z_SYNC_FLUSH) == wanted && stream->avail_in == 0;
    one->packed_size = (size_t)stream->total_out - (last ? 0 : EMPTY);
    out->size = one->packed + one->packed_size;
    return whole;
}

static bool deflate_pieces(gi_stencil *stencil, gi_buf *out)
{
    z_stream stream = { 0 };
    if (deflateInit2(&stream, LEVEL, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
        return false;
    }
    bool whole = true;
    for (size_t i = 0; i < stencil->count && whole; i++) {
        bool last = i + 1 == stencil->count;
        whole = deflate_piece(&stream, stencil, &stencil->pieces[i], last, out);
    }
    (void)deflateEnd(&stream);
    return whole;
}

/* What is kept is a copy: the compressor asks for more room than it takes. */
static bool pack(gi_stencil *stencil)
{
    GI_AUTO_BUF room = GI_BUF(2 * GI_STENCIL_PAGE_MAX);
    stencil->packed = GI_BUF(room.max);
    if (!deflate_pieces(stencil, &room)) {
        return false;
    }
    gi_buf_add(&stencil->packed, gi_buf_view(&room));
    return stencil->packed.failed == GI_OK;
}

gi_stencil *gi_stencil_create(gi_bytes page, gi_bytes mark)
{
    if (page.size > GI_STENCIL_PAGE_MAX || mark.size < MARK_PART ||
        mark.size > GI_STENCIL_HOLE_MAX) {
        return NULL;
    }
    gi_stencil *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return NULL;
    }
    fresh->owners = 1;
    if (!copy_page(fresh, page, mark) || !pack(fresh)) {
        destroy(fresh);
        return NULL;
    }
    return fresh;
}

/* ---- filling one ---- */

static uint8_t *put(uint8_t *at, const uint8_t *bytes, size_t size)
{
    memcpy(at, bytes, size);
    return at + size;
}

static uint8_t *put_little_endian(uint8_t *at, uint32_t value, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        *at++ = (uint8_t)(value >> 8 * i);
    }
    return at;
}

/* Of the whole page, without looking at the pieces again. */
static uint32_t crc_of(const gi_stencil *stencil, gi_bytes text)
{
    uLong crc = stencil->pieces[0].crc;
    for (size_t i = 1; i < stencil->count; i++) {
        const piece *next = &stencil->pieces[i];
        crc = crc32(crc, text.data, (uInt)text.size);
        crc = crc32_combine_op(crc, next->crc, next->after);
    }
    return (uint32_t)crc;
}

/* Of a gzip member, without time or name. */
static const uint8_t member_header[10] = { 0x1f, 0x8b, 8, [9] = 3 };

void gi_stencil_put(const gi_stencil *stencil, gi_bytes text, uint8_t *member)
{
    assert(text.size == stencil->hole);
    uint8_t *at = member + sizeof member_header + stencil->pieces[0].packed_size;
    for (size_t i = 1; i < stencil->count; i++) {
        at = put_little_endian(at, (uint32_t)text.size | ~(uint32_t)text.size << 16, EMPTY);
        at = put(at, text.data, text.size) + stencil->pieces[i].packed_size;
    }
    at = put_little_endian(at, crc_of(stencil, text), 4);
    (void)put_little_endian(at, (uint32_t)stencil->plain.size, 4);
}

/* The member: header, pieces and holes, the trailer. */
static void fill_packed(const gi_stencil *stencil, gi_bytes text, gi_buf *out)
{
    size_t hole = EMPTY + text.size;
    uint8_t *member = gi_buf_extend(out, sizeof member_header + stencil->packed.size +
                                             (stencil->count - 1) * hole + 2 * sizeof(uint32_t));
    if (member == NULL) {
        return;
    }
    uint8_t *at = put(member, member_header, sizeof member_header);
    for (size_t i = 0; i < stencil->count; i++) {
        const piece *one = &stencil->pieces[i];
        at = put(at + (i > 0 ? hole : 0), stencil->packed.data + one->packed, one->packed_size);
    }
    gi_stencil_put(stencil, text, member);
}

static void fill_plain(const gi_stencil *stencil, gi_bytes text, gi_buf *out)
{
    uint8_t *at = gi_buf_extend(out, stencil->plain.size);
    if (at == NULL) {
        return;
    }
    memcpy(at, stencil->plain.data, stencil->plain.size);
    for (size_t i = 1; i < stencil->count; i++) {
        memcpy(at + stencil->pieces[i].plain - text.size, text.data, text.size);
    }
}

bool gi_stencil_fill(const gi_stencil *stencil, gi_bytes text, bool gzip, gi_buf *out)
{
    if (text.size != stencil->hole) {
        return false;
    }
    (gzip ? fill_packed : fill_plain)(stencil, text, out);
    return true;
}
