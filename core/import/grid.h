/*
 * grid.h - any table file as rows of cells, pushed one after the other.
 *
 * The readers know bytes, encodings and XML; what a cell means is asked elsewhere (columns.h,
 * value.h). A row lives as long as the call that receives it. Nothing is guessed: a cell that
 * cannot be told says why by its kind.
 */
#ifndef GI_IMPORT_GRID_H
#define GI_IMPORT_GRID_H

#include "gi/import.h"

typedef enum gi_cell_kind {
    GI_CELL_EMPTY,
    GI_CELL_TEXT,
    GI_CELL_NUMBER,     /* text = the number as the file says it */
    GI_CELL_DAY,        /* a date cell: text = 2026-04-05 */
    GI_CELL_BROKEN,     /* text = the byte that fits no encoding, "0xFF" */
    GI_CELL_ERROR,      /* #REF! */
    GI_CELL_UNCOMPUTED, /* a formula without a value; text = the formula */
} gi_cell_kind;

typedef struct gi_cell {
    gi_cell_kind kind;
    bool merged; /* the cell is merged with cells of other rows; all of them show its value */
    int zeros;   /* a number format of zeros only, "0000": how many; else 0 */
    gi_bytes text;
} gi_cell;

typedef struct gi_grid_row {
    int64_t number; /* as a spreadsheet counts, from 1 */
    size_t count;
    gi_cell cell[GI_IMPORT_COLUMNS_MAX];
} gi_grid_row;

typedef gi_status (*gi_grid_take)(void *context, const gi_grid_row *row, gi_error *err);

typedef struct gi_grid_sink {
    gi_grid_take take;
    void *context;
} gi_grid_sink;

/* What the reader learned about the file. */
typedef struct gi_grid_about {
    const char *format;   /* "csv", "xlsx" */
    const char *encoding; /* "UTF-8", "GBK" ... */
    char sheet[128];      /* "" for CSV */
    bool from_1904;       /* serial numbers of days count from 1904 */
} gi_grid_about;

/* Rows with something in them, in order. about is filled before the first row but encoding, which
 * a CSV knows at its end. GI_INVALID import-file   GI_NO_MEMORY over-limit */
GI_CHECKED gi_status gi_grid_read_csv(gi_bytes file, gi_grid_sink sink, gi_grid_about *about,
                                      gi_error *err);
/* sheet may be NULL. GI_INVALID import-file, import-sheet   GI_NO_MEMORY over-limit */
GI_CHECKED gi_status gi_grid_read_xlsx(gi_bytes file, const char *sheet, gi_grid_sink sink,
                                       gi_grid_about *about, gi_error *err);

#endif
