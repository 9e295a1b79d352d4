/* Dots move and nothing else happens to them: laid and turned dots against a dot-by-dot model. */
#include <stdlib.h>
#include <string.h>

#include "labels/languages/zpl_data.h"
#include "labels/printer_dots.h"
#include "tests/labels/printer/support.h"
#include "tests/support/spec.h"

#define SIDE 40

/* Blanks what a shift would push off, so that it is allowed. */
static void keep_inside(gi_label_dots *dots, uint8_t *rows, int32_t dx, int32_t dy)
{
    for (int32_t y = 0; y < dots->height; y++) {
        for (int32_t x = 0; x < dots->width; x++) {
            bool off = x + dx < 0 || x + dx >= dots->width || y + dy < 0 || y + dy >= dots->height;
            if (off) {
                rows[(size_t)y * (size_t)dots->stride + (size_t)x / 8] &=
                    (uint8_t) ~(0x80U >> (x % 8));
            }
        }
    }
}

static void lay_one(int32_t width, int32_t left, int32_t dx, int32_t dy)
{
    GI_AUTO_BUF rows = GI_BUF(0);
    gi_label_dots label = random_dots(width, SIDE, &rows);
    keep_inside(&label, rows.data, dx, dy);
    size_t stride = (size_t)(left + width + 7) / 8 + 1;
    uint8_t *canvas = calloc(stride, SIDE), *scratch = calloc(1, (size_t)width / 8 + 3);
    EXPECT(canvas != NULL && scratch != NULL);
    EXPECT(gi_dots_lay(&label, left, dx, dy, canvas, stride, scratch));
    gi_label_dots laid = { (int32_t)stride * 8, SIDE, (int32_t)stride, canvas };
    for (int32_t y = 0; y < SIDE; y++) {
        for (int32_t x = 0; x < laid.width; x++) {
            int32_t from_x = x - left - dx, from_y = y - dy;
            bool inside = from_x >= 0 && from_x < width && from_y >= 0 && from_y < SIDE;
            EXPECT(dot(&laid, x, y) == (inside && dot(&label, from_x, from_y)));
        }
    }
    free(canvas);
    free(scratch);
}

SPEC(dots_are_laid_at_any_bit_with_any_shift)
{
    for (int i = 0; i < 200; i++) {
        int32_t width = 1 + (int32_t)gi_spec_below(70);
        int32_t left = (int32_t)gi_spec_below(40);
        int32_t dx = (int32_t)gi_spec_below(4 * (uint64_t)width) - 2 * width;
        int32_t dy = (int32_t)gi_spec_below(4 * SIDE) - 2 * SIDE;
        lay_one(width, left, i % 3 == 0 ? 0 : dx, i % 3 == 0 ? 0 : dy);
    }
}

SPEC(dots_laid_side_by_side_leave_each_other_alone)
{
    GI_AUTO_BUF rows = GI_BUF(0);
    uint8_t canvas[SIDE * 10] = { 0 }, scratch[16];
    gi_label_dots label = random_dots(13, SIDE, &rows);
    for (int32_t i = 0; i < 5; i++) {
        EXPECT(gi_dots_lay(&label, 15 * i, 0, 0, canvas, 10, scratch));
    }
    gi_label_dots row = { 80, SIDE, 10, canvas };
    for (int32_t y = 0; y < SIDE; y++) {
        for (int32_t x = 0; x < 80; x++) {
            bool ink = x < 75 && x % 15 < 13 && dot(&label, x % 15, y);
            EXPECT(dot(&row, x, y) == ink);
        }
    }
}

/* Where a dot of a w x h label stands after a turn. */
static int32_t across(int32_t degrees, int32_t w, int32_t h, int32_t x, int32_t y)
{
    return degrees == 90 ? h - 1 - y : degrees == 180 ? w - 1 - x : y;
}

static int32_t down(int32_t degrees, int32_t w, int32_t h, int32_t x, int32_t y)
{
    return degrees == 90 ? x : degrees == 180 ? h - 1 - y : w - 1 - x;
}

static bool turned_so(const gi_label_dots *label, const gi_label_dots *turned, int32_t degrees)
{
    int32_t w = label->width, h = label->height;
    for (int32_t at = 0; at < w * h; at++) {
        int32_t x = at % w, y = at / w;
        if (dot(label, x, y) !=
            dot(turned, across(degrees, w, h, x, y), down(degrees, w, h, x, y))) {
            return false;
        }
    }
    return true;
}

SPEC(a_turn_is_clockwise_and_keeps_every_dot)
{
    static const int32_t turns[] = { 90, 180, 270 };
    for (size_t i = 0; i < 3; i++) {
        GI_AUTO_BUF rows = GI_BUF(0);
        uint8_t out[64 * 8] = { 0 };
        gi_label_dots label = random_dots(37, 21, &rows);
        gi_dots_turn(&label, turns[i], out);
        bool lying = turns[i] != 180;
        gi_label_dots turned = { lying ? 21 : 37, lying ? 37 : 21, lying ? 3 : 5, out };
        EXPECT(turned_so(&label, &turned, turns[i]));
    }
}

static const char *repeat(const char *hex, size_t stride, char out[256])
{
    uint8_t rows[256];
    size_t size = strlen(hex) / 2;
    GI_AUTO_BUF text = GI_BUF(255);
    for (size_t i = 0; i < size; i++) {
        char pair[3] = { hex[2 * i], hex[2 * i + 1], '\0' };
        rows[i] = (uint8_t)strtoul(pair, NULL, 16);
    }
    gi_zpl_add_repeat((gi_bytes){ rows, size }, stride, &text);
    memcpy(out, gi_buf_text(&text), text.size + 1);
    return out;
}

/* Rows of hex, bytes of a row, and the same in shorthand, made by hand from Zebra's guide. */
static const struct shorthand {
    const char *hex;
    size_t stride;
    const char *wanted;
} shorthands[] = {
    { "1234", 2, "1234" },
    { "1122", 2, "1122" },
    { "1112", 2, "I12" },
    { "0000", 2, "," },
    { "FFFF", 2, "JF" },
    { "1200", 2, "12," },
    { "10FF", 2, "10FF" },
    { "00001234", 4, "J01234" },
    { "12341234", 2, "1234:" },
    { "00000000", 2, ",:" },
    { "FFFF0000FFFF", 2, "JF,JF" },
    { "0FF0", 2, "0FF," },
    { "AAAAAAAAAAAAAAAAAAAA1B", 11, "gA1B" },
    { "AAAAAAAAAAAAAAAAAAAAAB", 11, "gGAB" },
};

SPEC(repeat_shorthand_is_that_of_the_guide)
{
    char text[256];
    for (size_t i = 0; i < sizeof shorthands / sizeof shorthands[0]; i++) {
        EXPECT_TEXT(repeat(shorthands[i].hex, shorthands[i].stride, text), shorthands[i].wanted);
    }
}

SPEC(long_runs_are_split_at_419)
{
    uint8_t row[300];
    memset(row, 0xAA, sizeof row);
    row[299] = 0x12;
    GI_AUTO_BUF text = GI_BUF(255);
    gi_zpl_add_repeat((gi_bytes){ row, sizeof row }, sizeof row, &text);
    EXPECT_TEXT(gi_buf_text(&text), "zYAnYA12"); /* 598 = 419 + 179 */
}

SPEC(the_check_of_z64_is_crc16_xmodem)
{
    EXPECT_INT(gi_crc16_xmodem(gi_bytes_of("123456789")), 0x31C3);
    EXPECT_INT(gi_crc16_xmodem(gi_bytes_of("")), 0);
}
