/*
 * tree.c - the right edge of the log, kept by a writer between appends (gi/log.h).
 *
 * A full tile is written at once and its root moves up; open tiles wait for flush. A call that
 * fails leaves the tree as it was: counts move only after every write succeeded. Never shortens
 * a stored tile: that would rewrite history.
 */
#include <string.h>

#include "core/log/tiles.h"
#include "gi/log.h"

/* Hashes of a whole level before the first leaf of the open tile: size / 256^levels. */
static int64_t scaled(int64_t size, int levels)
{
    return levels < GI_TREE_LEVELS ? size >> (8 * levels) : 0;
}

/* The stored tile must hold just what the size says; more means that a later state is stored. */
static gi_status load_level(gi_tree *tree, gi_tile_io io, int level, gi_error *err)
{
    GI_AUTO_BUF row = GI_BUF(GI_TILE_BYTES);
    size_t wanted = (size_t)(scaled(tree->size, level) % GI_TILE_WIDTH);
    int64_t n = scaled(tree->size, level + 1);
    GI_TRY(gi_tile_read(io, level, n, &row, err));
    if (row.size != wanted * GI_DIGEST_SIZE) {
        return gi_tile_wrong(level, n, row.size, wanted, err);
    }
    if (wanted > 0) {
        memcpy(tree->open[level], row.data, row.size);
    }
    tree->count[level] = (int32_t)wanted;
    return GI_OK;
}

gi_status gi_tree_load(gi_tree *tree, gi_tile_io io, int64_t size, gi_error *err)
{
    if (size < 0) {
        return gi_fail(err, GI_WHY_TREE_MISMATCH, gi_num(size).text);
    }
    memset(tree, 0, sizeof *tree);
    tree->size = size;
    for (int level = 0; level == 0 || (level < GI_TREE_LEVELS && scaled(size, level) > 0);
         level++) {
        GI_TRY(load_level(tree, io, level, err));
    }
    return GI_OK;
}

/* Writes the tiles that this hash completes; *top is the level that stays open. */
static gi_status place(gi_tree *tree, gi_tile_io io, gi_digest hash, int *top, gi_error *err)
{
    int level = 0;
    for (;;) {
        uint8_t *open = tree->open[level];
        memcpy(open + tree->count[level] * GI_DIGEST_SIZE, hash.bytes, GI_DIGEST_SIZE);
        if (tree->count[level] < GI_TILE_WIDTH - 1) {
            *top = level;
            return GI_OK;
        }
        gi_bytes full = { open, GI_TILE_BYTES };
        GI_TRY(io.write(io.context, level, scaled(tree->size, level + 1), full, err));
        hash = gi_tile_subtree(open, GI_TILE_WIDTH);
        level++; /* stays below GI_TREE_LEVELS: size is under 2^63 */
    }
}

gi_status gi_tree_append(gi_tree *tree, gi_tile_io io, const gi_digest *leaf, gi_error *err)
{
    int top = 0;
    if (tree->size == INT64_MAX) {
        return gi_fail(err, GI_WHY_OVERFLOW, "log");
    }
    GI_TRY(place(tree, io, *leaf, &top, err));
    for (int level = 0; level < top; level++) {
        tree->count[level] = 0;
        tree->dirty[level] = false;
    }
    tree->count[top]++;
    tree->dirty[top] = true;
    tree->size++;
    return GI_OK;
}

gi_status gi_tree_flush(gi_tree *tree, gi_tile_io io, gi_error *err)
{
    for (int level = 0; level < GI_TREE_LEVELS; level++) {
        if (tree->dirty[level]) {
            gi_bytes row = { tree->open[level], (size_t)tree->count[level] * GI_DIGEST_SIZE };
            GI_TRY(io.write(io.context, level, scaled(tree->size, level + 1), row, err));
            tree->dirty[level] = false;
        }
    }
    return GI_OK;
}

/* Joins the complete subtrees of one open tile, smallest first, before what lies right of it. */
static void fold_level(const gi_tree *tree, int level, gi_digest *root, bool *begun)
{
    size_t count = (size_t)tree->count[level];
    for (size_t width = 1; width <= count; width *= 2) {
        if ((count & width) == 0) {
            continue;
        }
        size_t at = count / width * width - width;
        gi_digest left = gi_tile_subtree(tree->open[level] + at * GI_DIGEST_SIZE, width);
        *root = *begun ? gi_node_hash(&left, root) : left;
        *begun = true;
    }
}

gi_digest gi_tree_root(const gi_tree *tree)
{
    gi_digest root = gi_empty_root();
    bool begun = false;
    for (int level = 0; level < GI_TREE_LEVELS; level++) {
        fold_level(tree, level, &root, &begun);
    }
    return root;
}
