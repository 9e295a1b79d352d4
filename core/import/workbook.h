/*
 * workbook.h - what a workbook says beside its cells: sheets, number formats, shared strings.
 */
#ifndef GI_IMPORT_WORKBOOK_H
#define GI_IMPORT_WORKBOOK_H

#include "core/import/package.h"

#define GI_SHEETS_MAX 64
#define GI_PART_NAME 256

typedef struct gi_sheet {
    char name[128];
    char relation[64];
    char part[GI_PART_NAME]; /* in the package */
    bool hidden;
} gi_sheet;

/* How the number of a cell is meant. */
typedef struct gi_style {
    bool day;
    uint8_t zeros; /* "0000" */
} gi_style;

typedef struct gi_workbook {
    gi_package *package;
    gi_sheet sheet[GI_SHEETS_MAX];
    size_t sheets;
    bool from_1904;
    char strings_part[GI_PART_NAME], styles_part[GI_PART_NAME]; /* "" = none */
    gi_style *style;
    size_t styles;
    gi_buf text;      /* of the shared strings */
    uint32_t *string; /* count + 1 offsets */
    size_t strings, string_room;
} gi_workbook;

/* Reads sheets, styles and strings. Release with gi_workbook_clear in any case. */
GI_CHECKED gi_status gi_workbook_load(gi_package *package, gi_workbook *out, gi_error *err);
void gi_workbook_clear(gi_workbook *book);

/* A shared string; false past the end. */
bool gi_workbook_string(const gi_workbook *book, size_t index, gi_bytes *out);

/* ---- styles.c, strings.c ---- */

GI_CHECKED gi_status gi_styles_load(gi_workbook *book, gi_error *err);
GI_CHECKED gi_status gi_strings_load(gi_workbook *book, gi_error *err);

#endif
