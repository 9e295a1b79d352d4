/*
 * printer_calibration.c - a label to hold against a ruler (gi/printer.h): frame, ticks, heading,
 * and as many parts of calibration.h as fit, from left to right and top to bottom.
 *
 * The frame stands 2 mm inside each edge. What is more or less than 2 mm on paper is the offset
 * to write into the profile.
 */
#include <stdio.h>

#include "labels/backends/ink.h"
#include "labels/calibration.h"
#include "labels/printer_fit.h"

#define FRAME_UM 2000
#define TEXT_UM 2000
#define GAP_UM 800
#define FAMILY "WenQuanYi Micro Hei"

typedef gi_calibration_sheet sheet;

static int32_t dots(const sheet *at, int32_t um)
{
    return gi_calibration_dots(at, um);
}

static PangoLayout *lay_out(const sheet *at, const char *words)
{
    PangoLayout *layout = pango_layout_new(at->face.context);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, FAMILY);
    pango_font_description_set_absolute_size(font, (double)dots(at, TEXT_UM) * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, words, -1);
    pango_font_description_free(font);
    return layout;
}

/* Words from x, or in the middle of a width from there; left out when they would pass the limit.
 * Returns how wide they are. */
static int32_t text(const sheet *at, const char *words, int32_t x, int32_t y, int32_t middle)
{
    int32_t limit = at->width - dots(at, FRAME_UM) - 2;
    PangoLayout *layout = lay_out(at, words);
    PangoRectangle taken;
    pango_layout_get_pixel_extents(layout, NULL, &taken);
    int32_t left = middle > taken.width ? x + (middle - taken.width) / 2 : x;
    bool fits = left + taken.width <= limit;
    if (fits) {
        cairo_move_to(at->cr, left, y);
        pango_cairo_show_layout(at->cr, layout);
    }
    g_object_unref(layout);
    return fits ? taken.width : 0;
}

/* A tick every millimetre from the label's corner, longer every 5 and 10. */
static int32_t tick_length(const sheet *at, int32_t mm)
{
    return dots(at, mm % 10 == 0 ? 1800 : mm % 5 == 0 ? 1200 : 700);
}

static void ticks(const sheet *at)
{
    int32_t frame = dots(at, FRAME_UM);
    for (int32_t mm = 3; dots(at, (mm + 2) * 1000) < at->width; mm++) {
        int32_t long_dots = tick_length(at, mm), x = dots(at, mm * 1000);
        gi_calibration_ink(at, x, frame - long_dots, 1, long_dots);
        gi_calibration_ink(at, x, at->height - frame, 1, long_dots);
    }
    for (int32_t mm = 3; dots(at, (mm + 2) * 1000) < at->height; mm++) {
        int32_t long_dots = tick_length(at, mm), y = dots(at, mm * 1000);
        gi_calibration_ink(at, frame - long_dots, y, long_dots, 1);
        gi_calibration_ink(at, at->width - frame, y, long_dots, 1);
    }
}

static void frame(const sheet *at)
{
    int32_t edge = dots(at, FRAME_UM);
    int32_t w = at->width - 2 * edge, h = at->height - 2 * edge;
    gi_calibration_ink(at, edge, edge, w, 1);
    gi_calibration_ink(at, edge, edge + h - 1, w, 1);
    gi_calibration_ink(at, edge, edge, 1, h);
    gi_calibration_ink(at, edge + w - 1, edge, 1, h);
}

static int32_t line_height(const sheet *at)
{
    return dots(at, TEXT_UM * 13 / 10);
}

static bool tall(const sheet *at)
{
    return at->height >= dots(at, 40000);
}

/* Centimetres under their ticks; only where that costs nothing else its place. */
static int32_t numbers(const sheet *at, int32_t y)
{
    if (!tall(at)) {
        return y;
    }
    for (int32_t mm = 10; dots(at, (mm + 5) * 1000) < at->width; mm += 10) {
        (void)text(at, gi_num(mm).text, dots(at, (mm - 5) * 1000), y, dots(at, 10000));
    }
    return y + line_height(at);
}

