/*
 * draw.c - shapes become ink (draw.h); the one place where anything is drawn.
 *
 * Corners are whole dots of the device. QR codes have a file of their own (qr_draw.c).
 */
#include "labels/draw.h"

#include <math.h>

#include "labels/artwork.h"

gi_frame gi_frame_of(const gi_brush *brush, const gi_box *box)
{
    gi_grid grid = brush->device.grid;
    return (gi_frame){
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

static void fill_frame(const gi_brush *brush, gi_frame at)
{
    cairo_rectangle(brush->cr, at.x, at.y, at.w, at.h);
    cairo_fill(brush->cr);
}

static void move_to_text(const gi_brush *brush, gi_frame at, PangoLayout *layout)
{
    int height = 0;
    pango_layout_get_pixel_size(layout, NULL, &height);
    int32_t above = (at.h - height) / 2;
    cairo_move_to(brush->cr, at.x, at.y + above);
}

static void draw_text(const gi_brush *brush, gi_frame at, PangoLayout *layout)
{
    move_to_text(brush, at, layout);
    pango_cairo_show_layout(brush->cr, layout);
}

/* Under 40 dots one dot more would close the characters with most strokes (雾, 赣). */
#define BOLD_FROM 40

/* A thirtieth of the size; less where there is no grey, in whole dots: a fortieth keeps 雾 open. */
static double bold_width(const gi_brush *brush, double size)
{
    return brush->device.crisp ? floor(size / 40) : size / 30;
}

static void embolden(const gi_brush *brush, const gi_shape *shape, gi_frame at, PangoLayout *layout)
{
    const PangoFontDescription *font = pango_layout_get_font_description(layout);
    double size = pango_font_description_get_size(font) / (double)PANGO_SCALE;
    if (shape->bold && (!brush->device.crisp || size >= BOLD_FROM)) {
        cairo_save(brush->cr);
        move_to_text(brush, at, layout);
        pango_cairo_layout_path(brush->cr, layout);
        cairo_set_line_join(brush->cr, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_width(brush->cr, bold_width(brush, size));
        cairo_stroke(brush->cr);
        cairo_restore(brush->cr);
    }
}

static void draw_badge(const gi_brush *brush, gi_frame at, PangoLayout *layout)
{
    fill_frame(brush, at);
    use_paper(brush);
    draw_text(brush, at, layout);
}

/* A frame of that size around the origin: a rim of paper, a line of ink, paper inside. */
static void draw_plate(const gi_brush *brush, double w, double h, double line)
{
    cairo_rectangle(brush->cr, -w / 2, -h / 2, w, h);
    use_paper(brush);
    cairo_set_line_width(brush->cr, 3 * line);
    cairo_stroke_preserve(brush->cr);
    cairo_fill_preserve(brush->cr);
    use_ink(brush);
    cairo_set_line_width(brush->cr, line);
    cairo_stroke(brush->cr);
}

/* Letters on a framed plate, aslant, as a rubber stamp leaves them. However long the words, the
 * plate stays in its box: beside it may be the quiet zone of a code. */
static void draw_stamp(const gi_brush *brush, gi_frame at, PangoLayout *layout)
{
    const double slope = G_PI / 12;
    PangoRectangle ink;
    pango_layout_get_pixel_extents(layout, &ink, NULL);
    double line = fmax(2, ink.height / 12.0);
    double w = ink.width + 4 * line;
    double h = ink.height + 4 * line;
    double wide = (w + 3 * line) * cos(slope) + (h + 3 * line) * sin(slope);
    double high = (w + 3 * line) * sin(slope) + (h + 3 * line) * cos(slope);
    double scale = fmin(1, fmin(at.w / wide, at.h / high));
    cairo_save(brush->cr);
    cairo_translate(brush->cr, at.x + at.w / 2.0, at.y + at.h / 2.0);
    cairo_rotate(brush->cr, -slope);
    cairo_scale(brush->cr, scale, scale);
    draw_plate(brush, w, h, line);
    cairo_move_to(brush->cr, -ink.x - ink.width / 2.0, -ink.y - ink.height / 2.0);
    pango_cairo_layout_path(brush->cr, layout);
    if (!brush->device.crisp || scale * ink.height >= BOLD_FROM) {
        cairo_set_line_width(brush->cr, line / 3);
        cairo_stroke_preserve(brush->cr);
    }
    cairo_fill(brush->cr);
    cairo_restore(brush->cr);
}

/* Never less than two dots. */
static void draw_outline(const gi_brush *brush, gi_frame at, gi_um thickness)
{
    int32_t line = gi_um_to_dots(thickness, brush->device.grid).value;
    line = line < 2 ? 2 : line;
    fill_frame(brush, (gi_frame){ at.x, at.y, at.w, line });
    fill_frame(brush, (gi_frame){ at.x, at.y + at.h - line, at.w, line });
    fill_frame(brush, (gi_frame){ at.x, at.y, line, at.h });
    fill_frame(brush, (gi_frame){ at.x + at.w - line, at.y, line, at.h });
}

static void draw_words(const gi_brush *brush, const gi_shape *shape, PangoLayout *layout)
{
    static void (*const draw[])(const gi_brush *, gi_frame, PangoLayout *) = {
        [GI_SHAPE_TEXT] = draw_text,
        [GI_SHAPE_BADGE] = draw_badge,
        [GI_SHAPE_STAMP] = draw_stamp,
        [GI_SHAPE_DIGITAL] = draw_text,
    };
    if (layout != NULL) {
        draw[shape->kind](brush, gi_frame_of(brush, &shape->box), layout);
        embolden(brush, shape, gi_frame_of(brush, &shape->box), layout);
    }
}

static void draw_art(const gi_brush *brush, const gi_shape *shape, gi_frame at)
{
    if (shape->art != NULL) {
        const cairo_rectangle_int_t box = { at.x, at.y, at.w, at.h };
        gi_art_draw(shape->art, brush->cr, box, brush->device.crisp);
    }
}

/* The code of the mark's user stands in the strip that the mark leaves at the foot of its box. */
static void draw_mark(const gi_brush *brush, const gi_shape *shape, PangoLayout *layout)
{
    gi_frame at = gi_frame_of(brush, &shape->box);
    int height = 0;
    if (layout != NULL) {
        pango_layout_get_pixel_size(layout, NULL, &height);
        cairo_move_to(brush->cr, at.x, at.y + at.h - height);
        pango_cairo_show_layout(brush->cr, layout);
    }
    draw_art(brush, shape, (gi_frame){ at.x, at.y, at.w, at.h - height });
}

void gi_draw_shape(const gi_brush *brush, const gi_shape *shape, PangoLayout *layout)
{
    use_ink(brush);
    if (shape->kind == GI_SHAPE_RULE) {
        fill_frame(brush, gi_frame_of(brush, &shape->box));
    } else if (shape->kind == GI_SHAPE_FRAME) {
        draw_outline(brush, gi_frame_of(brush, &shape->box), shape->line);
    } else if (shape->kind == GI_SHAPE_ART) {
        draw_art(brush, shape, gi_frame_of(brush, &shape->box));
    } else if (shape->kind == GI_SHAPE_MARK) {
        draw_mark(brush, shape, layout);
    } else {
        draw_words(brush, shape, layout);
    }
}
