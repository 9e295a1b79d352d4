/*
 * tree_root.c - roots of one tree after the other (tree_root.h).
 *
 * A tile of 200 hashes is subtrees of 128, 64 and 8. With one hash more the first two are what
 * they were: only the last ones are hashed again.
 */
#include "core/log/tree_root.h"

#include <string.h>

/* Where the complete subtree of this width begins. */
static size_t place_of(size_t count, size_t width)
{
    return count / width * width - width;
}

/* Did the tile hold the same subtree at the same place? */
static bool known(const gi_tree *tree, const gi_tree_memo *memo, int level, size_t width)
{
    size_t count = (size_t)tree->count[level];
    size_t before = (size_t)memo->count[level];
    size_t at = place_of(count, width) * GI_DIGEST_SIZE;
    return (before & width) != 0 && place_of(before, width) == place_of(count, width) &&
           memcmp(tree->open[level] + at, memo->open[level] + at, width * GI_DIGEST_SIZE) == 0;
}

static void refresh(const gi_tree *tree, gi_tree_memo *memo, int level)
{
    size_t count = (size_t)tree->count[level];
    for (int bit = 0; bit < GI_PEAKS; bit++) {
        size_t width = (size_t)1 << bit;
        if ((count & width) != 0 && !known(tree, memo, level, width)) {
            size_t at = place_of(count, width) * GI_DIGEST_SIZE;
            memo->peak[level][bit] = gi_tile_subtree(tree->open[level] + at, width);
        }
    }
    memcpy(memo->open[level], tree->open[level], count * GI_DIGEST_SIZE);
    memo->count[level] = tree->count[level];
}

/* Joins the subtrees, smallest first, before what lies right of them. */
gi_digest gi_tree_root_again(const gi_tree *tree, gi_tree_memo *memo)
{
    gi_digest root = gi_empty_root();
    bool begun = false;
    for (int level = 0; level < GI_TREE_LEVELS; level++) {
        refresh(tree, memo, level);
        for (int bit = 0; bit < GI_PEAKS; bit++) {
            if ((tree->count[level] & 1 << bit) != 0) {
                const gi_digest *left = &memo->peak[level][bit];
                root = begun ? gi_node_hash(left, &root) : *left;
                begun = true;
            }
        }
    }
    return root;
}
