/* The table of papers, where labels stand on them, and what a printer's profile changes. */
#include <stdlib.h>

#include "labels/sheet.h"
#include "support.h"
#include "tests/support/spec.h"

static const gi_label_sheet *sheet_named(const char *name)
{
    gi_error err = { 0 };
    const gi_label_sheet *sheet = NULL;
    EXPECT_OK(gi_label_sheet_find(name, &sheet, &err));
    return sheet;
}

static gi_cells cells_on(const char *name, gi_label_adjust adjust)
{
    gi_error err = { 0 };
    gi_cells cells;
    const gi_label_paper paper = { sheet_named(name), 1, adjust };
    EXPECT_OK(gi_cells_init(&cells, &paper, sample_layout(), &err));
    return cells;
}

static void expect_label_at(const gi_cells *cells, int32_t cell, int32_t x, int32_t y)
{
    gi_point at = gi_cell_label(cells, cell);
    EXPECT_INT(at.x.value, x);
    EXPECT_INT(at.y.value, y);
}

SPEC(every_cell_lies_on_its_page_and_beside_the_others)
{
    size_t count = 0;
    for (; gi_label_sheet_at(count) != NULL; count++) {
        const gi_label_sheet *sheet = gi_label_sheet_at(count);
        int32_t right = sheet->left + (sheet->columns - 1) * sheet->pitch_x + sheet->cell_width;
        int32_t foot = sheet->top + (sheet->rows - 1) * sheet->pitch_y + sheet->cell_height;
        EXPECT(right <= sheet->page_width && foot <= sheet->page_height);
        EXPECT(sheet->pitch_x >= sheet->cell_width && sheet->pitch_y >= sheet->cell_height);
    }
    EXPECT_INT(count, 13);
}

SPEC(the_name_of_a_sheet_says_how_many_labels_it_holds)
{
    for (size_t i = 0; gi_label_sheet_at(i) != NULL; i++) {
        const gi_label_sheet *sheet = gi_label_sheet_at(i);
        int64_t count = sheet->page_width == 0 ? 1 : strtoll(sheet->name, NULL, 10);
        EXPECT_INT(sheet->columns * sheet->rows, count);
    }
}

SPEC(sheets_are_found_by_name)
{
    EXPECT_INT(sheet_named("21")->cell_width, 63500);
    EXPECT_INT(sheet_named("21-42")->cell_width, 69900);
}

SPEC(an_unknown_sheet_is_refused_with_the_known_ones)
{
    gi_error err = { 0 };
    const gi_label_sheet *sheet = NULL;
    EXPECT_WHY(gi_label_sheet_find("23", &sheet, &err), GI_WHY_UNKNOWN_SHEET);
    EXPECT_TEXT(err.message, "there is no sheet \"23\"; use 24 24-37 24-36 21 21-42 18 14 8 65 "
                             "40 40-25 80 single");
    EXPECT(sheet == NULL);
}

SPEC(a_label_stands_in_the_middle_of_its_cell)
{
    gi_cells cells = cells_on("24", (gi_label_adjust){ 0 });
    expect_label_at(&cells, 0, 10000, 3500);
    expect_label_at(&cells, 5, 150000, 40500);
}

/* A pitch in whole dots or hundredths of a millimetre would be 0.1 mm off by the last column. */
SPEC(the_last_cell_is_measured_from_the_corner_of_the_page)
{
    gi_cells cells = cells_on("18", (gi_label_adjust){ 0 });
    expect_label_at(&cells, 17, 7408 + 2 * 65934 + 6785, 8114 + 5 * 46743 + 8371);
}

SPEC(an_offset_moves_every_cell_alike)
{
    gi_cells cells = cells_on("24", (gi_label_adjust){ .offset_x = 5, .offset_y = -12 });
    expect_label_at(&cells, 0, 10500, 2300);
    expect_label_at(&cells, 23, 150500, 261300);
}

/* A printer that makes 100 mm into 99.8 mm needs 100.2 %. */
SPEC(a_scale_moves_cells_by_their_distance)
{
    gi_cells cells = cells_on("24", (gi_label_adjust){ .scale_x = 1002, .scale_y = 997 });
    expect_label_at(&cells, 0, 10020, 3490);
    expect_label_at(&cells, 23, 150300, 261713);
}

static void expect_refused(gi_label_adjust adjust, const char *message)
{
    gi_error err = { 0 };
    gi_cells cells = { .count = 77 };
    const gi_label_paper paper = { sheet_named("24"), 1, adjust };
    EXPECT_WHY(gi_cells_init(&cells, &paper, sample_layout(), &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_TEXT(err.message, message);
    EXPECT_INT(cells.count, 77);
}

SPEC(an_offset_of_ten_millimetres_or_a_scale_past_five_per_cent_is_refused)
{
    expect_refused((gi_label_adjust){ .offset_x = 100 }, "offset_x is 100, outside -99..99");
    expect_refused((gi_label_adjust){ .offset_y = -100 }, "offset_y is -100, outside -99..99");
    expect_refused((gi_label_adjust){ .scale_x = 949 }, "scale_x is 949, outside 950..1050");
    expect_refused((gi_label_adjust){ .scale_y = 1051 }, "scale_y is 1051, outside 950..1050");
}

SPEC(a_template_larger_than_the_cell_is_refused_with_both_sizes)
{
    gi_error err = { 0 };
    gi_cells cells;
    const gi_label_paper paper = { .sheet = sheet_named("40"), .start_cell = 1 };
    EXPECT_WHY(gi_cells_init(&cells, &paper, sample_layout(), &err), GI_WHY_CELL_TOO_SMALL);
    EXPECT_TEXT(err.message, "the template \"50x30\" measures 50 × 30 mm, a cell of the sheet "
                             "\"40\" only 52 × 29.5 mm");
}

SPEC(a_single_page_has_the_size_of_its_label)
{
    gi_cells cells = cells_on("single", (gi_label_adjust){ 0 });
    EXPECT_INT(cells.sheet.page_width, 50000);
    EXPECT_INT(cells.sheet.page_height, 30000);
    expect_label_at(&cells, 0, 0, 0);
}
