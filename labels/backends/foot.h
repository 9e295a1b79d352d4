/*
 * foot.h - "print at actual size", below the labels of a sheet.
 */
#ifndef GI_LABELS_BACKENDS_FOOT_H
#define GI_LABELS_BACKENDS_FOOT_H

#include "labels/face.h"
#include "labels/sheet.h"

/* The line, set; the caller unrefs it. NULL: too little room between labels and edge. */
PangoLayout *gi_foot_of(const gi_cells *cells, const gi_face *face);

/* Draws it below the last row; takes NULL. */
void gi_foot_draw(const gi_cells *cells, PangoLayout *foot, cairo_t *cr);

#endif
