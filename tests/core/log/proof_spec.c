/* Paths: what fits, and the many ways in which none may fit. */
#include <string.h>

#include "gi/log.h"
#include "tests/core/log/memory_tiles.h"
#include "tests/support/spec.h"

#define STORED 700

static gi_digest root_at(memory_tiles *tiles, int64_t size)
{
    gi_error err = { 0 };
    gi_digest root = { 0 };
    EXPECT_OK(gi_tiles_root(memory_tiles_io(tiles), size, &root, &err));
    return root;
}

SPEC(every_inclusion_path_of_every_small_tree_fits)
{
    gi_error err = { 0 };
    GI_AUTO(memory_tiles) tiles = memory_tree(70, NULL);
    for (int64_t size = 1; size <= 70; size++) {
        gi_digest root = root_at(tiles, size);
        for (int64_t index = 0; index < size; index++) {
            gi_path path;
            gi_digest leaf = test_leaf(index);
            EXPECT_OK(gi_tiles_inclusion(memory_tiles_io(tiles), index, size, &path, &err));
            EXPECT(gi_inclusion_fits(&leaf, index, size, &path, &root));
        }
    }
}

SPEC(every_consistency_path_between_small_trees_fits)
{
    gi_error err = { 0 };
    GI_AUTO(memory_tiles) tiles = memory_tree(70, NULL);
    for (int64_t size = 0; size <= 70; size++) {
        gi_digest root = root_at(tiles, size);
        for (int64_t old = 0; old <= size; old++) {
            gi_path path;
            gi_digest old_root = root_at(tiles, old);
            EXPECT_OK(gi_tiles_consistency(memory_tiles_io(tiles), old, size, &path, &err));
            EXPECT(gi_consistency_fits(old, &old_root, size, &root, &path));
        }
    }
}

SPEC(paths_across_tile_borders_fit)
{
    gi_error err = { 0 };
    GI_AUTO(memory_tiles) tiles = memory_tree(66000, NULL);
    for (int i = 0; i < 300; i++) {
        int64_t size = 1 + (int64_t)gi_spec_below(66000);
        int64_t place = (int64_t)gi_spec_below((uint64_t)size);
        gi_path path;
        gi_digest leaf = test_leaf(place);
        gi_digest old_root = root_at(tiles, place);
        gi_digest root = root_at(tiles, size);
        EXPECT_OK(gi_tiles_inclusion(memory_tiles_io(tiles), place, size, &path, &err));
        EXPECT(gi_inclusion_fits(&leaf, place, size, &path, &root));
        EXPECT_OK(gi_tiles_consistency(memory_tiles_io(tiles), place, size, &path, &err));
        EXPECT(gi_consistency_fits(place, &old_root, size, &root, &path));
    }
}

/* Leaves a path that is certainly another one. */
static void damage(gi_path *path)
{
    size_t at = path->count > 0 ? (size_t)gi_spec_below(path->count) : 0;
    uint64_t kind = path->count == 0 ? 3 : gi_spec_below(path->count > 1 ? 5 : 4);
    if (kind == 0) {
        path->hash[at].bytes[gi_spec_below(32)] ^= (uint8_t)(1U << gi_spec_below(8));
    } else if (kind == 1) {
        path->count--;
    } else if (kind == 2) {
        memmove(path->hash, path->hash + 1, --path->count * sizeof path->hash[0]);
    } else if (kind == 3) {
        memset(path->hash[path->count++].bytes, (int)gi_spec_below(256), GI_DIGEST_SIZE);
    } else {
        size_t other = (at + 1) % path->count;
        gi_digest moved = path->hash[at];
        path->hash[at] = path->hash[other];
        path->hash[other] = moved;
    }
}

static void flip(gi_digest *digest)
{
    digest->bytes[gi_spec_below(32)] ^= (uint8_t)(1U << gi_spec_below(8));
}

