/*
 * qr_draw.h - where a symbol stands, and the ways it gets onto paper.
 */
#ifndef GI_LABELS_QR_DRAW_H
#define GI_LABELS_QR_DRAW_H

#include "labels/draw.h"

/*
 * Sets the dark modules in a picture of one bit a dot, at place->x, y with place->module dots
 * each; other dots stay. False, and nothing changed: not such a picture, or outside of it.
 */
bool gi_ink_qr(cairo_surface_t *picture, const gi_qr *qr, const gi_qr_place *place);

/* Black ink through a 1-bit mask whose dots become squares of scale units, never blurred. */
void gi_lay_mask(cairo_t *cr, cairo_surface_t *mask, int32_t x, int32_t y, int32_t scale);

#endif
