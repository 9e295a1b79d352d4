/*
 * conformity_out.c - a certificate of conformity as a picture or as a page (conformity_label.h).
 *
 * The same bytes for the same texts: no time of day inside.
 */
#include <cairo-pdf.h>
#include <stdlib.h>

#include "labels/backends/ink.h"
#include "labels/backends/png.h"
#include "labels/conformity.h"

#define POINTS_PER_DOT (72.0 / 300.0)
#define POINTS_PER_UM (72.0 / 25400.0)

#define PLAN __attribute__((cleanup(gi_paper_plan_clear))) gi_paper_plan

/* ---- picture ---- */

static gi_status write_png(cairo_surface_t *surface, gi_grid grid, gi_buf *out, gi_error *err)
{
    uint8_t *rows = calloc(1, gi_ink_size(surface) + 1);
    if (rows == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "bitmap");
    }
    gi_ink_rows(surface, rows);
    const gi_label_dots dots = {
        .width = cairo_image_surface_get_width(surface),
        .height = cairo_image_surface_get_height(surface),
        .stride = cairo_image_surface_get_stride(surface),
        .rows = rows,
    };
    gi_status status = gi_png_write(&dots, grid, out, err);
    free(rows);
    return status;
}

static gi_status draw_png(const gi_paper_plan *plan, cairo_surface_t *surface, gi_buf *out,
                          gi_error *err)
{
    cairo_t *cr = gi_ink_brush(surface);
    gi_status status = gi_paper_plan_draw(plan, cr, err);
    gi_status drawn = gi_ink_finish(cr, status == GI_OK ? err : NULL);
    status = status != GI_OK ? status : drawn;
    return status == GI_OK ? write_png(surface, plan->face.device.grid, out, err) : status;
}

gi_status gi_conformity_png(const gi_conformity_label *label, gi_conformity_form form,
                            const char *digits, int dpi, gi_buf *out, gi_error *err)
{
    PLAN plan = { .template = NULL };
    gi_device device = { .crisp = true };
    GI_TRY(gi_ink_grid(dpi, &device.grid, err));
    GI_TRY(gi_paper_plan_init(&plan, form, device, label, digits, err));
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_A1, gi_um_to_dots(plan.template->width, device.grid).value,
        gi_um_to_dots(plan.template->height, device.grid).value);
    gi_status status = draw_png(&plan, surface, out, err);
    cairo_surface_destroy(surface);
    return status;
}

/* ---- page ---- */

/* Where the bytes go, and what was said of them. */
typedef struct page {
    gi_label_sink sink;
    gi_status sunk;
    gi_error err;
} page;

static cairo_status_t pass_on(void *context, const unsigned char *data, unsigned int size)
{
    page *out = context;
    if (out->sunk == GI_OK) {
        out->sunk = out->sink.write(out->sink.context, (gi_bytes){ data, size }, &out->err);
    }
    return out->sunk == GI_OK ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void describe(cairo_surface_t *surface, const gi_conformity_label *label)
{
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, label->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, label->product);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "gitrace");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

static gi_status draw_page(const gi_paper_plan *plan, cairo_surface_t *surface, gi_error *err)
{
    cairo_t *cr = cairo_create(surface);
    cairo_scale(cr, POINTS_PER_DOT, POINTS_PER_DOT);
    gi_status status = gi_paper_plan_draw(plan, cr, err);
    cairo_show_page(cr);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    return status;
}

static gi_status judge(const page *out, cairo_surface_t *surface, gi_error *err)
{
    cairo_status_t status = cairo_surface_status(surface);
    if (out->sunk != GI_OK && err != NULL) {
        *err = out->err;
    }
    if (out->sunk != GI_OK) {
        return out->sunk;
    }
    return status == CAIRO_STATUS_SUCCESS
               ? GI_OK
               : gi_fail(err, GI_WHY_DRAWING, cairo_status_to_string(status));
}

gi_status gi_conformity_pdf(const gi_conformity_label *label, gi_conformity_form form,
                            const char *digits, gi_label_sink sink, gi_error *err)
{
    PLAN plan = { .template = NULL };
    page out = { .sink = sink };
    gi_device paper = { .grid = { 3000 }, .crisp = false };
    GI_TRY(gi_paper_plan_init(&plan, form, paper, label, digits, err));
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        pass_on, &out, plan.template->width.value * POINTS_PER_UM,
        plan.template->height.value * POINTS_PER_UM);
    describe(surface, label);
    gi_status status = draw_page(&plan, surface, err);
    status = status == GI_OK ? judge(&out, surface, err) : status;
    cairo_surface_destroy(surface);
    return status;
}
