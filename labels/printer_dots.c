/*
 * printer_dots.c - moving dots (printer_dots.h). Rows are shifted by bytes and bits, not dot by
 * dot: this is in the way of every label that is printed.
 */
#include "labels/printer_dots.h"

#include <string.h>

static bool dot_at(const gi_label_dots *dots, int32_t x, int32_t y)
{
    return dots->rows[(size_t)y * (size_t)dots->stride + (size_t)x / 8] >> (7 - x % 8) & 1;
}

static void put_dot(uint8_t *rows, size_t stride, int32_t x, int32_t y)
{
    rows[(size_t)y * stride + (size_t)x / 8] |= (uint8_t)(0x80U >> (x % 8));
}

void gi_dots_turn(const gi_label_dots *from, int32_t degrees, uint8_t *rows)
{
    int32_t w = from->width, h = from->height;
    size_t stride = (size_t)((degrees == 180 ? w : h) + 7) / 8;
    for (int32_t y = 0; y < h; y++) {
        for (int32_t x = 0; x < w; x++) {
            if (!dot_at(from, x, y)) {
                continue;
            }
            if (degrees == 90) {
                put_dot(rows, stride, h - 1 - y, x);
            } else if (degrees == 180) {
                put_dot(rows, stride, w - 1 - x, h - 1 - y);
            } else {
                put_dot(rows, stride, y, w - 1 - x);
            }
        }
    }
}

/* Whether a row holds ink from bit `from` to before bit `to`. */
static bool ink(const uint8_t *row, int32_t from, int32_t to)
{
    for (int32_t x = from; x < to; x++) {
        if (row[x / 8] >> (7 - x % 8) & 1) {
            return true;
        }
    }
    return false;
}

static void or_bytes(const uint8_t *from, size_t size, uint8_t *to)
{
    size_t i = 0;
    for (uint64_t a, b; i + sizeof a <= size; i += sizeof a) {
        memcpy(&a, from + i, sizeof a);
        memcpy(&b, to + i, sizeof b);
        a |= b;
        memcpy(to + i, &a, sizeof a);
    }
    for (; i < size; i++) {
        to[i] |= from[i];
    }
}

/* ORs a row, whose bits past its width are 0, into another one, `at` bits to the right. row[-1]
 * and row[bytes] are 0. */
static void or_row(const uint8_t *row, int32_t bytes, int32_t at, uint8_t *to, int32_t to_bytes)
{
    if (at >= 0 && at % 8 == 0 && at / 8 + bytes <= to_bytes) {
        or_bytes(row, (size_t)bytes, to + at / 8); /* the usual case: one label, no offset */
        return;
    }
    int32_t base = (at < 0 ? at - 7 : at) / 8;
    int32_t shift = at - base * 8;
    int32_t first = base < 0 ? -base : 0;
    int32_t last = bytes < to_bytes - base - 1 ? bytes : to_bytes - base - 1;
    for (int32_t i = first; i <= last; i++) {
        to[base + i] |= (uint8_t)(row[i - 1] << (8 - shift) | row[i] >> shift);
    }
}

/* The rows or columns of a box that stay in it when it moves by `by`: from the first of these to
 * before the second; both are 0 or the size when none stays. */
static int32_t kept_from(int32_t size, int32_t by)
{
    return by >= 0 ? 0 : -by < size ? -by : size;
}

static int32_t kept_to(int32_t size, int32_t by)
{
    return by <= 0 ? size : by < size ? size - by : 0;
}

static bool moves_off(const gi_label_dots *from, int32_t dx, int32_t dy)
{
    for (int32_t y = 0; y < from->height; y++) {
        const uint8_t *row = from->rows + (size_t)y * (size_t)from->stride;
        bool stays = y >= kept_from(from->height, dy) && y < kept_to(from->height, dy);
        if (!stays ? ink(row, 0, from->width)
                   : ink(row, 0, kept_from(from->width, dx)) ||
                         ink(row, kept_to(from->width, dx), from->width)) {
            return true;
        }
    }
    return false;
}

bool gi_dots_lay(const gi_label_dots *from, int32_t left, int32_t dx, int32_t dy, uint8_t *canvas,
                 size_t stride, uint8_t *scratch)
{
    if ((dx != 0 || dy != 0) && moves_off(from, dx, dy)) {
        return false;
    }
    int32_t bytes = (from->width + 7) / 8;
    uint8_t tail = (uint8_t)(0xFF00U >> (from->width % 8 == 0 ? 8 : from->width % 8));
    memset(scratch, 0, (size_t)bytes + 2);
    for (int32_t y = kept_from(from->height, dy); y < kept_to(from->height, dy); y++) {
        memcpy(scratch + 1, from->rows + (size_t)y * (size_t)from->stride, (size_t)bytes);
        scratch[bytes] &= tail;
        or_row(scratch + 1, bytes, left + dx, canvas + (size_t)(y + dy) * stride, (int32_t)stride);
    }
    return true;
}
