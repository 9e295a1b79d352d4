/*
 * product.h - a GI product's rules as data.
 *
 * Set by the act `product` (authority and bureau), public in its leaf. A value of 0 or an
 * empty list means "unknown" or "no such limit"; the comment of each member says which.
 * Holds no heap memory.
 */
#ifndef GI_PRODUCT_H
#define GI_PRODUCT_H

#include "gi/batch_id.h"
#include "gi/quantity.h"

#define GI_AREA_MAX 64   /* township codes, or 6-digit county codes for "all of it" */
#define GI_GRADES_MAX 15 /* the grade nibble of GL1 */
#define GI_NETS_MAX 16

typedef struct gi_grade {
    char zh[32];
    char en[32];
} gi_grade;

typedef struct gi_product {
    uint16_t index;                  /* of the signed product table, 1..65535 */
    char mnemonic[GI_MNEMONIC_SIZE]; /* "LSYW" */
    char zh[64];
    char en[64];
    char standard[64];               /* "GB/T 21003-2007"; "" unknown */
    gi_unit unit;
    char source[8];                  /* plot, vessel, flock or permit */
    bool direct;                     /* no raw step: allowance becomes made goods */
    int64_t cap;                     /* milli-units per mu (or per unit of capacity); 0 unknown: no grant */
    int64_t daily;                   /* milli-units per mu and day; 0 = no daily cap */
    int64_t ratio_raw, ratio_made;   /* 42, 10; both 0 when direct */
    int64_t area[GI_AREA_MAX];
    size_t area_count;               /* 0 unknown: no source can be registered */
    gi_grade grade[GI_GRADES_MAX];   /* grade n is grade[n - 1] */
    size_t grade_count;
    int64_t net[GI_NETS_MAX];        /* allowed net contents; empty = any */
    size_t net_count;
    uint8_t best_before;             /* GL1 byte; 0 = see pack */
} gi_product;

/* One growing season of a product; harvest and make days lie in [first, last]. */
typedef struct gi_season {
    int number; /* year x 16 + no (0..15) */
    int32_t first, last, label_until; /* gi_day */
} gi_season;

/* "2026-1" -> 2026 x 16 + 1, and back. GI_INVALID bad-field */
GI_CHECKED gi_status gi_season_parse(gi_bytes text, int *number, gi_error *err);
typedef struct gi_season_text_t {
    char text[12];
} gi_season_text_t;
gi_season_text_t gi_season_text(int number);

/* True when a 9-digit township lies in the product's area. */
bool gi_product_covers(const gi_product *product, int64_t township);

/* The number of a grade by its Chinese or English name or its number; 0 when there is none. */
int gi_product_grade(const gi_product *product, gi_bytes name);

/* "18m" months, "45d" days in steps of five (5..635), "0" see pack -> the GL1 byte.
 * GI_INVALID bad-field */
GI_CHECKED gi_status gi_best_before_parse(gi_bytes text, uint8_t *out, gi_error *err);

#endif
