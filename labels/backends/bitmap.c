/*
 * bitmap.c - a label as dots: the shared part is drawn once and copied under each unit.
 *
 * The surface has one bit per dot, 1 = ink; there is no grey to begin with.
 */
#include <stdlib.h>
#include <string.h>

#include "labels/backends/png.h"
#include "labels/plan.h"

struct gi_label_bitmap {
    gi_plan plan;
    cairo_surface_t *shared; /* what all labels of the run show */
    cairo_surface_t *label;  /* the last label drawn */
    uint8_t *rows;           /* the same, highest bit first */
};

static const struct dpi_row {
    int dpi;
    gi_grid grid;
} resolutions[] = {
    { 203, { 2032 } },
    { 300, { 3000 } },
    { 600, { 6000 } },
};

static gi_status grid_of(int dpi, gi_grid *out, gi_error *err)
{
    for (size_t i = 0; i < sizeof resolutions / sizeof resolutions[0]; i++) {
        if (resolutions[i].dpi == dpi) {
            *out = resolutions[i].grid;
            return GI_OK;
        }
    }
    return gi_fail_field(err, "dpi", GI_WHY_UNKNOWN_DPI, gi_num(dpi).text, "203, 300, 600");
}

static cairo_surface_t *surface_of(const gi_plan *plan)
{
    gi_grid grid = plan->face.device.grid;
    return cairo_image_surface_create(CAIRO_FORMAT_A1,
                                      gi_um_to_dots(plan->template->width, grid).value,
                                      gi_um_to_dots(plan->template->height, grid).value);
}

static size_t size_of(cairo_surface_t *surface)
{
    return (size_t)cairo_image_surface_get_stride(surface) *
           (size_t)cairo_image_surface_get_height(surface);
}

static cairo_t *brush_on(cairo_surface_t *surface)
{
    cairo_t *cr = cairo_create(surface);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_NONE);
    return cr;
}

static gi_status finish(cairo_t *cr, gi_error *err)
{
    cairo_status_t status = cairo_status(cr);
    cairo_surface_flush(cairo_get_target(cr));
    cairo_destroy(cr);
    if (status != CAIRO_STATUS_SUCCESS) {
        return gi_fail(err, GI_WHY_DRAWING, cairo_status_to_string(status));
    }
    return GI_OK;
}

static gi_status prepare(gi_label_bitmap *bitmap, gi_error *err)
{
    bitmap->shared = surface_of(&bitmap->plan);
    bitmap->label = surface_of(&bitmap->plan);
    bitmap->rows = calloc(1, size_of(bitmap->label) + 1);
    if (bitmap->rows == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "bitmap");
    }
    cairo_t *cr = brush_on(bitmap->shared);
    gi_plan_draw_shared(&bitmap->plan, cr, (gi_point){ { 0 }, { 0 } });
    return finish(cr, err);
}

gi_status gi_label_bitmap_create(const gi_label *label, int dpi, gi_label_bitmap **out,
                                 gi_error *err)
{
    gi_device device = { .crisp = true };
    GI_TRY(grid_of(dpi, &device.grid, err));
    GI_AUTO(gi_label_bitmap) bitmap = calloc(1, sizeof *bitmap);
    if (bitmap == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "bitmap");
    }
    GI_TRY(gi_plan_init(&bitmap->plan, &gi_template_50x30, device, label, err));
    GI_TRY(prepare(bitmap, err));
    *out = GI_TAKE(bitmap);
    return GI_OK;
}

void gi_label_bitmap_destroy(gi_label_bitmap *bitmap)
{
    if (bitmap == NULL) {
        return;
    }
    gi_plan_clear(&bitmap->plan);
    cairo_surface_destroy(bitmap->shared);
    cairo_surface_destroy(bitmap->label);
    free(bitmap->rows);
    free(bitmap);
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
static void copy_rows(gi_label_bitmap *bitmap)
{
    const uint8_t *from = cairo_image_surface_get_data(bitmap->label);
    size_t size = size_of(bitmap->label);
    for (size_t i = 0; i < size; i++) {
        bitmap->rows[i] = G_BYTE_ORDER == G_LITTLE_ENDIAN ? reversed(from[i]) : from[i];
    }
}

gi_status gi_label_bitmap_draw(gi_label_bitmap *bitmap, const gi_label_unit *unit, gi_error *err)
{
    cairo_surface_flush(bitmap->label);
    memcpy(cairo_image_surface_get_data(bitmap->label),
           cairo_image_surface_get_data(bitmap->shared), size_of(bitmap->label));
    cairo_surface_mark_dirty(bitmap->label);
    cairo_t *cr = brush_on(bitmap->label);
    gi_status status = gi_plan_draw_unit(&bitmap->plan, cr, (gi_point){ { 0 }, { 0 } }, unit, err);
    gi_status drawn = finish(cr, status == GI_OK ? err : NULL);
    copy_rows(bitmap);
    return status != GI_OK ? status : drawn;
}

gi_label_dots gi_label_bitmap_dots(const gi_label_bitmap *bitmap)
{
    return (gi_label_dots){
        .width = cairo_image_surface_get_width(bitmap->label),
        .height = cairo_image_surface_get_height(bitmap->label),
        .stride = cairo_image_surface_get_stride(bitmap->label),
        .rows = bitmap->rows,
    };
}

gi_status gi_label_bitmap_png(const gi_label_bitmap *bitmap, gi_buf *out, gi_error *err)
{
    gi_label_dots dots = gi_label_bitmap_dots(bitmap);
    return gi_png_write(&dots, bitmap->plan.face.device.grid, out, err);
}
