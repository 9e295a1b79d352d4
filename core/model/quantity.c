/*
 * quantity.c - amounts and areas as people write them, and the two quotas (gi/quantity.h).
 *
 * Everything is one exact product, value x num / den, with checked overflow: a unit and a
 * decimal point are only such fractions. No floating point, no rounding that is not said.
 */
#include "gi/quantity.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gi/text.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])
#define MAX_DECIMALS 18 /* 10^18 is the last power of ten in an int64 */

/* One unit is num / den of what is counted. */
typedef struct unit_name {
    const char *name; /* Latin ones in lower case */
    int64_t num, den;
} unit_name;

static const unit_name mass_units[] = {
    { "mg", 1, 1 },      { "g", 1000, 1 },   { "kg", 1000000, 1 },    { "t", 1000000000, 1 },
    { "毫克", 1, 1 },    { "克", 1000, 1 },  { "千克", 1000000, 1 },  { "公斤", 1000000, 1 },
    { "斤", 500000, 1 }, { "两", 50000, 1 }, { "吨", 1000000000, 1 }, { "jin", 500000, 1 },
};

static const unit_name volume_units[] = {
    { "ml", 1000, 1 },
    { "l", 1000000, 1 },
    { "毫升", 1000, 1 },
    { "升", 1000000, 1 },
};

static const unit_name area_units[] = {
    { "m2", 1, 1 },     { "m²", 1, 1 },    { "㎡", 1, 1 },
    { "平方米", 1, 1 }, { "mu", 2000, 3 }, { "亩", 2000, 3 },
};

/* A family of units with an example of how to write them. */
typedef struct unit_list {
    const unit_name *units;
    size_t count;
    const char *example;
} unit_list;

static const unit_list quantity_lists[] = {
    [GI_UNIT_MASS] = { mass_units, COUNT(mass_units), "12.5kg" },
    [GI_UNIT_VOLUME] = { volume_units, COUNT(volume_units), "1.5L" },
};

static const unit_list area_list = { area_units, COUNT(area_units), "12.5mu" };

