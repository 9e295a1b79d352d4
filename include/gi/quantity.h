/*
 * quantity.h - amounts in milli-units (mg, uL), areas in m2, and how people write them.
 *
 * Exact integer arithmetic with checked overflow; no floating point. FORMATS 1.
 */
#ifndef GI_QUANTITY_H
#define GI_QUANTITY_H

#include "gi/bytes.h"

/* What the amounts of a product count. */
typedef enum gi_unit {
    GI_UNIT_MASS,  /* milli-unit = mg; people see g, kg, jin (500 g) */
    GI_UNIT_VOLUME /* milli-unit = uL; people see mL, L */
} gi_unit;

#define GI_QUANTITY_MAX INT64_C(9007199254740991) /* 2^53-1, the largest a leaf can hold */

/*
 * "12.5kg", "250 g", "3斤", "1.5 L", "500mL", "12.5公斤", "30mg": a decimal number in ASCII
 * digits, blanks or none, and a unit: mg g kg t jin (any case) 毫克 克 千克 公斤 斤 两 吨, or
 * ml l (any case) 毫升 升. Must be a whole number of milli-units, 0 < value <= GI_QUANTITY_MAX.
 * GI_INVALID bad-quantity
 */
GI_CHECKED gi_status gi_quantity_parse(gi_bytes text, gi_unit unit, int64_t *milli, gi_error *err);

/* "12.5mu", "12.5亩", "8000m2", "8000㎡", "8000m²", "8000平方米" -> m2, rounded down to a whole m2
 * (1 mu = 2000/3 m2), at least 1.
 * GI_INVALID bad-quantity */
GI_CHECKED gi_status gi_area_parse(gi_bytes text, int64_t *square_metres, gi_error *err);

typedef struct gi_quantity_text_t {
    char text[40];
} gi_quantity_text_t;

/* Exact text for people in the largest unit that is not above it: "250 g", "12.5 kg", "1.5 L",
 * "0.5 mL", "-2 kg", "0 g". What is above 0 reads back through gi_quantity_parse. */
gi_quantity_text_t gi_quantity_text(int64_t milli, gi_unit unit);

/* floor(m2 x cap_per_mu x 3 / 2000): the grant of one plot, cap in milli-units per mu.
 * GI_INVALID overflow: negative input, or a result that may pass GI_QUANTITY_MAX */
GI_CHECKED gi_status gi_grant_quantity(int64_t square_metres, int64_t cap_per_mu, int64_t *out,
                                       gi_error *err);

/* floor(raw x 10 / 42) for the ratio 42:10. GI_INVALID overflow, as above; ratio_raw is above 0 */
GI_CHECKED gi_status gi_ratio_made(int64_t raw, int64_t ratio_raw, int64_t ratio_made, int64_t *out,
                                   gi_error *err);

#endif