/* One true path and 50 untrue claims made from it. */
static void try_inclusion(memory_tiles *tiles)
{
    gi_error err = { 0 };
    int64_t size = 2 + (int64_t)gi_spec_below(STORED - 1);
    int64_t index = (int64_t)gi_spec_below((uint64_t)size);
    gi_digest leaf = test_leaf(index);
    gi_digest root = root_at(tiles, size);
    gi_path path;
    EXPECT_OK(gi_tiles_inclusion(memory_tiles_io(tiles), index, size, &path, &err));
    EXPECT(gi_inclusion_fits(&leaf, index, size, &path, &root));
    for (int i = 0; i < 50; i++) {
        gi_path wrong = path;
        damage(&wrong);
        EXPECT(!gi_inclusion_fits(&leaf, index, size, &wrong, &root));
    }
    int64_t elsewhere = (index + 1 + (int64_t)gi_spec_below((uint64_t)size - 1)) % size;
    EXPECT(!gi_inclusion_fits(&leaf, elsewhere, size, &path, &root));
    gi_digest other = test_leaf(elsewhere);
    EXPECT(!gi_inclusion_fits(&other, index, size, &path, &root));
    flip(&root);
    EXPECT(!gi_inclusion_fits(&leaf, index, size, &path, &root));
}

SPEC(no_damaged_inclusion_path_fits_in_ten_thousand_cases)
{
    GI_AUTO(memory_tiles) tiles = memory_tree(STORED, NULL);
    for (int i = 0; i < 200; i++) {
        try_inclusion(tiles);
    }
}

static void try_consistency(memory_tiles *tiles)
{
    gi_error err = { 0 };
    int64_t size = 2 + (int64_t)gi_spec_below(STORED - 1);
    int64_t old = 1 + (int64_t)gi_spec_below((uint64_t)size - 1);
    gi_digest old_root = root_at(tiles, old);
    gi_digest root = root_at(tiles, size);
    gi_path path;
    EXPECT_OK(gi_tiles_consistency(memory_tiles_io(tiles), old, size, &path, &err));
    EXPECT(gi_consistency_fits(old, &old_root, size, &root, &path));
    for (int i = 0; i < 50; i++) {
        gi_path wrong = path;
        damage(&wrong);
        EXPECT(!gi_consistency_fits(old, &old_root, size, &root, &wrong));
    }
    EXPECT(!gi_consistency_fits(old, &root, size, &old_root, &path));
    gi_digest other = root;
    flip(&other);
    EXPECT(!gi_consistency_fits(old, &old_root, size, &other, &path));
    flip(&old_root);
    EXPECT(!gi_consistency_fits(old, &old_root, size, &root, &path));
}

SPEC(no_damaged_consistency_path_fits_in_ten_thousand_cases)
{
    GI_AUTO(memory_tiles) tiles = memory_tree(STORED, NULL);
    for (int i = 0; i < 200; i++) {
        try_consistency(tiles);
    }
}

SPEC(a_path_of_a_smaller_tree_does_not_fit_a_larger_size)
{
    gi_error err = { 0 };
    GI_AUTO(memory_tiles) tiles = memory_tree(4, NULL);
    gi_tile_io io = memory_tiles_io(tiles);
    gi_digest leaf = test_leaf(0);
    gi_digest root = root_at(tiles, 2);
    gi_path path;
    EXPECT_OK(gi_tiles_inclusion(io, 0, 2, &path, &err));
    EXPECT(gi_inclusion_fits(&leaf, 0, 2, &path, &root));
    EXPECT(!gi_inclusion_fits(&leaf, 0, 4, &path, &root));
    EXPECT_OK(gi_tiles_consistency(io, 1, 2, &path, &err));
    EXPECT(gi_consistency_fits(1, &leaf, 2, &root, &path));
    EXPECT(!gi_consistency_fits(1, &leaf, 4, &root, &path));
}

SPEC(a_history_with_one_leaf_changed_is_not_consistent)
{
    gi_error err = { 0 };
    gi_tree forked;
    GI_AUTO(memory_tiles) tiles = memory_tree(40, NULL);
    GI_AUTO(memory_tiles) fork = memory_tree(20, &forked);
    for (int64_t i = 20; i < 40; i++) {
        gi_digest leaf = test_leaf(i == 25 ? 1000 : i);
        EXPECT_OK(gi_tree_append(&forked, memory_tiles_io(fork), &leaf, &err));
    }
    EXPECT_OK(gi_tree_flush(&forked, memory_tiles_io(fork), &err));
    gi_path path;
    gi_digest old_root = root_at(tiles, 30);
    gi_digest root = gi_tree_root(&forked);
    EXPECT_OK(gi_tiles_consistency(memory_tiles_io(fork), 30, 40, &path, &err));
    EXPECT(!gi_consistency_fits(30, &old_root, 40, &root, &path));
}

