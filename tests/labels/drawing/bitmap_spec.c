/* Labels as dots: true size, nothing grey, quiet zone, exact pictures. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "tests/support/spec.h"

static bool is_ink(const gi_label_dots *dots, int32_t x, int32_t y)
{
    return (dots->rows[y * dots->stride + x / 8] >> (7 - x % 8) & 1) != 0;
}

static bool any_ink(const gi_label_dots *dots, int32_t x0, int32_t y0, int32_t x1, int32_t y1)
{
    for (int32_t y = y0; y < y1; y++) {
        for (int32_t x = x0; x < x1; x++) {
            if (is_ink(dots, x, y)) {
                return true;
            }
        }
    }
    return false;
}

static gi_label_dots draw(const gi_label *label, int dpi, const sample_unit *unit,
                          gi_label_bitmap **bitmap)
{
    gi_error err = { 0 };
    gi_label_unit view = view_unit(unit);
    EXPECT_OK(gi_label_bitmap_create(sample_layout(), label, dpi, bitmap, &err));
    EXPECT_OK(gi_label_bitmap_draw(*bitmap, &view, &err));
    return gi_label_bitmap_dots(*bitmap);
}

SPEC(a_label_of_50_by_30_mm_has_400_by_240_dots_at_203_dpi)
{
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    gi_label label = sample_label();
    sample_unit unit = fixed_unit();
    gi_label_dots dots = draw(&label, 203, &unit, &bitmap);
    EXPECT_INT(dots.width, 400);
    EXPECT_INT(dots.height, 240);
}

SPEC(a_label_has_591_and_1181_dots_at_300_and_600_dpi)
{
    GI_AUTO(gi_label_bitmap) at_300 = NULL;
    GI_AUTO(gi_label_bitmap) at_600 = NULL;
    gi_label label = sample_label();
    sample_unit unit = fixed_unit();
    EXPECT_INT(draw(&label, 300, &unit, &at_300).width, 591);
    EXPECT_INT(draw(&label, 600, &unit, &at_600).width, 1181);
}

SPEC(an_unknown_resolution_is_refused)
{
    gi_error err = { 0 };
    gi_label_bitmap *bitmap = NULL;
    gi_label label = sample_label();
    EXPECT_WHY(gi_label_bitmap_create(sample_layout(), &label, 0, &bitmap, &err),
               GI_WHY_UNKNOWN_DPI);
    EXPECT_WHY(gi_label_bitmap_create(sample_layout(), &label, 96, &bitmap, &err),
               GI_WHY_UNKNOWN_DPI);
    EXPECT_TEXT(err.message, "96 dpi is not drawn; use 203, 300, 600");
}

/* 27 mm hold 49 modules of 4 dots in the middle of 216 dots: they start at dot 194, row 10. */
SPEC(every_module_is_a_whole_square_of_dots)
{
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    gi_label label = sample_label();
    sample_unit unit = fixed_unit();
    gi_label_dots dots = draw(&label, 203, &unit, &bitmap);
    const int32_t left = 184 + (216 - 41 * 4) / 2;
    const int32_t top = (216 - 41 * 4) / 2;
    for (int32_t y = 0; y < 41 * 4; y++) {
        for (int32_t x = 0; x < 41 * 4; x++) {
            EXPECT_INT(is_ink(&dots, left + x, top + y),
                       is_ink(&dots, left + x / 4 * 4, top + y / 4 * 4));
        }
    }
    EXPECT(is_ink(&dots, left, top) && !is_ink(&dots, left + 4, top + 4));
}

