/*
 * value.h - one cell as the text a draft field takes, or the reason why not.
 *
 * Exact: numbers are moved as digits, never through floating point. Nothing is guessed: what has
 * two readings is refused with both worlds' names.
 */
#ifndef GI_IMPORT_VALUE_H
#define GI_IMPORT_VALUE_H

#include "core/import/columns.h"

#define GI_VALUE_TEXT 1400

/* Before the name of a holder whose header says what it is. */
#define GI_BY_CARD "card:"
#define GI_BY_NUMBER "number:"

/* What a cell is read with. */
typedef struct gi_value_place {
    const gi_import_field *field;
    const gi_column_head *head;
    const char *encoding; /* for messages */
    bool from_1904;       /* how the workbook counts days */
} gi_value_place;

/*
 * *out is "" for a cell without a value. Texts are trimmed; the rest is in its one spelling.
 *
 * GI_INVALID  import-encoding, -mangled, -day, -unit, -formula, -error-cell, -merged; bad-field,
 *             bad-quantity, bad-number, too-long, control-character
 */
GI_CHECKED gi_status gi_value_read(const gi_value_place *place, const gi_cell *cell,
                                   char out[GI_VALUE_TEXT], gi_error *err);

/* ---- number.c ---- */

/*
 * A decimal number as digits: "1,234.50" -> "1234.5", "1.25E-2" -> "0.0125". Spreadsheets keep 17
 * digits of which 15 count; more are rounded away when it comes from a number cell. *used is
 * how much of text was the number. False: no number, or separators out of place.
 */
bool gi_number_take(gi_bytes text, bool from_cell, char *out, size_t size, size_t *used);
/* text x 10^places, exactly. */
void gi_number_shift(const char *text, int places, char *out, size_t size);

/* ---- day.c ---- */

/* A day with the year in front, in any of the usual ways. GI_INVALID import-day, bad-day */
GI_CHECKED gi_status gi_day_take(const char *folded, bool from_1904, char *out, size_t size,
                                 gi_error *err);
/* The day of a spreadsheet's serial number. False: before 1970 or after 2199. */
bool gi_day_of_serial(int64_t serial, bool from_1904, char *out, size_t size);

#endif
