/* The symbol: smallest version, level M, whole dots. */
#include <string.h>

#include "labels/qr.h"
#include "support.h"
#include "tests/support/spec.h"

static int32_t side_for(const char *prefix, size_t digits)
{
    gi_error err = { 0 };
    sample_unit unit = random_unit(digits);
    gi_qr qr = { 0 };
    EXPECT_OK(gi_qr_encode(prefix, gi_bytes_of(unit.digits), GI_QR_M, &qr, &err));
    return qr.side;
}

/* The library's own splitter gives version 7 here. */
SPEC(seventeen_characters_and_209_digits_are_version_6)
{
    EXPECT_INT(side_for("https://gi.jj.cn/", 209), 41);
}

SPEC(eighteen_to_33_characters_are_version_7)
{
    EXPECT_INT(side_for("https://gis.jj.cn/", 209), 45);
    EXPECT_INT(side_for("https://trace.gi.jiujiang.gov.cn/", 209), 45);
}

SPEC(level_m_is_written_in_the_format_information)
{
    gi_error err = { 0 };
    sample_unit unit = fixed_unit();
    gi_qr qr = { 0 };
    EXPECT_OK(gi_qr_encode("https://gi.jj.cn/", gi_bytes_of(unit.digits), GI_QR_M, &qr, &err));
    /* Level M is 00, masked with the first two bits of 101010000010010. */
    EXPECT(gi_qr_is_dark(&qr, 0, 8));
    EXPECT(!gi_qr_is_dark(&qr, 1, 8));
}

static gi_dots module_for(int32_t side, int32_t um, int32_t dots)
{
    gi_error err = { 0 };
    gi_dots module = { 0 };
    EXPECT_OK(gi_qr_module(side, (gi_um){ um }, (gi_grid){ dots }, &module, &err));
    return module;
}

SPEC(a_module_takes_the_most_whole_dots_that_fit)
{
    EXPECT_INT(module_for(41, 24500, 2032).value, 4);
    EXPECT_INT(module_for(41, 30624, 2032).value, 4);
    EXPECT_INT(module_for(41, 30625, 2032).value, 5);
    EXPECT_INT(module_for(41, 20800, 3000).value, 5);
    EXPECT_INT(module_for(41, 24900, 6000).value, 12);
}

SPEC(three_dots_at_203_dpi_are_refused)
{
    gi_error err = { 0 };
    gi_dots module = { 77 };
    EXPECT_WHY(gi_qr_module(41, (gi_um){ 24499 }, (gi_grid){ 2032 }, &module, &err),
               GI_WHY_MODULE_TOO_SMALL);
    EXPECT_TEXT(err.message, "the QR module is 375 um, the limit is 396 um");
    EXPECT_INT(module.value, 77);
}

SPEC(four_dots_at_300_dpi_are_refused)
{
    gi_error err = { 0 };
    gi_dots module;
    EXPECT_WHY(gi_qr_module(41, (gi_um){ 20740 }, (gi_grid){ 3000 }, &module, &err),
               GI_WHY_MODULE_TOO_SMALL);
}

SPEC(a_place_of_no_size_is_refused)
{
    gi_error err = { 0 };
    gi_dots module;
    EXPECT_WHY(gi_qr_module(41, (gi_um){ 0 }, (gi_grid){ 6000 }, &module, &err),
               GI_WHY_MODULE_TOO_SMALL);
}
