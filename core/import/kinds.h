/*
 * kinds.h - what can be imported, as tables: per act the columns, their headers, their shapes.
 *
 * A new kind = one table and one row in kinds.c. Header names are written as columns.c folds
 * them: no blanks, ASCII in lower case, no brackets.
 */
#ifndef GI_IMPORT_KINDS_H
#define GI_IMPORT_KINDS_H

#include "gi/import.h"

typedef enum gi_shape {
    GI_SHAPE_TEXT,
    GI_SHAPE_ID, /* a number of somebody else: card, USCC, ID card, phone */
    GI_SHAPE_WORD,
    GI_SHAPE_DAY,
    GI_SHAPE_SEASON,
    GI_SHAPE_PRODUCT,
    GI_SHAPE_TOWNSHIP,
    GI_SHAPE_QUANTITY,
    GI_SHAPE_AREA,
    GI_SHAPE_COUNT,
    GI_SHAPE_HOLDER, /* these name things of the registry, or of rows above; resolve.c */
    GI_SHAPE_SOURCE,
    GI_SHAPE_LOT,
    GI_SHAPE_LOTS,
    GI_SHAPE_LABEL, /* a name for the row, for rows below */
    GI_SHAPE_RECORD /* which kind a row of a mixed file is */
} gi_shape;

typedef struct gi_import_field {
    const char *name; /* of the act's field; starting with '.' it only helps to find things */
    gi_shape shape;
    bool required;
    const char *title; /* header in a template, with its unit */
    const char *names; /* headers that are understood, "|" between; the first is the one to name */
    const char *words; /* GI_SHAPE_WORD: "producer=企业|公司;grower=农户" */
    const char *examples[2];
    const char *help;
} gi_import_field;

#define GI_IMPORT_FIELDS_MAX 16

typedef struct gi_import_kind {
    const char *act;   /* name of the act, "" for a mixed file */
    const char *words; /* what a user may call it, "|" between */
    const char *zh;
    const gi_import_field *fields; /* ends with name NULL */
} gi_import_kind;

/* By place 0, 1 ...; NULL past the last. */
const gi_import_kind *gi_import_kind_at(size_t place);
/* By any of its words, folded; NULL = none. */
const gi_import_kind *gi_import_kind_find(gi_bytes word);
#define GI_IMPORT_KINDS 6

/* Whether a list "a|b|c" holds a text. */
bool gi_words_hold(const char *list, gi_bytes text);
/* Columns of a mixed file that every kind has beside its own; ends with name NULL. */
extern const gi_import_field gi_import_shared_fields[];

#endif
