/*
 * verify.c - does a path prove what it claims? RFC 9162 sections 2.1.3.2 and 2.1.4.2.
 *
 * Pure: no storage, no allocation, and on purpose another algorithm than the one in proof.c.
 * The size is a claim of the checkpoint; a path alone does not bind it.
 */
#include "gi/log.h"

static bool same(const gi_digest *a, const gi_digest *b)
{
    return gi_bytes_equal(gi_digest_view(a), gi_digest_view(b));
}

/* A node on its way to the root, and the last node of its level. */
typedef struct climb {
    int64_t node;
    int64_t last;
} climb;

static void up(climb *at)
{
    at->node >>= 1;
    at->last >>= 1;
}

/* True when the next hash of the path stands left of the node. */
static bool from_left(const climb *at)
{
    return (at->node & 1) != 0 || at->node == at->last;
}

/* A last node without a right sibling moves up unchanged until it is a right child. */
static void skip_lone_levels(climb *at)
{
    while ((at->node & 1) == 0 && at->node != 0) {
        up(at);
    }
}

bool gi_inclusion_fits(const gi_digest *leaf, int64_t index, int64_t size, const gi_path *path,
                       const gi_digest *root)
{
    if (index < 0 || index >= size || path->count > GI_PROOF_MAX) {
        return false;
    }
    climb at = { index, size - 1 };
    gi_digest hash = *leaf;
    for (size_t i = 0; i < path->count; i++) {
        if (at.last == 0) {
            return false;
        }
        if (from_left(&at)) {
            hash = gi_node_hash(&path->hash[i], &hash);
            skip_lone_levels(&at);
        } else {
            hash = gi_node_hash(&hash, &path->hash[i]);
        }
        up(&at);
    }
    return at.last == 0 && same(&hash, root);
}

/* Climbs from seed, the subtree that both trees share, to both roots. */
static bool climb_to_both(climb at, gi_digest seed, const gi_digest *hashes, size_t count,
                          const gi_digest *old_root, const gi_digest *root)
{
    gi_digest old_hash = seed;
    gi_digest new_hash = seed;
    for (size_t i = 0; i < count; i++) {
        if (at.last == 0) {
            return false;
        }
        if (from_left(&at)) {
            old_hash = gi_node_hash(&hashes[i], &old_hash);
            new_hash = gi_node_hash(&hashes[i], &new_hash);
            skip_lone_levels(&at);
        } else {
            new_hash = gi_node_hash(&new_hash, &hashes[i]);
        }
        up(&at);
    }
    return at.last == 0 && same(&old_hash, old_root) && same(&new_hash, root);
}

/* The cases in which nothing may stand in the path. */
static bool trivial_fits(int64_t old, const gi_digest *old_root, int64_t size,
                         const gi_digest *root, const gi_path *path)
{
    gi_digest empty = gi_empty_root();
    if (path->count != 0 || (old == 0 && !same(old_root, &empty))) {
        return false;
    }
    return old != size || same(old_root, root);
}

bool gi_consistency_fits(int64_t old, const gi_digest *old_root, int64_t size,
                         const gi_digest *root, const gi_path *path)
{
    if (old < 0 || old > size || path->count > GI_PROOF_MAX) {
        return false;
    }
    if (old == 0 || old == size) {
        return trivial_fits(old, old_root, size, root, path);
    }
    if (path->count == 0) {
        return false;
    }
    climb at = { old - 1, size - 1 };
    while ((at.node & 1) != 0) {
        up(&at);
    }
    /* A complete old tree is itself the shared subtree and is left out of the path. */
    bool complete = (old & (old - 1)) == 0;
    const gi_digest *rest = complete ? path->hash : path->hash + 1;
    return climb_to_both(at, complete ? *old_root : path->hash[0], rest,
                         complete ? path->count : path->count - 1, old_root, root);
}
