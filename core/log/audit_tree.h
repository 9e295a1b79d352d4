/*
 * audit_tree.h - the tree that an audit computes from the entries, and the files it compares.
 *
 * Private to core/log/audit*.c. Lives as long as the audit, so that a log that grew is gone on
 * with and not read again.
 */
#ifndef GI_CORE_LOG_AUDIT_TREE_H
#define GI_CORE_LOG_AUDIT_TREE_H

#include "core/log/audit.h"

#define AUDIT_BUNDLE_MAX (1U << 20) /* 256 leaves of 2,048 bytes twice over */

struct audit_tree {
    gi_tree tree;
    gi_buf full[GI_TREE_LEVELS]; /* hashes of full tiles, level 1 and up: 32 bytes per 256 leaves */
    /* Of the look that is going on: */
    gi_audit_source source;
    int64_t size; /* of the head */
    gi_buf file;
    bool good; /* nothing contradicts the tree so far */
};

/* Makes the tree of an audit when it has none; empties file and sets what a look begins with. */
GI_CHECKED gi_status gi_audit_tree_begin(gi_audit *audit, gi_audit_source source, int64_t size,
                                         gi_error *err);

/* The file of this tile, width hashes or entries; a partial one may have given way to its full
 * tile. max is the most it may hold. */
GI_CHECKED gi_status gi_audit_tile(audit_tree *tree, int level, int64_t n, int width, size_t max,
                                   char path[GI_TILE_PATH], bool *found, gi_error *err);

/* Adds a leaf, or with NULL ends the look: tiles that are complete are compared with the files. */
GI_CHECKED gi_status gi_audit_tree_add(gi_audit *audit, const gi_digest *leaf, gi_error *err);

#endif
