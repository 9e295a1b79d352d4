/*
 * rows.c - rows below the header become records, or are passed over with a note.
 *
 * Every fault of a row is found, not only its first. What looks like a sum, a repeated header, a
 * blank line or the signature line of a form is no record.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/import/plan.h"
#include "core/import/shapes.h"
#include "gi/text.h"

#define TEXT_MAX ((size_t)128 * 1024 * 1024) /* all values of a file together */

size_t gi_kind_fields(const gi_import_kind *kind)
{
    size_t count = 0;
    while (kind->fields != NULL && kind->fields[count].name != NULL) {
        count++;
    }
    return count;
}

int gi_kind_field(const gi_import_kind *kind, const char *name)
{
    for (size_t i = 0; i < gi_kind_fields(kind); i++) {
        if (strcmp(kind->fields[i].name, name) == 0) {
            return (int)i;
        }
    }
    return -1;
}

const char *gi_record_value(const gi_import *import, const gi_record *record, size_t field)
{
    const char *at = (const char *)import->text.data + record->offset;
    for (size_t i = 0; i < field; i++) {
        at += strlen(at) + 1;
    }
    return at;
}

static const gi_cell *cell_at(const gi_grid_row *row, int column)
{
    static const gi_cell none = { .kind = GI_CELL_EMPTY };
    return column >= 0 && (size_t)column < row->count ? &row->cell[column] : &none;
}

/* ---- rows that are no records ---- */

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
        if (!is_blank_cell(cell_at(row, column))) {
            return false;
        }
    }
    return true;
}

static bool is_example(const gi_import *import, const gi_grid_row *row)
{
    char folded[32];
    gi_fold(cell_at(row, import->example)->text, folded, sizeof folded);
    return starts_with_one(folded, "示例|example");
}

static const char *why_none(gi_import *import, const gi_grid_row *row)
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

/* ---- records ---- */

static gi_status new_record(gi_import *import, size_t kind, int64_t row, gi_error *err)
{
    if (import->count == import->room) {
        size_t room = import->room == 0 ? 256 : import->room * 2;
        gi_record *grown = realloc(import->record, room * sizeof *grown);
        if (grown == NULL) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "rows");
        }
        import->record = grown;
        import->room = room;
    }
    import->record[import->count++] =
        (gi_record){ .row = row, .kind = (uint8_t)kind, .offset = import->text.size };
    return GI_OK;
}

static const char *given(const gi_import *import, const char *field)
{
    return strcmp(field, "product") == 0                                   ? import->product
           : strcmp(field, "season") == 0                                  ? import->season
           : strcmp(field, "holder") == 0 || strcmp(field, ".holder") == 0 ? import->holder
                                                                           : "";
}

static void add_value(gi_import *import, const gi_grid_row *row, const gi_import_field *field,
                      int column)
{
    char text[GI_VALUE_TEXT];
    gi_error why = { .status = GI_OK };
    const gi_cell *cell = cell_at(row, column);
    const gi_column_head *head = column >= 0 ? &import->head[column] : &(gi_column_head){ 0 };
    gi_value_place place = { field, head, import->about.encoding, import->about.from_1904 };
    text[0] = '\0';
    gi_status status = gi_value_read(&place, cell, text, &why);
    const char *value = text[0] != '\0' ? text : given(import, field->name);
    if (status == GI_OK && field->required && value[0] == '\0') {
        status = gi_fail(&why, GI_WHY_MISSING_FIELD, head->text[0] ? head->text : field->title,
                         field->name);
    }
    if (status != GI_OK) {
        gi_import_find(import, false, row->number, column, cell->text, &why);
        import->record[import->count - 1].bad = true;
    }
    gi_buf_add_text(&import->text, status == GI_OK ? value : "");
    gi_buf_add_byte(&import->text, 0);
}

static gi_status add_record(gi_import *import, size_t kind, const gi_grid_row *row, gi_error *err)
{
    const gi_import_field *fields = gi_import_kind_at(kind)->fields;
    GI_TRY(new_record(import, kind, row->number, err));
    for (size_t i = 0; fields[i].name != NULL; i++) {
        add_value(import, row, &fields[i], import->map[kind].column[i]);
    }
    add_value(import, row, &gi_import_shared_fields[1], import->map[kind].shared[1]);
    return gi_buf_status(&import->text, "values of a file", err);
}

/* Which kind a row of a mixed file is; GI_IMPORT_KINDS when it does not say, with a fault. */
static size_t kind_of(gi_import *import, const gi_grid_row *row)
{
    char word[64];
    gi_error why = { 0 };
    int column = import->map[0].shared[0];
    const gi_cell *cell = cell_at(row, column);
    gi_fold(cell->text, word, sizeof word);
    for (size_t i = 0; i < GI_IMPORT_KINDS; i++) {
        if (gi_words_hold(gi_import_kind_at(i)->words, gi_bytes_of(word))) {
            return i;
        }
    }
    (void)gi_fail(&why, GI_WHY_IMPORT_KIND, gi_quote(cell->text).text,
                  "主体 来源 投入品 采摘 加工 批次 / holder source input harvest make batch");
    gi_import_find(import, false, row->number, column, cell->text, &why);
    return GI_IMPORT_KINDS;
}

static void note_gap(gi_import *import, int64_t row)
{
    char what[96];
    if (row > import->last_row + 1 && import->last_row >= import->header) {
        (void)snprintf(what, sizeof what, "空行 / blank rows %s..%s",
                       gi_num(import->last_row + 1).text, gi_num(row - 1).text);
        gi_import_skip(import, import->last_row + 1, what);
    }
    import->last_row = row;
}

static gi_status take(void *context, const gi_grid_row *row, gi_error *err)
{
    gi_import *import = context;
    note_gap(import, row->number);
    if (row->number < import->header) {
        gi_import_skip(import, row->number, "标题行 / a title");
        return GI_OK;
    }
    const char *none = row->number == import->header ? NULL : why_none(import, row);
    if (none != NULL) {
        gi_import_skip(import, row->number, none);
    }
    if (row->number == import->header || none != NULL) {
        return GI_OK;
    }
    size_t kind = import->kind == GI_IMPORT_KINDS ? kind_of(import, row) : import->kind;
    return kind == GI_IMPORT_KINDS ? GI_OK : add_record(import, kind, row, err);
}

gi_status gi_import_read_rows(gi_import *import, gi_bytes file, const char *sheet, gi_error *err)
{
    gi_buf_init(&import->text, TEXT_MAX);
    return gi_import_grid(file, sheet, (gi_grid_sink){ take, import }, &import->about, err);
}
