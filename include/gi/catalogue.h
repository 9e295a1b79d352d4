/*
 * catalogue.h - what is known about the products of Jiujiang, as data with its sources.
 *
 * The tables (core/rules, CSV) are part of the program; an officer corrects a row, not the
 * code. What nobody has read is unknown and says so: numbers are GI_NOT_KNOWN, words are
 * ..._UNKNOWN, texts are "". Values that only a demo needs stand apart and are marked as
 * invented. The catalogue proposes; what counts for a registry is what its act `product`
 * registered (gi/product.h).
 *
 * Entries hold no heap memory, texts are UTF-8. No call keeps anything, so any thread may call;
 * each walks its table from the top (at most some 240 rows): do not call in a loop over labels.
 * Walking a whole table:
 *
 *     for (int64_t i = 1; gi_catalogue_product_at(i, &product, NULL) == GI_OK; i++) { ... }
 *
 * Every call may find that a table contradicts itself, up to the row it needs:
 *
 * GI_CORRUPT  catalogue-shape (columns), catalogue-quote (quotes or line breaks),
 *             catalogue-value, each with table and row; catalogue-twice from gi_catalogue_check
 */
#ifndef GI_CATALOGUE_H
#define GI_CATALOGUE_H

#include "gi/batch_id.h"
#include "gi/quantity.h"

/* Stands in every number that nobody has read; 0 is a value. */
#define GI_NOT_KNOWN INT64_C(-1)
/* Most nominal contents of a product. */
#define GI_NET_CONTENTS_MAX 12

/*
 * What caps a holder of this product: its sources and what their capacity counts. The same words
 * name the kind of a source in acts: "plot" ... Unknown basis = no grant.
 *
 * PLOT m2 in a township   VESSEL litres   FLOCK head   PERMIT a catch permit
 */
typedef enum gi_product_basis {
    GI_BASIS_UNKNOWN,
    GI_BASIS_PLOT,
    GI_BASIS_VESSEL,
    GI_BASIS_FLOCK,
    GI_BASIS_PERMIT
} gi_product_basis;

/*
 * The way through the ledger (DESIGN 5).
 *
 * LAND    allowance -> raw -> made
 * DIRECT  allowance -> made, no raw step
 */
typedef enum gi_product_path {
    GI_PRODUCT_PATH_UNKNOWN,
    GI_PRODUCT_PATH_LAND,
    GI_PRODUCT_PATH_DIRECT
} gi_product_path;

/* An answer that may be unknown. */
typedef enum gi_yes_no { GI_YES_NO_UNKNOWN, GI_YES, GI_NO } gi_yes_no;

/* The nominal contents a product is packed in: milli-units, ascending; count 0 = unknown. */
typedef struct gi_net_contents {
    int64_t milli[GI_NET_CONTENTS_MAX];
    size_t count;
} gi_net_contents;

/*
 * One product. Amounts are milli-units of its unit (mg, uL).
 *
 * mnemonic    four letters of the batch ID; index: 1.. without gaps, the product number of a label
 * zh en       names, each unique
 * status      in words; also "No GI status found"
 * standard    "GB/T 21003-2007", "" unknown
 * unit basis path        values of gi_unit, gi_product_basis, gi_product_path
 * raw_ratio made_ratio   42 and 10: 4.2 of raw give 1 of made; each 1..10,000
 * cap_per_mu             of raw (of made when direct) per mu and season
 * cap_per_unit           the same per litre, head or permit
 * daily_cap_per_mu       of raw per mu and day
 * best_before_months     1..127
 * needs_raw              a gi_yes_no
 * spoilage_permille      0..1000 of labels, credited without a second approver
 * outside_permille       0..1000 of raw material that may come from elsewhere
 * raw_days    1..3660: raw material left over lapses so many days after it was picked
 * activate    when labels begin to count: "issue", "range", "carton"; "" unknown
 * pesticides  table of rules that applies: "tea"; "" unknown
 * fresh       a gi_yes_no: its batches are fresh produce
 * mark        how well it is known: H read in law, M secondary, L weak, GK general knowledge
 * source      where it was read; checked: when, "2026-11" or "2026-11-05"
 * invented    demo values were added (gi_catalogue_add_demo)
 */
typedef struct gi_product_entry {
    char mnemonic[GI_MNEMONIC_SIZE];
    int64_t index;
    char zh[64];
    char en[64];
    char status[160];
    char standard[32];
    int unit;
    int basis;
    int path;
    int64_t raw_ratio, made_ratio;
    int64_t cap_per_mu;
    int64_t cap_per_unit;
    int64_t daily_cap_per_mu;
    gi_net_contents net_contents;
    int64_t best_before_months;
    int needs_raw;
    int64_t spoilage_permille;
    int64_t outside_permille;
    int64_t raw_days;
    char activate[8];
    char pesticides[16];
    int fresh;
    char mark[4];
    char source[256];
    char checked[11];
    bool invented;
} gi_product_entry;

/*
 * A product by its mnemonic or by its whole Chinese name, at most 63 bytes. Never by a prefix:
 * 九江双蒸酒 is not from Jiujiang.
 * GI_NOT_FOUND no-catalogue   GI_INVALID too-long, bad-utf8, control-character
 */
GI_CHECKED gi_status gi_catalogue_product(gi_bytes name, gi_product_entry *out, gi_error *err);

