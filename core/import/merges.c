/*
 * merges.c - the list of merged cells stands behind the rows, so it is read in a pass of its own.
 *
 * Only what reaches over several rows matters here, and of it only the first column: what is
 * merged sideways is a title.
 */
#include "core/import/merges.h"

#include <stdlib.h>
#include <string.h>

bool gi_cell_reference(const char *text, int64_t *column, int64_t *row)
{
    int64_t letters = 0;
    int64_t digits = 0;
    const char *at = text;
    for (; *at >= 'A' && *at <= 'Z' && letters < 1000000; at++) {
        letters = letters * 26 + (*at - 'A' + 1);
    }
    for (; *at >= '0' && *at <= '9' && digits < 100000000; at++) {
        digits = digits * 10 + (*at - '0');
    }
    if (*at != '\0' || letters == 0 || digits == 0) {
        return false;
    }
    *column = letters - 1;
    *row = digits;
    return true;
}

static gi_status add(gi_merges *merges, const gi_merge *merge, gi_error *err)
{
    if (merges->count == GI_IMPORT_MERGES_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "merged cells", gi_num(GI_IMPORT_MERGES_MAX).text);
    }
    if (merges->count == merges->room) {
        size_t room = merges->room == 0 ? 32 : merges->room * 2;
        gi_merge *grown = realloc(merges->list, room * sizeof *grown);
        if (grown == NULL) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "merged cells");
        }
        merges->list = grown;
        merges->room = room;
    }
    merges->list[merges->count++] = *merge;
    return GI_OK;
}

static gi_status on_start(void *context, const char *name, const char **attributes, gi_error *err)
{
    char from[32] = "";
    int64_t column = 0;
    int64_t last_column = 0;
    gi_merge merge = { 0 };
    if (strcmp(name, "mergeCell") != 0) {
        return GI_OK;
    }
    const char *range = gi_xml_attribute(attributes, "ref");
    size_t size = strcspn(range, ":");
    memcpy(from, range, size < sizeof from ? size : sizeof from - 1);
    if (range[size] != ':' || !gi_cell_reference(from, &column, &merge.first) ||
        !gi_cell_reference(range + size + 1, &last_column, &merge.last)) {
        return gi_fail(err, GI_WHY_IMPORT_FILE, "XLSX", "mergeCell");
    }
    merge.column = (int)column;
    return merge.last > merge.first && column < GI_IMPORT_COLUMNS_MAX ? add(context, &merge, err)
                                                                      : GI_OK;
}

static int by_row(const void *left, const void *right)
{
    int64_t a = ((const gi_merge *)left)->first;
    int64_t b = ((const gi_merge *)right)->first;
    return (a > b) - (a < b);
}

gi_status gi_merges_load(gi_package *package, const char *part, gi_merges *out, gi_error *err)
{
    gi_xml_handler handler = { .start = on_start, .context = out };
    *out = (gi_merges){ .list = NULL };
    for (size_t i = 0; i < GI_IMPORT_COLUMNS_MAX; i++) {
        gi_buf_init(&out->text[i], GI_IMPORT_CELL_MAX);
    }
    GI_TRY(gi_package_parse(package, part, &handler, err));
    if (out->count > 0) {
        qsort(out->list, out->count, sizeof *out->list, by_row);
    }
    return GI_OK;
}

void gi_merges_clear(gi_merges *merges)
{
    for (size_t i = 0; i < GI_IMPORT_COLUMNS_MAX; i++) {
        gi_buf_clear(&merges->text[i]);
    }
    free(merges->list);
}

static gi_cell *cell_of(gi_grid_row *row, int column)
{
    for (; row->count <= (size_t)column; row->count++) {
        row->cell[row->count] = (gi_cell){ 0 };
    }
    return &row->cell[column];
}

static gi_status begin(gi_merges *merges, gi_grid_row *row, const gi_merge *merge, gi_error *err)
{
    gi_buf *text = &merges->text[merge->column];
    gi_cell *cell = cell_of(row, merge->column);
    cell->merged = true;
    merges->active[merge->column] = *merge;
    gi_buf_reset(text);
    gi_buf_add(text, cell->text);
    GI_TRY(gi_buf_status(text, "merged cell", err));
    merges->cell[merge->column] = *cell;
    return GI_OK;
}

gi_status gi_merges_apply(gi_merges *merges, gi_grid_row *row, gi_error *err)
{
    for (int i = 0; i < GI_IMPORT_COLUMNS_MAX; i++) {
        const gi_merge *active = &merges->active[i];
        if (active->last >= row->number && active->first < row->number &&
            merges->cell[i].kind != GI_CELL_EMPTY) {
            gi_cell *cell = cell_of(row, i);
            *cell = merges->cell[i];
            cell->text = gi_buf_view(&merges->text[i]);
        }
    }
    for (; merges->next < merges->count && merges->list[merges->next].first <= row->number;
         merges->next++) {
        const gi_merge *merge = &merges->list[merges->next];
        if (merge->first == row->number) {
            GI_TRY(begin(merges, row, merge, err));
        }
    }
    return GI_OK;
}
