/*
 * sheet.c - the kinds of paper, as a table (gi/label.h).
 *
 * Cells are centred as their makers state: 70 x 37 leaves 1 mm at the foot, L7160 has round
 * margins of 7.25 and 15.15 mm.
 */
#include <string.h>

#include "gi/label.h"

/* clang-format off */
static const gi_label_sheet sheets[] = {
    /* name, purpose, page, columns rows, left top, cell, pitch */
    { "24", "A4, 24 labels of 70 x 37 mm", 210000, 297000, 3, 8, 0, 0, 70000, 37000, 70000, 37000 },
    { "21", "A4, 21 labels of 63.5 x 38.1 mm (L7160)", 210000, 297000, 3, 7, 7250, 15150, 63500, 38100, 66000, 38100 },
    { "single", "one label per page of 50 x 30 mm", 50000, 30000, 1, 1, 0, 0, 50000, 30000, 50000, 30000 },
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
        gi_buf_add_text(&known, i > 0 ? ", " : "");
        gi_buf_add_text(&known, sheets[i].name);
    }
    return gi_fail_field(err, "sheet", GI_WHY_UNKNOWN_SHEET, name, gi_buf_text(&known));
}
