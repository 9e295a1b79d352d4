/*
 * sum_tree.c - Merkle tree whose nodes carry sums: every holder's balance once, none in the
 * open (FORMATS 8, gi/log.h).
 *
 * A node's hash covers the sums of both children, so whoever follows a path to a published
 * total knows that their own balance is part of it. Negative sums could hide others and are
 * refused everywhere.
 */
#include "gi/log.h"
#include "gi/quantity.h"

static void put_big_endian(uint8_t *out, size_t size, uint64_t value)
{
    for (size_t i = 0; i < size; i++) {
        out[i] = (uint8_t)(value >> (8 * (size - 1 - i)));
    }
}

gi_sum_node gi_sum_leaf(const uint8_t salt[GI_SALT_SIZE], uint32_t holder, int64_t balance)
{
    static const uint8_t prefix = 0x00;
    uint8_t numbers[4 + 8];
    put_big_endian(numbers, 4, holder);
    put_big_endian(numbers + 4, 8, (uint64_t)balance);
    const gi_bytes parts[] = { { &prefix, 1 },
                               { salt, GI_SALT_SIZE },
                               { numbers, sizeof numbers } };
    return (gi_sum_node){ balance, gi_sha256_parts(parts, 3) };
}

static bool is_sum(int64_t sum)
{
    return sum >= 0 && sum <= GI_QUANTITY_MAX;
}

/* False when a sum is negative or passes the limit; both children are within it, or were not. */
static bool join(const gi_sum_node *left, const gi_sum_node *right, gi_sum_node *out)
{
    static const uint8_t prefix = 0x01;
    uint8_t sums[2][8];
    if (!is_sum(left->sum) || !is_sum(right->sum) || !is_sum(left->sum + right->sum)) {
        return false;
    }
    put_big_endian(sums[0], 8, (uint64_t)left->sum);
    put_big_endian(sums[1], 8, (uint64_t)right->sum);
    const gi_bytes parts[] = { { &prefix, 1 },
                               { sums[0], 8 },
                               gi_digest_view(&left->hash),
                               { sums[1], 8 },
                               gi_digest_view(&right->hash) };
    *out = (gi_sum_node){ left->sum + right->sum, gi_sha256_parts(parts, 5) };
    return true;
}

/* The largest power of two below count; count > 1. */
static int64_t split_of(int64_t count)
{
    return INT64_C(1) << (63 - __builtin_clzll((unsigned long long)(count - 1)));
}

static bool fold(const gi_sum_node *leaves, size_t count, gi_sum_node *out)
{
    gi_sum_node left;
    gi_sum_node right;
    if (count == 1) {
        *out = leaves[0];
        return is_sum(leaves[0].sum);
    }
    size_t split = (size_t)split_of((int64_t)count);
    return fold(leaves, split, &left) && fold(leaves + split, count - split, &right) &&
           join(&left, &right, out);
}

gi_status gi_sum_root(const gi_sum_node *leaves, size_t count, gi_sum_node *out, gi_error *err)
{
    gi_sum_node root = { 0, gi_empty_root() };
    if (count > 0 && !fold(leaves, count, &root)) {
        return gi_fail(err, GI_WHY_OVERFLOW, "sum of balances");
    }
    *out = root;
    return GI_OK;
}

static bool collect(const gi_sum_node *leaves, size_t count, size_t at, gi_sum_path *path)
{
    if (count == 1) {
        return true;
    }
    size_t split = (size_t)split_of((int64_t)count);
    bool is_left = at < split;
    const gi_sum_node *own = is_left ? leaves : leaves + split;
    const gi_sum_node *other = is_left ? leaves + split : leaves;
    size_t own_count = is_left ? split : count - split;
    return collect(own, own_count, is_left ? at : at - split, path) &&
           fold(other, count - own_count, &path->node[path->count++]);
}

gi_status gi_sum_path_of(const gi_sum_node *leaves, size_t count, size_t at, gi_sum_path *out,
                         gi_error *err)
{
    gi_sum_path path = { .count = 0 };
    if (at >= count) {
        return gi_fail(err, GI_WHY_BAD_PROOF, "place");
    }
    if (!collect(leaves, count, at, &path)) {
        return gi_fail(err, GI_WHY_OVERFLOW, "sum of balances");
    }
    *out = path;
    return GI_OK;
}

/* A node on its way up: what was taken of the path so far. */
typedef struct climb {
    const gi_sum_path *path;
    size_t taken;
} climb;

static bool climb_to(climb *up, const gi_sum_node *leaf, int64_t at, int64_t count,
                     gi_sum_node *out)
{
    gi_sum_node own;
    if (count == 1) {
        *out = *leaf;
        return is_sum(leaf->sum);
    }
    int64_t split = split_of(count);
    bool is_left = at < split;
    if (!climb_to(up, leaf, is_left ? at : at - split, is_left ? split : count - split, &own) ||
        up->taken == up->path->count) {
        return false;
    }
    const gi_sum_node *other = &up->path->node[up->taken++];
    return is_left ? join(&own, other, out) : join(other, &own, out);
}

bool gi_sum_fits(const gi_sum_node *leaf, int64_t at, int64_t count, const gi_sum_path *path,
                 const gi_sum_node *root)
{
    climb up = { path, 0 };
    gi_sum_node top;
    return at >= 0 && at < count && path->count <= GI_PROOF_MAX &&
           climb_to(&up, leaf, at, count, &top) && up.taken == path->count &&
           top.sum == root->sum &&
           gi_bytes_equal(gi_digest_view(&top.hash), gi_digest_view(&root->hash));
}
