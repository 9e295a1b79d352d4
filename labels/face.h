/*
 * face.h - the typeface, and text fitted into a box.
 *
 * One face, WenQuanYi Micro Hei: TrueType, so that PDFs stay small. No other font ever steps
 * in for a missing character: what a label shows must not depend on the machine.
 */
#ifndef GI_LABELS_FACE_H
#define GI_LABELS_FACE_H

#include <pango/pangocairo.h>
#include <stdbool.h>

#include "gi/status.h"
#include "labels/template.h"

/* What is drawn on: its grid of dots, and whether a dot is either ink or paper. */
typedef struct gi_device {
    gi_grid grid;
    bool crisp; /* hinted letters, no grey; else outlines for a PDF */
} gi_device;

typedef struct gi_face {
    gi_device device;
    PangoContext *context;
    PangoFont *font;
} gi_face;

/* GI_NOT_FOUND no-font */
GI_CHECKED gi_status gi_face_open(gi_device device, gi_face *out, gi_error *err);
void gi_face_close(gi_face *face);

/*
 * Sets text for a shape: at its size, else smaller, else in more lines. The layout is as wide
 * as the box, in dots; the caller unrefs it.
 * GI_INVALID no-glyph, text-too-wide; err->field is the text's first field
 */
GI_CHECKED gi_status gi_face_set(const gi_face *face, const gi_shape *shape, const char *text,
                                 PangoLayout **out, gi_error *err);

#endif
