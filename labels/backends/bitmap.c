/*
 * bitmap.c - a label as dots: the shared part is drawn once and copied under each unit.
 *
 * The surface has one bit per dot, 1 = ink; there is no grey to begin with.
 */
#include <stdlib.h>
#include <string.h>

#include "labels/backends/ink.h"
#include "labels/backends/png.h"
#include "labels/plan.h"

struct gi_label_bitmap {
    gi_plan plan;
    cairo_surface_t *shared; /* what all labels of the run show */
    cairo_surface_t *label;  /* the last label drawn */
    uint8_t *rows;           /* the same, highest bit first */
};

static cairo_surface_t *surface_of(const gi_plan *plan)
{
    gi_grid grid = plan->face.device.grid;
    return cairo_image_surface_create(CAIRO_FORMAT_A1,
                                      gi_um_to_dots(plan->template->width, grid).value,
                                      gi_um_to_dots(plan->template->height, grid).value);
}

static gi_status prepare(gi_label_bitmap *bitmap, gi_error *err)
{
    bitmap->shared = surface_of(&bitmap->plan);
    bitmap->label = surface_of(&bitmap->plan);
    bitmap->rows = calloc(1, gi_ink_size(bitmap->label) + 1);
    if (bitmap->rows == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "bitmap");
    }
    cairo_t *cr = gi_ink_brush(bitmap->shared);
    gi_plan_draw_shared(&bitmap->plan, cr, (gi_point){ { 0 }, { 0 } });
    return gi_ink_finish(cr, err);
}

gi_status gi_label_bitmap_create(const gi_template *layout, const gi_label *label, int dpi,
                                 gi_label_bitmap **out, gi_error *err)
{
    gi_device device = { .crisp = true };
    GI_TRY(gi_ink_grid(dpi, &device.grid, err));
    GI_AUTO(gi_label_bitmap) bitmap = calloc(1, sizeof *bitmap);
    if (bitmap == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "bitmap");
    }
    GI_TRY(gi_plan_init(&bitmap->plan, layout, device, label, err));
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

gi_status gi_label_bitmap_draw(gi_label_bitmap *bitmap, const gi_label_unit *unit, gi_error *err)
{
    cairo_surface_flush(bitmap->label);
    memcpy(cairo_image_surface_get_data(bitmap->label),
           cairo_image_surface_get_data(bitmap->shared), gi_ink_size(bitmap->label));
    cairo_surface_mark_dirty(bitmap->label);
    cairo_t *cr = gi_ink_brush(bitmap->label);
    gi_status status = gi_plan_draw_unit(&bitmap->plan, cr, (gi_point){ { 0 }, { 0 } }, unit, err);
    gi_status drawn = gi_ink_finish(cr, status == GI_OK ? err : NULL);
    gi_ink_rows(bitmap->label, bitmap->rows);
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
