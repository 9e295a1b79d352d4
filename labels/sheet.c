/*
 * sheet.c - the kinds of paper, as a table, and where a label stands on one (sheet.h).
 *
 * Figures are those of the makers and of gLabels, in um; every cell is computed from the corner
 * of the page, so rounding never adds up.
 */
#include "labels/sheet.h"

#include <stdio.h>
#include <string.h>

#define A4 210000, 297000

/* clang-format off */
static const gi_label_sheet sheets[] = {
    /* name, purpose, page, columns rows, left top, cell, pitch */
    { "24", "A4, 24 × 70 × 37 mm (Zweckform 3474)", A4, 3, 8, 0, 0, 70000, 37000, 70000, 37000 },
    { "24-37", "A4, 24 × 70 × 37.1 mm", A4, 3, 8, 0, 0, 70000, 37100, 70000, 37100 },
    { "24-36", "A4, 24 × 70 × 36 mm (Zweckform 3475, 3490)", A4, 3, 8, 0, 4430, 70000, 36000, 70000, 36000 },
    { "21", "A4, 21 × 63.5 × 38.1 mm (Avery L7160)", A4, 3, 7, 7250, 15150, 63500, 38100, 66000, 38100 },
    { "21-42", "A4, 21 × 69.9 × 42.3 mm", A4, 3, 7, 0, 0, 69900, 42300, 69900, 42300 },
    { "18", "A4, 18 × 63.6 × 46.7 mm (Avery L7161)", A4, 3, 6, 7408, 8114, 63571, 46743, 65934, 46743 },
    { "14", "A4, 14 × 99.1 × 38.1 mm (Avery L7163)", A4, 2, 7, 3351, 15169, 99095, 38100, 103011, 38100 },
    { "8", "A4, 8 × 99.1 × 67.7 mm (Avery L7165)", A4, 2, 4, 4670, 13040, 99060, 67730, 101640, 67730 },
    { "65", "A4, 65 × 38.1 × 21.2 mm (Avery L7651)", A4, 5, 13, 4699, 10901, 38100, 21198, 40601, 21198 },
    { "40", "A4, 40 × 52 × 29.5 mm (Zweckform 3651)", A4, 4, 10, 1000, 1000, 52000, 29500, 52000, 29500 },
    { "40-25", "A4, 40 × 48.5 × 25.4 mm (Zweckform 4780)", A4, 4, 10, 8114, 19011, 48500, 25400, 48500, 25400 },
    { "80", "A4, 80 × 36 × 17 mm (Zweckform 4732)", A4, 5, 16, 11000, 13000, 36000, 17000, 38000, 17000 },
    { "single", "每页一枚，与标签同大 / one label a page, of its own size", 0, 0, 1, 1, 0, 0, 0, 0, 0, 0 },
};
/* clang-format on */

#define SHEET_COUNT (sizeof sheets / sizeof sheets[0])

const gi_label_sheet *gi_label_sheet_at(size_t index)
{
    return index < SHEET_COUNT ? &sheets[index] : NULL;
}

gi_status gi_label_sheet_find(const char *name, const gi_label_sheet **out, gi_error *err)
{
    GI_AUTO_BUF known = GI_BUF(200);
    for (size_t i = 0; i < SHEET_COUNT; i++) {
        if (strcmp(sheets[i].name, name) == 0) {
            *out = &sheets[i];
            return GI_OK;
        }
        gi_buf_add_text(&known, i > 0 ? " " : "");
        gi_buf_add_text(&known, sheets[i].name);
    }
    return gi_fail_field(err, "sheet", GI_WHY_UNKNOWN_SHEET, name, gi_buf_text(&known));
}

static gi_status check_value(const char *name, int32_t value, int32_t least, int32_t most,
                             gi_error *err)
{
    if (value < least || value > most) {
        return gi_fail_field(err, name, GI_WHY_OUT_OF_RANGE, name, gi_num(value).text,
                             gi_num(least).text, gi_num(most).text);
    }
    return GI_OK;
}

gi_status gi_adjust_check(gi_label_adjust *adjust, gi_error *err)
{
    gi_label_adjust whole = *adjust;
    whole.scale_x = whole.scale_x == 0 ? 1000 : whole.scale_x;
    whole.scale_y = whole.scale_y == 0 ? 1000 : whole.scale_y;
    GI_TRY(check_value("offset_x", whole.offset_x, -99, 99, err));
    GI_TRY(check_value("offset_y", whole.offset_y, -99, 99, err));
    GI_TRY(check_value("scale_x", whole.scale_x, 950, 1050, err));
    GI_TRY(check_value("scale_y", whole.scale_y, 950, 1050, err));
    *adjust = whole;
    return GI_OK;
}

typedef struct extent {
    char text[40];
} extent;

static extent as_extent(int32_t width, int32_t height)
{
    extent out;
    (void)snprintf(out.text, sizeof out.text, "%g × %g", width / 1000.0, height / 1000.0);
    return out;
}

/* A page that has no size of its own takes that of the label. */
static gi_label_sheet sized(const gi_label_sheet *sheet, const gi_template *layout)
{
    gi_label_sheet page = *sheet;
    if (page.page_width == 0) {
        page.page_width = page.cell_width = page.pitch_x = layout->width.value;
        page.page_height = page.cell_height = page.pitch_y = layout->height.value;
    }
    return page;
}

gi_status gi_cells_init(gi_cells *out, const gi_label_paper *paper, const gi_template *layout,
                        gi_error *err)
{
    gi_cells cells = { .sheet = sized(paper->sheet, layout), .adjust = paper->adjust };
    const gi_label_sheet *sheet = &cells.sheet;
    GI_TRY(gi_adjust_check(&cells.adjust, err));
    cells.count = sheet->columns * sheet->rows;
    if (paper->start_cell < 1 || paper->start_cell > cells.count) {
        return gi_fail_field(err, "start_cell", GI_WHY_BAD_COUNT, gi_num(paper->start_cell).text,
                             gi_num(cells.count).text);
    }
    cells.inset_x = (sheet->cell_width - layout->width.value) / 2;
    cells.inset_y = (sheet->cell_height - layout->height.value) / 2;
    if (cells.inset_x < 0 || cells.inset_y < 0) {
        return gi_fail_field(err, "sheet", GI_WHY_CELL_TOO_SMALL, layout->info.name,
                             as_extent(layout->width.value, layout->height.value).text, sheet->name,
                             as_extent(sheet->cell_width, sheet->cell_height).text);
    }
    *out = cells;
    return GI_OK;
}

static int32_t moved(int32_t at, int32_t offset, int32_t scale)
{
    int64_t scaled = (int64_t)at * scale;
    return (int32_t)((scaled + 500) / 1000) + offset * 100;
}

gi_point gi_sheet_adjusted(const gi_label_adjust *adjust, int32_t x, int32_t y)
{
    return (gi_point){
        .x = { moved(x, adjust->offset_x, adjust->scale_x) },
        .y = { moved(y, adjust->offset_y, adjust->scale_y) },
    };
}

gi_point gi_cell_label(const gi_cells *cells, int32_t cell)
{
    const gi_label_sheet *sheet = &cells->sheet;
    int32_t x = sheet->left + cell % sheet->columns * sheet->pitch_x + cells->inset_x;
    int32_t y = sheet->top + cell / sheet->columns * sheet->pitch_y + cells->inset_y;
    return gi_sheet_adjusted(&cells->adjust, x, y);
}
