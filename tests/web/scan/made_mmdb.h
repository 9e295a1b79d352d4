/*
 * made_mmdb.h - region files made by hand, for the specs of this folder.
 */
#ifndef GI_TESTS_MADE_MMDB_H
#define GI_TESTS_MADE_MMDB_H

#include "gi/scans.h"

/* { "country": { "iso_code": "CN" }, "subdivisions": [ { "iso_code": XX } ] } */
#define PLACE(code)            \
    "\xE2\x47"                 \
    "country\xE1\x48"          \
    "iso_code\x42"             \
    "CN"                       \
    "\x4C"                     \
    "subdivisions\x01\x04\xE1" \
    "\x48"                     \
    "iso_code\x42" code

enum { NODES = 400, AT_DATA = 1 << 30, JX = 36, GD = 44 };

/* Sides of nodes: 0 nothing, a node, or AT_DATA + an offset. */
typedef struct tree {
    uint32_t side[NODES][2];
    uint32_t count;
} tree;

typedef struct made {
    uint32_t bits, version;
    const char *data;
    size_t data_size;
    uint32_t nodes; /* that the metadata claims; 0: as many as there are */
} made;

/* Leads an address's first bits to a side. */
void made_lay(tree *into, const uint8_t *address, int bits, uint32_t side);
/* 10.SECOND.0.0/16 in its own tree, or under ::/96, to data at offset. */
void made_lay_v4(tree *into, uint32_t version, uint8_t second, uint32_t offset);

/* The file, in memory of exactly its size. Free it. */
uint8_t *made_file(const tree *from, const made *how, size_t *size);
/* 10.1 in Jiangxi (a right side), 10.2 in Guangdong (a left one). Free it. */
uint8_t *made_two_networks(uint32_t bits, uint32_t version, size_t *size);

/* A scan from that address, and the province that the file says it came from. */
gi_scan made_scan(const char *address);
uint32_t made_province(const uint8_t *file, size_t size, const char *address);

#endif