/* What the label is, and how to read it; returns where it ends. */
static int32_t heading(const sheet *at, const gi_printer *printer)
{
    char line[128];
    int32_t x = dots(at, FRAME_UM + GAP_UM), y = numbers(at, dots(at, FRAME_UM + 300));
    (void)snprintf(line, sizeof line, "%s  %d dpi", printer->name, (int)printer->dpi);
    int32_t used = text(at, line, x, y, 0);
    used += dots(at, 2 * GAP_UM);
    (void)text(at, tall(at) ? "框距边 frame 2 mm" : "框距边 2 mm", x + used, y, 0);
    return y + line_height(at);
}

typedef struct shelf {
    int32_t x, y, height, bottom;
} shelf;

/* Places a part on the shelf, else on a new one below it, else nowhere. */
static gi_status place(const sheet *at, const gi_calibration_item *item, shelf *on, gi_error *err)
{
    int32_t left = dots(at, FRAME_UM + GAP_UM);
    int32_t gap = dots(at, GAP_UM), caption = line_height(at);
    gi_calibration_size size = item->size(at, item->value);
    shelf here = *on;
    if (here.x + size.w > at->width - left) {
        here = (shelf){ left, on->y + on->height + gap, 0, on->bottom };
    }
    if (here.x + size.w > at->width - left || here.y + size.h + caption > here.bottom) {
        return GI_OK;
    }
    GI_TRY(item->draw(at, item->value, here.x, here.y, err));
    (void)text(at, item->caption, here.x, here.y + size.h, size.w);
    here.height = size.h + caption > here.height ? size.h + caption : here.height;
    here.x += size.w + gap;
    *on = here;
    return GI_OK;
}

static gi_status draw(const sheet *at, const gi_printer *printer, gi_error *err)
{
    cairo_set_source_rgba(at->cr, 0, 0, 0, 1);
    ticks(at);
    frame(at);
    int32_t top = heading(at, printer);
    int32_t bottom = at->height - dots(at, FRAME_UM + 300);
    int32_t strip = bottom - gi_calibration_dead_dots(at, 0, false);
    if (strip > top) {
        (void)gi_calibration_dead_dots(at, strip, true);
        bottom = strip - dots(at, 300);
    }
    if (tall(at)) {
        bottom -= line_height(at);
        (void)text(at, "竖线断处为坏点 a gap is a dead dot", dots(at, FRAME_UM + GAP_UM), bottom,
                   0);
    }
    shelf on = { dots(at, FRAME_UM + GAP_UM), top, 0, bottom };
    for (const gi_calibration_item *item = gi_calibration_items; item->draw != NULL; item++) {
        GI_TRY(place(at, item, &on, err));
    }
    return GI_OK;
}

static gi_status hand_over(cairo_surface_t *surface, gi_buf *rows, gi_label_dots *out,
                           gi_error *err)
{
    size_t start = rows->size;
    uint8_t *room = gi_buf_extend(rows, gi_ink_size(surface));
    GI_TRY(gi_buf_status(rows, "calibration", err));
    gi_ink_rows(surface, room);
    *out = (gi_label_dots){
        .width = cairo_image_surface_get_width(surface),
        .height = cairo_image_surface_get_height(surface),
        .stride = cairo_image_surface_get_stride(surface),
        .rows = rows->data + start,
    };
    return GI_OK;
}

static gi_status paint(const gi_printer *printer, cairo_surface_t *surface, gi_grid grid,
                       gi_error *err)
{
    sheet at = {
        .grid = grid,
        .width = cairo_image_surface_get_width(surface),
        .height = cairo_image_surface_get_height(surface),
    };
    GI_TRY(gi_face_open((gi_device){ .grid = grid, .crisp = true }, &at.face, err));
    at.cr = gi_ink_brush(surface);
    gi_status status = draw(&at, printer, err);
    gi_status drawn = gi_ink_finish(at.cr, status == GI_OK ? err : NULL);
    gi_face_close(&at.face);
    return status != GI_OK ? status : drawn;
}

gi_status gi_printer_calibration(const gi_printer *printer, int32_t width, int32_t height,
                                 gi_buf *rows, gi_label_dots *out, gi_error *err)
{
    gi_printer_fit fit;
    GI_TRY(gi_printer_fit_make(printer, width, height, &fit, err));
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A1, fit.width, fit.height);
    gi_status status = paint(printer, surface, fit.grid, err);
    if (status == GI_OK) {
        status = hand_over(surface, rows, out, err);
    }
    cairo_surface_destroy(surface);
    return status;
}
