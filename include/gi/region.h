/*
 * region.h - numbers of coarse regions: provinces of China, other countries as a whole.
 *
 * Provinces have their two digits of GB/T 2260 (36 = Jiangxi); a country abroad has
 * 1000 + 26 x first letter + second letter of its ISO 3166-1 code (A = 0). 0 = not known.
 * Pure functions over constant tables.
 */
#ifndef GI_REGION_H
#define GI_REGION_H

#include "gi/bytes.h"

#define GI_REGION_NAME 64

typedef struct gi_province {
    uint32_t number;
    const char *iso; /* behind "CN-" in ISO 3166-2 */
    const char *zh;
    const char *en; /* as data files spell it; longer names begin so */
} gi_province;

/* By index, NULL past the last of 34. Constant data. */
const gi_province *gi_province_at(size_t index);

/*
 * The number of a place as a region file names it. country: two letters; subdivision: its ISO
 * code or English name, both may be empty. In China without a known subdivision it is 0: a
 * country is no province. Hong Kong, Macao and Taiwan have their number under either spelling.
 */
uint32_t gi_region_number(gi_bytes country, gi_bytes subdivision);

/* "江西 / Jiangxi", "US", "?" */
void gi_region_name(uint32_t number, char out[GI_REGION_NAME]);

#endif
