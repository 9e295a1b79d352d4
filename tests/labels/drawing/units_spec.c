/* Lengths in micrometres and dots of a device: rounding and drift. */
#include "labels/units.h"
#include "tests/support/spec.h"

SPEC(a_millimetre_is_8_dots_at_203_dpi)
{
    EXPECT_INT(gi_um_to_dots((gi_um){ 1000 }, (gi_grid){ 2032 }).value, 8);
    EXPECT_INT(gi_um_to_dots((gi_um){ 50000 }, (gi_grid){ 2032 }).value, 400);
}

SPEC(an_inch_is_300_and_600_dots)
{
    EXPECT_INT(gi_um_to_dots((gi_um){ 25400 }, (gi_grid){ 3000 }).value, 300);
    EXPECT_INT(gi_um_to_dots((gi_um){ 25400 }, (gi_grid){ 6000 }).value, 600);
}

SPEC(a_length_goes_to_the_nearest_dot_and_holds_whole_dots_only)
{
    EXPECT_INT(gi_um_to_dots((gi_um){ 187 }, (gi_grid){ 2032 }).value, 1);
    EXPECT_INT(gi_um_to_dots((gi_um){ 188 }, (gi_grid){ 2032 }).value, 2);
    EXPECT_INT(gi_um_to_dots((gi_um){ -188 }, (gi_grid){ 2032 }).value, -2);
    EXPECT_INT(gi_um_holds((gi_um){ 249 }, (gi_grid){ 2032 }).value, 1);
}

/* Summed rounded steps drift 1-3 mm per page; 8 x 37 mm must be 296 mm. */
SPEC(the_last_row_of_a_sheet_does_not_drift)
{
    EXPECT_INT(gi_um_to_dots((gi_um){ 7 * 37000 }, (gi_grid){ 3000 }).value, 3059);
}
