/*
 * header.c - finds the row that names the columns, below titles and above the data.
 *
 * Among the first rows the one with the most known names is the header. Merged cells show their
 * value in every row, so the lower row of a header of two rows knows all names.
 */
#include <stdio.h>
#include <string.h>

#include "core/import/plan.h"
#include "gi/text.h"

#define LOOK_ROWS 30

typedef struct look {
    gi_import *import;
    int64_t rows;
    size_t best;
    bool done;
} look;

static size_t read_heads(const gi_grid_row *row, gi_column_head *heads)
{
    for (size_t i = 0; i < row->count; i++) {
        heads[i] = (gi_column_head){ 0 };
        if (row->cell[i].kind == GI_CELL_TEXT) {
            gi_column_read(row->cell[i].text, &heads[i]);
        }
    }
    return row->count;
}

/* How many names of the import's kind a row knows; maps is filled. */
static size_t score(const gi_import *import, const gi_column_head *heads, size_t count,
                    gi_column_map *maps)
{
    bool mixed = import->kind == GI_IMPORT_KINDS;
    size_t best = 0;
    for (size_t i = 0; i < GI_IMPORT_KINDS; i++) {
        if (mixed || i == import->kind) {
            size_t known = gi_columns_match(gi_import_kind_at(i), heads, count, mixed, &maps[i]);
            best = known > best ? known : best;
        }
    }
    return best;
}

static gi_status take(void *context, const gi_grid_row *row, gi_error *err)
{
    look *at = context;
    gi_import *import = at->import;
    gi_column_head heads[GI_IMPORT_COLUMNS_MAX];
    gi_column_map maps[GI_IMPORT_KINDS] = { 0 };
    size_t count = read_heads(row, heads);
    size_t known = score(import, heads, count, maps);
    if (known > at->best) {
        at->best = known;
        memcpy(import->head, heads, count * sizeof heads[0]);
        memcpy(import->map, maps, sizeof maps);
        import->head_count = count;
        import->header = row->number;
    }
    at->done = ++at->rows == LOOK_ROWS;
    return at->done ? gi_fail(err, GI_WHY_OVER_LIMIT, "rows", gi_num(LOOK_ROWS).text) : GI_OK;
}

gi_status gi_import_grid(gi_bytes file, const char *sheet, gi_grid_sink sink, gi_grid_about *about,
                         gi_error *err)
{
    bool zip = file.size >= 4 && memcmp(file.data, "PK\x03\x04", 4) == 0;
    if (file.size >= 4 && memcmp(file.data, "\xD0\xCF\x11\xE0", 4) == 0) {
        return gi_fail(err, GI_WHY_IMPORT_FILE, "XLSX",
                       "旧 .xls 或加密文件，请另存为 .xlsx / an old .xls or encrypted file");
    }
    return zip ? gi_grid_read_xlsx(file, sheet, sink, about, err)
               : gi_grid_read_csv(file, sink, about, err);
}

/* A required field wants a column, or a value given for all rows. */
static gi_status check_required(const gi_import *import, const gi_import_kind *kind,
                                const gi_column_map *map, gi_error *err)
{
    for (size_t i = 0; kind->fields[i].name != NULL; i++) {
        const gi_import_field *field = &kind->fields[i];
        bool given = (strcmp(field->name, "product") == 0 && import->product[0] != '\0') ||
                     (strcmp(field->name, "season") == 0 && import->season[0] != '\0') ||
                     (strcmp(field->name, "holder") == 0 && import->holder[0] != '\0');
        if (field->required && map->column[i] < 0 && !given) {
            return gi_fail_field(err, field->name, GI_WHY_IMPORT_HEADER, field->title,
                                 field->names);
        }
    }
    return GI_OK;
}

static bool is_ignored(const gi_column_head *head)
{
    return head->folded[0] == '\0' ||
           gi_words_hold("序号|行号|编号|no|no.|nr|index|示例", gi_bytes_of(head->folded));
}

static bool is_mapped(const gi_import *import, int column)
{
    for (size_t kind = 0; kind < GI_IMPORT_KINDS; kind++) {
        bool used = import->kind == GI_IMPORT_KINDS || import->kind == kind;
        size_t fields = gi_kind_fields(gi_import_kind_at(kind));
        for (size_t i = 0; used && i < fields; i++) {
            if (import->map[kind].column[i] == column) {
                return true;
            }
        }
        for (size_t i = 0; used && i < 2; i++) {
            if (import->map[kind].shared[i] == column) {
                return true;
            }
        }
    }
    return false;
}

/* A name that is understood but stands for a field that another column fills. */
static bool is_second(const gi_import *import, const gi_column_head *head)
{
    if (import->kind == GI_IMPORT_KINDS) {
        return false;
    }
    const gi_import_field *field = gi_import_kind_at(import->kind)->fields;
    for (; field->name != NULL; field++) {
        if (gi_words_hold(field->names, gi_bytes_of(head->folded))) {
            return true;
        }
    }
    return false;
}

static void note_columns(gi_import *import)
{
    import->example = -1;
    for (size_t i = 0; i < import->head_count; i++) {
        const gi_column_head *head = &import->head[i];
        gi_error why = { 0 };
        if (strcmp(head->folded, "示例") == 0) {
            import->example = (int)i;
        }
        if (is_ignored(head) || is_mapped(import, (int)i)) {
            continue;
        }
        (void)(is_second(import, head)
                   ? gi_fail(&why, GI_WHY_IMPORT_TWICE, head->text, head->folded)
                   : gi_fail(&why, GI_WHY_IMPORT_COLUMN, head->text));
        gi_import_find(import, true, import->header, (int)i, gi_bytes_of(head->text), &why);
    }
}

gi_status gi_import_find_header(gi_import *import, gi_bytes file, const char *sheet, gi_error *err)
{
    look at = { .import = import };
    gi_status status =
        gi_import_grid(file, sheet, (gi_grid_sink){ take, &at }, &import->about, err);
    if (status != GI_OK && !at.done) {
        return status;
    }
    const gi_import_kind *kind = gi_import_kind_at(import->kind);
    if (at.best == 0) {
        const gi_import_field *field =
            kind->fields != NULL ? kind->fields : gi_import_shared_fields;
        while (!field->required) {
            field++;
        }
        return at.rows == 0 ? gi_fail(err, GI_WHY_IMPORT_EMPTY, "0")
                            : gi_fail_field(err, field->name, GI_WHY_IMPORT_HEADER, field->title,
                                            field->names);
    }
    if (kind->fields != NULL) {
        GI_TRY(check_required(import, kind, &import->map[import->kind], err));
    } else if (import->map[0].shared[0] < 0) {
        return gi_fail_field(err, "record", GI_WHY_IMPORT_HEADER, gi_import_shared_fields[0].title,
                             gi_import_shared_fields[0].names);
    }
    note_columns(import);
    return GI_OK;
}