static int64_t common_divisor(int64_t a, int64_t b)
{
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* floor(value x num / den) for value, num >= 0 and den > 0; *exact when nothing was cut off.
 * False on overflow. The whole part goes apart, to reach as far as the result does. */
static bool scale(int64_t value, int64_t num, int64_t den, int64_t *out, bool *exact)
{
    int64_t common = common_divisor(num, den);
    int64_t whole = 0;
    int64_t rest = 0;
    num /= common;
    den /= common;
    if (__builtin_mul_overflow(value, num / den, &whole) ||
        __builtin_mul_overflow(value, num % den, &rest) ||
        __builtin_add_overflow(whole, rest / den, &whole) || whole > GI_QUANTITY_MAX) {
        return false;
    }
    *exact = rest % den == 0;
    *out = whole;
    return true;
}

/* A decimal number: digits / 10^decimals, without zeros at the end of the fraction. */
typedef struct decimal {
    int64_t digits;
    int64_t divisor; /* 10^decimals */
} decimal;

static size_t digit_run(gi_bytes text, size_t at)
{
    size_t size = 0;
    while (at + size < text.size && text.data[at + size] >= '0' && text.data[at + size] <= '9') {
        size++;
    }
    return size;
}

static bool take_digits(gi_bytes text, size_t at, size_t size, int64_t *digits)
{
    for (size_t i = at; i < at + size; i++) {
        if (__builtin_mul_overflow(*digits, 10, digits) ||
            __builtin_add_overflow(*digits, text.data[i] - '0', digits)) {
            return false;
        }
    }
    return true;
}

/* Reads "12" or "12.50" at the start of text; *used is how much that was. */
static bool take_decimal(gi_bytes text, decimal *out, size_t *used)
{
    size_t whole = digit_run(text, 0);
    bool pointed = whole < text.size && text.data[whole] == '.';
    size_t decimals = pointed ? digit_run(text, whole + 1) : 0;
    size_t end = whole + pointed + decimals;
    if (whole == 0 || (pointed && decimals == 0)) {
        return false;
    }
    while (decimals > 0 && text.data[whole + decimals] == '0') {
        decimals--;
    }
    decimal found = { .digits = 0, .divisor = 1 };
    for (size_t i = 0; i < decimals && decimals <= MAX_DECIMALS; i++) {
        found.divisor *= 10;
    }
    if (decimals > MAX_DECIMALS || !take_digits(text, 0, whole, &found.digits) ||
        !take_digits(text, whole + 1, decimals, &found.digits)) {
        return false;
    }
    *out = found;
    *used = end;
    return true;
}

static bool is_name(gi_bytes text, const char *name)
{
    if (text.size != strlen(name)) {
        return false;
    }
    for (size_t i = 0; i < text.size; i++) {
        uint8_t c = text.data[i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != (uint8_t)name[i]) {
            return false;
        }
    }
    return true;
}

static const unit_name *find_unit(const unit_list *list, gi_bytes text)
{
    for (size_t i = 0; i < list->count; i++) {
        if (is_name(text, list->units[i].name)) {
            return &list->units[i];
        }
    }
    return NULL;
}

/* Number, blanks, unit; the value is above 0 and at most GI_QUANTITY_MAX. */
static bool measure(gi_bytes text, const unit_list *list, int64_t *out, bool *exact)
{
    decimal number;
    size_t at = 0;
    if (!take_decimal(text, &number, &at)) {
        return false;
    }
    while (at < text.size && text.data[at] == ' ') {
        at++;
    }
    const unit_name *unit = find_unit(list, (gi_bytes){ text.data + at, text.size - at });
    int64_t den = 0;
    int64_t found = 0;
    if (unit == NULL || __builtin_mul_overflow(number.divisor, unit->den, &den) ||
        !scale(number.digits, unit->num, den, &found, exact) || found == 0) {
        return false;
    }
    *out = found;
    return true;
}

gi_status gi_quantity_parse(gi_bytes text, gi_unit unit, int64_t *milli, gi_error *err)
{
    const unit_list *list = &quantity_lists[unit];
    int64_t found = 0;
    bool exact = false;
    if (!measure(text, list, &found, &exact) || !exact) {
        return gi_fail(err, GI_WHY_BAD_QUANTITY, gi_quote(text).text, list->example);
    }
    *milli = found;
    return GI_OK;
}

gi_status gi_area_parse(gi_bytes text, int64_t *square_metres, gi_error *err)
{
    int64_t found = 0;
    bool exact = false;
    if (!measure(text, &area_list, &found, &exact)) {
        return gi_fail(err, GI_WHY_BAD_QUANTITY, gi_quote(text).text, area_list.example);
    }
    *square_metres = found;
    return GI_OK;
}

/* Units in which people see amounts, largest first; the last one serves what is smaller. */
typedef struct shown_unit {
    uint32_t size;
    const char *name;
} shown_unit;

static const shown_unit shown_units[][3] = {
    [GI_UNIT_MASS] = { { 1000000, "kg" }, { 1000, "g" }, { 1, "mg" } },
    [GI_UNIT_VOLUME] = { { 1000000, "L" }, { 1000, "mL" }, { 1000, "mL" } },
};

static const shown_unit *unit_for(uint64_t amount, gi_unit unit)
{
    const shown_unit *shown = shown_units[unit];
    if (amount == 0) {
        return &shown[1]; /* "0 g", not "0 mg" */
    }
    while (shown->size > amount && shown < &shown_units[unit][2]) {
        shown++;
    }
    return shown;
}

gi_quantity_text_t gi_quantity_text(int64_t milli, gi_unit unit)
{
    uint64_t amount = milli < 0 ? 0 - (uint64_t)milli : (uint64_t)milli;
    const shown_unit *shown = unit_for(amount, unit);
    uint32_t millionths = (uint32_t)(amount % shown->size) * (1000000 / shown->size);
    char fraction[8];
    (void)snprintf(fraction, sizeof fraction, ".%06" PRIu32, millionths % 1000000);
    size_t size = strlen(fraction);
    while (size > 0 && (fraction[size - 1] == '0' || size == 1)) {
        size--;
    }
    fraction[size] = '\0';
    gi_quantity_text_t out;
    (void)snprintf(out.text, sizeof out.text, "%s%" PRIu64 "%s %s", milli < 0 ? "-" : "",
                   amount / shown->size, fraction, shown->name);
    return out;
}

/* floor(value x num / den), or which product was too large. */
static gi_status share(int64_t value, int64_t num, int64_t den, int64_t *out, gi_error *err)
{
    bool exact = false;
    if (value < 0 || num < 0 || den < 1 || !scale(value, num, den, out, &exact)) {
        char product[80];
        (void)snprintf(product, sizeof product, "%" PRId64 " x %" PRId64 " / %" PRId64, value, num,
                       den);
        return gi_fail(err, GI_WHY_OVERFLOW, product);
    }
    return GI_OK;
}

gi_status gi_grant_quantity(int64_t square_metres, int64_t cap_per_mu, int64_t *out, gi_error *err)
{
    if (cap_per_mu > GI_QUANTITY_MAX || cap_per_mu < 0) {
        return gi_fail(err, GI_WHY_OVERFLOW, gi_num(cap_per_mu).text);
    }
    return share(square_metres, cap_per_mu * 3, 2000, out, err);
}

gi_status gi_ratio_made(int64_t raw, int64_t ratio_raw, int64_t ratio_made, int64_t *out,
                        gi_error *err)
{
    return share(raw, ratio_made, ratio_raw, out, err);
}
