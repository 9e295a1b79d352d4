/*
 * conformity_out.c - a certificate of conformity as a picture or as a page (conformity_label.h).
 *
 * The same bytes for the same texts: no time of day inside.
 */
#include "labels/conformity.h"

#include "labels/template.h"

static gi_status open_form(const gi_conformity_label *paper, gi_conformity_form form,
                           gi_template **layout, gi_label *label, gi_error *err)
{
    GI_TRY(gi_conformity_fill(paper, label, err));
    return gi_template_open(gi_conformity_template(form), layout, err);
}

gi_status gi_conformity_png(const gi_conformity_label *label, gi_conformity_form form,
                            const char *digits, int dpi, gi_buf *out, gi_error *err)
{
    gi_label filled;
    GI_AUTO(gi_template) layout = NULL;
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    GI_TRY(open_form(label, form, &layout, &filled, err));
    GI_TRY(gi_label_bitmap_create(layout, &filled, dpi, &bitmap, err));
    GI_TRY(gi_label_bitmap_draw(bitmap, &(gi_label_unit){ .digits = digits }, err));
    return gi_label_bitmap_png(bitmap, out, err);
}

gi_status gi_conformity_pdf(const gi_conformity_label *label, gi_conformity_form form,
                            const char *digits, gi_label_sink sink, gi_error *err)
{
    gi_label filled;
    GI_AUTO(gi_template) layout = NULL;
    GI_TRY(open_form(label, form, &layout, &filled, err));
    const int32_t w = layout->width.value;
    const int32_t h = layout->height.value;
    const gi_label_sheet page = {
        .name = "page",
        .page_width = w,
        .page_height = h,
        .columns = 1,
        .rows = 1,
        .cell_width = w,
        .cell_height = h,
        .pitch_x = w,
        .pitch_y = h,
    };
    const gi_label_paper paper = { .sheet = &page, .start_cell = 1 };
    GI_AUTO(gi_label_pdf) pdf = NULL;
    GI_TRY(gi_label_pdf_create(layout, &filled, &paper, sink, &pdf, err));
    GI_TRY(gi_label_pdf_add(pdf, &(gi_label_unit){ .digits = digits }, err));
    return gi_label_pdf_finish(pdf, err);
}
