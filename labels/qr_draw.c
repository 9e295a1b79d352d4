/*
 * qr_draw.c - a symbol onto a context or into a tray (qr_draw.h).
 *
 * In a picture its modules are exact squares of dots. On a page it is a 1-bit mask, a bit a
 * module, which the printer enlarges without blur. Who draws many symbols brings a tray, which
 * may collect them into one mask or path.
 */
#include "labels/qr_draw.h"

#include <glib.h>

/* cairo's 1-bit rows start with the lowest bit on little-endian machines, the highest else. */
static uint8_t bits_of(int32_t from, int32_t to)
{
    if (G_BYTE_ORDER == G_LITTLE_ENDIAN) {
        return (uint8_t)(0xFFU << from & 0xFFU >> (8 - to));
    }
    return (uint8_t)(0xFFU >> from & 0xFFU << (8 - to));
}

static void ink_run(uint8_t *row, int32_t from, int32_t to)
{
    while (from < to) {
        int32_t start = from / 8 * 8;
        int32_t stop = to < start + 8 ? to : start + 8;
        row[start / 8] |= bits_of(from - start, stop - start);
        from = stop;
    }
}

static void ink_row(uint8_t *row, uint64_t modules, int32_t x, int32_t grain)
{
    while (modules != 0) {
        int32_t from = __builtin_ctzll(modules);
        int32_t size = __builtin_ctzll(~(modules >> from));
        ink_run(row, x + from * grain, x + (from + size) * grain);
        modules &= ~(((UINT64_C(1) << size) - 1) << from);
    }
}

/* Longest row of a symbol: an A3 sheet at 600 dpi. */
#define ROW_MAX 1280

/* The rows of dots of one row of modules are the same; dots beside the symbol stay. */
static void ink_modules(uint8_t *rows, ptrdiff_t stride, uint64_t modules, int32_t side,
                        const gi_qr_place *place)
{
    uint8_t row[ROW_MAX] = { 0 };
    int32_t first = place->x / 8;
    int32_t bytes = (place->x % 8 + side * place->module + 7) / 8;
    ink_row(row, modules, place->x % 8, place->module);
    for (int32_t y = 0; y < place->module; y++) {
        for (int32_t i = 0; i < bytes; i++) {
            rows[y * stride + first + i] |= row[i];
        }
    }
}

bool gi_ink_qr(cairo_surface_t *picture, const gi_qr *qr, const gi_qr_place *place)
{
    int32_t size = qr->side * place->module;
    cairo_surface_flush(picture);
    uint8_t *rows = cairo_image_surface_get_data(picture);
    if (rows == NULL || size > 8 * (ROW_MAX - 2) ||
        cairo_image_surface_get_format(picture) != CAIRO_FORMAT_A1 || place->x < 0 ||
        place->x + size > cairo_image_surface_get_width(picture) || place->y < 0 ||
        place->y + size > cairo_image_surface_get_height(picture)) {
        return false;
    }
    ptrdiff_t stride = cairo_image_surface_get_stride(picture);
    for (int32_t y = 0; y < qr->side; y++) {
        ink_modules(rows + (place->y + y * place->module) * stride, stride, qr->rows[y], qr->side,
                    place);
    }
    cairo_surface_mark_dirty(picture);
    return true;
}

void gi_lay_mask(cairo_t *cr, cairo_surface_t *mask, int32_t x, int32_t y, int32_t scale)
{
    cairo_pattern_t *pattern = cairo_pattern_create_for_surface(mask);
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST);
    cairo_save(cr);
    cairo_set_operator(cr, CAIRO_OPERATOR_OVER);
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_translate(cr, x, y);
    cairo_scale(cr, scale, scale);
    cairo_mask(cr, pattern);
    cairo_restore(cr);
    cairo_pattern_destroy(pattern);
}

/* The smallest mask there is, enlarged by the printer. */
static void lay_symbol(cairo_t *cr, const gi_qr *qr, const gi_qr_place *place)
{
    cairo_surface_t *mask = cairo_image_surface_create(CAIRO_FORMAT_A1, qr->side, qr->side);
    (void)gi_ink_qr(mask, qr, &(gi_qr_place){ .module = 1 });
    gi_lay_mask(cr, mask, place->x, place->y, place->module);
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

/* A picture of dots takes its modules as they are: 100 times faster than through a mask. */
static bool ink_dots(const gi_brush *brush, const gi_qr *qr, gi_qr_place place)
{
    cairo_matrix_t to;
    cairo_get_matrix(brush->cr, &to);
    bool moved_only = to.xx == 1 && to.yy == 1 && to.xy == 0 && to.yx == 0;
    place.x += (int32_t)to.x0;
    place.y += (int32_t)to.y0;
    return moved_only && gi_ink_qr(cairo_get_group_target(brush->cr), qr, &place);
}

static bool is_taken(const gi_brush *brush, const gi_qr *qr, const gi_qr_place *place)
{
    if (brush->tray != NULL) {
        return brush->tray->take(brush->tray, qr, place);
    }
    return brush->device.crisp && ink_dots(brush, qr, *place);
}

gi_status gi_draw_qr(const gi_brush *brush, const gi_shape *shape, const gi_qr *qr, gi_error *err)
{
    gi_dots module;
    GI_TRY(gi_qr_module(qr->side, shape->box.w, brush->device.grid, &module, err));
    gi_qr_place place = place_of(brush, &shape->box, qr->side, module.value);
    if (!is_taken(brush, qr, &place)) {
        lay_symbol(brush->cr, qr, &place);
    }
    return GI_OK;
}
