/*
 * page_codes.c - symbols onto the module grid of a page (page_codes.h).
 *
 * What cannot be collected (no room to move, a third size of modules, no memory) is left to be
 * drawn alone: that is larger, but never wrong.
 */
#include "labels/backends/page_codes.h"

/* The layer for modules of that size, begun when it is first asked for. NULL = none left. */
static struct gi_page_layer *layer_for(gi_page_codes *codes, const gi_qr_place *place)
{
    int32_t module = place->module;
    for (size_t i = 0; i < GI_PAGE_LAYERS; i++) {
        struct gi_page_layer *layer = &codes->layers[i];
        if (layer->mask == NULL) {
            *layer = (struct gi_page_layer){
                .module = module,
                .x = place->x % module,
                .y = place->y % module,
                .mask = cairo_image_surface_create(CAIRO_FORMAT_A1, codes->width / module + 1,
                                                   codes->height / module + 1),
            };
        }
        if (layer->module == module) {
            return layer;
        }
    }
    return NULL;
}

/* The module of the mask that a place falls on. */
static int32_t nearest(int32_t at, int32_t module)
{
    return (at + module / 2) / module;
}

static bool is_near(int32_t at, int32_t module, int32_t spare)
{
    int32_t off = at - nearest(at, module) * module;
    return 2 * (off < 0 ? -off : off) <= spare;
}

static bool take(gi_qr_tray *tray, const gi_qr *qr, const gi_qr_place *place)
{
    gi_page_codes *codes = (gi_page_codes *)tray;
    gi_qr_place on_page = *place;
    on_page.x += codes->label_x;
    on_page.y += codes->label_y;
    if (on_page.x < 0 || on_page.y < 0) {
        return false;
    }
    const struct gi_page_layer *layer = layer_for(codes, &on_page);
    if (layer == NULL) {
        return false;
    }
    int32_t x = on_page.x - layer->x;
    int32_t y = on_page.y - layer->y;
    const gi_qr_place in_mask = { nearest(x, layer->module), nearest(y, layer->module),
                                  .module = 1 };
    return is_near(x, layer->module, place->spare) && is_near(y, layer->module, place->spare) &&
           gi_ink_qr(layer->mask, qr, &in_mask);
}

gi_page_codes gi_page_codes_of(int32_t width, int32_t height)
{
    return (gi_page_codes){ .tray = { take }, .width = width, .height = height };
}

void gi_page_codes_draw(gi_page_codes *codes, cairo_t *cr)
{
    for (size_t i = 0; i < GI_PAGE_LAYERS && codes->layers[i].mask != NULL; i++) {
        const struct gi_page_layer *layer = &codes->layers[i];
        gi_lay_mask(cr, layer->mask, layer->x, layer->y, layer->module);
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
