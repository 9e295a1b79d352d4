/*
 * csv.c - a CSV file as a grid: libcsv cuts it, decode.c reads its cells.
 *
 * Comma, semicolon or tab, whichever the beginning shows most. Rows are counted as a spreadsheet
 * does: a line break inside quotes starts none. A quote that is never closed is refused with the
 * row where it began, instead of swallowing the rest.
 */
#include <csv.h>
#include <stdio.h>
#include <string.h>

#include "core/import/decode.h"
#include "core/import/grid.h"
#include "gi/text.h"

#define PIECE 16384
#define IN_FIELD 2   /* state of libcsv: a field was begun and not ended */
#define LOOK_AT 8192 /* bytes at the beginning that tell the separator */

typedef struct reader {
    gi_encoding encoding;
    gi_decoder *decoder;
    gi_grid_sink sink;
    gi_grid_row row;
    size_t offset[GI_IMPORT_COLUMNS_MAX]; /* of each cell in text, which moves while it grows */
    gi_buf text;                          /* of the row */
    int64_t lines;                        /* rows begun before this one */
    int64_t rows;                         /* rows with something in them */
    size_t place;                         /* cells met in this row */
    int last;                             /* the line end read last, for CR LF */
    gi_status status;
    gi_error *err;
} reader;

static void stop(reader *at, gi_status status)
{
    if (at->status == GI_OK) {
        at->status = status;
        if (at->err != NULL && at->err->row == 0) {
            at->err->row = at->lines + 1;
        }
    }
}

static gi_cell broken(reader *at, uint8_t byte)
{
    char shown[8];
    (void)snprintf(shown, sizeof shown, "0x%02X", byte);
    gi_buf_add_text(&at->text, shown);
    return (gi_cell){ .kind = GI_CELL_BROKEN, .text = { NULL, 4 } };
}

/* The cell's text goes to the end of the row's; its place is kept as an offset. */
static gi_cell decode(reader *at, gi_bytes bytes)
{
    size_t start = at->text.size;
    uint8_t bad = 0;
    if (at->encoding != GI_ENCODING_GBK) {
        if (!gi_utf8_valid(bytes)) {
            return broken(at, gi_utf8_bad_byte(bytes));
        }
        gi_buf_add(&at->text, bytes);
    } else if (!gi_decode_gb(at->decoder, bytes, &at->text, &bad)) {
        at->text.size = start;
        return broken(at, bad);
    }
    return (gi_cell){ .kind = GI_CELL_TEXT, .text = { NULL, at->text.size - start } };
}

static void take_cell(void *bytes, size_t size, void *context)
{
    reader *at = context;
    size_t place = at->place++;
    at->last = 0;
    if (at->status != GI_OK || size == 0) {
        return;
    }
    if (place >= GI_IMPORT_COLUMNS_MAX) {
        stop(at,
             gi_fail(at->err, GI_WHY_OVER_LIMIT, "columns", gi_num(GI_IMPORT_COLUMNS_MAX).text));
        return;
    }
    if (size > GI_IMPORT_CELL_MAX) {
        stop(at, gi_fail(at->err, GI_WHY_OVER_LIMIT, "bytes of a cell",
                         gi_num(GI_IMPORT_CELL_MAX).text));
        return;
    }
    for (; at->row.count <= place; at->row.count++) {
        at->row.cell[at->row.count] = (gi_cell){ 0 };
    }
    at->offset[place] = at->text.size;
    at->row.cell[place] = decode(at, (gi_bytes){ bytes, size });
}

static void push_row(reader *at)
{
    if (++at->rows > GI_IMPORT_ROWS_MAX) {
        stop(at, gi_fail(at->err, GI_WHY_OVER_LIMIT, "rows", gi_num(GI_IMPORT_ROWS_MAX).text));
        return;
    }
    gi_status status = gi_buf_status(&at->text, "row", at->err);
    for (size_t i = 0; i < at->row.count; i++) {
        gi_cell *cell = &at->row.cell[i];
        cell->text.data = cell->kind == GI_CELL_EMPTY ? NULL : at->text.data + at->offset[i];
    }
    at->row.number = at->lines + 1;
    if (status == GI_OK) {
        status = at->sink.take(at->sink.context, &at->row, at->err);
    }
    if (status != GI_OK) {
        stop(at, status);
    }
}

