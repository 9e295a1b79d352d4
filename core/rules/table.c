/*
 * table.c - rows become structs by their columns (table.h).
 *
 * A checking walk collects keys in one buffer between separators that no field can hold, and
 * looks for each new one there: quadratic, so look-ups do without. Nothing is kept.
 */
#include "table.h"

#include <string.h>

#include "gi/text.h"

#define KEYS_MAX 262144

/* A field as a C string for messages; gi_fail shortens it further. */
typedef struct shown {
    char text[96];
} shown;

static shown show(gi_bytes text)
{
    shown out = { "" };
    size_t size = text.size < sizeof out.text ? text.size : sizeof out.text - 1;
    if (size > 0) {
        memcpy(out.text, text.data, size);
    }
    return out;
}

bool gi_column_optional(gi_bytes text, const gi_column *column, void *field)
{
    return gi_text_copy(field, column->size, text, column->name, NULL) == GI_OK;
}

bool gi_column_text(gi_bytes text, const gi_column *column, void *field)
{
    return text.size > 0 && gi_column_optional(text, column, field);
}

bool gi_column_number(gi_bytes text, const gi_column *column, void *field)
{
    return gi_text_int(text, column->name, column->low, column->high, field, NULL) == GI_OK;
}

bool gi_column_unknown(gi_bytes text, const gi_column *column, void *field)
{
    if (text.size == 0) {
        *(int64_t *)field = -1;
        return true;
    }
    return gi_column_number(text, column, field);
}

bool gi_column_word(gi_bytes text, const gi_column *column, void *field)
{
    for (int i = 0; column->words[i] != NULL; i++) {
        if (gi_bytes_equal(text, gi_bytes_of(column->words[i]))) {
            *(int *)field = i;
            return true;
        }
    }
    return false;
}

bool gi_column_mark(gi_bytes text, const gi_column *column, void *field)
{
    static const char *const marks[] = { "H", "M", "L", "GK" };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (gi_bytes_equal(text, gi_bytes_of(marks[i]))) {
            return gi_column_text(text, column, field);
        }
    }
    return false;
}

bool gi_column_month(gi_bytes text, const gi_column *column, void *field)
{
    static const char shape[] = "0000-00-00";
    if (text.size != 7 && text.size != 10) {
        return false;
    }
    for (size_t i = 0; i < text.size; i++) {
        bool digit = text.data[i] >= '0' && text.data[i] <= '9';
        if (shape[i] == '0' ? !digit : text.data[i] != '-') {
            return false;
        }
    }
    return gi_column_optional(text, column, field);
}

gi_walk gi_walk_begin(const gi_table *table)
{
    gi_bytes text = { (const uint8_t *)table->text, *table->size };
    return (gi_walk){ .table = table,
                      .csv = { .name = table->name, .text = text },
                      .seen = GI_BUF(KEYS_MAX) };
}

gi_walk gi_walk_check_begin(const gi_table *table)
{
    gi_walk walk = gi_walk_begin(table);
    walk.checks = true;
    return walk;
}

void gi_walk_end(gi_walk *walk)
{
    gi_buf_clear(&walk->seen);
}

static gi_status wrong_value(const gi_walk *walk, gi_why why, const char *column, gi_bytes value,
                             gi_error *err)
{
    return gi_fail(err, why, walk->table->name, gi_num(walk->csv.row).text, column,
                   show(value).text);
}

static gi_status check_shape(const gi_walk *walk, const gi_csv_row *row, gi_error *err)
{
    if (row->count != walk->table->column_count) {
        return gi_fail(err, GI_WHY_CATALOGUE_SHAPE, walk->table->name, gi_num(walk->csv.row).text,
                       gi_num((int64_t)row->count).text,
                       gi_num((int64_t)walk->table->column_count).text);
    }
    return GI_OK;
}

static gi_status check_header(const gi_walk *walk, const gi_csv_row *row, gi_error *err)
{
    GI_TRY(check_shape(walk, row, err));
    for (size_t i = 0; i < row->count; i++) {
        const char *name = walk->table->columns[i].name;
        if (!gi_bytes_equal(row->field[i], gi_bytes_of(name))) {
            return wrong_value(walk, GI_WHY_CATALOGUE_VALUE, name, row->field[i], err);
        }
    }
    return GI_OK;
}

/* Adds one key to those seen, unless it stands there already. */
static gi_status meet(gi_walk *walk, const char *column, gi_bytes key, gi_error *err)
{
    GI_AUTO_BUF mark = GI_BUF(GI_CSV_ROW_MAX + 256);
    gi_buf_add_format(&mark, "\x1e%s\x1f", column);
    gi_buf_add(&mark, key);
    gi_buf_add_byte(&mark, 0x1e);
    GI_TRY(gi_buf_status(&mark, column, err));
    if (walk->seen.size > 0 &&
        memmem(walk->seen.data, walk->seen.size, mark.data, mark.size) != NULL) {
        return wrong_value(walk, GI_WHY_CATALOGUE_TWICE, column, key, err);
    }
    gi_buf_add(&walk->seen, gi_buf_view(&mark));
    return gi_buf_status(&walk->seen, walk->table->name, err);
}

static gi_status check_keys(gi_walk *walk, const gi_csv_row *row, gi_error *err)
{
    GI_AUTO_BUF key = GI_BUF(GI_CSV_ROW_MAX + GI_CSV_COLUMNS);
    for (size_t i = 0; i < row->count; i++) {
        const gi_column *column = &walk->table->columns[i];
        if (column->key == GI_UNIQUE) {
            GI_TRY(meet(walk, column->name, row->field[i], err));
        } else if (column->key == GI_KEY) {
            gi_buf_add_text(&key, key.size > 0 ? " " : "");
            gi_buf_add(&key, row->field[i]);
        }
    }
    GI_TRY(gi_buf_status(&key, walk->table->name, err));
    return meet(walk, "key", gi_buf_view(&key), err);
}

static gi_status fill(const gi_walk *walk, const gi_csv_row *row, uint8_t *entry, gi_error *err)
{
    memset(entry, 0, walk->table->entry_size);
    for (size_t i = 0; i < row->count; i++) {
        const gi_column *column = &walk->table->columns[i];
        if (!column->read(row->field[i], column, entry + column->offset)) {
            return wrong_value(walk, GI_WHY_CATALOGUE_VALUE, column->name, row->field[i], err);
        }
    }
    return GI_OK;
}

gi_status gi_walk_next(gi_walk *walk, void *entry, bool *more, gi_error *err)
{
    gi_csv_row row;
    row.count = 0;
    if (walk->csv.row == 0) {
        GI_TRY(gi_csv_next(&walk->csv, &row, more, err));
        GI_TRY(check_header(walk, &row, err));
    }
    GI_TRY(gi_csv_next(&walk->csv, &row, more, err));
    if (*more) {
        GI_TRY(check_shape(walk, &row, err));
        if (walk->checks) {
            GI_TRY(check_keys(walk, &row, err));
        }
        GI_TRY(fill(walk, &row, entry, err));
    }
    return GI_OK;
}

gi_status gi_table_find(const gi_table *table, gi_row_fits *fits, void *wanted, void *entry,
                        bool *found, gi_error *err)
{
    GI_WALK walk = gi_walk_begin(table);
    bool more = true;
    while (more) {
        GI_TRY(gi_walk_next(&walk, entry, &more, err));
        if (more && fits(entry, wanted)) {
            *found = true;
            return GI_OK;
        }
    }
    *found = false;
    return GI_OK;
}
