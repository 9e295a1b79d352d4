/*
 * hash.c - the three hashes of RFC 6962 section 2.1 (gi/log.h).
 *
 * The first byte keeps leaves and nodes apart: without it a node could be sold as an
 * entry. Nothing else in the log calls SHA-256 on tree data.
 */
#include <string.h>

#include "core/log/tiles.h"
#include "gi/log.h"

#define LEAF_PREFIX 0x00
#define NODE_PREFIX 0x01

gi_digest gi_leaf_hash(gi_bytes entry)
{
    static const uint8_t prefix = LEAF_PREFIX;
    const gi_bytes parts[] = { { &prefix, 1 }, entry };
    return gi_sha256_parts(parts, 2);
}

gi_digest gi_node_hash(const gi_digest *left, const gi_digest *right)
{
    uint8_t text[1 + 2 * GI_DIGEST_SIZE];
    text[0] = NODE_PREFIX;
    memcpy(text + 1, left->bytes, GI_DIGEST_SIZE);
    memcpy(text + 1 + GI_DIGEST_SIZE, right->bytes, GI_DIGEST_SIZE);
    return gi_sha256((gi_bytes){ text, sizeof text });
}

gi_digest gi_empty_root(void)
{
    return gi_sha256((gi_bytes){ NULL, 0 });
}

gi_digest gi_tile_subtree(const uint8_t *hashes, size_t width)
{
    gi_digest left;
    if (width == 1) {
        memcpy(left.bytes, hashes, GI_DIGEST_SIZE);
        return left;
    }
    left = gi_tile_subtree(hashes, width / 2);
    gi_digest right = gi_tile_subtree(hashes + width / 2 * GI_DIGEST_SIZE, width / 2);
    return gi_node_hash(&left, &right);
}
