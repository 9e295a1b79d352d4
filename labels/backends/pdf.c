/*
 * pdf.c - a run of labels as a document, page after page (gi/paper.h).
 *
 * A page is drawn in three layers: what differs, as it comes; then, when the page is done, its
 * codes in one mask and what all labels share. The shared layer of a full page is drawn once per
 * run and laid on every such page, so the document holds it once. Labels stand at whole dots, and
 * where their cells leave room, whole modules apart, so that their codes fit into one mask.
 */
#include <stdlib.h>

#include "labels/backends/document.h"
#include "labels/backends/foot.h"
#include "labels/backends/page_codes.h"
#include "labels/plan.h"
#include "labels/sheet.h"

struct gi_label_pdf {
    gi_plan plan;
    gi_cells cells;
    gi_page_codes codes;
    gi_document document;
    PangoLayout *foot;     /* NULL: no room for it */
    cairo_surface_t *full; /* the shared layer of a full page, once it was needed */
    int32_t module;        /* dots of a module, 0 = no codes */
    int32_t first, cell;   /* of this page: its first cell, and the next free one, 0-based */
};

static int32_t page_dots(int32_t um)
{
    return gi_um_to_dots((gi_um){ um }, GI_PAPER_GRID).value;
}

/* Learns the size of modules from a label that is drawn on nothing. */
typedef struct probe {
    gi_qr_tray tray;
    int32_t module;
} probe;

static bool note_module(gi_qr_tray *tray, const gi_qr *qr, const gi_qr_place *place)
{
    probe *asked = (probe *)tray;
    (void)qr;
    asked->module = asked->module == 0 ? place->module : asked->module;
    return true;
}

static gi_status find_module(gi_plan *plan, int32_t *module, gi_error *err)
{
    probe asked = { .tray = { note_module } };
    const gi_label_unit unit = gi_label_sample_unit(plan->template);
    cairo_surface_t *nothing = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *cr = cairo_create(nothing);
    plan->tray = &asked.tray;
    gi_status status = gi_plan_draw_unit(plan, cr, (gi_point){ { 0 }, { 0 } }, &unit, err);
    plan->tray = NULL;
    cairo_destroy(cr);
    cairo_surface_destroy(nothing);
    *module = asked.module;
    return status;
}

static gi_status begin(gi_label_pdf *pdf, const gi_template *layout, const gi_label *label,
                       gi_label_sink sink, gi_error *err)
{
    const gi_label_sheet *sheet = &pdf->cells.sheet;
    gi_device device = { .grid = GI_PAPER_GRID, .crisp = false };
    GI_TRY(gi_plan_init(&pdf->plan, layout, device, label, err));
    GI_TRY(find_module(&pdf->plan, &pdf->module, err));
    pdf->codes = gi_page_codes_of(page_dots(sheet->page_width), page_dots(sheet->page_height));
    pdf->plan.tray = &pdf->codes.tray;
    pdf->foot = gi_foot_of(&pdf->cells, &pdf->plan.face);
    return gi_document_open(&pdf->document, sheet->page_width, sheet->page_height,
                            gi_label_get(label, "batch"), gi_label_get(label, "product_zh"), sink,
                            err);
}

gi_status gi_label_pdf_create(const gi_template *layout, const gi_label *label,
                              const gi_label_paper *paper, gi_label_sink sink, gi_label_pdf **out,
                              gi_error *err)
{
    GI_AUTO(gi_label_pdf) pdf = calloc(1, sizeof *pdf);
    if (pdf == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "PDF");
    }
    GI_TRY(gi_cells_init(&pdf->cells, paper, layout, err));
    pdf->first = pdf->cell = paper->start_cell - 1;
    GI_TRY(begin(pdf, layout, label, sink, err));
    *out = GI_TAKE(pdf);
    return GI_OK;
}

void gi_label_pdf_destroy(gi_label_pdf *pdf)
{
    if (pdf == NULL) {
        return;
    }
    gi_document_clear(&pdf->document);
    gi_page_codes_clear(&pdf->codes);
    cairo_surface_destroy(pdf->full);
    g_clear_object(&pdf->foot);
    gi_plan_clear(&pdf->plan);
    free(pdf);
}

/* Moves a distance to the nearest whole number of modules, if that is within the room. */
static int32_t snapped(int32_t distance, int32_t module, int32_t room)
{
    if (module == 0) {
        return distance;
    }
    int32_t half = distance < 0 ? -module / 2 : module / 2;
    int32_t whole = (distance + half) / module * module;
    int32_t off = whole > distance ? whole - distance : distance - whole;
    return off <= room ? whole : distance;
}

