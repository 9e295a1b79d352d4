/*
 * ink.c - one bit per dot: resolutions, contexts, and rows in the order of printers (ink.h).
 */
#include "labels/backends/ink.h"

#include <glib.h>

static const struct dpi_row {
    int dpi;
    gi_grid grid;
} resolutions[] = {
    { 203, { 2032 } },
    { 300, { 3000 } },
    { 600, { 6000 } },
};

gi_status gi_ink_grid(int dpi, gi_grid *out, gi_error *err)
{
    for (size_t i = 0; i < sizeof resolutions / sizeof resolutions[0]; i++) {
        if (resolutions[i].dpi == dpi) {
            *out = resolutions[i].grid;
            return GI_OK;
        }
    }
    return gi_fail_field(err, "dpi", GI_WHY_UNKNOWN_DPI, gi_num(dpi).text, "203, 300, 600");
}

size_t gi_ink_size(cairo_surface_t *surface)
{
    return (size_t)cairo_image_surface_get_stride(surface) *
           (size_t)cairo_image_surface_get_height(surface);
}

cairo_t *gi_ink_brush(cairo_surface_t *surface)
{
    cairo_t *cr = cairo_create(surface);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
    return cr;
}

gi_status gi_ink_finish(cairo_t *cr, gi_error *err)
{
    cairo_status_t status = cairo_status(cr);
    cairo_surface_flush(cairo_get_target(cr));
    cairo_destroy(cr);
    if (status != CAIRO_STATUS_SUCCESS) {
        return gi_fail(err, GI_WHY_DRAWING, cairo_status_to_string(status));
    }
    return GI_OK;
}

static uint8_t reversed(uint8_t byte)
{
    unsigned b = byte;
    b = (b & 0xF0U) >> 4 | (b & 0x0FU) << 4;
    b = (b & 0xCCU) >> 2 | (b & 0x33U) << 2;
    b = (b & 0xAAU) >> 1 | (b & 0x55U) << 1;
    return (uint8_t)b;
}

/* cairo keeps 1-bit rows in the order of the machine; printers want the highest bit first. */
void gi_ink_rows(cairo_surface_t *surface, uint8_t *rows)
{
    const uint8_t *from = cairo_image_surface_get_data(surface);
    size_t size = gi_ink_size(surface);
    for (size_t i = 0; i < size; i++) {
        rows[i] = G_BYTE_ORDER == G_LITTLE_ENDIAN ? reversed(from[i]) : from[i];
    }
}
