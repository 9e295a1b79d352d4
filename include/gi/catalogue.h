/*
 * catalogue.h - what is known about the products of Jiujiang, as data with its sources.
 *
 * The tables (core/rules, CSV) are part of the program; an officer corrects a row, not the
 * code. What nobody has read is unknown and says so: numbers are GI_NOT_KNOWN, words are
 * ..._UNKNOWN, texts are "". Values that only a demo needs stand apart and are marked as
 * invented. Entries hold no heap memory. A table that contradicts itself is GI_CORRUPT
 * (catalogue-shape, -quote, -value, -twice), with its row.
 */
#ifndef GI_CATALOGUE_H
#define GI_CATALOGUE_H

#include "gi/batch_id.h"
#include "gi/quantity.h"

#define GI_NOT_KNOWN INT64_C(-1)
#define GI_NET_CONTENTS_MAX 12

/* What caps a holder of this product. */
typedef enum gi_product_basis {
    GI_BASIS_UNKNOWN,
    GI_BASIS_PLOT,   /* m2 in a township */
    GI_BASIS_VESSEL, /* litres */
    GI_BASIS_FLOCK,  /* head */
    GI_BASIS_PERMIT  /* catch permit */
} gi_product_basis;

/* The way through the ledger. */
typedef enum gi_product_path {
    GI_PRODUCT_PATH_UNKNOWN,
    GI_PRODUCT_PATH_LAND,  /* allowance -> raw -> made */
    GI_PRODUCT_PATH_DIRECT /* allowance -> made, no raw step */
} gi_product_path;

typedef enum gi_yes_no { GI_YES_NO_UNKNOWN, GI_YES, GI_NO } gi_yes_no;

/* The nominal contents a product is packed in, milli-units, ascending; count 0 = unknown. */
typedef struct gi_net_contents {
    int64_t milli[GI_NET_CONTENTS_MAX];
    size_t count;
} gi_net_contents;

typedef struct gi_product_entry {
    char mnemonic[GI_MNEMONIC_SIZE];
    int64_t index; /* 1.. without gaps; the product number of a label */
    char zh[64];
    char en[64];
    char status[160];              /* in words; also "No GI status found" */
    char standard[32];             /* "GB/T 21003-2007", "" unknown */
    int unit;                      /* gi_unit */
    int basis;                     /* gi_product_basis */
    int path;                      /* gi_product_path */
    int64_t raw_ratio, made_ratio; /* 42 and 10: 4.2 of raw give 1 of made */
    int64_t cap_per_mu;            /* milli-units of raw (of made when direct) per mu and season */
    int64_t cap_per_unit;          /* the same per litre, head or permit */
    int64_t daily_cap_per_mu;      /* milli-units of raw per mu and day */
    gi_net_contents net_contents;
    int64_t best_before_months;
    int needs_raw;             /* gi_yes_no */
    int64_t spoilage_permille; /* of labels, credited without a second approver */
    int64_t outside_permille;  /* of raw material that may come from elsewhere */
    char pesticides[16];       /* table of rules that applies: "tea"; "" unknown */
    char mark[4];              /* H read in law, M secondary, L weak, GK general knowledge */
    char source[256];
    char checked[11]; /* "2026-11" */
    bool invented;    /* demo values were added */
} gi_product_entry;

/*
 * A product by its mnemonic or by its whole Chinese name; by its index, for walking
 * 1, 2, 3 ... until GI_NOT_FOUND. Never by a prefix: 九江双蒸酒 is not from Jiujiang.
 * GI_NOT_FOUND no-catalogue
 */
GI_CHECKED gi_status gi_catalogue_product(gi_bytes name, gi_product_entry *out, gi_error *err);
GI_CHECKED gi_status gi_catalogue_product_at(int64_t index, gi_product_entry *out, gi_error *err);

/*
 * Fills what is unknown in a product with values invented for the demo and sets `invented`
 * when there were any. Only for registries of the kind demo.
 */
GI_CHECKED gi_status gi_catalogue_add_demo(gi_product_entry *product, gi_error *err);

/* A county-level unit (6 digits) or a township unit (9 digits). */
typedef struct gi_township_entry {
    int64_t code;
    char county[32];   /* "庐山市" */
    char township[64]; /* "牯岭镇"; "" for a county-level unit */
    char en[48];
    char source[160];
    char checked[11];
} gi_township_entry;

/* By code; and by place in the table, 0, 1, 2 ... GI_NOT_FOUND no-catalogue */
GI_CHECKED gi_status gi_catalogue_township(int64_t code, gi_township_entry *out, gi_error *err);
GI_CHECKED gi_status gi_catalogue_township_at(size_t place, gi_township_entry *out, gi_error *err);

/* One line of a protected area. */
typedef struct gi_area_entry {
    char mnemonic[GI_MNEMONIC_SIZE];
    int64_t code; /* 9 digits, or 6 for a whole county; GI_NOT_KNOWN when only the name is known */
    char zh[64];  /* as announced */
    char source[160];
    char checked[11];
} gi_area_entry;

/* The lines of one product, 0, 1, 2 ... GI_NOT_FOUND no-catalogue at the end. */
GI_CHECKED gi_status gi_catalogue_area_at(const char *mnemonic, size_t place, gi_area_entry *out,
                                          gi_error *err);

/*
 * *inside tells whether a 9-digit township lies in the protected area of a product.
 * GI_CONFLICT no-basis: the area, or a part of it, is not known by codes; nobody can tell
 */
GI_CHECKED gi_status gi_catalogue_in_area(const char *mnemonic, int64_t township, bool *inside,
                                          gi_error *err);

/* A grade or kind, 1..15, as a label's grade nibble carries it. */
typedef struct gi_grade_entry {
    char mnemonic[GI_MNEMONIC_SIZE];
    int64_t number;
    char zh[32];
    char en[48];
    char source[160];
    char checked[11];
} gi_grade_entry;

/* GI_NOT_FOUND no-catalogue: the grades of this product were not seen, or it has no such one */
GI_CHECKED gi_status gi_catalogue_grade(const char *mnemonic, int64_t number, gi_grade_entry *out,
                                        gi_error *err);

/* A value invented for the demo. */
typedef struct gi_demo_entry {
    char mnemonic[GI_MNEMONIC_SIZE];
    char field[32];  /* a column of the products, or grade, season_first, flag_per_mu ... */
    int64_t number;  /* of a grade; GI_NOT_KNOWN otherwise */
    char value[128]; /* grades: the Chinese name */
    char en[48];
    char note[160];
    char source[64]; /* always "invented for the demo" */
    char checked[11];
} gi_demo_entry;

/* By product, field and number (GI_NOT_KNOWN unless it is a grade). GI_NOT_FOUND no-catalogue */
GI_CHECKED gi_status gi_catalogue_demo(const char *mnemonic, const char *field, int64_t number,
                                       gi_demo_entry *out, gi_error *err);

/* Observed yield of made tea, for a second look at a producer; never a limit. */
typedef struct gi_yield_entry {
    int64_t code; /* of the city or county-level unit */
    char zh[32];
    int64_t year;
    int64_t tonnes;
    int64_t mu;
    int64_t kg_per_mu;
    char source[96];
    char checked[11];
} gi_yield_entry;

/* GI_NOT_FOUND no-catalogue */
GI_CHECKED gi_status gi_catalogue_yield(int64_t code, gi_yield_entry *out, gi_error *err);

/* Reads every row of every table; GI_CORRUPT names the first that is wrong. */
GI_CHECKED gi_status gi_catalogue_check(gi_error *err);

#endif
