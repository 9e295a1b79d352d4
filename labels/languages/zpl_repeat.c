/*
 * zpl_repeat.c - hex with repeat counts (zpl_data.h). Every printer and clone reads it.
 *
 * The guide's '!' ("fills the line with ones") is not used: one reader takes it for bits, another
 * for the digit 1.
 */
#include <string.h>

#include "labels/languages/zpl_data.h"

#define COUNT_MAX 419 /* z and Y together */
#define COUNT_MIN 3   /* two digits are as short as their count */

static char digit_at(const uint8_t *row, size_t i)
{
    return "0123456789ABCDEF"[i % 2 == 0 ? row[i / 2] >> 4 : row[i / 2] & 15];
}

static void add_run(char digit, size_t count, gi_buf *out)
{
    while (count >= COUNT_MIN) {
        size_t part = count < COUNT_MAX ? count : COUNT_MAX;
        if (part >= 20) {
            gi_buf_add_byte(out, (uint8_t)('g' + part / 20 - 1));
        }
        if (part % 20 > 0) {
            gi_buf_add_byte(out, (uint8_t)('G' + part % 20 - 1));
        }
        gi_buf_add_byte(out, (uint8_t)digit);
        count -= part;
    }
    for (; count > 0; count--) {
        gi_buf_add_byte(out, (uint8_t)digit);
    }
}

static size_t run_at(const uint8_t *row, size_t from, size_t digits)
{
    size_t i = from + 1;
    while (i < digits && digit_at(row, i) == digit_at(row, from)) {
        i++;
    }
    return i - from;
}

static void add_row(const uint8_t *row, size_t digits, gi_buf *out)
{
    for (size_t i = 0; i < digits;) {
        char digit = digit_at(row, i);
        size_t count = run_at(row, i, digits);
        i += count;
        if (i == digits && digit == '0') {
            gi_buf_add_byte(out, ',');
        } else {
            add_run(digit, count, out);
        }
    }
}

void gi_zpl_add_repeat(gi_bytes rows, size_t stride, gi_buf *out)
{
    for (size_t at = 0; at + stride <= rows.size; at += stride) {
        const uint8_t *row = rows.data + at;
        if (at > 0 && memcmp(row - stride, row, stride) == 0) {
            gi_buf_add_byte(out, ':');
        } else {
            add_row(row, 2 * stride, out);
        }
    }
}
