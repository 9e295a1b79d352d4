/*
 * svg.c - one label as a vector picture (gi/paper.h).
 *
 * cairo writes what all devices share; head and codes are ours. The unit is a dot of 203 dpi, an
 * eighth of a millimetre: edges of modules are whole numbers, and the picture shows what a label
 * printer prints. Texts are outlines: a browser has no say in the typeface.
 */
#include <cairo-svg.h>
#include <string.h>

#include "gi/paper.h"
#include "labels/plan.h"

#define DOTS ((gi_grid){ 2032 })
#define BYTES_MAX (4 << 20)

/* Collects codes as a path: gi_qr_tray first, so that the tray is the path. */
typedef struct code_path {
    gi_qr_tray tray;
    gi_buf path;
} code_path;

static void add_run(gi_buf *path, int32_t x, int32_t y, int32_t width, int32_t height)
{
    gi_buf_add_format(path, "M%d %dh%dv%dh-%dz", (int)x, (int)y, (int)width, (int)height,
                      (int)width);
}

static bool take(gi_qr_tray *tray, const gi_qr *qr, const gi_qr_place *place)
{
    gi_buf *path = &((code_path *)tray)->path;
    int32_t module = place->module;
    for (int32_t y = 0; y < qr->side; y++) {
        for (int32_t x = 0, end = 0; x < qr->side; x = end + 1) {
            for (end = x; end < qr->side && gi_qr_is_dark(qr, end, y); end++) {
            }
            if (end > x) {
                add_run(path, place->x + x * module, place->y + y * module, (end - x) * module,
                        module);
            }
        }
    }
    return true;
}

static cairo_status_t collect(void *context, const unsigned char *data, unsigned int size)
{
    gi_buf *out = context;
    gi_buf_add(out, (gi_bytes){ data, size });
    return out->failed == GI_OK ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

static gi_status draw(const gi_plan *plan, const gi_label_unit *unit, gi_buf *picture,
                      gi_error *err)
{
    const gi_point corner = { { 0 }, { 0 } };
    cairo_surface_t *surface = cairo_svg_surface_create_for_stream(
        collect, picture, gi_um_to_dots(plan->template->width, DOTS).value,
        gi_um_to_dots(plan->template->height, DOTS).value);
    cairo_t *cr = cairo_create(surface);
    gi_plan_draw_shared(plan, cr, corner);
    gi_status status = gi_plan_draw_unit(plan, cr, corner, unit, err);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    cairo_status_t drawn = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == GI_OK && drawn != CAIRO_STATUS_SUCCESS) {
        return gi_fail(err, GI_WHY_DRAWING, cairo_status_to_string(drawn));
    }
    return status;
}

static void add_head(gi_buf *out, const gi_template *layout)
{
    int width = gi_um_to_dots(layout->width, DOTS).value;
    int height = gi_um_to_dots(layout->height, DOTS).value;
    gi_buf_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                         "xmlns:xlink=\"http://www.w3.org/1999/xlink\" ");
    gi_buf_add_format(out, "width=\"%gmm\" height=\"%gmm\" viewBox=\"0 0 %d %d\">\n",
                      layout->width.value / 1000.0, layout->height.value / 1000.0, width, height);
    gi_buf_add_format(out, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, height);
}

/* cairo's elements without its head, and without the name of its group: that is a counter of the
 * whole process, and the same label must give the same bytes. */
static void add_elements(gi_buf *out, const char *picture)
{
    static const char group[] = "<g id=\"surface";
    const char *head = strstr(picture, "<svg");
    const char *start = head == NULL ? NULL : strchr(head, '\n');
    const char *end = start == NULL ? NULL : strstr(start, "</svg>");
    const char *name = start == NULL ? NULL : strstr(start, group);
    if (end == NULL || name == NULL) {
        return;
    }
    gi_buf_add(out, (gi_bytes){ (const uint8_t *)start + 1, (size_t)(name - start - 1) });
    gi_buf_add_text(out, "<g>");
    const char *rest = strchr(name, '\n');
    gi_buf_add(out, (gi_bytes){ (const uint8_t *)rest, (size_t)(end - rest) });
}

static gi_status put_together(const gi_template *layout, gi_buf *picture, const gi_buf *codes,
                              gi_buf *out, gi_error *err)
{
    GI_TRY(gi_buf_status(picture, "SVG", err));
    GI_TRY(gi_buf_status(codes, "SVG", err));
    add_head(out, layout);
    add_elements(out, gi_buf_text(picture));
    if (codes->size > 0) {
        gi_buf_add_text(out, "<path shape-rendering=\"crispEdges\" d=\"");
        gi_buf_add(out, gi_buf_view(codes));
        gi_buf_add_text(out, "\"/>\n");
    }
    gi_buf_add_text(out, "</svg>\n");
    return gi_buf_status(out, "SVG", err);
}

gi_status gi_label_svg(const gi_template *layout, const gi_label *label, const gi_label_unit *unit,
                       gi_buf *out, gi_error *err)
{
    gi_plan plan;
    const gi_device device = { .grid = DOTS, .crisp = false };
    GI_AUTO_BUF picture = GI_BUF(BYTES_MAX);
    code_path codes = { .tray = { take }, .path = GI_BUF(BYTES_MAX) };
    GI_TRY(gi_plan_init(&plan, layout, device, label, err));
    plan.tray = &codes.tray;
    gi_status status = draw(&plan, unit, &picture, err);
    if (status == GI_OK) {
        status = put_together(layout, &picture, &codes.path, out, err);
    }
    gi_buf_clear(&codes.path);
    gi_plan_clear(&plan);
    return status;
}
