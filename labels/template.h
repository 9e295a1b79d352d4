/*
 * template.h - a label as a table of shapes in micrometres.
 *
 * One row is one shape. All devices draw from the same rows; adding a shape to a label is
 * adding a row, adding a label is adding a table.
 */
#ifndef GI_LABELS_TEMPLATE_H
#define GI_LABELS_TEMPLATE_H

#include <stddef.h>

#include "labels/units.h"

typedef enum gi_shape_kind {
    GI_SHAPE_TEXT,  /* ink on paper */
    GI_SHAPE_BADGE, /* paper on ink: the box is filled */
    GI_SHAPE_STAMP, /* outlined letters across the box, other text stays readable */
    GI_SHAPE_RULE,  /* a filled box */
    GI_SHAPE_FRAME, /* the outline of a box */
    GI_SHAPE_QR,    /* the largest symbol that fits, centred */
} gi_shape_kind;

/* Which text of the label a shape shows; the order is that of the table in content.c. */
typedef enum gi_source {
    GI_SOURCE_NONE,
    GI_SOURCE_PRODUCT_ZH,
    GI_SOURCE_PRODUCT_EN,
    GI_SOURCE_GRADE,
    GI_SOURCE_NET,
    GI_SOURCE_PACKED,
    GI_SOURCE_BEST_BEFORE,
    GI_SOURCE_PRODUCER,
    GI_SOURCE_USCC,
    GI_SOURCE_BATCH,
    GI_SOURCE_HOST,
    GI_SOURCE_DEMO,
    GI_SOURCE_MARK,
    GI_SOURCE_NUMBER, /* differs from unit to unit */
    /* of a certificate of conformity (conformity.c); with BATCH and DEMO */
    GI_SOURCE_TITLE,
    GI_SOURCE_PROMISE,
    GI_SOURCE_RESTS,
    GI_SOURCE_BASIS_1,
    GI_SOURCE_BASIS_2,
    GI_SOURCE_BASIS_3,
    GI_SOURCE_TICK_1,
    GI_SOURCE_TICK_2,
    GI_SOURCE_TICK_3,
    GI_SOURCE_NAME,
    GI_SOURCE_QUANTITY,
    GI_SOURCE_PLACE,
    GI_SOURCE_DAY,
    GI_SOURCE_WHO,
    GI_SOURCE_CONTACT,
    GI_SOURCE_PAPER,
    GI_SOURCE_KEPT,
    GI_SOURCE_SIGN,
    GI_SOURCE_SCAN,
    GI_SOURCE_COUNT
} gi_source;

/* Some shapes give way to others in a demo registry. */
typedef enum gi_when { GI_WHEN_ALWAYS, GI_WHEN_LIVE, GI_WHEN_DEMO } gi_when;

/* Codes are set in letters of one width: a W is no wider than a 1. */
typedef enum gi_letters { GI_LETTERS_TEXT, GI_LETTERS_CODE } gi_letters;

typedef enum gi_align { GI_ALIGN_LEFT, GI_ALIGN_CENTRE, GI_ALIGN_RIGHT } gi_align;

/*
 * A text is set at size; if it is too wide it shrinks to min_size, then takes up to lines
 * lines, then it is refused. Lines of text stand in the middle of the height of the box.
 */
typedef struct gi_shape {
    gi_shape_kind kind;
    gi_source source;
    gi_when when;
    gi_letters letters;
    const char *caption; /* stands before the text; goes away with it when that is empty */
    gi_box box;
    gi_um size, min_size;
    int32_t lines;
    gi_align align;
} gi_shape;

typedef struct gi_template {
    const char *name;
    gi_um width, height;
    const gi_shape *shapes;
    size_t count;
} gi_template;

/* The built-in label, 50 x 30 mm. */
extern const gi_template gi_template_50x30;

#endif
