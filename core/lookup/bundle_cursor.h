/*
 * bundle_cursor.h - walks along a row of a bundle; the first misfit sticks.
 */
#ifndef GI_LOOKUP_BUNDLE_CURSOR_H
#define GI_LOOKUP_BUNDLE_CURSOR_H

#include "core/lookup/bundle.h"

typedef struct gi_cursor {
    const gi_json *row;
    size_t place;
    bool misfit;
} gi_cursor;

/* The next place: an integer within its limits (else low), a text that fits out. */
int64_t gi_cursor_int(gi_cursor *at, int64_t low, int64_t high);
void gi_cursor_text(gi_cursor *at, char *out, size_t size);

/* The row ends here and nothing misfitted; refused with the name of the table. */
GI_CHECKED gi_status gi_cursor_finish(const gi_cursor *at, gi_bundle_table table, gi_error *err);

#endif
