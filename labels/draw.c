/*
 * draw.c - shapes become ink (draw.h); the one place where anything is drawn.
 *
 * Corners are whole dots of the device. The QR is a 1-bit mask laid on the grid: in a picture
 * its modules are exact squares of dots, in a PDF it is an image mask that a printer enlarges
 * without blur and 20 times faster than paths.
 */
#include "labels/draw.h"

#include <math.h>
#include <string.h>

/* A box in dots. */
typedef struct frame {
    int32_t x, y, w, h;
} frame;

static frame frame_of(const gi_brush *brush, const gi_box *box)
{
    gi_grid grid = brush->device.grid;
    return (frame){
        .x = gi_um_to_dots((gi_um){ brush->origin.x.value + box->x.value }, grid).value,
        .y = gi_um_to_dots((gi_um){ brush->origin.y.value + box->y.value }, grid).value,
        .w = gi_um_to_dots(box->w, grid).value,
        .h = gi_um_to_dots(box->h, grid).value,
    };
}

static void use_ink(const gi_brush *brush)
{
    cairo_set_operator(brush->cr, CAIRO_OPERATOR_OVER);
    cairo_set_source_rgb(brush->cr, 0, 0, 0);
}

/* A picture of dots has no white ink: there paper is the absence of ink. */
static void use_paper(const gi_brush *brush)
{
    cairo_set_operator(brush->cr, brush->device.crisp ? CAIRO_OPERATOR_CLEAR : CAIRO_OPERATOR_OVER);
    cairo_set_source_rgb(brush->cr, 1, 1, 1);
}

static void fill_frame(const gi_brush *brush, frame at)
{
    cairo_rectangle(brush->cr, at.x, at.y, at.w, at.h);
    cairo_fill(brush->cr);
}

static void move_to_text(const gi_brush *brush, frame at, PangoLayout *layout)
{
    int height = 0;
    pango_layout_get_pixel_size(layout, NULL, &height);
    int32_t above = (at.h - height) / 2;
    cairo_move_to(brush->cr, at.x, at.y + above);
}

static void draw_text(const gi_brush *brush, frame at, PangoLayout *layout)
{
    move_to_text(brush, at, layout);
    pango_cairo_show_layout(brush->cr, layout);
}

static void draw_badge(const gi_brush *brush, frame at, PangoLayout *layout)
{
    fill_frame(brush, at);
    use_paper(brush);
    draw_text(brush, at, layout);
}

static void draw_stamp(const gi_brush *brush, frame at, PangoLayout *layout)
{
    cairo_save(brush->cr);
    int32_t half_w = at.w / 2;
    int32_t half_h = at.h / 2;
    cairo_translate(brush->cr, at.x + half_w, at.y + half_h);
    cairo_rotate(brush->cr, -G_PI / 9);
    move_to_text(brush, (frame){ -half_w, -half_h, at.w, at.h }, layout);
    pango_cairo_layout_path(brush->cr, layout);
    use_paper(brush);
    cairo_fill_preserve(brush->cr);
    use_ink(brush);
    cairo_set_line_width(brush->cr, fmax(2, brush->device.grid.dots / 1000.0));
    cairo_stroke(brush->cr);
    cairo_restore(brush->cr);
}

static void draw_rule(const gi_brush *brush, frame at, PangoLayout *layout)
{
    (void)layout;
    fill_frame(brush, at);
}

/* A quarter of a millimetre, and never less than two dots. */
static void draw_outline(const gi_brush *brush, frame at, PangoLayout *layout)
{
    int32_t line = gi_um_to_dots((gi_um){ 250 }, brush->device.grid).value;
    line = line < 2 ? 2 : line;
    (void)layout;
    fill_frame(brush, (frame){ at.x, at.y, at.w, line });
    fill_frame(brush, (frame){ at.x, at.y + at.h - line, at.w, line });
    fill_frame(brush, (frame){ at.x, at.y, line, at.h });
    fill_frame(brush, (frame){ at.x + at.w - line, at.y, line, at.h });
}

void gi_draw_shape(const gi_brush *brush, const gi_shape *shape, PangoLayout *layout)
{
    static void (*const draw[])(const gi_brush *, frame, PangoLayout *) = {
        [GI_SHAPE_TEXT] = draw_text, [GI_SHAPE_BADGE] = draw_badge,   [GI_SHAPE_STAMP] = draw_stamp,
        [GI_SHAPE_RULE] = draw_rule, [GI_SHAPE_FRAME] = draw_outline,
    };
    if (shape->source == GI_SOURCE_NONE || layout != NULL) {
        use_ink(brush);
        draw[shape->kind](brush, frame_of(brush, &shape->box), layout);
    }
}

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
            if (qr->dark[y / grain][x / grain] != 0) {
                row[x / 8] |= bit_of(x);
            }
        }
    }
    cairo_surface_mark_dirty(mask);
    return mask;
}

/* Laid on the grid with its left top corner at a dot, each grain enlarged to scale dots. */
static void lay_mask(const gi_brush *brush, cairo_surface_t *mask, int32_t x, int32_t y,
                     int32_t scale)
{
    cairo_pattern_t *pattern = cairo_pattern_create_for_surface(mask);
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST);
    cairo_save(brush->cr);
    cairo_translate(brush->cr, x, y);
    cairo_scale(brush->cr, scale, scale);
    cairo_mask(brush->cr, pattern);
    cairo_restore(brush->cr);
    cairo_pattern_destroy(pattern);
}

gi_status gi_draw_qr(const gi_brush *brush, const gi_shape *shape, const gi_qr *qr, gi_error *err)
{
    gi_dots module;
    GI_TRY(gi_qr_module(qr->side, shape->box.w, brush->device.grid, &module, err));
    frame box = frame_of(brush, &shape->box);
    int32_t symbol = qr->side * module.value;
    /* A picture gets its dots ready-made; a page the smallest mask, enlarged by the printer. */
    int32_t grain = brush->device.crisp ? module.value : 1;
    cairo_surface_t *mask = mask_of(qr, grain);
    use_ink(brush);
    lay_mask(brush, mask, box.x + (box.w - symbol) / 2, box.y + (box.h - symbol) / 2,
             module.value / grain);
    cairo_surface_destroy(mask);
    return GI_OK;
}
