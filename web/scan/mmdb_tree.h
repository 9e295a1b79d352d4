/*
 * mmdb_tree.h - a file in MaxMind's DB format: search tree, separator, data section, metadata.
 *
 * Facts of the format: https://maxmind.github.io/MaxMind-DB/ (version 2.0): nodes of two records
 * of 24, 28 or 32 bits, one per value of the next bit of an address; sixteen zero bytes; values
 * (mmdb_data.h); metadata behind the last marker of the last 128 KiB. IPv4 networks lie under
 * ::/96 in a tree of IPv6. No memory is taken: all is borrowed from the file's bytes.
 */
#ifndef GI_WEB_MMDB_TREE_H
#define GI_WEB_MMDB_TREE_H

#include "gi/bytes.h"

typedef struct gi_mmdb_tree {
    gi_bytes nodes;
    gi_bytes data;
    uint32_t count; /* of nodes, at least 1 */
    uint32_t bits;  /* of a record: 24, 28 or 32 */
    bool v6;        /* addresses have 128 bits, not 32 */
} gi_mmdb_tree;

/*
 * Finds the parts of a file and how they fit together; what the tree and the data hold is looked
 * at when it is asked for. name: of the file, for the message.
 * GI_INVALID bad-regions: which number or part is wrong
 */
GI_CHECKED gi_status gi_mmdb_tree_read(gi_bytes file, const char *name, gi_mmdb_tree *out,
                                       gi_error *err);

/* Offset in the data section of what the file says of an address of 4 or 16 bytes. False: it says
 * nothing, or is damaged there. */
bool gi_mmdb_tree_find(const gi_mmdb_tree *tree, gi_bytes address, size_t *out);

#endif
