/*
 * columns.h - which column of a table holds which field, and the header row that says so.
 */
#ifndef GI_IMPORT_COLUMNS_H
#define GI_IMPORT_COLUMNS_H

#include "core/import/grid.h"
#include "core/import/kinds.h"

#define GI_HEADER_TEXT 120
#define GI_UNIT_TEXT 16

/* A header as it was read. */
typedef struct gi_column_head {
    char text[GI_HEADER_TEXT];   /* as written, for messages */
    char folded[GI_HEADER_TEXT]; /* as compared: without blanks, brackets and unit */
    char unit[GI_UNIT_TEXT];     /* "kg", "斤" ...; "" = none */
} gi_column_head;

/* For one kind: the column of each field, -1 = none. */
typedef struct gi_column_map {
    int column[GI_IMPORT_FIELDS_MAX];
    int shared[4]; /* of gi_import_shared_fields */
} gi_column_map;

/* Full-width forms as ASCII, upper case as lower, blanks away: how headers and words compare. */
void gi_fold(gi_bytes text, char *out, size_t size);
/* A header cell cut into name and unit. */
void gi_column_read(gi_bytes cell, gi_column_head *out);
/* The columns of a kind among count heads; a mixed file wants the shared ones too. Returns how many
 * heads it knows. */
size_t gi_columns_match(const gi_import_kind *kind, const gi_column_head *heads, size_t count,
                        bool mixed, gi_column_map *out);
/* The unit a text is, folded ("kg", "斤"), or NULL. */
const char *gi_unit_known(const char *folded);
/* "A", "B" ... "BL" */
void gi_column_letters(size_t column, char out[4]);

#endif
