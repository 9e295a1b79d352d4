/*
 * qr.h - the symbol of one unit: modules, and how many dots each of them gets.
 */
#ifndef GI_LABELS_QR_H
#define GI_LABELS_QR_H

#include <stdbool.h>

#include "gi/label.h"
#include "labels/units.h"

#define GI_QR_QUIET 4        /* modules of quiet zone on each side */
#define GI_QR_MODULE_MIN 396 /* um, the smallest module of GS1 retail */

static inline bool gi_qr_is_dark(const gi_qr *qr, int32_t x, int32_t y)
{
    return (qr->rows[y] >> x & 1U) != 0;
}

/* How much of a symbol may be lost: M 15 %, Q 25 % (for packs handled roughly). L is too weak for
 * a label, H needs too large a symbol. The values are those of the format information. */
typedef enum gi_qr_level { GI_QR_M = 0, GI_QR_Q = 3 } gi_qr_level;

/*
 * prefix in byte mode, then tail in the densest mode that holds all of it (numeric,
 * alphanumeric, bytes); smallest version. Exactly two segments: the library's own splitter would
 * put the last '/' of a URL into a third and need a larger symbol. With an empty tail the prefix
 * is cut behind its last '/'. Not both are empty.
 * GI_INVALID url-too-long   GI_NO_MEMORY no-memory   GI_IO drawing
 */
GI_CHECKED gi_status gi_qr_encode(const char *prefix, gi_bytes tail, gi_qr_level level, gi_qr *out,
                                  gi_error *err);

/*
 * The largest whole number of dots per module with which the symbol and its quiet zone fit
 * into a square of that length. GI_INVALID module-too-small (under 0.396 mm).
 */
GI_CHECKED gi_status gi_qr_module(int32_t side, gi_um length, gi_grid grid, gi_dots *out,
                                  gi_error *err);

#endif
