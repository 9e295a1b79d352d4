/*
 * page_codes.h - all symbols of a page in one 1-bit mask, a bit a module.
 *
 * A mask for each symbol costs a PDF some 450 bytes and 200 bytes of memory until it ends; one
 * for the page costs 210 bytes a symbol and keeps nothing. For that every symbol moves onto the
 * grid of modules on which the first one stands: by half a module, if its box has that much room.
 */
#ifndef GI_LABELS_BACKENDS_PAGE_CODES_H
#define GI_LABELS_BACKENDS_PAGE_CODES_H

#include "labels/qr_draw.h"

#define GI_PAGE_LAYERS 2 /* sizes of modules: codes, and small codes */

typedef struct gi_page_codes {
    gi_qr_tray tray; /* for gi_brush */
    int32_t width, height;
    int32_t label_x, label_y; /* where the context stands that is drawn on, dots */
    struct gi_page_layer {
        int32_t module; /* dots */
        int32_t x, y;   /* of the mask, less than a module */
        cairo_surface_t *mask;
    } layers[GI_PAGE_LAYERS];
} gi_page_codes;

/* For pages of that many dots. A plain value that gi_page_codes_clear empties. */
gi_page_codes gi_page_codes_of(int32_t width, int32_t height);

/* Draws what was collected, its corner at that of the context, and is empty again. */
void gi_page_codes_draw(gi_page_codes *codes, cairo_t *cr);

void gi_page_codes_clear(gi_page_codes *codes);

#endif