static void take_row(int end, void *context)
{
    reader *at = context;
    bool second_half = at->last == '\r' && end == '\n' && at->place == 0;
    at->last = end;
    if (second_half || at->status != GI_OK) {
        return;
    }
    if (at->row.count > 0) {
        push_row(at);
    }
    at->lines++;
    at->row.count = 0;
    at->place = 0;
    gi_buf_reset(&at->text);
}

static gi_status fail_csv(reader *at, struct csv_parser *parser)
{
    char text[64];
    (void)snprintf(text, sizeof text, "%s, row %s", csv_strerror(csv_error(parser)),
                   gi_num(at->lines + 1).text);
    stop(at, gi_fail(at->err, GI_WHY_IMPORT_FILE, "CSV", text));
    return at->status;
}

static gi_status parse(reader *at, struct csv_parser *parser, gi_bytes file)
{
    for (size_t done = 0; done < file.size && at->status == GI_OK; done += PIECE) {
        size_t size = file.size - done < PIECE ? file.size - done : PIECE;
        if (csv_parse(parser, file.data + done, size, take_cell, take_row, at) != size) {
            return fail_csv(at, parser);
        }
    }
    if (at->status == GI_OK && parser->quoted && parser->pstate == IN_FIELD) {
        stop(at, gi_fail(at->err, GI_WHY_IMPORT_FILE, "CSV", "引号未闭合 / a quote is not closed"));
    }
    if (at->status == GI_OK && csv_fini(parser, take_cell, take_row, at) != 0) {
        return fail_csv(at, parser);
    }
    return at->status;
}

static unsigned char separator_of(gi_bytes file)
{
    static const unsigned char marks[] = { ',', ';', '\t' };
    size_t best = 0;
    unsigned char found = ',';
    for (size_t i = 0; i < sizeof marks; i++) {
        size_t count = 0;
        for (size_t k = 0; k < file.size && k < LOOK_AT; k++) {
            count += file.data[k] == marks[i];
        }
        if (count > best) {
            best = count;
            found = marks[i];
        }
    }
    return found;
}

static gi_status read_rows(reader *at, gi_bytes file, gi_error *err)
{
    struct csv_parser parser;
    if (csv_init(&parser, CSV_REPALL_NL) != 0) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "csv");
    }
    csv_set_delim(&parser, separator_of(file));
    gi_status status = parse(at, &parser, file);
    csv_free(&parser);
    return status;
}

static gi_status read_decoded(reader *at, gi_bytes file, gi_error *err)
{
    bool big = at->encoding == GI_ENCODING_UTF16_BIG;
    if (!big && at->encoding != GI_ENCODING_UTF16_LITTLE) {
        return read_rows(at, file, err);
    }
    GI_AUTO_BUF text = GI_BUF(2 * (size_t)GI_IMPORT_FILE_MAX);
    gi_decode_utf16(file, big, &text);
    GI_TRY(gi_buf_status(&text, "CSV", err));
    return read_rows(at, gi_buf_view(&text), err);
}

/* The buffer may have moved; the scope that owns it releases it. */
static void give_back(gi_buf *owner, const gi_buf *grown)
{
    *owner = *grown;
}

gi_status gi_grid_read_csv(gi_bytes file, gi_grid_sink sink, gi_grid_about *about, gi_error *err)
{
    size_t mark = 0;
    if (file.size > GI_IMPORT_FILE_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "bytes of a CSV file",
                       gi_num(GI_IMPORT_FILE_MAX).text);
    }
    GI_AUTO(gi_decoder) decoder = NULL;
    GI_TRY(gi_decoder_open(&decoder, err));
    GI_AUTO_BUF text = GI_BUF((size_t)4 * GI_IMPORT_COLUMNS_MAX * GI_IMPORT_CELL_MAX);
    reader at = { .decoder = decoder, .sink = sink, .text = text, .err = err };
    at.encoding = gi_encoding_of(file, &mark);
    *about = (gi_grid_about){ .format = "csv", .encoding = gi_encoding_name(at.encoding) };
    gi_status status = read_decoded(&at, (gi_bytes){ file.data + mark, file.size - mark }, err);
    give_back(&text, &at.text);
    if (at.encoding == GI_ENCODING_GBK && gi_decoder_saw_four(decoder)) {
        about->encoding = gi_encoding_name(GI_ENCODING_GB18030);
    }
    return status;
}
