/*
 * csv.h - reads our own tables: RFC 4180 quoting, UTF-8, LF at the end of every row.
 *
 * Strict: a quote out of place, a CR, a line break inside a field or a row past the limits
 * is refused. Not meant for files of users.
 */
#ifndef GI_RULES_CSV_H
#define GI_RULES_CSV_H

#include "gi/bytes.h"

#define GI_CSV_COLUMNS 32
#define GI_CSV_ROW_MAX 2048

/* A place in a text; `(gi_csv){ .name = "products", .text = text }` stands before row 1. */
typedef struct gi_csv {
    const char *name; /* of the table, for messages */
    gi_bytes text;
    size_t at;
    int64_t row; /* of the row read last, 1-based; equals the line of the file */
} gi_csv;

/* One row, unquoted; the fields are views into text and live as long as the row. */
typedef struct gi_csv_row {
    gi_bytes field[GI_CSV_COLUMNS];
    size_t count;
    size_t used;
    uint8_t text[GI_CSV_ROW_MAX];
} gi_csv_row;

/* Reads the next row; *more is false at the end. GI_CORRUPT catalogue-quote, names the row. */
GI_CHECKED gi_status gi_csv_next(gi_csv *csv, gi_csv_row *row, bool *more, gi_error *err);

#endif
