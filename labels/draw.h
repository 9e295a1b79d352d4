/*
 * draw.h - one shape onto one cairo context, whatever stands behind it.
 */
#ifndef GI_LABELS_DRAW_H
#define GI_LABELS_DRAW_H

#include "labels/face.h"
#include "labels/qr.h"

/* Where a label is being drawn: a context whose unit is one dot, and the label's corner. */
typedef struct gi_brush {
    cairo_t *cr;
    gi_device device;
    gi_point origin;
} gi_brush;

/* layout is the shape's text; a shape with a text and no layout is left out. */
void gi_draw_shape(const gi_brush *brush, const gi_shape *shape, PangoLayout *layout);

/* The symbol with whole dots per module. GI_INVALID module-too-small   GI_NO_MEMORY */
GI_CHECKED gi_status gi_draw_qr(const gi_brush *brush, const gi_shape *shape, const gi_qr *qr,
                                gi_error *err);

#endif
