/*
 * page_codes.c - symbols onto the module grid of a page (page_codes.h).
 *
 * What cannot be collected (no room to move, a third size of modules, no memory) is left to be
 * drawn alone: that is larger, but never wrong.
 */
#include "labels/backends/page_codes.h"

/* The mask for modules of that size, made when it is first asked for. NULL = none left. */
static cairo_surface_t *mask_for(gi_page_codes *codes, int32_t module)
{
    for (size_t i = 0; i < GI_PAGE_LAYERS; i++) {
        if (codes->layers[i].mask == NULL) {
            codes->layers[i].module = module;
            codes->layers[i].mask = cairo_image_surface_create(
                CAIRO_FORMAT_A1, codes->width / module + 1, codes->height / module + 1);
        }
        if (codes->layers[i].module == module) {
            return codes->layers[i].mask;
        }
    }
    return NULL;
}

static bool take(gi_qr_tray *tray, const gi_qr *qr, const gi_qr_place *place)
{
    gi_page_codes *codes = (gi_page_codes *)tray;
    if (place->spare < place->module || place->x < 0 || place->y < 0) {
        return false;
    }
    cairo_surface_t *mask = mask_for(codes, place->module);
    const gi_qr_place cell = {
        .x = (place->x + place->module / 2) / place->module,
        .y = (place->y + place->module / 2) / place->module,
        .module = 1,
    };
    return mask != NULL && gi_ink_qr(mask, qr, &cell);
}

gi_page_codes gi_page_codes_of(int32_t width, int32_t height)
{
    return (gi_page_codes){ .tray = { take }, .width = width, .height = height };
}

void gi_page_codes_draw(gi_page_codes *codes, cairo_t *cr)
{
    for (size_t i = 0; i < GI_PAGE_LAYERS && codes->layers[i].mask != NULL; i++) {
        gi_lay_mask(cr, codes->layers[i].mask, 0, 0, codes->layers[i].module);
    }
    gi_page_codes_clear(codes);
}

void gi_page_codes_clear(gi_page_codes *codes)
{
    for (size_t i = 0; i < GI_PAGE_LAYERS; i++) {
        cairo_surface_destroy(codes->layers[i].mask);
        codes->layers[i].mask = NULL;
    }
}
