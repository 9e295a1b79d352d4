/*
 * ean13.h - the bars of a GTIN-13 for the till.
 *
 * ISO/IEC 15420: 95 modules, quiet zones of 11 before and 7 behind; GS1 allows modules of 0.264
 * (80 %) to 0.66 mm.
 */
#ifndef GI_LABELS_EAN13_H
#define GI_LABELS_EAN13_H

#include "labels/draw.h"

#define GI_EAN13_MODULES 95
#define GI_EAN13_LEFT 11
#define GI_EAN13_WIDTH (GI_EAN13_LEFT + GI_EAN13_MODULES + 7)
#define GI_EAN13_MODULE_MIN 264 /* um */
#define GI_EAN13_MODULE_MAX 660

/* 13 digits with their check digit. GI_INVALID bad-length, bad-character, bad-check */
GI_CHECKED gi_status gi_ean13_check(const char *gtin, gi_error *err);

/* dark[i] = module i from the left; gtin was checked. */
void gi_ean13_modules(const char *gtin, bool dark[GI_EAN13_MODULES]);

/* The largest whole number of dots per module that fits. GI_INVALID bar-too-thin */
GI_CHECKED gi_status gi_ean13_module(gi_um width, gi_grid grid, gi_dots *out, gi_error *err);

/* Bars over the digits, in the middle of the shape's box; layout is the digits. */
void gi_draw_ean13(const gi_brush *brush, const gi_shape *shape, const char *gtin,
                   PangoLayout *layout);

#endif
