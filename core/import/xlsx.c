/*
 * xlsx.c - an XLSX file as a grid: package, workbook, one sheet (grid.h).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/import/grid.h"
#include "core/import/sheet.h"
#include "gi/text.h"

static const gi_sheet *find_sheet(const gi_workbook *book, const char *name)
{
    for (size_t i = 0; i < book->sheets; i++) {
        const gi_sheet *sheet = &book->sheet[i];
        if (name != NULL ? strcmp(sheet->name, name) == 0 : !sheet->hidden) {
            return sheet;
        }
    }
    return NULL;
}

static gi_status choose(const gi_workbook *book, const char *name, const gi_sheet **out,
                        gi_error *err)
{
    const gi_sheet *sheet = find_sheet(book, name);
    if (sheet == NULL || sheet->part[0] == '\0') {
        GI_AUTO_BUF names = GI_BUF(2048);
        for (size_t i = 0; i < book->sheets && i < 8; i++) {
            gi_buf_add_text(&names, i > 0 ? ", " : "");
            gi_buf_add_text(&names, book->sheet[i].name);
        }
        return gi_fail(err, GI_WHY_IMPORT_SHEET, name != NULL ? name : "", gi_buf_text(&names));
    }
    *out = sheet;
    return GI_OK;
}

static gi_status read_sheet(gi_package *package, gi_workbook *book, const char *name,
                            gi_grid_sink sink, gi_grid_about *about, gi_error *err)
{
    const gi_sheet *sheet = NULL;
    GI_TRY(gi_workbook_load(package, book, err));
    GI_TRY(choose(book, name, &sheet, err));
    *about = (gi_grid_about){ .format = "xlsx", .encoding = "UTF-8", .from_1904 = book->from_1904 };
    (void)snprintf(about->sheet, sizeof about->sheet, "%s", sheet->name);
    gi_merges *merges = calloc(1, sizeof *merges);
    if (merges == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "merged cells");
    }
    gi_status status = gi_merges_load(package, sheet->part, merges, err);
    if (status == GI_OK) {
        status = gi_sheet_read(book, sheet->part, merges, sink, err);
    }
    gi_merges_clear(merges);
    free(merges);
    return status;
}

gi_status gi_grid_read_xlsx(gi_bytes file, const char *sheet, gi_grid_sink sink,
                            gi_grid_about *about, gi_error *err)
{
    GI_AUTO(gi_package) package = NULL;
    GI_TRY(gi_package_open(file, &package, err));
    gi_workbook *book = calloc(1, sizeof *book);
    if (book == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "workbook");
    }
    gi_status status = read_sheet(package, book, sheet, sink, about, err);
    gi_workbook_clear(book);
    free(book);
    return status;
}
