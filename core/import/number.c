/*
 * number.c - decimal numbers as people and spreadsheets write them, moved digit by digit.
 */
#include <stdio.h>
#include <string.h>

#include "core/import/value.h"

#define DIGITS_MAX 60
#define SHEET_DIGITS 15 /* what a spreadsheet guarantees of a number */

/* 0.ddd x 10^point */
typedef struct digits {
    char digit[DIGITS_MAX + 1];
    int count;
    int point;
} digits;

static bool is_digit(gi_bytes text, size_t at)
{
    return at < text.size && text.data[at] >= '0' && text.data[at] <= '9';
}

/* "1,234,567": after the first comma all groups have three digits. */
static bool groups_fit(gi_bytes text, size_t end)
{
    size_t run = 0;
    bool grouped = false;
    for (size_t i = 0; i < end; i++) {
        if (text.data[i] == ',') {
            if (run == 0 || run > 3 || (grouped && run != 3)) {
                return false;
            }
            grouped = true;
            run = 0;
        } else {
            run++;
        }
    }
    return !grouped || run == 3;
}

static bool add_digit(digits *number, uint8_t digit, bool fraction)
{
    if (number->count == 0 && digit == '0') {
        number->point -= fraction;
        return true;
    }
    if (number->count == DIGITS_MAX) {
        return false;
    }
    number->digit[number->count++] = (char)digit;
    number->point += !fraction;
    return true;
}

static bool take_digits(gi_bytes text, size_t *at, digits *number)
{
    size_t start = *at;
    size_t i = start;
    while (is_digit(text, i) ||
           (i < text.size && i > start && text.data[i] == ',' && is_digit(text, i + 1))) {
        if (text.data[i] != ',' && !add_digit(number, text.data[i], false)) {
            return false;
        }
        i++;
    }
    if (i == start || !groups_fit((gi_bytes){ text.data + start, i - start }, i - start)) {
        return false;
    }
    if (i < text.size && text.data[i] == '.' && is_digit(text, i + 1)) {
        for (i++; is_digit(text, i); i++) {
            if (!add_digit(number, text.data[i], true)) {
                return false;
            }
        }
    }
    *at = i;
    return true;
}

/* "E-2" behind the digits; without digits of its own it is no exponent. */
static bool take_exponent(gi_bytes text, size_t *at, digits *number)
{
    size_t i = *at;
    int sign = 1;
    int exponent = 0;
    if (i >= text.size || (text.data[i] | 0x20) != 'e') {
        return true;
    }
    i++;
    if (i < text.size && (text.data[i] == '+' || text.data[i] == '-')) {
        sign = text.data[i] == '-' ? -1 : 1;
        i++;
    }
    if (!is_digit(text, i)) {
        return true;
    }
    for (; is_digit(text, i); i++) {
        exponent = exponent * 10 + (text.data[i] - '0');
        if (exponent > 400) {
            return false;
        }
    }
    number->point += sign * exponent;
    *at = i;
    return true;
}

/* Half up at the last digit that counts; a carry through all nines makes one digit more. */
static void round_digits(digits *number)
{
    if (number->count <= SHEET_DIGITS) {
        return;
    }
    bool up = number->digit[SHEET_DIGITS] >= '5';
    number->count = SHEET_DIGITS;
    for (int i = SHEET_DIGITS - 1; up && i >= 0; i--) {
        up = number->digit[i] == '9';
        number->digit[i] = (char)(up ? '0' : number->digit[i] + 1);
    }
    if (up) {
        number->digit[0] = '1';
        number->count = 1;
        number->point++;
    }
}

static bool print(digits *number, char *out, size_t size)
{
    while (number->count > 0 && number->digit[number->count - 1] == '0') {
        number->count--;
    }
    int point = number->count == 0 ? 0 : number->point;
    int last = point > number->count ? point : number->count;
    int first = point < 1 ? point - 1 : 0;
    size_t used = 0;
    if ((size_t)(last - first) + 3 > size) {
        return false;
    }
    for (int i = first; i < last; i++) {
        if (i == point) {
            out[used++] = '.';
        }
        out[used++] = i < 0 || i >= number->count ? '0' : number->digit[i];
    }
    out[used] = '\0';
    if (used == 0) {
        (void)snprintf(out, size, "0");
    }
    return true;
}

bool gi_number_take(gi_bytes text, bool from_cell, char *out, size_t size, size_t *used)
{
    digits number = { .count = 0 };
    size_t at = 0;
    if (!take_digits(text, &at, &number) || !take_exponent(text, &at, &number)) {
        return false;
    }
    if (from_cell) {
        round_digits(&number);
    }
    *used = at;
    return print(&number, out, size);
}

void gi_number_shift(const char *text, int places, char *out, size_t size)
{
    digits number = { .count = 0 };
    size_t at = 0;
    out[0] = '\0';
    if (take_digits(gi_bytes_of(text), &at, &number)) {
        number.point += places;
        (void)print(&number, out, size);
    }
}
