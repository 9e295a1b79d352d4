/*
 * zpl_repeat.c - hex with repeat counts (zpl_data.h). Every printer and clone reads it.
 *
 * The guide's '!' ("fills the line with ones") is not used: one reader takes it for bits, another
 * for the digit 1.
 */
#include <assert.h>
#include <string.h>

#include "labels/languages/zpl_data.h"

#define COUNT_MAX 419 /* z and Y together */
#define COUNT_MIN 3   /* two digits are as short as their count */
#define DIGITS_MAX 2048

/* A row as digits, and its text while it grows. Neither is longer than DIGITS_MAX. */
typedef struct writing {
    uint8_t digits[DIGITS_MAX];
    uint8_t text[DIGITS_MAX];
    size_t size;
} writing;

static void put(writing *row, char letter)
{
    row->text[row->size++] = (uint8_t)letter;
}

static void put_run(writing *row, uint8_t digit, size_t count)
{
    while (count >= COUNT_MIN) {
        size_t part = count < COUNT_MAX ? count : COUNT_MAX;
        if (part >= 20) {
            put(row, (char)('g' + part / 20 - 1));
        }
        if (part % 20 > 0) {
            put(row, (char)('G' + part % 20 - 1));
        }
        put(row, (char)digit);
        count -= part;
    }
    for (; count > 0; count--) {
        put(row, (char)digit);
    }
}

static void spell(writing *row, const uint8_t *bytes, size_t stride)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < stride; i++) {
        row->digits[2 * i] = (uint8_t)hex[bytes[i] >> 4];
        row->digits[2 * i + 1] = (uint8_t)hex[bytes[i] & 15];
    }
    row->size = 0;
}

static void add_row(writing *row, size_t count, gi_buf *out)
{
    for (size_t from = 0; from < count;) {
        size_t to = from + 1;
        while (to < count && row->digits[to] == row->digits[from]) {
            to++;
        }
        if (to == count && row->digits[from] == '0') {
            put(row, ',');
        } else {
            put_run(row, row->digits[from], to - from);
        }
        from = to;
    }
    gi_buf_add(out, (gi_bytes){ row->text, row->size });
}

void gi_zpl_add_repeat(gi_bytes rows, size_t stride, gi_buf *out)
{
    writing row;
    assert(2 * stride <= DIGITS_MAX);
    for (size_t at = 0; at + stride <= rows.size; at += stride) {
        const uint8_t *bytes = rows.data + at;
        if (at > 0 && memcmp(bytes - stride, bytes, stride) == 0) {
            gi_buf_add_byte(out, ':');
        } else {
            spell(&row, bytes, stride);
            add_row(&row, 2 * stride, out);
        }
    }
}
