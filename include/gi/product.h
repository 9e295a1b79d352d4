/*
 * product.h - a GI product's rules as data.
 *
 * Set by the act `product` (authority and bureau), public in its leaf, so that anyone can
 * check a grant or an issue against the rules that were in force. A value of 0 or an empty
 * list means "unknown" or "no such limit"; the comment of each member says which. Holds no
 * heap memory. What is generally known of a product before it is registered: gi/catalogue.h.
 */
#ifndef GI_PRODUCT_H
#define GI_PRODUCT_H

#include "gi/batch_id.h"
#include "gi/quantity.h"

/* Most entries of each list of a product. Grades are counted from 1: 0 in a label is "none". */
#define GI_AREA_MAX 64   /* township codes, or 6-digit county codes for "all of it" */
#define GI_GRADES_MAX 15 /* the grade nibble of GL1 */
#define GI_NETS_MAX 16
#define GI_CEILINGS_MAX 24 /* with the other rules they fit a leaf of 2 KiB */
/* A permille that nobody has fixed; 0 is a value. Where it is a limit, unknown allows nothing. */
#define GI_PERMILLE_UNKNOWN (-1)
/* Room for the name of a pesticide table, terminator included. */
#define GI_PESTICIDES_TEXT 16

/* The name of one grade or kind, UTF-8. */
typedef struct gi_grade {
    char zh[32];
    char en[32];
} gi_grade;

/* When a label begins to count: as it is issued, or when the act `activate` names its range or
 * its carton. */
typedef enum gi_activation {
    GI_ACTIVATE_ISSUE,
    GI_ACTIVATE_RANGE,
    GI_ACTIVATE_CARTON
} gi_activation;

/* The word of an activation rule: "issue", "range", "carton"; constant text. */
const char *gi_activation_word(gi_activation value);

/* Back from one of the three words, exactly; false = no such rule. */
bool gi_activation_find(gi_bytes word, gi_activation *out);

/* Are batches of it fresh produce (鲜活农产品), for which a firm or co-operative issues a
 * certificate of conformity before it labels them? Unknown asks for none and forbids none. */
typedef enum gi_fresh { GI_FRESH_UNKNOWN, GI_FRESH_YES, GI_FRESH_NO } gi_fresh;

/* The word of the rule: "yes", "no"; "" = unknown. Constant text. */
const char *gi_fresh_word(gi_fresh value);

/* The most that all grants of a season may give to sources of one township, in milli-units. */
typedef struct gi_ceiling {
    int64_t township;
    int64_t quantity;
} gi_ceiling;

/*
 * The rules of one product. Amounts are milli-units of `unit` (mg, uL).
 *
 * index          place in the signed product table, 1..65535; what labels carry
 * mnemonic       "LSYW": the first four letters of its batch IDs
 * zh en standard names, and "GB/T 21003-2007" or "" unknown
 * source         what caps a holder: plot (m2), vessel (litres), flock (head) or permit
 * direct         no raw step: allowance becomes made goods
 * cap            of raw (of made when direct) per mu, or per unit of capacity, and season; the
 *                grant of a plot is floor(m2 x cap x 3 / 2000), FORMATS 1; 0 unknown: no grant
 * daily          most that may be picked per mu and day; 0 = no daily cap
 * ratio_raw ratio_made   42 and 10: made <= floor(raw x 10 / 42); both 0 when direct
 * area           area_count townships (9 digits) or whole counties (6); none = unknown: no source
 *                can be registered
 * grade          grade_count names; grade n of a label is grade[n - 1]
 * net            net_count allowed net contents; none = any
 * best_before    the GL1 byte (FORMATS 4); 0 = see pack
 * spoilage       permille of a batch's labels that are credited without a second approver;
 *                0..1000 or GI_PERMILLE_UNKNOWN (then only the 24 labels that always are)
 * outside        permille of raw material that may come from elsewhere, 0..1000; or
 *                GI_PERMILLE_UNKNOWN: none may
 * raw_days       raw material left over lapses so many days after it was picked; 0 = never
 * activate       when a label begins to count
 * pesticides     name of the table of pesticide rules that applies; "" = none
 * fresh          whether its batches are fresh produce; raw material always is
 * ceiling        ceiling_count townships with a ceiling, public; a township without one has none
 */
typedef struct gi_product {
    uint16_t index;
    char mnemonic[GI_MNEMONIC_SIZE];
    char zh[64];
    char en[64];
    char standard[64];
    gi_unit unit;
    char source[8];
    bool direct;
    int64_t cap;
    int64_t daily;
    int64_t ratio_raw, ratio_made;
    int64_t area[GI_AREA_MAX];
    size_t area_count;
    gi_grade grade[GI_GRADES_MAX];
    size_t grade_count;
    int64_t net[GI_NETS_MAX];
    size_t net_count;
    uint8_t best_before;
    int spoilage;
    int outside;
    int raw_days;
    gi_activation activate;
    char pesticides[GI_PESTICIDES_TEXT];
    gi_fresh fresh;
    gi_ceiling ceiling[GI_CEILINGS_MAX];
    size_t ceiling_count;
} gi_product;

/*
 * One growing season of a product. Harvest and make days lie in [first, last], both inclusive.
 *
 * number       year x 16 + number in the year (0..15); the low nibble is what labels carry
 * first last   gi_day
 * label_until  last day on which labels of this season are issued
 */
typedef struct gi_season {
    int number;
    int32_t first, last, label_until;
} gi_season;

/*
 * "2026-1" -> 2026 x 16 + 1: year 2020..2099, number 0..15, no leading zero. The low four bits are
 * the season nibble of GL1.
 * GI_INVALID  bad-field
 */
GI_CHECKED gi_status gi_season_parse(gi_bytes text, int *number, gi_error *err);

/* Room for the text of any season. */
typedef struct gi_season_text_t {
    char text[12];
} gi_season_text_t;

/* "2026-1"; .text lives to the end of the statement. */
gi_season_text_t gi_season_text(int number);

/* True when a 9-digit township lies in the product's area: it is listed, or its county is. False
 * for every township while the area is unknown. */
bool gi_product_covers(const gi_product *product, int64_t township);

/* The ceiling of a township, milli-units; 0 = it has none. */
int64_t gi_product_ceiling(const gi_product *product, int64_t township);

/* The number (1..15) of a grade by its Chinese or English name, exactly as registered, or by its
 * number in digits; 0 when there is none. */
int gi_product_grade(const gi_product *product, gi_bytes name);

/*
 * Best before as people write it -> the GL1 byte (FORMATS 4): "18m" months 1..127, "45d" days in
 * steps of five 5..635, "0" see pack.
 * GI_INVALID  bad-field
 */
GI_CHECKED gi_status gi_best_before_parse(gi_bytes text, uint8_t *out, gi_error *err);

#endif
