/*
 * foot.c - one line between the last row and what printers cannot reach (foot.h).
 */
#include "labels/backends/foot.h"

#include "labels/backends/document.h"
#include "labels/backends/words.h"

#define ROOM 8000 /* um below the last row: gap, line, and 4.5 mm that printers leave white */
#define GAP 1000
#define HEIGHT 2300

static const char line[] =
    "打印时请选“实际大小”（100 %），不要缩放  ·  print at actual size (100 %), never fit to page";

/* Where the last row ends. */
static int32_t end_of_labels(const gi_label_sheet *sheet)
{
    return sheet->top + (sheet->rows - 1) * sheet->pitch_y + sheet->cell_height;
}

PangoLayout *gi_foot_of(const gi_cells *cells, const gi_face *face)
{
    const gi_label_sheet *sheet = &cells->sheet;
    if (sheet->page_height - end_of_labels(sheet) < ROOM) {
        return NULL;
    }
    return gi_words_set(face, line, HEIGHT);
}

void gi_foot_draw(const gi_cells *cells, PangoLayout *foot, cairo_t *cr)
{
    if (foot == NULL) {
        return;
    }
    const gi_label_sheet *sheet = &cells->sheet;
    gi_point at =
        gi_sheet_adjusted(&cells->adjust, sheet->page_width / 2, end_of_labels(sheet) + GAP);
    int32_t half = gi_words_width(foot).value / 2;
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_move_to(cr, gi_um_to_dots(at.x, GI_PAPER_GRID).value - half,
                  gi_um_to_dots(at.y, GI_PAPER_GRID).value);
    pango_cairo_show_layout(cr, foot);
}
