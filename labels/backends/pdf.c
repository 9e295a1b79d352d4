/*
 * pdf.c - a run of labels as a document, page after page (gi/label.h).
 *
 * The unit of the page is 1/300 inch, so modules are whole dots on a 300 or 600 dpi printer.
 * What the sink refuses is remembered and handed to the next caller.
 */
#include <cairo-pdf.h>
#include <stdlib.h>

#include "labels/plan.h"

#define POINTS_PER_DOT (72.0 / 300.0)
#define POINTS_PER_UM (72.0 / 25400.0)

struct gi_label_pdf {
    gi_plan plan;
    const gi_label_sheet *sheet;
    int32_t cell;   /* the next free cell of the page, 0-based */
    bool page_used; /* the page holds a label, so it must be shown */
    gi_label_sink sink;
    gi_status sunk; /* what the sink last said */
    gi_error sink_error;
    cairo_surface_t *surface;
    cairo_t *cr;
};

static cairo_status_t pass_on(void *context, const unsigned char *data, unsigned int size)
{
    gi_label_pdf *pdf = context;
    if (pdf->sunk == GI_OK) {
        pdf->sunk = pdf->sink.write(pdf->sink.context, (gi_bytes){ data, size }, &pdf->sink_error);
    }
    return pdf->sunk == GI_OK ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static gi_status check(const gi_label_pdf *pdf, cairo_status_t status, gi_error *err)
{
    if (pdf->sunk != GI_OK) {
        if (err != NULL) {
            *err = pdf->sink_error;
        }
        return pdf->sunk;
    }
    if (status != CAIRO_STATUS_SUCCESS) {
        return gi_fail(err, GI_WHY_DRAWING, cairo_status_to_string(status));
    }
    return GI_OK;
}

static void describe(cairo_surface_t *surface, const gi_label *label)
{
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, gi_label_get(label, "batch"));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT,
                                   gi_label_get(label, "product_zh"));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "gitrace");
    /* The same run gives the same bytes: no time of day inside. */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

static gi_status open_document(gi_label_pdf *pdf, const gi_label *label, gi_error *err)
{
    pdf->surface =
        cairo_pdf_surface_create_for_stream(pass_on, pdf, pdf->sheet->page_width * POINTS_PER_UM,
                                            pdf->sheet->page_height * POINTS_PER_UM);
    describe(pdf->surface, label);
    pdf->cr = cairo_create(pdf->surface);
    cairo_scale(pdf->cr, POINTS_PER_DOT, POINTS_PER_DOT);
    return check(pdf, cairo_status(pdf->cr), err);
}

gi_status gi_label_pdf_create(const gi_template *layout, const gi_label *label,
                              const gi_label_sheet *sheet, int32_t start_cell, gi_label_sink sink,
                              gi_label_pdf **out, gi_error *err)
{
    int32_t cells = sheet->columns * sheet->rows;
    if (start_cell < 1 || start_cell > cells) {
        return gi_fail_field(err, "start_cell", GI_WHY_BAD_COUNT, gi_num(start_cell).text,
                             gi_num(cells).text);
    }
    GI_AUTO(gi_label_pdf) pdf = calloc(1, sizeof *pdf);
    if (pdf == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "PDF");
    }
    pdf->sheet = sheet;
    pdf->cell = start_cell - 1;
    pdf->sink = sink;
    gi_device paper = { .grid = { 3000 }, .crisp = false };
    GI_TRY(gi_plan_init(&pdf->plan, layout, paper, label, err));
    GI_TRY(open_document(pdf, label, err));
    *out = GI_TAKE(pdf);
    return GI_OK;
}

/* An abandoned document must not write any more: its sink may be gone. */
void gi_label_pdf_destroy(gi_label_pdf *pdf)
{
    if (pdf == NULL) {
        return;
    }
    pdf->sunk = pdf->sunk == GI_OK ? GI_IO : pdf->sunk;
    cairo_destroy(pdf->cr);
    cairo_surface_destroy(pdf->surface);
    gi_plan_clear(&pdf->plan);
    free(pdf);
}

/* The label stands in the middle of its cell; every cell is measured from the sheet's corner. */
static gi_point origin_of(const gi_label_pdf *pdf)
{
    const gi_label_sheet *sheet = pdf->sheet;
    int32_t column = pdf->cell % sheet->columns;
    int32_t row = pdf->cell / sheet->columns;
    int32_t spare_x = sheet->cell_width - pdf->plan.template->width.value;
    int32_t spare_y = sheet->cell_height - pdf->plan.template->height.value;
    return (gi_point){
        .x = { sheet->left + column * sheet->pitch_x + spare_x / 2 },
        .y = { sheet->top + row * sheet->pitch_y + spare_y / 2 },
    };
}

static void show_page(gi_label_pdf *pdf)
{
    cairo_show_page(pdf->cr);
    pdf->page_used = false;
    pdf->cell = 0;
}

gi_status gi_label_pdf_add(gi_label_pdf *pdf, const gi_label_unit *unit, gi_error *err)
{
    gi_point origin = origin_of(pdf);
    GI_TRY(gi_plan_draw_unit(&pdf->plan, pdf->cr, origin, unit, err));
    gi_plan_draw_shared(&pdf->plan, pdf->cr, origin);
    pdf->page_used = true;
    if (++pdf->cell == pdf->sheet->columns * pdf->sheet->rows) {
        show_page(pdf);
    }
    return check(pdf, cairo_status(pdf->cr), err);
}

gi_status gi_label_pdf_finish(gi_label_pdf *pdf, gi_error *err)
{
    if (pdf->page_used) {
        show_page(pdf);
    }
    cairo_surface_finish(pdf->surface);
    return check(pdf, cairo_surface_status(pdf->surface), err);
}