SPEC(from_nothing_only_the_empty_root_and_the_empty_path_are_consistent)
{
    GI_AUTO(memory_tiles) tiles = memory_tree(5, NULL);
    gi_digest empty = gi_empty_root();
    gi_digest root = root_at(tiles, 5);
    gi_path path = { .count = 0 };
    EXPECT(gi_consistency_fits(0, &empty, 5, &root, &path));
    EXPECT(!gi_consistency_fits(0, &root, 5, &root, &path));
    EXPECT(!gi_consistency_fits(0, &root, 0, &root, &path));
    path.count = 1;
    path.hash[0] = root;
    EXPECT(!gi_consistency_fits(0, &empty, 5, &root, &path));
}

SPEC(equal_sizes_want_equal_roots_and_an_empty_path)
{
    GI_AUTO(memory_tiles) tiles = memory_tree(5, NULL);
    gi_digest root = root_at(tiles, 5);
    gi_digest other = root_at(tiles, 4);
    gi_path path = { .count = 0 };
    EXPECT(gi_consistency_fits(5, &root, 5, &root, &path));
    EXPECT(!gi_consistency_fits(5, &other, 5, &root, &path));
    path.count = 1;
    path.hash[0] = root;
    EXPECT(!gi_consistency_fits(5, &root, 5, &root, &path));
}

SPEC(places_outside_the_tree_never_fit)
{
    gi_digest leaf = test_leaf(0);
    gi_path path = { .count = 0 };
    EXPECT(gi_inclusion_fits(&leaf, 0, 1, &path, &leaf));
    EXPECT(!gi_inclusion_fits(&leaf, 1, 1, &path, &leaf));
    EXPECT(!gi_inclusion_fits(&leaf, 0, 0, &path, &leaf));
    EXPECT(!gi_inclusion_fits(&leaf, -1, 1, &path, &leaf));
    EXPECT(!gi_consistency_fits(-1, &leaf, 1, &leaf, &path));
    EXPECT(!gi_consistency_fits(2, &leaf, 1, &leaf, &path));
    path.count = GI_PROOF_MAX + 1;
    EXPECT(!gi_inclusion_fits(&leaf, 0, INT64_MAX, &path, &leaf));
    EXPECT(!gi_consistency_fits(1, &leaf, INT64_MAX, &leaf, &path));
}

SPEC(a_proof_of_a_place_outside_the_tree_is_refused)
{
    gi_error err = { 0 };
    gi_path path;
    gi_digest root;
    GI_AUTO(memory_tiles) tiles = memory_tree(5, NULL);
    gi_tile_io io = memory_tiles_io(tiles);
    EXPECT_WHY(gi_tiles_inclusion(io, 5, 5, &path, &err), GI_WHY_BAD_PROOF);
    EXPECT_WHY(gi_tiles_inclusion(io, -1, 5, &path, &err), GI_WHY_BAD_PROOF);
    EXPECT_WHY(gi_tiles_inclusion(io, 0, 0, &path, &err), GI_WHY_BAD_PROOF);
    EXPECT_WHY(gi_tiles_consistency(io, 6, 5, &path, &err), GI_WHY_BAD_PROOF);
    EXPECT_WHY(gi_tiles_consistency(io, -1, 5, &path, &err), GI_WHY_BAD_PROOF);
    EXPECT_WHY(gi_tiles_root(io, -1, &root, &err), GI_WHY_BAD_PROOF);
}

SPEC(a_proof_beyond_the_stored_tree_is_refused_and_touches_nothing)
{
    gi_error err = { 0 };
    gi_path path = { .count = 77 };
    gi_digest root = { .bytes = { 1 } };
    GI_AUTO(memory_tiles) tiles = memory_tree(5, NULL);
    gi_tile_io io = memory_tiles_io(tiles);
    EXPECT_WHY(gi_tiles_inclusion(io, 2, 6, &path, &err), GI_WHY_TREE_MISMATCH);
    EXPECT_WHY(gi_tiles_consistency(io, 3, INT64_MAX, &path, &err), GI_WHY_TREE_MISMATCH);
    EXPECT_WHY(gi_tiles_root(io, 300, &root, &err), GI_WHY_TREE_MISMATCH);
    EXPECT_INT(path.count, 77);
    EXPECT_INT(root.bytes[0], 1);
}
