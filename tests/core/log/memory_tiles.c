/*
 * memory_tiles.c - a tile store in memory that counts its reads (memory_tiles.h).
 *
 * Stricter than a real store may be: a write that changes or shortens what is stored ends
 * the spec.
 */
#include "tests/core/log/memory_tiles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/spec.h"

memory_tiles *memory_tiles_create(void)
{
    memory_tiles *tiles = calloc(1, sizeof *tiles);
    EXPECT(tiles != NULL);
    tiles->writes_left = -1;
    for (size_t i = 0; i < MEMORY_LEVELS * MEMORY_TILES; i++) {
        gi_buf_init(&tiles->tile[i / MEMORY_TILES][i % MEMORY_TILES], 16384);
    }
    return tiles;
}

void memory_tiles_destroy(memory_tiles *tiles)
{
    for (size_t i = 0; tiles != NULL && i < MEMORY_LEVELS * MEMORY_TILES; i++) {
        gi_buf_clear(&tiles->tile[i / MEMORY_TILES][i % MEMORY_TILES]);
    }
    free(tiles);
}

static gi_status read_tile(void *context, int level, int64_t n, gi_buf *out, gi_error *err)
{
    memory_tiles *tiles = context;
    (void)err;
    if (level < MEMORY_LEVELS && n < MEMORY_TILES) {
        tiles->reads[level][n]++;
        gi_buf_add(out, gi_buf_view(&tiles->tile[level][n]));
    }
    return GI_OK;
}

static gi_status write_tile(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    memory_tiles *tiles = context;
    EXPECT(level < MEMORY_LEVELS && n < MEMORY_TILES);
    if (tiles->writes_left == 0) {
        return gi_fail(err, GI_WHY_DB_FULL, "test");
    }
    tiles->writes_left -= tiles->writes_left > 0 ? 1 : 0;
    gi_buf *tile = &tiles->tile[level][n];
    EXPECT(hashes.size >= tile->size);
    EXPECT(tile->size == 0 || memcmp(hashes.data, tile->data, tile->size) == 0);
    gi_buf_add(tile, (gi_bytes){ hashes.data + tile->size, hashes.size - tile->size });
    return GI_OK;
}

gi_tile_io memory_tiles_io(memory_tiles *tiles)
{
    return (gi_tile_io){ read_tile, write_tile, tiles };
}

void memory_tiles_reset_reads(memory_tiles *tiles)
{
    memset(tiles->reads, 0, sizeof tiles->reads);
}

int memory_tiles_most_reads(const memory_tiles *tiles)
{
    int most = 0;
    for (size_t i = 0; i < MEMORY_LEVELS * MEMORY_TILES; i++) {
        int reads = tiles->reads[i / MEMORY_TILES][i % MEMORY_TILES];
        most = reads > most ? reads : most;
    }
    return most;
}

int memory_tiles_reads(const memory_tiles *tiles)
{
    int sum = 0;
    for (size_t i = 0; i < MEMORY_LEVELS * MEMORY_TILES; i++) {
        sum += tiles->reads[i / MEMORY_TILES][i % MEMORY_TILES];
    }
    return sum;
}

gi_digest test_leaf(int64_t index)
{
    char text[32];
    (void)snprintf(text, sizeof text, "entry %lld", (long long)index);
    return gi_leaf_hash(gi_bytes_of(text));
}

memory_tiles *memory_tree(int64_t size, gi_tree *tree)
{
    gi_error err = { 0 };
    memory_tiles *tiles = memory_tiles_create();
    gi_tree local;
    gi_tree *used = tree != NULL ? tree : &local;
    EXPECT_OK(gi_tree_load(used, memory_tiles_io(tiles), 0, &err));
    for (int64_t i = 0; i < size; i++) {
        gi_digest leaf = test_leaf(i);
        EXPECT_OK(gi_tree_append(used, memory_tiles_io(tiles), &leaf, &err));
    }
    EXPECT_OK(gi_tree_flush(used, memory_tiles_io(tiles), &err));
    return tiles;
}
