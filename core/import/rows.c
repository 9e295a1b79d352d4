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

const gi_cell *gi_grid_cell(const gi_grid_row *row, int column)
{
    static const gi_cell none = { .kind = GI_CELL_EMPTY };
    return column >= 0 && (size_t)column < row->count ? &row->cell[column] : &none;
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
    const gi_cell *cell = gi_grid_cell(row, column);
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
    const gi_cell *cell = gi_grid_cell(row, column);
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
    const char *none = row->number == import->header ? NULL : gi_row_none(import, row);
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
