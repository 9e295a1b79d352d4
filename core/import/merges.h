/*
 * merges.h - merged cells of a sheet: the first cell's value holds for the rows below it too.
 */
#ifndef GI_IMPORT_MERGES_H
#define GI_IMPORT_MERGES_H

#include "core/import/grid.h"
#include "core/import/package.h"

/* Cells of one column merged over several rows. */
typedef struct gi_merge {
    int64_t first, last; /* rows */
    int column;          /* from 0 */
} gi_merge;

typedef struct gi_merges {
    gi_merge *list; /* by first row */
    size_t count, room;
    size_t next;                            /* the first that has not begun */
    gi_merge active[GI_IMPORT_COLUMNS_MAX]; /* last 0 = none */
    gi_cell cell[GI_IMPORT_COLUMNS_MAX];    /* its value, with text in the buffer below */
    gi_buf text[GI_IMPORT_COLUMNS_MAX];
} gi_merges;

/* Reads a sheet's list of merged cells. Release with gi_merges_clear in any case. */
GI_CHECKED gi_status gi_merges_load(gi_package *package, const char *part, gi_merges *out,
                                    gi_error *err);
void gi_merges_clear(gi_merges *merges);

/* Marks the cells of a row that begin a merge and keeps their values; fills those that continue
 * one. Rows come in order. */
GI_CHECKED gi_status gi_merges_apply(gi_merges *merges, gi_grid_row *row, gi_error *err);

/* "B12" -> 1 and 12; false when it is no reference. */
bool gi_cell_reference(const char *text, int64_t *column, int64_t *row);

#endif