/* By its index, 1, 2, 3 ... GI_NOT_FOUND no-catalogue past the last */
GI_CHECKED gi_status gi_catalogue_product_at(int64_t index, gi_product_entry *out, gi_error *err);

/*
 * Fills what is unknown in a product with values invented for the demo and sets `invented`
 * when there were any; never replaces what is known. Only for registries of the kind demo. On
 * failure the product is as it was.
 */
GI_CHECKED gi_status gi_catalogue_add_demo(gi_product_entry *product, gi_error *err);

/*
 * A county-level unit (6 digits) or a township unit (9 digits).
 *
 * county    "庐山市"
 * township  "牯岭镇"; "" for a county-level unit
 * en source checked  as in products
 */
typedef struct gi_township_entry {
    int64_t code;
    char county[32];
    char township[64];
    char en[48];
    char source[160];
    char checked[11];
} gi_township_entry;

/* By code of 6 or 9 digits. GI_NOT_FOUND no-catalogue: also a retired code */
GI_CHECKED gi_status gi_catalogue_township(int64_t code, gi_township_entry *out, gi_error *err);

/* By place in the table, 0, 1, 2 ... GI_NOT_FOUND no-catalogue at the end */
GI_CHECKED gi_status gi_catalogue_township_at(size_t place, gi_township_entry *out, gi_error *err);

/* One line of a protected area. code has 9 digits, or 6 for a whole county; GI_NOT_KNOWN when only
 * the name is known. zh is the place as it was announced. */
typedef struct gi_area_entry {
    char mnemonic[GI_MNEMONIC_SIZE];
    int64_t code;
    char zh[64];
    char source[160];
    char checked[11];
} gi_area_entry;

/* The lines of one product, 0, 1, 2 ... GI_NOT_FOUND no-catalogue at the end, or at once. */
GI_CHECKED gi_status gi_catalogue_area_at(const char *mnemonic, size_t place, gi_area_entry *out,
                                          gi_error *err);

/*
 * *inside tells whether a 9-digit township lies in the protected area of a product. mnemonic may
 * be its Chinese name.
 *
 * GI_NOT_FOUND no-catalogue: there is no such product
 * GI_CONFLICT  no-basis: the area, or a part of it, is not known by codes; nobody can tell
 */
GI_CHECKED gi_status gi_catalogue_in_area(const char *mnemonic, int64_t township, bool *inside,
                                          gi_error *err);

/*
 * A grade or kind of a product as its standard names it.
 *
 * number  1..15, as a label's grade nibble carries it; 0 stands for "none" there
 * source checked  as in products
 */
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

/*
 * A value invented for the demo.
 *
 * field   a column of the products, or grade, season_first, flag_per_mu ...
 * number  of a grade; GI_NOT_KNOWN otherwise
 * value   as the column would hold it; grades: the Chinese name, with the English one in en
 * source  always "invented for the demo"
 */
typedef struct gi_demo_entry {
    char mnemonic[GI_MNEMONIC_SIZE];
    char field[32];
    int64_t number;
    char value[128];
    char en[48];
    char note[160];
    char source[64];
    char checked[11];
} gi_demo_entry;

/* By product, field and number (GI_NOT_KNOWN unless it is a grade). GI_NOT_FOUND no-catalogue */
GI_CHECKED gi_status gi_catalogue_demo(const char *mnemonic, const char *field, int64_t number,
                                       gi_demo_entry *out, gi_error *err);

/* Observed yield of made tea in a year, for a second look at a producer; never a limit. code is
 * that of the city or county-level unit; area in mu. */
typedef struct gi_yield_entry {
    int64_t code;
    char zh[32];
    int64_t year;
    int64_t tonnes;
    int64_t mu;
    int64_t kg_per_mu;
    char source[96];
    char checked[11];
} gi_yield_entry;

/* The first row of a place, by its code. GI_NOT_FOUND no-catalogue */
GI_CHECKED gi_status gi_catalogue_yield(int64_t code, gi_yield_entry *out, gi_error *err);

/*
 * What is known of an active ingredient on a crop.
 *
 * zh en   names; crop: the table of a product's rules ("tea")
 * wait    days from spraying to picking, GI_NOT_KNOWN where nobody says; where sources differ the
 *         longest. The registered label wins over it.
 * status  a gi_pesticide_status; from: since when, "" always, "2019" or "2019-08-01" (compare as
 *         text with a day: it applies to days that are not below it)
 * note    what else is said, and that sources differ; mark source checked as in products
 */
typedef enum gi_pesticide_status {
    GI_PESTICIDE_ALLOWED,
    GI_PESTICIDE_FORBIDDEN
} gi_pesticide_status;

typedef struct gi_pesticide_entry {
    char zh[48];
    char en[48];
    char crop[16];
    int64_t wait;
    int status;
    char from[11];
    char mark[4];
    char source[160];
    char checked[11];
    char note[160];
} gi_pesticide_entry;

/* By crop and by either name of the ingredient, English in any case. GI_NOT_FOUND no-catalogue */
GI_CHECKED gi_status gi_catalogue_pesticide(const char *crop, gi_bytes name,
                                            gi_pesticide_entry *out, gi_error *err);

/*
 * Reads every row of every table and compares its keys with all above it, which no look-up does;
 * GI_CORRUPT names the first that is wrong, or a key that stands there twice. A test runs it,
 * so a released program has good tables.
 */
GI_CHECKED gi_status gi_catalogue_check(gi_error *err);

#endif
