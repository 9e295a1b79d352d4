/*
 * tiles.c - ranges of leaves hashed from stored tiles (tiles.h).
 *
 * Any range of RFC 6962 is a row of complete subtrees, the largest first; each lies
 * inside one tile, whose inner levels are computed here and never stored.
 */
#include "core/log/tiles.h"

#include <inttypes.h>
#include <stdio.h>

void gi_tile_reader_clear(gi_tile_reader *reader)
{
    for (size_t i = 0; i < reader->count; i++) {
        gi_buf_clear(&reader->held[i].hashes);
    }
    reader->count = 0;
}

gi_status gi_tile_wrong(int level, int64_t n, size_t bytes, size_t wanted_hashes, gi_error *err)
{
    char text[96];
    (void)snprintf(text, sizeof text, "tile %d/%" PRId64 ": %zu bytes, %zu x 32 wanted", level, n,
                   bytes, wanted_hashes);
    return gi_fail(err, GI_WHY_TREE_MISMATCH, text);
}

gi_status gi_tile_read(gi_tile_io io, int level, int64_t n, gi_buf *out, gi_error *err)
{
    GI_TRY(io.read(io.context, level, n, out, err));
    GI_TRY(gi_buf_status(out, "tile", err));
    if (out->size % GI_DIGEST_SIZE != 0 || out->size > GI_TILE_BYTES) {
        return gi_tile_wrong(level, n, out->size, GI_TILE_WIDTH, err);
    }
    return GI_OK;
}

static const gi_tile_held *find_held(const gi_tile_reader *reader, int level, int64_t n)
{
    for (size_t i = 0; i < reader->count; i++) {
        if (reader->held[i].level == level && reader->held[i].n == n) {
            return &reader->held[i];
        }
    }
    return NULL;
}

/* The tile, read when it is met for the first time; borrowed from the reader. */
static gi_status hold(gi_tile_reader *reader, int level, int64_t n, const gi_tile_held **out,
                      gi_error *err)
{
    const gi_tile_held *known = find_held(reader, level, n);
    if (known == NULL) {
        if (reader->count == GI_TILES_HELD) {
            return gi_fail(err, GI_WHY_OVER_LIMIT, "tiles of one proof",
                           gi_num(GI_TILES_HELD).text);
        }
        gi_tile_held *fresh = &reader->held[reader->count++];
        *fresh = (gi_tile_held){ level, n, GI_BUF(GI_TILE_BYTES) };
        GI_TRY(gi_tile_read(reader->io, level, n, &fresh->hashes, err));
        known = fresh;
    }
    *out = known;
    return GI_OK;
}

/* Root of the complete subtree number index among those of 2^height leaves. */
static gi_status subtree(gi_tile_reader *reader, int height, int64_t index, gi_digest *out,
                         gi_error *err)
{
    int inner = height % 8; /* tile levels are 8 tree levels apart */
    int64_t at = index << inner;
    size_t place = (size_t)(at % GI_TILE_WIDTH);
    size_t width = (size_t)1 << inner;
    const gi_tile_held *tile = NULL;
    GI_TRY(hold(reader, height / 8, at / GI_TILE_WIDTH, &tile, err));
    if (tile->hashes.size < (place + width) * GI_DIGEST_SIZE) {
        return gi_tile_wrong(tile->level, tile->n, tile->hashes.size, place + width, err);
    }
    *out = gi_tile_subtree(tile->hashes.data + place * GI_DIGEST_SIZE, width);
    return GI_OK;
}

/* Folds from the smallest subtree, at the right end, to the largest. */
gi_status gi_tiles_range(gi_tile_reader *reader, int64_t first, int64_t count, gi_digest *out,
                         gi_error *err)
{
    gi_digest root = { 0 };
    bool begun = false;
    for (int height = 0; height < 63 && count >> height != 0; height++) {
        if ((count >> height & 1) == 0) {
            continue;
        }
        gi_digest left;
        GI_TRY(subtree(reader, height, (first >> height) + (count >> height) - 1, &left, err));
        root = begun ? gi_node_hash(&left, &root) : left;
        begun = true;
    }
    *out = root;
    return GI_OK;
}
