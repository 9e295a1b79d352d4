/*
 * write.h - a small writer of tables: rows of texts as CSV, or as sheets of an XLSX file.
 */
#ifndef GI_IMPORT_WRITE_H
#define GI_IMPORT_WRITE_H

#include "gi/bytes.h"

/* Rows added one cell after the other; failures stay in the buffer. */
typedef struct gi_row_writer {
    gi_buf *to;
    bool xml; /* rows of a worksheet; else CSV with CR LF */
    int row;
    int column;
} gi_row_writer;

void gi_row_begin(gi_row_writer *writer);
void gi_row_cell(gi_row_writer *writer, const char *text);
void gi_row_end(gi_row_writer *writer);

typedef struct gi_sheet_text {
    const char *name;
    gi_bytes rows; /* as a writer with xml made them */
} gi_sheet_text;

/* A workbook of these sheets, all cells formatted as text, appended to out. GI_IO import-file */
GI_CHECKED gi_status gi_xlsx_write(const gi_sheet_text *sheets, size_t count, gi_buf *out,
                                   gi_error *err);

#endif
