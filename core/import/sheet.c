/*
 * sheet.c - cells of a worksheet, as they stream by (sheet.h).
 *
 * A formula counts for the value that was computed when the file was saved; without one the cell
 * says so. Dates are told by the number format, as the spreadsheet shows them.
 */
#include "core/import/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/import/value.h"

typedef struct reader {
    const gi_workbook *book;
    gi_merges *merges;
    gi_grid_sink sink;
    gi_grid_row row;
    size_t offset[GI_IMPORT_COLUMNS_MAX]; /* of each cell's text, which moves while it grows */
    gi_buf text;                          /* of the row */
    gi_buf value, formula;                /* of the cell */
    gi_buf *into;                         /* where text goes now; NULL = nowhere */
    int64_t column;                       /* of the cell */
    int64_t rows;
    char type[12];
    size_t style;
    bool has_value, has_formula;
    bool in_phonetic;
} reader;

/* ---- one cell ---- */

static size_t number_of(const char *text)
{
    size_t number = 0;
    for (; *text >= '0' && *text <= '9' && number < 100000000; text++) {
        number = number * 10 + (size_t)(*text - '0');
    }
    return number;
}

/* A number that its format shows as a day becomes that day; a time of day falls away. */
static bool read_day(const reader *at, const char *text, char *out, size_t size)
{
    const gi_style *style = at->style < at->book->styles ? &at->book->style[at->style] : NULL;
    size_t digits = strspn(text, "0123456789");
    bool plain = digits > 0 && digits < 8 && strpbrk(text, "eE-") == NULL;
    return style != NULL && style->day && plain &&
           gi_day_of_serial((int64_t)number_of(text), at->book->from_1904, out, size);
}

static gi_cell number_cell(const reader *at, char day[16])
{
    gi_buf *value = (gi_buf *)(uintptr_t)&at->value;
    const gi_style *style = at->style < at->book->styles ? &at->book->style[at->style] : NULL;
    if (read_day(at, gi_buf_text(value), day, 16)) {
        return (gi_cell){ .kind = GI_CELL_DAY, .text = gi_bytes_of(day) };
    }
    return (gi_cell){ .kind = GI_CELL_NUMBER,
                      .zeros = style != NULL ? style->zeros : 0,
                      .text = gi_buf_view(value) };
}

static gi_cell shared_cell(const reader *at, gi_buf *value)
{
    gi_cell cell = { .kind = GI_CELL_TEXT };
    const char *text = gi_buf_text(value);
    bool digits = text[0] != '\0' && strspn(text, "0123456789") == strlen(text);
    if (!digits || !gi_workbook_string(at->book, number_of(text), &cell.text)) {
        return (gi_cell){ .kind = GI_CELL_ERROR, .text = gi_bytes_of("shared string?") };
    }
    return cell;
}

static gi_cell value_cell(reader *at, char day[16])
{
    gi_bytes value = gi_buf_view(&at->value);
    if (strcmp(at->type, "s") == 0) {
        return shared_cell(at, &at->value);
    }
    if (strcmp(at->type, "e") == 0) {
        return (gi_cell){ .kind = GI_CELL_ERROR, .text = value };
    }
    if (strcmp(at->type, "") == 0 || strcmp(at->type, "n") == 0) {
        return number_cell(at, day);
    }
    if (strcmp(at->type, "b") == 0) {
        return (gi_cell){ .kind = GI_CELL_TEXT,
                          .text =
                              gi_bytes_of(number_of(gi_buf_text(&at->value)) ? "TRUE" : "FALSE") };
    }
    return (gi_cell){ .kind = GI_CELL_TEXT, .text = value }; /* str, inlineStr, d */
}

static gi_status put_cell(reader *at, const gi_cell *cell, gi_error *err)
{
    if (cell->text.size == 0) {
        return GI_OK;
    }
    if (at->column >= GI_IMPORT_COLUMNS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "columns", gi_num(GI_IMPORT_COLUMNS_MAX).text);
    }
    if (cell->text.size > GI_IMPORT_CELL_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "bytes of a cell", gi_num(GI_IMPORT_CELL_MAX).text);
    }
    for (; at->row.count <= (size_t)at->column; at->row.count++) {
        at->row.cell[at->row.count] = (gi_cell){ 0 };
    }
    at->row.cell[at->column] = *cell;
    at->offset[at->column] = at->text.size;
    gi_buf_add(&at->text, cell->text);
    return gi_buf_status(&at->text, "row", err);
}

