/*
 * tree_root.h - the root of a growing tree, without hashing again what did not change.
 *
 * Remembers the complete subtrees of the open tiles as they were last asked for. What is
 * remembered counts only where the tiles still hold the same hashes, so it is right for any tree.
 */
#ifndef GI_LOG_TREE_ROOT_H
#define GI_LOG_TREE_ROOT_H

#include "core/log/tiles.h"
#include "gi/log.h"

#define GI_PEAKS 8 /* complete subtrees of an open tile: one for each bit of its count */

/* All zero remembers nothing. */
typedef struct gi_tree_memo {
    uint8_t open[GI_TREE_LEVELS][GI_TILE_BYTES];
    int32_t count[GI_TREE_LEVELS];
    gi_digest peak[GI_TREE_LEVELS][GI_PEAKS]; /* by the bit of its width */
} gi_tree_memo;

/* As gi_tree_root, and remembers. */
gi_digest gi_tree_root_again(const gi_tree *tree, gi_tree_memo *memo);

#endif
