/* A tree with sums: the vector of FORMATS 8, every path of small trees, no sum that lies. */
#include <string.h>

#include "gi/log.h"
#include "gi/quantity.h"
#include "gi/text.h"
#include "tests/support/spec.h"

static gi_sum_node holding(uint32_t holder, int64_t balance)
{
    uint8_t salt[GI_SALT_SIZE];
    memset(salt, (int)holder - 1, sizeof salt);
    return gi_sum_leaf(salt, holder, balance);
}

static void fill(gi_sum_node *leaves, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        leaves[i] = holding((uint32_t)i + 1, (int64_t)(i + 1) * 1000000);
    }
}

static void expect_hex(const gi_digest *hash, const char *wanted)
{
    GI_AUTO_BUF hex = GI_BUF(64);
    gi_hex_add(&hex, gi_digest_view(hash));
    EXPECT_TEXT(gi_buf_text(&hex), wanted);
}

SPEC(the_root_of_three_balances_is_the_published_vector)
{
    gi_error err = { 0 };
    gi_sum_node leaves[3];
    gi_sum_node root;
    fill(leaves, 3);
    EXPECT_OK(gi_sum_root(leaves, 3, &root, &err));
    EXPECT_INT(root.sum, 6000000);
    expect_hex(&root.hash, "c52d227cf94cfb7440fb1cc74e699b12bd8f871981720293d6dfe665c07bd53a");
}

SPEC(no_balances_sum_to_nothing_under_the_empty_root)
{
    gi_error err = { 0 };
    gi_sum_node root;
    EXPECT_OK(gi_sum_root(NULL, 0, &root, &err));
    EXPECT_INT(root.sum, 0);
    expect_hex(&root.hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

SPEC(every_path_of_every_small_tree_of_sums_fits_its_own_place_alone)
{
    gi_error err = { 0 };
    gi_sum_node leaves[20];
    fill(leaves, 20);
    for (size_t count = 1; count <= 20; count++) {
        gi_sum_node root;
        EXPECT_OK(gi_sum_root(leaves, count, &root, &err));
        for (size_t at = 0; at < count; at++) {
            gi_sum_path path;
            EXPECT_OK(gi_sum_path_of(leaves, count, at, &path, &err));
            for (size_t place = 0; place < count; place++) {
                EXPECT(gi_sum_fits(&leaves[at], (int64_t)place, (int64_t)count, &path, &root) ==
                       (place == at));
            }
        }
    }
}

SPEC(a_changed_sum_or_hash_anywhere_fits_no_longer)
{
    gi_error err = { 0 };
    gi_sum_node leaves[7];
    gi_sum_node root;
    gi_sum_path path;
    fill(leaves, 7);
    EXPECT_OK(gi_sum_root(leaves, 7, &root, &err));
    EXPECT_OK(gi_sum_path_of(leaves, 7, 4, &path, &err));
    for (size_t i = 0; i < path.count; i++) {
        gi_sum_path other = path;
        other.node[i].sum++;
        EXPECT(!gi_sum_fits(&leaves[4], 4, 7, &other, &root));
        other = path;
        other.node[i].hash.bytes[i] ^= 1;
        EXPECT(!gi_sum_fits(&leaves[4], 4, 7, &other, &root));
    }
    gi_sum_node wrong = root;
    wrong.sum--;
    EXPECT(!gi_sum_fits(&leaves[4], 4, 7, &path, &wrong));
}

SPEC(a_path_that_is_too_long_or_too_short_does_not_fit)
{
    gi_error err = { 0 };
    gi_sum_node leaves[5];
    gi_sum_node root;
    gi_sum_path path;
    fill(leaves, 5);
    EXPECT_OK(gi_sum_root(leaves, 5, &root, &err));
    EXPECT_OK(gi_sum_path_of(leaves, 5, 1, &path, &err));
    path.count--;
    EXPECT(!gi_sum_fits(&leaves[1], 1, 5, &path, &root));
    path.count += 2;
    EXPECT(!gi_sum_fits(&leaves[1], 1, 5, &path, &root));
    EXPECT(!gi_sum_fits(&leaves[1], -1, 5, &path, &root));
    EXPECT(!gi_sum_fits(&leaves[1], 5, 5, &path, &root));
}

SPEC(a_negative_sum_hides_nothing)
{
    gi_error err = { 0 };
    gi_sum_node leaves[2] = { holding(1, 5000000), holding(2, -4000000) };
    gi_sum_node root = { .sum = 77 };
    EXPECT_WHY(gi_sum_root(leaves, 2, &root, &err), GI_WHY_OVERFLOW);
    EXPECT_INT(root.sum, 77);
    gi_sum_path path = { .count = 1, .node = { leaves[1] } };
    root = (gi_sum_node){ 1000000, gi_node_hash(&leaves[0].hash, &leaves[1].hash) };
    EXPECT(!gi_sum_fits(&leaves[0], 0, 2, &path, &root));
}

SPEC(sums_past_the_largest_number_of_a_leaf_are_refused)
{
    gi_error err = { 0 };
    gi_sum_node leaves[2] = { holding(1, GI_QUANTITY_MAX), holding(2, 1) };
    gi_sum_node root;
    EXPECT_WHY(gi_sum_root(leaves, 2, &root, &err), GI_WHY_OVERFLOW);
    leaves[1] = holding(2, 0);
    EXPECT_OK(gi_sum_root(leaves, 2, &root, &err));
    EXPECT_INT(root.sum, GI_QUANTITY_MAX);
}
