/*
 * template.h - a template as shapes in micrometres, in the order of the file.
 *
 * One section of the file is one shape. All devices draw from the same shapes. A shape holds no
 * pointer but its artwork, so that a template is one piece of memory.
 */
#ifndef GI_LABELS_TEMPLATE_H
#define GI_LABELS_TEMPLATE_H

#include "gi/template.h"
#include "labels/artwork.h"
#include "labels/qr.h"
#include "labels/units.h"

#define GI_SHAPES_MAX 128
#define GI_SHAPE_NAME 40
#define GI_SHAPE_WORDS 200

typedef enum gi_shape_kind {
    GI_SHAPE_TEXT,      /* ink on paper */
    GI_SHAPE_BADGE,     /* paper on ink: the box is filled */
    GI_SHAPE_STAMP,     /* letters on a framed plate, aslant, over all that stands there */
    GI_SHAPE_RULE,      /* a filled box */
    GI_SHAPE_FRAME,     /* the outline of a box */
    GI_SHAPE_QR,        /* the code: the largest symbol that fits, centred */
    GI_SHAPE_QR_HIDDEN, /* the small code under the scratch layer */
    GI_SHAPE_EAN13,     /* the bars of the field gtin, digits under them */
    GI_SHAPE_DIGITAL,   /* the words 数字标签, where there is such a label */
    GI_SHAPE_ART,       /* a file of the template's folder */
    GI_SHAPE_MARK,      /* the GI special mark: the user's own vector file, else nothing */
    GI_SHAPE_KINDS
} gi_shape_kind;

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
    char name[GI_SHAPE_NAME];    /* of its section: "text producer" */
    char text[GI_SHAPE_WORDS];   /* words and {fields}; goes away when one of these is empty */
    char with[GI_SHAPE_NAME];    /* the field without which the shape is left out, or "" */
    char without[GI_SHAPE_NAME]; /* the field that takes its place by saying something, or "" */
    gi_when when;
    gi_letters letters;
    gi_align align;
    bool bold; /* the face has one weight: its outlines are drawn over it */
    gi_box box;
    gi_um size, min_size;
    gi_um line; /* thickness of an outline */
    int32_t lines;
    gi_qr_level level;
    char file[GI_SHAPE_NAME * 2]; /* artwork: a name in the folder of the template */
    gi_art *art;                  /* owned by the template; NULL = none yet */
} gi_shape;

struct gi_template {
    gi_template_info info;
    bool kind_given; /* while it is being read */
    gi_um width, height;
    size_t count;
    gi_shape shapes[GI_SHAPES_MAX];
};

/* Of a unit, a package, or under the scratch layer: it keeps a quiet zone of its own. */
static inline bool gi_shape_is_code(const gi_shape *shape)
{
    return shape->kind == GI_SHAPE_QR || shape->kind == GI_SHAPE_QR_HIDDEN;
}

/* Reads sections and keys, one after the other (template_read.c). As gi_template_parse. */
GI_CHECKED gi_status gi_template_read(gi_bytes text, gi_template *out, gi_error *err);

/* What must hold between shapes: inside the label, nothing in a quiet zone (template_judge.c). */
GI_CHECKED gi_status gi_template_judge(const gi_template *layout, gi_error *err);

#endif
