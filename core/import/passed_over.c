/*
 * passed_over.c - rows that are no records: sums, footers, units, the header again, blanks,
 * examples.
 *
 * Each is named in both languages, so that the report says what was not read. Nothing is guessed:
 * a row that might be a record is one.
 */
#include <stdio.h>
#include <string.h>

#include "core/import/plan.h"
#include "core/import/value.h"
#include "gi/text.h"

static bool starts_with_one(const char *folded, const char *list)
{
    while (list != NULL) {
        size_t size = strcspn(list, "|");
        if (strncmp(folded, list, size) == 0) {
            return true;
        }
        list = list[size] == '|' ? list + size + 1 : NULL;
    }
    return false;
}

static const struct kind_of_row {
    const char *begins; /* the first cell with something in it */
    const char *what;
} passed_over[] = {
    { "合计|小计|总计|共计|累计|合 计|total|subtotal|sum", "合计行 / a row of sums" },
    { "制表|填表|审核|负责人|注:|备注:|说明:|单位(盖章)|签字|经办", "表尾 / a footer" },
};

static const char *footer(const gi_grid_row *row)
{
    char folded[64];
    for (size_t i = 0; i < row->count; i++) {
        gi_fold(row->cell[i].text, folded, sizeof folded);
        if (folded[0] == '\0' || row->cell[i].kind == GI_CELL_NUMBER) {
            continue;
        }
        for (size_t k = 0; k < sizeof passed_over / sizeof passed_over[0]; k++) {
            if (starts_with_one(folded, passed_over[k].begins)) {
                return passed_over[k].what;
            }
        }
        return NULL;
    }
    return NULL;
}

static bool is_digit(uint8_t byte)
{
    return byte >= '0' && byte <= '9';
}

/* Most cells are numbers and dates, and most headers are not: those are done with at a glance. */
static bool may_be_header(const gi_cell *cell, const gi_column_head *head)
{
    return cell->kind == GI_CELL_TEXT && cell->text.size > 0 && head->folded[0] != '\0' &&
           (!is_digit(cell->text.data[0]) || is_digit((uint8_t)head->folded[0]));
}

static bool is_header_again(const gi_import *import, const gi_grid_row *row)
{
    size_t same = 0;
    for (size_t i = 0; i < row->count && i < import->head_count; i++) {
        gi_column_head head;
        if (!may_be_header(&row->cell[i], &import->head[i])) {
            continue;
        }
        gi_column_read(row->cell[i].text, &head);
        same += strcmp(head.folded, import->head[i].folded) == 0;
    }
    return same >= 2;
}

/* The row right below the header may hold the units alone. */
static bool take_units(gi_import *import, const gi_grid_row *row)
{
    const char *unit[GI_IMPORT_COLUMNS_MAX] = { 0 };
    size_t found = 0;
    for (size_t i = 0; i < row->count && i < import->head_count; i++) {
        gi_column_head head;
        if (row->cell[i].kind == GI_CELL_EMPTY) {
            continue;
        }
        gi_column_read(row->cell[i].text, &head);
        unit[i] = head.folded[0] == '\0' ? gi_unit_known(head.unit) : gi_unit_known(head.folded);
        if (unit[i] == NULL) {
            return false;
        }
        found++;
    }
    for (size_t i = 0; i < import->head_count && found > 0; i++) {
        if (unit[i] != NULL) {
            (void)snprintf(import->head[i].unit, GI_UNIT_TEXT, "%s", unit[i]);
        }
    }
    return found > 0;
}

static bool is_blank_cell(const gi_cell *cell)
{
    char folded[16];
    gi_fold(cell->text, folded, sizeof folded);
    return folded[0] == '\0';
}

/* Nothing in the columns that count; a running number alone is no record. */
static bool is_blank(const gi_import *import, const gi_grid_row *row)
{
    bool mixed = import->kind == GI_IMPORT_KINDS;
    size_t count = mixed ? row->count : gi_kind_fields(gi_import_kind_at(import->kind));
    for (size_t i = 0; i < count; i++) {
        int column = mixed ? (int)i : import->map[import->kind].column[i];
        if (!is_blank_cell(gi_grid_cell(row, column))) {
            return false;
        }
    }
    return true;
}

static bool is_example(const gi_import *import, const gi_grid_row *row)
{
    char folded[32];
    gi_fold(gi_grid_cell(row, import->example)->text, folded, sizeof folded);
    return starts_with_one(folded, "示例|example");
}

const char *gi_row_none(gi_import *import, const gi_grid_row *row)
{
    const char *what = footer(row);
    if (what != NULL) {
        return what;
    }
    if (row->number == import->header + 1 && take_units(import, row)) {
        return "单位行 / a row of units";
    }
    if (is_header_again(import, row)) {
        return "重复的表头 / the header again";
    }
    if (is_blank(import, row)) {
        return "空行 / a blank row";
    }
    if (is_example(import, row)) {
        import->examples++;
        return "示例行 / an example";
    }
    return NULL;
}
