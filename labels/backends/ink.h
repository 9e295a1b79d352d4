/*
 * ink.h - surfaces of one bit per dot, 1 = ink, for everything that becomes dots.
 */
#ifndef GI_LABELS_BACKENDS_INK_H
#define GI_LABELS_BACKENDS_INK_H

#include <cairo.h>
#include <stddef.h>

#include "gi/status.h"
#include "labels/units.h"

/* The grid of 203, 300 or 600 dpi. GI_INVALID unknown-dpi */
GI_CHECKED gi_status gi_ink_grid(int dpi, gi_grid *out, gi_error *err);

/* Bytes of a surface. */
size_t gi_ink_size(cairo_surface_t *surface);

/* A context without grey; finish destroys it. GI_IO drawing */
cairo_t *gi_ink_brush(cairo_surface_t *surface);
GI_CHECKED gi_status gi_ink_finish(cairo_t *cr, gi_error *err);

/* Copies the rows with the leftmost dot in the highest bit; rows has gi_ink_size bytes. */
void gi_ink_rows(cairo_surface_t *surface, uint8_t *rows);

#endif
