/*
 * calibration.h - the parts of a calibration label: each knows its size in dots and draws itself.
 */
#ifndef GI_LABELS_CALIBRATION_H
#define GI_LABELS_CALIBRATION_H

#include "labels/face.h"

/* What is drawn on: one unit is one dot. */
typedef struct gi_calibration_sheet {
    cairo_t *cr;
    gi_face face;
    gi_grid grid;
    int32_t width, height; /* dots */
} gi_calibration_sheet;

typedef struct gi_calibration_size {
    int32_t w, h;
} gi_calibration_size;

/* A part; value tells parts of one kind apart. */
typedef struct gi_calibration_item {
    const char *caption;
    gi_calibration_size (*size)(const gi_calibration_sheet *sheet, int32_t value);
    gi_status (*draw)(const gi_calibration_sheet *sheet, int32_t value, int32_t x, int32_t y,
                      gi_error *err);
    int32_t value;
} gi_calibration_item;

/* In the order of use, the most wanted first; ends with draw NULL. */
extern const gi_calibration_item gi_calibration_items[];

/* Whole dots of a length. */
int32_t gi_calibration_dots(const gi_calibration_sheet *sheet, int32_t um);

/* Blackens w x h dots. */
void gi_calibration_ink(const gi_calibration_sheet *sheet, int32_t x, int32_t y, int32_t w,
                        int32_t h);

/* Lines of one dot over the full width, every eighth dot of the head in each of eight steps: a
 * dead dot is a gap in one of them. Returns its height; draws nothing without a surface. */
int32_t gi_calibration_dead_dots(const gi_calibration_sheet *sheet, int32_t y, bool drawn);

#endif
