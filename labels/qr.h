/*
 * qr.h - the symbol of one unit: modules, and how many dots each of them gets.
 */
#ifndef GI_LABELS_QR_H
#define GI_LABELS_QR_H

#include "gi/bytes.h"
#include "labels/units.h"

#define GI_QR_QUIET 4        /* modules of quiet zone on each side */
#define GI_QR_SIDE_MAX 57    /* version 10, more than any label needs */
#define GI_QR_MODULE_MIN 396 /* um, the smallest module of GS1 retail */

typedef struct gi_qr {
    int32_t side;                                 /* modules, without quiet zone */
    uint8_t dark[GI_QR_SIDE_MAX][GI_QR_SIDE_MAX]; /* [row][column], 1 = dark */
} gi_qr;

/*
 * prefix in byte mode, digits in numeric mode, ECC M, smallest version. Exactly two segments:
 * the library's own splitter would put the last '/' into a third and need a larger symbol.
 * GI_INVALID url-too-long   GI_NO_MEMORY no-memory   GI_IO drawing
 */
GI_CHECKED gi_status gi_qr_encode(const char *prefix, gi_bytes digits, gi_qr *out, gi_error *err);

/*
 * The largest whole number of dots per module with which the symbol and its quiet zone fit
 * into a square of that length. GI_INVALID module-too-small (under 0.396 mm).
 */
GI_CHECKED gi_status gi_qr_module(int32_t side, gi_um length, gi_grid grid, gi_dots *out,
                                  gi_error *err);

#endif
