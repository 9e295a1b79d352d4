/*
 * ink.c - one bit per dot: resolutions, contexts, and rows in the order of printers (ink.h).
 */
#include "labels/backends/ink.h"

#include <glib.h>
#include <string.h>

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

/* The bits of each of eight bytes turned round. */
static uint64_t reversed(uint64_t b)
{
    b = (b & 0xF0F0F0F0F0F0F0F0U) >> 4 | (b & 0x0F0F0F0F0F0F0F0FU) << 4;
    b = (b & 0xCCCCCCCCCCCCCCCCU) >> 2 | (b & 0x3333333333333333U) << 2;
    return (b & 0xAAAAAAAAAAAAAAAAU) >> 1 | (b & 0x5555555555555555U) << 1;
}

/* cairo keeps 1-bit rows in the order of the machine; printers want the highest bit first. */
static uint64_t in_order(uint64_t bytes)
{
    return G_BYTE_ORDER == G_LITTLE_ENDIAN ? reversed(bytes) : bytes;
}

void gi_ink_rows(cairo_surface_t *surface, uint8_t *rows)
{
    const uint8_t *from = cairo_image_surface_get_data(surface);
    size_t size = gi_ink_size(surface);
    uint64_t word = 0;
    size_t i = 0;
    for (; i + sizeof word <= size; i += sizeof word) {
        memcpy(&word, from + i, sizeof word);
        word = in_order(word);
        memcpy(rows + i, &word, sizeof word);
    }
    if (i < size) {
        memcpy(&word, from + i, size - i);
        word = in_order(word);
        memcpy(rows + i, &word, size - i);
    }
}
