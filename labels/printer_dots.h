/*
 * printer_dots.h - dots turned and laid onto a row of paper. Dots move; none is made or lost.
 */
#ifndef GI_LABELS_PRINTER_DOTS_H
#define GI_LABELS_PRINTER_DOTS_H

#include "gi/label.h"

/* Turns clockwise by 90, 180 or 270 degrees into rows of (width' + 7) / 8 bytes, which must be
 * zero. width' is height for 90 and 270. */
void gi_dots_turn(const gi_label_dots *from, int32_t degrees, uint8_t *rows);

/*
 * Lays dots over what a canvas holds, with their left upper corner at (left + dx, top dy), inside
 * the box that they would fill at (left, 0): where a shift would push ink out of that box nothing
 * is drawn and false returned. scratch has from->width / 8 + 3 bytes.
 */
bool gi_dots_lay(const gi_label_dots *from, int32_t left, int32_t dx, int32_t dy, uint8_t *canvas,
                 size_t stride, uint8_t *scratch);

#endif
