/*
 * printer_fit.h - labels on the paper of one printer: what is turned, side by side, under the head.
 */
#ifndef GI_LABELS_PRINTER_FIT_H
#define GI_LABELS_PRINTER_FIT_H

#include "gi/printer.h"
#include "labels/units.h"

/* A label in dots as it is read and as it lies on the paper, and the paper's row: across labels
 * from left to right, pitch dots apart. */
typedef struct gi_printer_fit {
    gi_grid grid;
    int32_t width, height;           /* dots of a label as it is read */
    int32_t laid_width, laid_height; /* the same, turned as the profile says */
    int32_t row_width;               /* dots from the first label's left edge to the last's right */
    int32_t row_um, length_um;       /* the row's size on the paper */
} gi_printer_fit;

/* As gi_printer_check_label, which is this without the answer. */
GI_CHECKED gi_status gi_printer_fit_make(const gi_printer *printer, int32_t width, int32_t height,
                                         gi_printer_fit *out, gi_error *err);

/* Left edge of the i-th label of a row, from 0; from its own micrometres. */
int32_t gi_printer_fit_left(const gi_printer *printer, const gi_printer_fit *fit, int32_t i);

#endif
