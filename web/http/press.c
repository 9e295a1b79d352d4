/*
 * press.c - states of the compressor that are kept between answers (press.h).
 *
 * Making a state costs more than compressing a page, for its memory comes fresh from the kernel
 * each time. At most KEPT of them are idle; each knows a few heads.
 *
 * A member is the head, packed by zlib up to a whole byte, and then the rest, packed by libdeflate
 * on its own: zlib with the head as its dictionary saves another 200 bytes of a page of 4,700, and
 * takes five times as long.
 */
#include "web/http/press.h"

#include <libdeflate.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { KEPT = 16, HEADS = 4, HEAD_MAX = 30000, HEAD_LEVEL = 9, LEVEL = 1 };

/* A beginning that pages share, and its compressed form, which ends at a whole byte. */
typedef struct head {
    gi_buf plain;
    gi_buf packed;
} head;

typedef struct state {
    struct libdeflate_compressor *rest;
    head heads[HEADS];
    size_t next_head;
} state;

struct gi_press {
    pthread_mutex_t mutex;
    size_t idle;
    state *kept[KEPT];
};

gi_status gi_press_create(gi_press **out, gi_error *err)
{
    gi_press *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "gzip");
    }
    (void)pthread_mutex_init(&fresh->mutex, NULL);
    *out = fresh;
    return GI_OK;
}

static state *state_create(void)
{
    state *fresh = calloc(1, sizeof *fresh);
    if (fresh != NULL && (fresh->rest = libdeflate_alloc_compressor(LEVEL)) == NULL) {
        free(fresh);
        return NULL;
    }
    return fresh;
}

static void state_destroy(state *one)
{
    for (size_t i = 0; i < HEADS; i++) {
        gi_buf_clear(&one->heads[i].plain);
        gi_buf_clear(&one->heads[i].packed);
    }
    libdeflate_free_compressor(one->rest);
    free(one);
}

void gi_press_destroy(gi_press *press)
{
    if (press != NULL) {
        for (size_t i = 0; i < press->idle; i++) {
            state_destroy(press->kept[i]);
        }
        (void)pthread_mutex_destroy(&press->mutex);
        free(press);
    }
}

static state *take(gi_press *press)
{
    (void)pthread_mutex_lock(&press->mutex);
    state *taken = press->idle > 0 ? press->kept[--press->idle] : NULL;
    (void)pthread_mutex_unlock(&press->mutex);
    return taken != NULL ? taken : state_create();
}

static void give_back(gi_press *press, state *taken)
{
    (void)pthread_mutex_lock(&press->mutex);
    bool room = press->idle < KEPT;
    if (room) {
        press->kept[press->idle++] = taken;
    }
    (void)pthread_mutex_unlock(&press->mutex);
    if (!room) {
        state_destroy(taken);
    }
}

/* ---- heads ---- */

/* Appends text, compressed up to a whole byte: what follows needs nothing of it. */
static bool pack_head(gi_bytes text, gi_buf *out)
{
    z_stream stream = { 0 };
    if (deflateInit2(&stream, HEAD_LEVEL, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
        return false;
    }
    size_t bound = deflateBound(&stream, (uLong)text.size) + 16;
    size_t before = out->size;
    uint8_t *room = gi_buf_extend(out, bound);
    stream.next_in = (Bytef *)(uintptr_t)text.data;
    stream.avail_in = (uInt)text.size;
    stream.next_out = room;
    stream.avail_out = (uInt)bound;
    bool whole = room != NULL && deflate(&stream, Z_SYNC_FLUSH) == Z_OK && stream.avail_in == 0;
    out->size = before + (size_t)stream.total_out;
    (void)deflateEnd(&stream);
    return whole;
}

/* What pages share ends with their style sheet; nothing when there is none near the beginning. */
static gi_bytes head_of(gi_bytes body)
{
    static const char mark[] = "</style>";
    size_t within = body.size < HEAD_MAX ? body.size : HEAD_MAX;
    const uint8_t *end = memmem(body.data, within, mark, sizeof mark - 1);
    size_t size = end == NULL ? 0 : (size_t)(end - body.data) + sizeof mark - 1;
    return (gi_bytes){ body.data, size };
}

static const head *find_head(const state *one, gi_bytes body)
{
    for (size_t i = 0; i < HEADS; i++) {
        const gi_buf *plain = &one->heads[i].plain;
        if (plain->size > 0 && body.size >= plain->size &&
            memcmp(body.data, plain->data, plain->size) == 0) {
            return &one->heads[i];
        }
    }
    return NULL;
}

/* Compresses a new head; the oldest makes room. NULL when there is none, or no memory. */
static const head *learn_head(state *one, gi_bytes body)
{
    gi_bytes text = head_of(body);
    head *place = &one->heads[one->next_head];
    if (text.size == 0) {
        return NULL;
    }
    gi_buf_clear(&place->plain);
    gi_buf_clear(&place->packed);
    *place = (head){ GI_BUF(HEAD_MAX + 8), GI_BUF(2 * HEAD_MAX) };
    gi_buf_add(&place->plain, text);
    if (place->plain.failed != GI_OK || !pack_head(text, &place->packed)) {
        gi_buf_clear(&place->plain);
        return NULL;
    }
    one->next_head = (one->next_head + 1) % HEADS;
    return place;
}

static void add_little_endian(gi_buf *out, uint32_t value)
{
    for (int shift = 0; shift < 32; shift += 8) {
        gi_buf_add_byte(out, (uint8_t)(value >> shift));
    }
}

/* ---- members ---- */

static bool pack_rest(const state *one, gi_bytes text, gi_buf *out)
{
    size_t before = out->size;
    size_t bound = libdeflate_deflate_compress_bound(one->rest, text.size);
    uint8_t *room = gi_buf_extend(out, bound);
    size_t size = room == NULL
                      ? 0
                      : libdeflate_deflate_compress(one->rest, text.data, text.size, room, bound);
    out->size = before + size;
    return size > 0;
}

/* The member: header without time or name, the head as it is known, the rest, the trailer. */
static bool pack(state *one, gi_bytes body, gi_buf *out)
{
    static const uint8_t header[10] = { 0x1f, 0x8b, 8, [9] = 3 };
    const head *known = find_head(one, body);
    known = known != NULL ? known : learn_head(one, body);
    size_t shared = known == NULL ? 0 : known->plain.size;
    gi_buf_add(out, (gi_bytes){ header, sizeof header });
    if (known != NULL) {
        gi_buf_add(out, gi_buf_view(&known->packed));
    }
    if (!pack_rest(one, (gi_bytes){ body.data + shared, body.size - shared }, out)) {
        return false;
    }
    add_little_endian(out, libdeflate_crc32(0, body.data, body.size));
    add_little_endian(out, (uint32_t)body.size);
    return out->failed == GI_OK;
}

bool gi_press_gzip(gi_press *press, gi_buf *body)
{
    GI_AUTO_BUF out = GI_BUF(body->size + body->size / 4 + 4096 + HEAD_MAX);
    state *taken = take(press);
    if (taken == NULL) {
        return false;
    }
    bool done = pack(taken, gi_buf_view(body), &out);
    give_back(press, taken);
    if (done) {
        gi_buf swapped = *body;
        *body = out;
        out = swapped;
    }
    return done;
}
