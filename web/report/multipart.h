/*
 * multipart.h - the body of a form with a file (multipart/form-data, RFC 7578), read strictly.
 *
 * What a browser sends is read, nothing else: no preamble, no nesting, no transfer encoding, every
 * part with a name of its own. Parts point into the body; nothing is copied or decoded.
 */
#ifndef GI_WEB_MULTIPART_H
#define GI_WEB_MULTIPART_H

#include "gi/bytes.h"

enum { GI_PARTS_MAX = 8, GI_PART_HEADER_MAX = 1024 };

typedef struct gi_part {
    gi_bytes name;
    bool is_file; /* it has a filename, which nobody looks at */
    gi_bytes body;
} gi_part;

typedef struct gi_parts {
    gi_part part[GI_PARTS_MAX];
    size_t count;
} gi_parts;

/*
 * Reads body by the boundary that content_type names.
 * GI_INVALID bad-form: what is wrong; over-limit is bad-form as well: more parts than
 * GI_PARTS_MAX, a part's header past GI_PART_HEADER_MAX
 */
GI_CHECKED gi_status gi_multipart_read(gi_bytes content_type, gi_bytes body, gi_parts *out,
                                       gi_error *err);

/* The body of the part of that name, "" when there is none. */
gi_bytes gi_parts_find(const gi_parts *parts, const char *name);

#endif
