/*
 * quantity.h - amounts in milli-units (mg, uL), areas in m2, and how people write them.
 *
 * Exact integer arithmetic with checked overflow; no floating point. Every amount inside
 * gitrace is an int64 of milli-units of its product's unit; only texts for people have units
 * in them (FORMATS 1). What is rounded is rounded down, and said so. No state: any thread.
 */
#ifndef GI_QUANTITY_H
#define GI_QUANTITY_H

#include "gi/bytes.h"

/* What the amounts of a product count. Fixed by the product's rules; the two never mix. */
typedef enum gi_unit {
    GI_UNIT_MASS,  /* milli-unit = mg; people see g, kg, jin (500 g) */
    GI_UNIT_VOLUME /* milli-unit = uL; people see mL, L */
} gi_unit;

/* 2^53-1, the largest integer a leaf can hold (RFC 7493 through RFC 8785): 9 million tonnes. */
#define GI_QUANTITY_MAX INT64_C(9007199254740991) /* 2^53-1, the largest a leaf can hold */

/*
 * Reads an amount: a decimal number in ASCII digits, blanks or none, and a unit of the given
 * kind: mg g kg t jin (any case) 毫克 克 千克 公斤 斤 两 吨, or ml l (any case) 毫升 升.
 * "12.5kg", "250 g", "3斤" (500 g each), "1.5 L", "500mL", "30mg". No sign, no exponent, no
 * thousands separator; a '.' needs digits on both sides.
 *
 * milli  a whole number of milli-units, 0 < milli <= GI_QUANTITY_MAX: nothing is rounded
 *
 * GI_INVALID  bad-quantity, with an example: no such number or unit, the other kind of unit,
 *             zero, too large, or finer than a milli-unit ("0.0001 g")
 */
GI_CHECKED gi_status gi_quantity_parse(gi_bytes text, gi_unit unit, int64_t *milli, gi_error *err);

/*
 * Reads an area: "12.5mu", "12.5亩", "8000m2", "8000㎡", "8000m²", "8000平方米". One mu is
 * 2000/3 m2.
 *
 * square_metres  rounded down to whole m2, 1 .. GI_QUANTITY_MAX
 *
 * GI_INVALID  bad-quantity: also less than 1 m2, or a unit of amounts
 */
GI_CHECKED gi_status gi_area_parse(gi_bytes text, int64_t *square_metres, gi_error *err);

/* Room for any int64 with its unit. */
typedef struct gi_quantity_text_t {
    char text[40];
} gi_quantity_text_t;

/*
 * Exact text for people in the largest unit that is not above it: "250 g", "12.5 kg", "1.5 L",
 * "0.5 mL", "-2 kg", "0 g". Any int64, negative ones too (balances of counter-accounts). What is
 * above 0 reads back through gi_quantity_parse. .text lives to the end of the statement.
 */
gi_quantity_text_t gi_quantity_text(int64_t milli, gi_unit unit);

/*
 * The grant of one plot: floor(square_metres x cap_per_mu x 3 / 2000), in milli-units; cap_per_mu
 * is milli-units per mu and season. Lines of a grant are floored one by one, then summed
 * (FORMATS 1).
 *
 * GI_INVALID  overflow: negative input, or a result that may pass GI_QUANTITY_MAX
 */
GI_CHECKED gi_status gi_grant_quantity(int64_t square_metres, int64_t cap_per_mu, int64_t *out,
                                       gi_error *err);

/*
 * The most that can be made of an amount of raw material: floor(raw x ratio_made / ratio_raw).
 * Ratios are two integers: 42 and 10 say that 4.2 of raw give 1 of made (FORMATS 1).
 *
 * GI_INVALID  overflow, as above, or ratio_raw below 1
 */
GI_CHECKED gi_status gi_ratio_made(int64_t raw, int64_t ratio_raw, int64_t ratio_made, int64_t *out,
                                   gi_error *err);

#endif
