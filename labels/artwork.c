/*
 * artwork.c - artwork read and drawn (artwork.h); the only place that knows librsvg.
 */
#include "labels/artwork.h"

#include <librsvg/rsvg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "labels/file_read.h"

struct gi_art {
    RsvgHandle *svg; /* one of the two */
    cairo_surface_t *png;
    gi_art_size size;
};

/* False = librsvg gave up, as it does with clones of clones. */
static bool paint(const gi_art *art, cairo_t *cr, double x, double y, double w, double h)
{
    const RsvgRectangle viewport = { x, y, w, h };
    if (art->svg != NULL) {
        return rsvg_handle_render_document(art->svg, cr, &viewport, NULL);
    }
    cairo_save(cr);
    cairo_translate(cr, x, y);
    cairo_scale(cr, w / art->size.width, h / art->size.height);
    cairo_set_source_surface(cr, art->png, 0, 0);
    cairo_paint(cr);
    cairo_restore(cr);
    return true;
}

/* ---- reading ---- */

/* Drawn once small, so that what cannot be drawn is refused before a run starts. */
static bool can_be_drawn(const gi_art *art)
{
    cairo_surface_t *trial = cairo_image_surface_create(CAIRO_FORMAT_A8, 64, 64);
    cairo_t *cr = cairo_create(trial);
    bool good = paint(art, cr, 0, 0, 64, 64) && cairo_status(cr) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cr);
    cairo_surface_destroy(trial);
    return good;
}

static gi_status read_svg(gi_art *art, gi_bytes bytes, const char *name, gi_error *err)
{
    gboolean has_box = FALSE;
    RsvgRectangle box = { 0 };
    GI_TRY(gi_art_scan(bytes, name, err));
    art->svg = rsvg_handle_new_from_data(bytes.data, bytes.size, NULL);
    if (art->svg != NULL) {
        rsvg_handle_get_intrinsic_dimensions(art->svg, NULL, NULL, NULL, NULL, &has_box, &box);
    }
    if (!has_box || box.width <= 0 || box.height <= 0) {
        return gi_fail_field(err, "file", GI_WHY_ART_FORMAT, name, "SVG + viewBox");
    }
    art->size = (gi_art_size){ box.width, box.height, true };
    return can_be_drawn(art) ? GI_OK
                             : gi_fail_field(err, "file", GI_WHY_ART_REFUSED, name, "> 500000 <>");
}

static cairo_status_t take_bytes(void *context, unsigned char *data, unsigned int size)
{
    gi_bytes *left = context;
    if (size > left->size) {
        return CAIRO_STATUS_READ_ERROR;
    }
    memcpy(data, left->data, size);
    *left = (gi_bytes){ left->data + size, left->size - size };
    return CAIRO_STATUS_SUCCESS;
}

static int32_t big_endian(const uint8_t *at)
{
    uint32_t value = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    return value > INT32_MAX ? INT32_MAX : (int32_t)value;
}

/* A small file may claim a huge picture: its sides are read before memory is taken for it. */
static gi_status check_sides(gi_bytes png, const char *name, gi_error *err)
{
    for (size_t i = 0; i < 2; i++) {
        int32_t side = big_endian(png.data + 16 + 4 * i);
        if (side > GI_ART_SIDE) {
            return gi_fail_field(err, "file", GI_WHY_TOO_LONG, name, gi_num(side).text,
                                 gi_num(GI_ART_SIDE).text);
        }
    }
    return GI_OK;
}

static gi_status read_png(gi_art *art, gi_bytes bytes, const char *name, gi_error *err)
{
    gi_bytes left = bytes;
    GI_TRY(check_sides(bytes, name, err));
    art->png = cairo_image_surface_create_from_png_stream(take_bytes, &left);
    if (cairo_surface_status(art->png) != CAIRO_STATUS_SUCCESS) {
        return gi_fail_field(err, "file", GI_WHY_ART_FORMAT, name, "PNG");
    }
    art->size = (gi_art_size){ cairo_image_surface_get_width(art->png),
                               cairo_image_surface_get_height(art->png), false };
    return GI_OK;
}

