/*
 * qr_draw.c - a symbol onto a context or into a tray (draw.h).
 *
 * A symbol is a 1-bit mask laid on the grid of dots: in a picture its modules are exact squares
 * of dots, on a page it is enlarged by the printer, without blur. Who draws many symbols brings
 * a tray, which may collect them into one mask or path.
 */
#include <glib.h>
#include <string.h>

#include "labels/draw.h"

/* cairo's 1-bit rows start with the lowest bit on little-endian machines, the highest else. */
static uint8_t bit_of(int32_t x)
{
    const bool little = G_BYTE_ORDER == G_LITTLE_ENDIAN;
    return (uint8_t)(little ? 1U << (x % 8) : 0x80U >> (x % 8));
}

/* grain dots for each module in both directions; one row is set and then repeated. */
static cairo_surface_t *mask_of(const gi_qr *qr, int32_t grain)
{
    int32_t side = qr->side * grain;
    cairo_surface_t *mask = cairo_image_surface_create(CAIRO_FORMAT_A1, side, side);
    uint8_t *row = cairo_image_surface_get_data(mask);
    size_t stride = (size_t)cairo_image_surface_get_stride(mask);
    for (int32_t y = 0; row != NULL && y < side; y++, row += stride) {
        if (y % grain != 0) {
            memcpy(row, row - stride, stride);
            continue;
        }
        for (int32_t x = 0; x < side; x++) {
            if (gi_qr_is_dark(qr, x / grain, y / grain)) {
                row[x / 8] |= bit_of(x);
            }
        }
    }
    cairo_surface_mark_dirty(mask);
    return mask;
}

/* A picture gets its dots ready-made; a page the smallest mask, enlarged by the printer. */
static void lay_mask(const gi_brush *brush, const gi_qr *qr, const gi_qr_place *place)
{
    int32_t grain = brush->device.crisp ? place->module : 1;
    int32_t scale = place->module / grain;
    cairo_surface_t *mask = mask_of(qr, grain);
    cairo_pattern_t *pattern = cairo_pattern_create_for_surface(mask);
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST);
    cairo_save(brush->cr);
    cairo_set_operator(brush->cr, CAIRO_OPERATOR_OVER);
    cairo_set_source_rgb(brush->cr, 0, 0, 0);
    cairo_translate(brush->cr, place->x, place->y);
    cairo_scale(brush->cr, scale, scale);
    cairo_mask(brush->cr, pattern);
    cairo_restore(brush->cr);
    cairo_pattern_destroy(pattern);
    cairo_surface_destroy(mask);
}

static int32_t dots_of(gi_um origin, gi_um length, gi_grid grid)
{
    return gi_um_to_dots((gi_um){ origin.value + length.value }, grid).value;
}

/* In the middle of the box; what is left beside the quiet zone is room to be moved in. */
static gi_qr_place place_of(const gi_brush *brush, const gi_box *box, int32_t side, int32_t module)
{
    gi_grid grid = brush->device.grid;
    int32_t width = gi_um_to_dots(box->w, grid).value;
    int32_t height = gi_um_to_dots(box->h, grid).value;
    int32_t spare = (width < height ? width : height) - (side + 2 * GI_QR_QUIET) * module;
    return (gi_qr_place){
        .x = dots_of(brush->origin.x, box->x, grid) + (width - side * module) / 2,
        .y = dots_of(brush->origin.y, box->y, grid) + (height - side * module) / 2,
        .module = module,
        .spare = spare > 0 ? spare : 0,
    };
}

gi_status gi_draw_qr(const gi_brush *brush, const gi_shape *shape, const gi_qr *qr, gi_error *err)
{
    gi_dots module;
    GI_TRY(gi_qr_module(qr->side, shape->box.w, brush->device.grid, &module, err));
    gi_qr_place place = place_of(brush, &shape->box, qr->side, module.value);
    if (brush->tray == NULL || !brush->tray->take(brush->tray, qr, &place)) {
        lay_mask(brush, qr, &place);
    }
    return GI_OK;
}
