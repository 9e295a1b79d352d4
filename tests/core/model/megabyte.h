/* A megabyte of one character, for what a hostile form may send; released with its scope. */
#ifndef GI_TESTS_MEGABYTE_H
#define GI_TESTS_MEGABYTE_H

#include <string.h>

#include "gi/bytes.h"

#define MEGABYTE ((size_t)1 << 20)

static inline gi_bytes megabyte_of(gi_buf *buf, char c)
{
    uint8_t *at = gi_buf_extend(buf, MEGABYTE);
    if (at != NULL) {
        memset(at, c, MEGABYTE);
    }
    return gi_buf_view(buf);
}

#endif
