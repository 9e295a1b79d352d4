/*
 * png.h - dots as a PNG that knows its size in millimetres.
 */
#ifndef GI_LABELS_BACKENDS_PNG_H
#define GI_LABELS_BACKENDS_PNG_H

#include "gi/label.h"
#include "labels/units.h"

/*
 * Appends black ink on white, one bit per dot, with its resolution: without that a browser or a
 * printer dialog would guess one and resample, which blurs the QR. GI_NO_MEMORY, GI_IO drawing
 */
GI_CHECKED gi_status gi_png_write(const gi_label_dots *dots, gi_grid grid, gi_buf *out,
                                  gi_error *err);

#endif
