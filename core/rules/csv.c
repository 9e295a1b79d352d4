/*
 * csv.c - one strict row after the other (csv.h).
 *
 * A field is either bare (no quote inside) or quoted as a whole with "" for a quote. Bytes
 * are copied into the row, so views never depend on the source text.
 */
#include "csv.h"

/* The byte at the place of reading, or 0 at the end; NUL never stands in a table. */
static uint8_t peek(const gi_csv *csv)
{
    return csv->at < csv->text.size ? csv->text.data[csv->at] : 0;
}

static bool keep(gi_csv_row *row, uint8_t byte)
{
    if (byte < 0x20 || row->used >= GI_CSV_ROW_MAX) {
        return false;
    }
    row->text[row->used++] = byte;
    return true;
}

static bool read_bare(gi_csv *csv, gi_csv_row *row)
{
    while (peek(csv) != ',' && peek(csv) != '\n') {
        if (peek(csv) == '"' || !keep(row, peek(csv))) {
            return false;
        }
        csv->at++;
    }
    return true;
}

static bool read_quoted(gi_csv *csv, gi_csv_row *row)
{
    for (csv->at++;; csv->at++) {
        if (peek(csv) == '"') {
            csv->at++;
            if (peek(csv) != '"') {
                return true;
            }
        }
        if (!keep(row, peek(csv))) {
            return false;
        }
    }
}

static bool read_field(gi_csv *csv, gi_csv_row *row)
{
    size_t start = row->used;
    bool good = peek(csv) == '"' ? read_quoted(csv, row) : read_bare(csv, row);
    if (!good || row->count >= GI_CSV_COLUMNS || (peek(csv) != ',' && peek(csv) != '\n')) {
        return false;
    }
    row->field[row->count++] = (gi_bytes){ row->text + start, row->used - start };
    return true;
}

static bool read_row(gi_csv *csv, gi_csv_row *row)
{
    row->count = 0;
    row->used = 0;
    while (read_field(csv, row)) {
        csv->at++;
        if (csv->text.data[csv->at - 1] == '\n') {
            return true;
        }
    }
    return false;
}

gi_status gi_csv_next(gi_csv *csv, gi_csv_row *row, bool *more, gi_error *err)
{
    if (csv->at >= csv->text.size) {
        *more = false;
        return GI_OK;
    }
    csv->row++;
    if (!read_row(csv, row)) {
        return gi_fail(err, GI_WHY_CATALOGUE_QUOTE, csv->name, gi_num(csv->row).text);
    }
    *more = true;
    return GI_OK;
}