/* The corner of a label, in dots. */
typedef struct corner {
    int32_t x, y;
} corner;

static corner corner_of(const gi_label_pdf *pdf, int32_t cell)
{
    const gi_cells *cells = &pdf->cells;
    gi_point first = gi_cell_label(cells, 0);
    gi_point at = gi_cell_label(cells, cell);
    corner origin = { page_dots(first.x.value), page_dots(first.y.value) };
    return (corner){
        origin.x +
            snapped(page_dots(at.x.value) - origin.x, pdf->module, page_dots(cells->inset_x)),
        origin.y +
            snapped(page_dots(at.y.value) - origin.y, pdf->module, page_dots(cells->inset_y)),
    };
}

static bool has_pictures(const gi_template *layout)
{
    bool found = false;
    for (size_t i = 0; i < layout->count; i++) {
        found = found || layout->shapes[i].art != NULL;
    }
    return found;
}

/* With a drawing of its own for each label: cairo names a picture once for each time that it is
 * used, and a page may hold a name only once. Larger, so only for labels with pictures. */
static void lay_label(const gi_label_pdf *pdf, cairo_t *cr, corner at)
{
    const gi_template *layout = pdf->plan.template;
    const cairo_rectangle_t box = { 0, 0, page_dots(layout->width.value) + 1,
                                    page_dots(layout->height.value) + 1 };
    cairo_surface_t *label = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &box);
    cairo_t *on = cairo_create(label);
    gi_plan_draw_shared(&pdf->plan, on, (gi_point){ { 0 }, { 0 } });
    cairo_destroy(on);
    cairo_set_source_surface(cr, label, at.x, at.y);
    cairo_paint(cr);
    cairo_surface_destroy(label);
}

static void draw_label(const gi_label_pdf *pdf, cairo_t *cr, corner at)
{
    cairo_save(cr);
    cairo_translate(cr, at.x, at.y);
    gi_plan_draw_shared(&pdf->plan, cr, (gi_point){ { 0 }, { 0 } });
    cairo_restore(cr);
}

static void draw_shared(const gi_label_pdf *pdf, cairo_t *cr)
{
    bool pictures = has_pictures(pdf->plan.template);
    for (int32_t cell = pdf->first; cell < pdf->cell; cell++) {
        corner at = corner_of(pdf, cell);
        if (pictures) {
            lay_label(pdf, cr, at);
        } else {
            draw_label(pdf, cr, at);
        }
    }
    gi_foot_draw(&pdf->cells, pdf->foot, cr);
}

/* Laid on once a page: cairo names it in the page once for each time that it is laid. */
static void lay_full_page(gi_label_pdf *pdf)
{
    if (pdf->full == NULL) {
        const cairo_rectangle_t page = { 0, 0, pdf->codes.width, pdf->codes.height };
        pdf->full = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &page);
        cairo_t *cr = cairo_create(pdf->full);
        draw_shared(pdf, cr);
        cairo_destroy(cr);
    }
    cairo_set_source_surface(pdf->document.cr, pdf->full, 0, 0);
    cairo_paint(pdf->document.cr);
}

static void show_page(gi_label_pdf *pdf)
{
    cairo_t *cr = pdf->document.cr;
    gi_page_codes_draw(&pdf->codes, cr);
    if (pdf->first == 0 && pdf->cell == pdf->cells.count) {
        lay_full_page(pdf);
    } else {
        draw_shared(pdf, cr);
    }
    cairo_show_page(cr);
    pdf->first = pdf->cell = 0;
}

gi_status gi_label_pdf_add(gi_label_pdf *pdf, const gi_label_unit *unit, gi_error *err)
{
    cairo_t *cr = pdf->document.cr;
    corner at = corner_of(pdf, pdf->cell);
    pdf->codes.label_x = at.x;
    pdf->codes.label_y = at.y;
    cairo_save(cr);
    cairo_translate(cr, at.x, at.y);
    gi_status status = gi_plan_draw_unit(&pdf->plan, cr, (gi_point){ { 0 }, { 0 } }, unit, err);
    cairo_restore(cr);
    GI_TRY(status);
    if (++pdf->cell == pdf->cells.count) {
        show_page(pdf);
    }
    return gi_document_check(&pdf->document, err);
}

gi_status gi_label_pdf_finish(gi_label_pdf *pdf, gi_error *err)
{
    if (pdf->cell > pdf->first) {
        show_page(pdf);
    }
    return gi_document_finish(&pdf->document, err);
}
