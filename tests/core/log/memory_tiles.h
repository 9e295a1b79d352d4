/*
 * memory_tiles.h - a tile store in memory that counts its reads, and trees made in it.
 *
 * For the specs of core/log. Entry number i of a test tree is the text "entry <i>".
 */
#ifndef GI_TESTS_MEMORY_TILES_H
#define GI_TESTS_MEMORY_TILES_H

#include "gi/log.h"

#define MEMORY_LEVELS 4
#define MEMORY_TILES 512

typedef struct memory_tiles {
    gi_buf tile[MEMORY_LEVELS][MEMORY_TILES];
    int reads[MEMORY_LEVELS][MEMORY_TILES]; /* since reset */
    int writes_left;                        /* below 0: no limit; at 0 every write fails */
} memory_tiles;

memory_tiles *memory_tiles_create(void);
void memory_tiles_destroy(memory_tiles *tiles);
GI_DEFINE_AUTO(memory_tiles, memory_tiles_destroy)

gi_tile_io memory_tiles_io(memory_tiles *tiles);
void memory_tiles_reset_reads(memory_tiles *tiles);

/* The most often one tile was read since reset, and how many reads there were in all. */
int memory_tiles_most_reads(const memory_tiles *tiles);
int memory_tiles_reads(const memory_tiles *tiles);

gi_digest test_leaf(int64_t index);

/* A store with the tree of size test entries, flushed; the tree too when tree is not NULL. */
memory_tiles *memory_tree(int64_t size, gi_tree *tree);

#endif