static gi_status end_cell(reader *at, gi_error *err)
{
    char day[16];
    GI_TRY(gi_buf_status(&at->value, "cell", err));
    if (at->has_formula && !at->has_value) {
        bool shared = at->formula.size == 0;
        gi_cell cell = { .kind = GI_CELL_UNCOMPUTED,
                         .text = shared ? gi_bytes_of("=") : gi_buf_view(&at->formula) };
        return put_cell(at, &cell, err);
    }
    if (at->value.size == 0) {
        return GI_OK;
    }
    gi_cell cell = value_cell(at, day);
    return put_cell(at, &cell, err);
}

static gi_status begin_cell(reader *at, const char **attributes, gi_error *err)
{
    const char *where = gi_xml_attribute(attributes, "r");
    int64_t row = 0;
    at->column++;
    if (where[0] != '\0' &&
        (!gi_cell_reference(where, &at->column, &row) || row != at->row.number)) {
        return gi_fail(err, GI_WHY_IMPORT_FILE, "XLSX", where);
    }
    (void)snprintf(at->type, sizeof at->type, "%s", gi_xml_attribute(attributes, "t"));
    at->style = number_of(gi_xml_attribute(attributes, "s"));
    at->has_value = false;
    at->has_formula = false;
    gi_buf_reset(&at->value);
    gi_buf_reset(&at->formula);
    return GI_OK;
}

/* ---- one row ---- */

static gi_status begin_row(reader *at, const char **attributes, gi_error *err)
{
    const char *text = gi_xml_attribute(attributes, "r");
    int64_t number = text[0] != '\0' ? (int64_t)number_of(text) : at->row.number + 1;
    if (number <= at->row.number || number > GI_IMPORT_ROW_LAST) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "row", gi_num(number).text,
                       gi_num(at->row.number + 1).text, gi_num(GI_IMPORT_ROW_LAST).text);
    }
    at->row.number = number;
    at->row.count = 0;
    at->column = -1;
    gi_buf_reset(&at->text);
    return GI_OK;
}

static gi_status end_row(reader *at, gi_error *err)
{
    if (at->row.count == 0) {
        return GI_OK;
    }
    if (++at->rows > GI_IMPORT_ROWS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "rows", gi_num(GI_IMPORT_ROWS_MAX).text);
    }
    for (size_t i = 0; i < at->row.count; i++) {
        gi_cell *cell = &at->row.cell[i];
        cell->text.data = cell->kind == GI_CELL_EMPTY ? NULL : at->text.data + at->offset[i];
    }
    GI_TRY(gi_merges_apply(at->merges, &at->row, err));
    return at->sink.take(at->sink.context, &at->row, err);
}

/* ---- the stream ---- */

static gi_status on_start(void *context, const char *name, const char **attributes, gi_error *err)
{
    reader *at = context;
    if (strcmp(name, "row") == 0) {
        return begin_row(at, attributes, err);
    }
    if (strcmp(name, "c") == 0) {
        return begin_cell(at, attributes, err);
    }
    if (strcmp(name, "f") == 0) {
        at->has_formula = true;
        at->into = &at->formula;
    } else if (strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && !at->in_phonetic)) {
        at->has_value = true;
        at->into = &at->value;
    } else if (strcmp(name, "rPh") == 0) {
        at->in_phonetic = true;
    }
    return GI_OK;
}

static gi_status on_end(void *context, const char *name, gi_error *err)
{
    reader *at = context;
    at->into = NULL;
    if (strcmp(name, "rPh") == 0) {
        at->in_phonetic = false;
    }
    gi_status status = strcmp(name, "c") == 0     ? end_cell(at, err)
                       : strcmp(name, "row") == 0 ? end_row(at, err)
                                                  : GI_OK;
    if (status != GI_OK && err != NULL && err->row == 0) {
        err->row = at->row.number;
    }
    return status;
}

static gi_status on_text(void *context, gi_bytes text, gi_error *err)
{
    reader *at = context;
    (void)err;
    if (at->into != NULL) {
        gi_buf_add(at->into, text);
    }
    return GI_OK;
}

gi_status gi_sheet_read(const gi_workbook *book, const char *part, gi_merges *merges,
                        gi_grid_sink sink, gi_error *err)
{
    reader *at = calloc(1, sizeof *at);
    if (at == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "sheet");
    }
    gi_xml_handler handler = { on_start, on_end, on_text, at };
    at->book = book;
    at->merges = merges;
    at->sink = sink;
    gi_buf_init(&at->text, (size_t)GI_IMPORT_COLUMNS_MAX * GI_IMPORT_CELL_MAX);
    gi_buf_init(&at->value, 8 * GI_IMPORT_CELL_MAX);
    gi_buf_init(&at->formula, GI_IMPORT_CELL_MAX);
    gi_status status = gi_package_parse(book->package, part, &handler, err);
    gi_buf_clear(&at->text);
    gi_buf_clear(&at->value);
    gi_buf_clear(&at->formula);
    free(at);
    return status;
}