static bool is_png(gi_bytes bytes)
{
    static const uint8_t head[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
    return bytes.size > 32 && memcmp(bytes.data, head, sizeof head) == 0;
}

static void art_auto(gi_art **art)
{
    gi_art_destroy(*art);
}

gi_status gi_art_parse(gi_bytes bytes, const char *name, bool vector, gi_art **out, gi_error *err)
{
    bool png = is_png(bytes);
    if (bytes.size > GI_ART_BYTES) {
        return gi_fail_field(err, "file", GI_WHY_TOO_LONG, name, gi_num((int64_t)bytes.size).text,
                             gi_num(GI_ART_BYTES).text);
    }
    if (png && vector) {
        return gi_fail_field(err, "file", GI_WHY_ART_FORMAT, name, "SVG");
    }
    __attribute__((cleanup(art_auto))) gi_art *art = calloc(1, sizeof *art);
    if (art == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, name);
    }
    GI_TRY(png ? read_png(art, bytes, name, err) : read_svg(art, bytes, name, err));
    *out = GI_TAKE(art);
    return GI_OK;
}

void gi_art_destroy(gi_art *art)
{
    if (art != NULL) {
        g_clear_object(&art->svg);
        cairo_surface_destroy(art->png);
        free(art);
    }
}

gi_status gi_art_open(const char *folder, const char *file, bool vector, gi_art **out,
                      gi_error *err)
{
    GI_AUTO_BUF path = GI_BUF(4096);
    GI_AUTO_BUF bytes = GI_BUF(GI_ART_BYTES + 1);
    gi_buf_add_format(&path, "%s/%s", folder, file);
    GI_TRY(gi_buf_status(&path, "file", err));
    /* Links are not followed: they could lead out of the folder. */
    const gi_file_rule rule = { .field = "file", .most = GI_ART_BYTES };
    GI_TRY(gi_file_read(gi_buf_text(&path), &rule, &bytes, err));
    return gi_art_parse(gi_buf_view(&bytes), gi_buf_text(&path), vector, out, err);
}

gi_art_size gi_art_size_of(const gi_art *art)
{
    return art->size;
}

/* ---- drawing ---- */

/* Luminance by Rec. 601; the paper was painted white, so nothing is transparent. */
static bool is_dark(uint32_t pixel)
{
    uint32_t sum = 299 * (pixel >> 16 & 0xFF) + 587 * (pixel >> 8 & 0xFF) + 114 * (pixel & 0xFF);
    return sum < 128000;
}

/* Every dark pixel becomes one dot: no grey is left for a printer to dither. */
static void put_dots(cairo_surface_t *from, cairo_t *cr, int32_t x, int32_t y)
{
    const uint8_t *row = cairo_image_surface_get_data(from);
    for (int32_t v = 0; v < cairo_image_surface_get_height(from); v++) {
        for (int32_t u = 0; u < cairo_image_surface_get_width(from); u++) {
            uint32_t pixel;
            memcpy(&pixel, row + 4 * (size_t)u, sizeof pixel);
            if (is_dark(pixel)) {
                cairo_rectangle(cr, x + u, y + v, 1, 1);
            }
        }
        row += cairo_image_surface_get_stride(from);
        cairo_fill(cr);
    }
}

/* A failed picture as the source makes the context fail as well. */
static void draw_ink(const gi_art *art, cairo_t *cr, cairo_rectangle_int_t at)
{
    cairo_surface_t *grey = cairo_image_surface_create(CAIRO_FORMAT_RGB24, at.width, at.height);
    cairo_t *brush = cairo_create(grey);
    cairo_set_source_rgb(brush, 1, 1, 1);
    cairo_paint(brush);
    (void)paint(art, brush, 0, 0, at.width, at.height); /* failures are looked for below */
    bool whole = cairo_status(brush) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(brush);
    cairo_surface_flush(grey);
    if (whole) {
        put_dots(grey, cr, at.x, at.y);
    } else {
        cairo_set_source_surface(cr, grey, 0, 0);
    }
    cairo_surface_destroy(grey);
}

void gi_art_draw(const gi_art *art, cairo_t *cr, cairo_rectangle_int_t box, bool ink)
{
    double scale = fmin(box.width / art->size.width, box.height / art->size.height);
    cairo_rectangle_int_t at = {
        .width = (int)fmax(1, floor(art->size.width * scale)),
        .height = (int)fmax(1, floor(art->size.height * scale)),
    };
    at.x = box.x + (box.width - at.width) / 2;
    at.y = box.y + (box.height - at.height) / 2;
    if (ink) {
        draw_ink(art, cr, at);
        return;
    }
    cairo_save(cr);
    (void)paint(art, cr, at.x, at.y, at.width, at.height); /* it was drawn once before */
    cairo_restore(cr);
}
