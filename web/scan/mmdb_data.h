/*
 * mmdb_data.h - values of the data section, and of the metadata, of a file in MaxMind's DB format.
 *
 * Facts of the format: https://maxmind.github.io/MaxMind-DB/ (version 2.0). Nothing that is asked
 * here trusts the file: every offset is checked, a pointer leads to a value and never to another
 * pointer, and a path that costs more than GI_MMDB_STEPS values leads nowhere. No memory is taken.
 */
#ifndef GI_WEB_MMDB_DATA_H
#define GI_WEB_MMDB_DATA_H

#include "gi/bytes.h"

#define GI_MMDB_STEPS 4096 /* values that one path may read or pass over */
#define GI_MMDB_PATH 4     /* keys and indices of a path at most */

typedef enum gi_mmdb_type {
    GI_MMDB_POINTER = 1,
    GI_MMDB_TEXT,
    GI_MMDB_DOUBLE,
    GI_MMDB_OCTETS,
    GI_MMDB_UINT16,
    GI_MMDB_UINT32,
    GI_MMDB_MAP,
    GI_MMDB_INT32,
    GI_MMDB_UINT64,
    GI_MMDB_UINT128,
    GI_MMDB_ARRAY,
    GI_MMDB_CACHE, /* 12 and 13 never stand in a file */
    GI_MMDB_END,
    GI_MMDB_BOOLEAN,
    GI_MMDB_FLOAT,
    GI_MMDB_TYPES
} gi_mmdb_type;

/*
 * size   bytes of a text or number; pairs of a map; values of an array; a boolean itself
 * at     offset in the section, of the bytes or of what a map or array holds
 */
typedef struct gi_mmdb_value {
    gi_mmdb_type type;
    uint32_t size;
    size_t at;
} gi_mmdb_value;

/* Keys of maps and indices ("0", "1") of arrays, ending with NULL. */
typedef const char *const *gi_mmdb_path;

/* What the path leads to from the value at offset. False: nothing, or the file is damaged there. */
bool gi_mmdb_find(gi_bytes section, size_t offset, gi_mmdb_path path, gi_mmdb_value *out);

/* Borrowed from the section; empty for what is no text. */
gi_bytes gi_mmdb_text(gi_bytes section, const gi_mmdb_value *value);

/* False for what is no number without sign of at most 32 bits. */
bool gi_mmdb_number(gi_bytes section, const gi_mmdb_value *value, uint32_t *out);

#endif
