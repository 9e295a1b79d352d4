/* A root that is asked again and again, of one tree and of another. */
#include <stdlib.h>
#include <string.h>

#include "core/log/tree_root.h"
#include "tests/core/log/memory_tiles.h"
#include "tests/support/spec.h"

static gi_tree_memo *new_memo(void)
{
    gi_tree_memo *memo = calloc(1, sizeof *memo);
    EXPECT(memo != NULL);
    return memo;
}

static bool same_root(const gi_tree *tree, gi_tree_memo *memo)
{
    gi_digest whole = gi_tree_root(tree);
    gi_digest again = gi_tree_root_again(tree, memo);
    return memcmp(whole.bytes, again.bytes, sizeof whole.bytes) == 0;
}

SPEC(a_root_asked_again_is_the_root_at_every_size)
{
    gi_error err = { 0 };
    gi_tree tree;
    gi_tree_memo *memo = new_memo();
    GI_AUTO(memory_tiles) tiles = memory_tree(0, &tree);
    EXPECT(same_root(&tree, memo));
    for (int64_t size = 1; size <= 1100; size++) {
        gi_digest leaf = test_leaf(size - 1);
        EXPECT_OK(gi_tree_append(&tree, memory_tiles_io(tiles), &leaf, &err));
        EXPECT(size % 7 == 3 || same_root(&tree, memo)); /* not every size is asked for */
    }
    free(memo);
}

SPEC(what_is_remembered_of_one_tree_is_not_believed_of_another)
{
    gi_tree tree;
    gi_tree_memo *memo = new_memo();
    GI_AUTO(memory_tiles) tiles = memory_tree(511, &tree);
    EXPECT(tiles != NULL && same_root(&tree, memo));
    for (int i = 0; i < 255; i++) {
        tree.open[0][i * GI_DIGEST_SIZE] ^= 1;
        EXPECT(same_root(&tree, memo));
    }
    tree.count[0] = 100; /* a shorter one */
    EXPECT(same_root(&tree, memo));
    tree.count[1] = 0;
    EXPECT(same_root(&tree, memo));
    free(memo);
}
