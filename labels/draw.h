/*
 * draw.h - one shape onto one cairo context, whatever stands behind it.
 */
#ifndef GI_LABELS_DRAW_H
#define GI_LABELS_DRAW_H

#include "labels/face.h"
#include "labels/qr.h"

/* Where a symbol stands, in dots of the device: its upper left module, dots per module, and how
 * far it may be moved (half of spare to each side) without leaving its box. */
typedef struct gi_qr_place {
    int32_t x, y;
    int32_t module;
    int32_t spare;
} gi_qr_place;

/* Takes symbols instead of the context, to draw them together. false = not this one. */
typedef struct gi_qr_tray {
    bool (*take)(struct gi_qr_tray *tray, const gi_qr *qr, const gi_qr_place *place);
} gi_qr_tray;

/* Where a label is being drawn: a context whose unit is one dot, the label's corner, and a tray
 * for its codes, NULL = they are drawn at once. */
typedef struct gi_brush {
    cairo_t *cr;
    gi_device device;
    gi_point origin;
    gi_qr_tray *tray;
} gi_brush;

/* A box in dots of the device. */
typedef struct gi_frame {
    int32_t x, y, w, h;
} gi_frame;
gi_frame gi_frame_of(const gi_brush *brush, const gi_box *box);

/* layout is the shape's text; a shape with a text and no layout is left out. */
void gi_draw_shape(const gi_brush *brush, const gi_shape *shape, PangoLayout *layout);

/* The symbol with whole dots per module (qr_draw.c). GI_INVALID module-too-small   GI_NO_MEMORY */
GI_CHECKED gi_status gi_draw_qr(const gi_brush *brush, const gi_shape *shape, const gi_qr *qr,
                                gi_error *err);

#endif
