/*
 * tiles.h - reading stored hash tiles while a root or a proof is built.
 *
 * Shared by hash.c, tiles.c, tree.c and proof.c only. A reader keeps each tile that it met, so
 * that no tile is read twice for one answer; it lives on the stack of one call and trusts no
 * row further than its length: wrong hashes show when the proof is checked.
 */
#ifndef GI_CORE_LOG_TILES_H
#define GI_CORE_LOG_TILES_H

#include "gi/log.h"

#define GI_TILE_BYTES (GI_TILE_WIDTH * GI_DIGEST_SIZE)

/* A proof meets one tile per level beside its leaf and one per level on the right edge. */
#define GI_TILES_HELD (2 * GI_TREE_LEVELS)

typedef struct gi_tile_held {
    int level;
    int64_t n;
    gi_buf hashes;
} gi_tile_held;

typedef struct gi_tile_reader {
    gi_tile_io io;
    gi_tile_held held[GI_TILES_HELD];
    size_t count;
} gi_tile_reader;

void gi_tile_reader_clear(gi_tile_reader *reader);
#define GI_AUTO_TILES __attribute__((cleanup(gi_tile_reader_clear))) gi_tile_reader

/* Appends one stored tile to out and checks its shape. GI_CORRUPT tree-mismatch */
GI_CHECKED gi_status gi_tile_read(gi_tile_io io, int level, int64_t n, gi_buf *out, gi_error *err);

/* The refusal for a row that holds another number of hashes than the size implies. */
gi_status gi_tile_wrong(int level, int64_t n, size_t bytes, size_t wanted_hashes, gi_error *err);

/* Root of width hashes side by side; width is a power of two up to 256. */
gi_digest gi_tile_subtree(const uint8_t *hashes, size_t width);

/*
 * Root of the leaves first .. first + count - 1, as MTH of RFC 6962 gives it. count >= 1; first
 * is a multiple of the largest power of two in count (so each RFC range is allowed).
 * GI_CORRUPT tree-mismatch  a tile is absent or too short
 */
GI_CHECKED gi_status gi_tiles_range(gi_tile_reader *reader, int64_t first, int64_t count,
                                    gi_digest *out, gi_error *err);

#endif
