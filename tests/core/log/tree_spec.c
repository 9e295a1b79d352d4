/* The stored tree: vectors, tile layout, loading again, failing writes. */
#include <stdio.h>
#include <string.h>

#include "gi/log.h"
#include "gi/text.h"
#include "tests/core/log/memory_tiles.h"
#include "tests/support/spec.h"

static const char *const vector_leaves[8] = {
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
};

static const char *const vector_roots[9] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

static void expect_hex(const gi_digest *digest, const char *wanted)
{
    GI_AUTO_BUF hex = GI_BUF(64);
    gi_hex_add(&hex, gi_digest_view(digest));
    EXPECT_TEXT(gi_buf_text(&hex), wanted);
}

static gi_digest vector_leaf(int i)
{
    uint8_t entry[16];
    size_t size = strlen(vector_leaves[i]) / 2;
    EXPECT(gi_hex_parse(gi_bytes_of(vector_leaves[i]), entry, size, NULL) == GI_OK);
    return gi_leaf_hash((gi_bytes){ entry, size });
}

SPEC(the_eight_known_leaves_give_the_known_roots)
{
    gi_error err = { 0 };
    gi_tree tree;
    GI_AUTO(memory_tiles) tiles = memory_tree(0, &tree);
    for (int i = 0; i < 8; i++) {
        gi_digest root = gi_tree_root(&tree);
        expect_hex(&root, vector_roots[i]);
        gi_digest leaf = vector_leaf(i);
        EXPECT_OK(gi_tree_append(&tree, memory_tiles_io(tiles), &leaf, &err));
    }
    gi_digest root = gi_tree_root(&tree);
    expect_hex(&root, vector_roots[8]);
}

SPEC(seventy_thousand_leaves_lie_in_the_tiles_that_the_standard_counts)
{
    GI_AUTO(memory_tiles) tiles = memory_tree(70000, NULL);
    for (int n = 0; n < 273; n++) {
        EXPECT_INT(tiles->tile[0][n].size, 8192);
    }
    EXPECT_INT(tiles->tile[0][273].size, 112 * 32);
    EXPECT_INT(tiles->tile[0][274].size, 0);
    EXPECT_INT(tiles->tile[1][0].size, 8192);
    EXPECT_INT(tiles->tile[1][1].size, 17 * 32);
    EXPECT_INT(tiles->tile[1][2].size, 0);
    EXPECT_INT(tiles->tile[2][0].size, 32);
    EXPECT_INT(tiles->tile[3][0].size, 0);
}

SPEC(the_256th_leaf_completes_a_tile_and_starts_the_level_above)
{
    GI_AUTO(memory_tiles) tiles = memory_tree(256, NULL);
    EXPECT_INT(tiles->tile[0][0].size, 8192);
    EXPECT_INT(tiles->tile[0][1].size, 0);
    EXPECT_INT(tiles->tile[1][0].size, 32);
}

SPEC(the_root_of_the_edge_equals_the_root_of_the_tiles_at_every_size)
{
    gi_error err = { 0 };
    gi_tree tree;
    GI_AUTO(memory_tiles) tiles = memory_tree(0, &tree);
    gi_tile_io io = memory_tiles_io(tiles);
    for (int64_t size = 1; size <= 1100; size++) {
        gi_digest leaf = test_leaf(size - 1);
        gi_digest stored;
        EXPECT_OK(gi_tree_append(&tree, io, &leaf, &err));
        EXPECT_OK(gi_tree_flush(&tree, io, &err));
        EXPECT_OK(gi_tiles_root(io, size, &stored, &err));
        gi_digest edge = gi_tree_root(&tree);
        EXPECT(memcmp(edge.bytes, stored.bytes, sizeof stored.bytes) == 0);
    }
}

SPEC(a_tree_loaded_again_after_each_append_grows_to_the_same_root)
{
    gi_error err = { 0 };
    gi_tree tree;
    gi_digest root;
    GI_AUTO(memory_tiles) tiles = memory_tree(0, &tree);
    GI_AUTO(memory_tiles) other = memory_tree(600, NULL);
    for (int64_t i = 0; i < 600; i++) {
        gi_digest leaf = test_leaf(i);
        EXPECT_OK(gi_tree_load(&tree, memory_tiles_io(tiles), i, &err));
        EXPECT_OK(gi_tree_append(&tree, memory_tiles_io(tiles), &leaf, &err));
        EXPECT_OK(gi_tree_flush(&tree, memory_tiles_io(tiles), &err));
    }
    gi_digest stepped = gi_tree_root(&tree);
    EXPECT_OK(gi_tiles_root(memory_tiles_io(other), 600, &root, &err));
    EXPECT(memcmp(stepped.bytes, root.bytes, sizeof root.bytes) == 0);
}

