/* The table of papers. */
#include <string.h>

#include "gi/paper.h"
#include "tests/support/spec.h"

SPEC(every_cell_lies_on_its_page_and_holds_the_label)
{
    for (size_t i = 0; gi_label_sheet_at(i) != NULL; i++) {
        const gi_label_sheet *sheet = gi_label_sheet_at(i);
        int32_t right = sheet->left + (sheet->columns - 1) * sheet->pitch_x + sheet->cell_width;
        int32_t foot = sheet->top + (sheet->rows - 1) * sheet->pitch_y + sheet->cell_height;
        EXPECT(right <= sheet->page_width && foot <= sheet->page_height);
        EXPECT(sheet->pitch_x >= sheet->cell_width && sheet->pitch_y >= sheet->cell_height);
        EXPECT(sheet->cell_width >= 50000 && sheet->cell_height >= 30000);
    }
}

SPEC(sheets_are_found_by_name)
{
    gi_error err = { 0 };
    const gi_label_sheet *sheet = NULL;
    EXPECT_OK(gi_label_sheet_find("21", &sheet, &err));
    EXPECT_INT(sheet->columns * sheet->rows, 21);
}

SPEC(an_unknown_sheet_is_refused_with_the_known_ones)
{
    gi_error err = { 0 };
    const gi_label_sheet *sheet = NULL;
    EXPECT_WHY(gi_label_sheet_find("23", &sheet, &err), GI_WHY_UNKNOWN_SHEET);
    EXPECT_TEXT(err.message, "there is no sheet \"23\"; use 24, 21, single");
    EXPECT(sheet == NULL);
}
