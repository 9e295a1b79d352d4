/*
 * sheet.h - the rows of one worksheet.
 */
#ifndef GI_IMPORT_SHEET_H
#define GI_IMPORT_SHEET_H

#include "core/import/merges.h"
#include "core/import/workbook.h"

/* Pushes the rows that hold something of their own. GI_INVALID import-file  GI_NO_MEMORY over-limit
 */
GI_CHECKED gi_status gi_sheet_read(const gi_workbook *book, const char *part, gi_merges *merges,
                                   gi_grid_sink sink, gi_error *err);

#endif