SPEC(a_writer_cannot_load_a_size_older_than_what_is_stored)
{
    gi_error err = { 0 };
    gi_tree tree;
    GI_AUTO(memory_tiles) tiles = memory_tree(300, NULL);
    EXPECT_WHY(gi_tree_load(&tree, memory_tiles_io(tiles), 299, &err), GI_WHY_TREE_MISMATCH);
    EXPECT_WHY(gi_tree_load(&tree, memory_tiles_io(tiles), 256, &err), GI_WHY_TREE_MISMATCH);
    EXPECT_WHY(gi_tree_load(&tree, memory_tiles_io(tiles), 44, &err), GI_WHY_TREE_MISMATCH);
    EXPECT_WHY(gi_tree_load(&tree, memory_tiles_io(tiles), 0, &err), GI_WHY_TREE_MISMATCH);
}

SPEC(a_writer_cannot_load_a_size_of_which_tiles_are_missing)
{
    gi_error err = { 0 };
    gi_tree tree;
    GI_AUTO(memory_tiles) tiles = memory_tree(300, NULL);
    EXPECT_WHY(gi_tree_load(&tree, memory_tiles_io(tiles), 301, &err), GI_WHY_TREE_MISMATCH);
    EXPECT_WHY(gi_tree_load(&tree, memory_tiles_io(tiles), 556, &err), GI_WHY_TREE_MISMATCH);
    EXPECT_WHY(gi_tree_load(&tree, memory_tiles_io(tiles), -1, &err), GI_WHY_TREE_MISMATCH);
}

SPEC(a_row_that_is_no_whole_number_of_hashes_is_damage)
{
    gi_error err = { 0 };
    gi_digest root;
    GI_AUTO(memory_tiles) tiles = memory_tree(3, NULL);
    gi_buf_add_byte(&tiles->tile[0][0], 0);
    EXPECT_WHY(gi_tiles_root(memory_tiles_io(tiles), 3, &root, &err), GI_WHY_TREE_MISMATCH);
}

SPEC(a_failed_write_leaves_the_tree_as_it_was)
{
    gi_error err = { 0 };
    gi_tree tree;
    GI_AUTO(memory_tiles) tiles = memory_tree(255, &tree);
    gi_digest before = gi_tree_root(&tree);
    gi_digest leaf = test_leaf(255);

    tiles->writes_left = 0;
    EXPECT_WHY(gi_tree_append(&tree, memory_tiles_io(tiles), &leaf, &err), GI_WHY_DB_FULL);
    gi_digest after = gi_tree_root(&tree);
    EXPECT_INT(tree.size, 255);
    EXPECT(memcmp(before.bytes, after.bytes, sizeof after.bytes) == 0);

    tiles->writes_left = -1;
    EXPECT_OK(gi_tree_append(&tree, memory_tiles_io(tiles), &leaf, &err));
    EXPECT_INT(tree.size, 256);
}

SPEC(a_flush_that_failed_is_made_good_by_the_next)
{
    gi_error err = { 0 };
    gi_tree tree;
    GI_AUTO(memory_tiles) tiles = memory_tree(256, &tree);
    gi_digest leaf = test_leaf(256);
    EXPECT_OK(gi_tree_append(&tree, memory_tiles_io(tiles), &leaf, &err));

    tiles->writes_left = 0;
    EXPECT_WHY(gi_tree_flush(&tree, memory_tiles_io(tiles), &err), GI_WHY_DB_FULL);
    tiles->writes_left = -1;
    EXPECT_OK(gi_tree_flush(&tree, memory_tiles_io(tiles), &err));
    EXPECT_INT(tiles->tile[0][1].size, 32);
}

SPEC(flush_writes_each_changed_row_once_and_no_other)
{
    gi_error err = { 0 };
    gi_tree tree;
    GI_AUTO(memory_tiles) tiles = memory_tree(255, &tree);
    gi_digest leaf = test_leaf(255);
    EXPECT_OK(gi_tree_append(&tree, memory_tiles_io(tiles), &leaf, &err));

    tiles->writes_left = 1; /* the full tile is stored already: only the row above is open */
    EXPECT_OK(gi_tree_flush(&tree, memory_tiles_io(tiles), &err));
    EXPECT_INT(tiles->writes_left, 0);
    EXPECT_OK(gi_tree_flush(&tree, memory_tiles_io(tiles), &err));
}

SPEC(a_log_of_the_largest_size_takes_no_more)
{
    gi_error err = { 0 };
    gi_tree tree = { .size = INT64_MAX };
    gi_digest leaf = test_leaf(0);
    GI_AUTO(memory_tiles) tiles = memory_tiles_create();
    EXPECT_WHY(gi_tree_append(&tree, memory_tiles_io(tiles), &leaf, &err), GI_WHY_OVERFLOW);
}
