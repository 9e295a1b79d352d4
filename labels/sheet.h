/*
 * sheet.h - where the labels of a sheet stand, for one template and one printer.
 */
#ifndef GI_LABELS_SHEET_H
#define GI_LABELS_SHEET_H

#include "gi/paper.h"
#include "labels/template.h"

typedef struct gi_cells {
    gi_label_sheet sheet; /* with a size */
    gi_label_adjust adjust;
    int32_t count;            /* cells of a page */
    int32_t inset_x, inset_y; /* um from a cell's corner to its label's */
} gi_cells;

/* GI_INVALID bad-count, out-of-range, cell-too-small */
GI_CHECKED gi_status gi_cells_init(gi_cells *out, const gi_label_paper *paper,
                                   const gi_template *layout, gi_error *err);

/* The corner of the label in a cell, 0-based, on the page. */
gi_point gi_cell_label(const gi_cells *cells, int32_t cell);

/* Fills in scales that were not given. GI_INVALID out-of-range */
GI_CHECKED gi_status gi_adjust_check(gi_label_adjust *adjust, gi_error *err);

/* Where a place of the page must be drawn to be printed there; checked before. */
gi_point gi_sheet_adjusted(const gi_label_adjust *adjust, int32_t x, int32_t y);

#endif