SPEC(four_modules_around_the_symbol_are_blank_and_inside_the_picture)
{
    static const struct {
        int dpi, module, left, box;
    } cases[] = { { 203, 4, 184, 216 }, { 300, 6, 272, 319 }, { 600, 12, 543, 638 } };
    for (size_t i = 0; i < 3; i++) {
        GI_AUTO(gi_label_bitmap) bitmap = NULL;
        gi_label label = demo_label();
        label.mark = GI_LABEL_MARK_VOID;
        sample_unit unit = fixed_unit();
        gi_label_dots dots = draw(&label, cases[i].dpi, &unit, &bitmap);
        int32_t symbol = 45 * cases[i].module;
        int32_t quiet = 4 * cases[i].module;
        int32_t x = cases[i].left + (cases[i].box - symbol) / 2;
        int32_t y = (cases[i].box - symbol) / 2;
        EXPECT(x + symbol + quiet <= dots.width && y >= quiet);
        EXPECT(is_ink(&dots, x, y) && is_ink(&dots, x, y + symbol - 1));
        EXPECT(!any_ink(&dots, x - quiet, y - quiet, x, y + symbol + quiet));
        EXPECT(!any_ink(&dots, x + symbol, y - quiet, x + symbol + quiet, y + symbol + quiet));
        EXPECT(!any_ink(&dots, x, y - quiet, x + symbol, y));
        EXPECT(!any_ink(&dots, x, y + symbol, x + symbol, y + symbol + quiet));
    }
}

SPEC(no_ink_lies_within_half_a_millimetre_of_the_edge)
{
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    gi_label label = demo_label();
    sample_unit unit = fixed_unit();
    (void)snprintf(unit.number, sizeof unit.number, "WWWW-QQQQ-JJJ");
    gi_label_dots dots = draw(&label, 203, &unit, &bitmap);
    EXPECT(!any_ink(&dots, 0, 0, 400, 4) && !any_ink(&dots, 0, 236, 400, 240));
    EXPECT(!any_ink(&dots, 0, 0, 4, 240) && !any_ink(&dots, 396, 0, 400, 240));
}

SPEC(a_redrawn_label_shows_nothing_of_the_one_before)
{
    GI_AUTO(gi_label_bitmap) one = NULL;
    GI_AUTO(gi_label_bitmap) two = NULL;
    gi_error err = { 0 };
    gi_label label = sample_label();
    sample_unit unit = fixed_unit();
    sample_unit other = random_unit(GI_UNIT_DIGITS);
    gi_label_unit again = view_unit(&unit);
    gi_label_dots fresh = draw(&label, 203, &unit, &one);
    (void)draw(&label, 203, &other, &two);
    EXPECT_OK(gi_label_bitmap_draw(two, &again, &err));
    gi_label_dots dots = gi_label_bitmap_dots(two);
    EXPECT(memcmp(fresh.rows, dots.rows, (size_t)(fresh.stride * fresh.height)) == 0);
}

SPEC(a_package_code_behind_a_long_prefix_is_refused_at_203_dpi)
{
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    gi_error err = { 0 };
    gi_label label = sample_label();
    memcpy(label.prefix, "https://trace.gi.jiujiang.gov.cn/", sizeof label.prefix);
    sample_unit unit = random_unit(GI_PACKAGE_DIGITS);
    gi_label_unit view = view_unit(&unit);
    EXPECT_OK(gi_label_bitmap_create(sample_layout(), &label, 203, &bitmap, &err));
    EXPECT_WHY(gi_label_bitmap_draw(bitmap, &view, &err), GI_WHY_MODULE_TOO_SMALL);
}

SPEC(a_png_has_one_bit_per_dot_and_prints_at_true_size)
{
    static const uint8_t head[] = { 'I', 'H', 'D', 'R', 0, 0, 1, 0x90, 0, 0, 0, 240, 1, 0 };
    static const uint8_t size[] = { 'p', 'H', 'Y', 's', 0, 0, 0x1F, 0x40, 0, 0, 0x1F, 0x40, 1 };
    GI_AUTO(gi_label_bitmap) bitmap = NULL;
    GI_AUTO_BUF png = GI_BUF(65536);
    gi_error err = { 0 };
    gi_label label = sample_label();
    sample_unit unit = fixed_unit();
    (void)draw(&label, 203, &unit, &bitmap);
    EXPECT_OK(gi_label_bitmap_png(bitmap, &png, &err));
    EXPECT(memcmp(png.data + 12, head, sizeof head) == 0);
    EXPECT(memmem(png.data, png.size, size, sizeof size) != NULL);
}
