/*
 * product_rules.c - the rules of a product as JSON and back.
 *
 * The same object is the member `rules` of the product's public leaf, so anyone can read from
 * the log which cap, ratio and area were in force. Unknown values are left out, so a leaf that
 * was written before a rule existed reads as "unknown".
 */
#include <string.h>

#include "core/store/products.h"
#include "gi/text.h"

static void set_positive(gi_json *object, const char *name, int64_t value)
{
    if (value > 0) {
        gi_json_set_int(object, name, value);
    }
}

static gi_json *int_list(const int64_t *values, size_t count)
{
    gi_json *list = gi_json_array();
    for (size_t i = 0; i < count; i++) {
        gi_json_push_int(list, values[i]);
    }
    return list;
}

static gi_json *grade_list(const gi_product *product)
{
    gi_json *list = gi_json_array();
    for (size_t i = 0; i < product->grade_count; i++) {
        gi_json *grade = gi_json_array();
        gi_json_push_text(grade, product->grade[i].zh);
        gi_json_push_text(grade, product->grade[i].en);
        gi_json_push(list, grade);
    }
    return list;
}

static gi_json *ceiling_list(const gi_product *product)
{
    gi_json *list = gi_json_array();
    for (size_t i = 0; i < product->ceiling_count; i++) {
        const gi_ceiling *ceiling = &product->ceiling[i];
        gi_json_push(list, int_list((const int64_t[]){ ceiling->township, ceiling->quantity }, 2));
    }
    return list;
}

/* What decides about labels and raw material that were not used. */
static void set_limits(gi_json *rules, const gi_product *product)
{
    if (product->spoilage != GI_PERMILLE_UNKNOWN) {
        gi_json_set_int(rules, "spoilage", product->spoilage);
    }
    if (product->outside != GI_PERMILLE_UNKNOWN) {
        gi_json_set_int(rules, "outside", product->outside);
    }
    set_positive(rules, "raw_days", product->raw_days);
    if (product->activate != GI_ACTIVATE_ISSUE) {
        gi_json_set_text(rules, "activate", gi_activation_word(product->activate));
    }
    if (product->pesticides[0] != '\0') {
        gi_json_set_text(rules, "pesticides", product->pesticides);
    }
    if (product->fresh != GI_FRESH_UNKNOWN) {
        gi_json_set_text(rules, "fresh", gi_fresh_word(product->fresh));
    }
    if (product->ceiling_count > 0) {
        gi_json_set(rules, "ceilings", ceiling_list(product));
    }
}

gi_json *gi_product_to_json(const gi_product *product)
{
    gi_json *rules = gi_json_object();
    gi_json_set_text(rules, "zh", product->zh);
    gi_json_set_text(rules, "en", product->en);
    gi_json_set_text(rules, "std", product->standard);
    gi_json_set_text(rules, "unit", product->unit == GI_UNIT_MASS ? "mass" : "volume");
    gi_json_set_text(rules, "source", product->source);
    gi_json_set_text(rules, "path", product->direct ? "direct" : "raw");
    set_positive(rules, "cap", product->cap);
    set_positive(rules, "daily", product->daily);
    set_positive(rules, "best", product->best_before);
    if (!product->direct) {
        gi_json_set(rules, "ratio",
                    int_list((const int64_t[]){ product->ratio_raw, product->ratio_made }, 2));
    }
    gi_json_set(rules, "area", int_list(product->area, product->area_count));
    gi_json_set(rules, "nets", int_list(product->net, product->net_count));
    gi_json_set(rules, "grades", grade_list(product));
    set_limits(rules, product);
    return rules;
}

static gi_status read_text(const gi_json *rules, const char *name, char *out, size_t size,
                           gi_error *err)
{
    gi_bytes text = { 0 };
    if (!gi_json_as_text(gi_json_get(rules, name), &text)) {
        return gi_fail(err, GI_WHY_BAD_LEAF, name);
    }
    return gi_text_copy(out, size, text, name, err);
}

static gi_status read_ints(const gi_json *list, int64_t *out, size_t max, size_t *count,
                           gi_error *err)
{
    size_t size = gi_json_count(list);
    if (size > max) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "list", gi_num((int64_t)max).text);
    }
    for (size_t i = 0; i < size; i++) {
        if (!gi_json_as_int(gi_json_at(list, i), &out[i])) {
            return gi_fail(err, GI_WHY_BAD_LEAF, "list");
        }
    }
    *count = size;
    return GI_OK;
}

static gi_status read_grades(const gi_json *list, gi_product *product, gi_error *err)
{
    product->grade_count = gi_json_count(list);
    if (product->grade_count > GI_GRADES_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "grades", gi_num(GI_GRADES_MAX).text);
    }
    for (size_t i = 0; i < product->grade_count; i++) {
        const gi_json *pair = gi_json_at(list, i);
        gi_bytes zh = { 0 };
        gi_bytes en = { 0 };
        if (!gi_json_as_text(gi_json_at(pair, 0), &zh) ||
            !gi_json_as_text(gi_json_at(pair, 1), &en)) {
            return gi_fail(err, GI_WHY_BAD_LEAF, "grades");
        }
        gi_grade *grade = &product->grade[i];
        GI_TRY(gi_text_copy(grade->zh, sizeof grade->zh, zh, "grade", err));
        GI_TRY(gi_text_copy(grade->en, sizeof grade->en, en, "grade", err));
    }
    return GI_OK;
}

static bool is_word(const gi_json *rules, const char *name, const char *word)
{
    gi_bytes text = { 0 };
    return gi_json_as_text(gi_json_get(rules, name), &text) &&
           gi_bytes_equal(text, gi_bytes_of(word));
}

/* A permille; absent = unknown. */
static int read_permille(const gi_json *rules, const char *name)
{
    int64_t value = 0;
    bool given = gi_json_as_int(gi_json_get(rules, name), &value);
    return given && value >= 0 && value <= 1000 ? (int)value : GI_PERMILLE_UNKNOWN;
}

static gi_status read_ceilings(const gi_json *list, gi_product *product, gi_error *err)
{
    product->ceiling_count = gi_json_count(list);
    if (product->ceiling_count > GI_CEILINGS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "ceilings", gi_num(GI_CEILINGS_MAX).text);
    }
    for (size_t i = 0; i < product->ceiling_count; i++) {
        const gi_json *pair = gi_json_at(list, i);
        if (!gi_json_as_int(gi_json_at(pair, 0), &product->ceiling[i].township) ||
            !gi_json_as_int(gi_json_at(pair, 1), &product->ceiling[i].quantity)) {
            return gi_fail(err, GI_WHY_BAD_LEAF, "ceilings");
        }
    }
    return GI_OK;
}

static gi_status read_limits(const gi_json *rules, gi_product *product, gi_error *err)
{
    int64_t days = 0;
    gi_bytes word = { 0 };
    product->spoilage = read_permille(rules, "spoilage");
    product->outside = read_permille(rules, "outside");
    (void)gi_json_as_int(gi_json_get(rules, "raw_days"), &days); /* absent = never */
    product->raw_days = (int)days;
    if (gi_json_as_text(gi_json_get(rules, "activate"), &word) &&
        !gi_activation_find(word, &product->activate)) {
        return gi_fail(err, GI_WHY_BAD_LEAF, "activate");
    }
    if (gi_json_get(rules, "pesticides") != NULL) {
        GI_TRY(
            read_text(rules, "pesticides", product->pesticides, sizeof product->pesticides, err));
    }
    product->fresh = is_word(rules, "fresh", "yes")  ? GI_FRESH_YES
                     : is_word(rules, "fresh", "no") ? GI_FRESH_NO
                                                     : GI_FRESH_UNKNOWN;
    return read_ceilings(gi_json_get(rules, "ceilings"), product, err);
}

gi_status gi_product_from_json(const gi_json *rules, gi_product *out, gi_error *err)
{
    gi_product found = { 0 };
    int64_t best = 0;
    int64_t ratio[2] = { 0, 0 };
    size_t ratio_count = 0;
    GI_TRY(read_text(rules, "zh", found.zh, sizeof found.zh, err));
    GI_TRY(read_text(rules, "en", found.en, sizeof found.en, err));
    GI_TRY(read_text(rules, "std", found.standard, sizeof found.standard, err));
    GI_TRY(read_text(rules, "source", found.source, sizeof found.source, err));
    found.unit = is_word(rules, "unit", "volume") ? GI_UNIT_VOLUME : GI_UNIT_MASS;
    found.direct = is_word(rules, "path", "direct");
    (void)gi_json_as_int(gi_json_get(rules, "cap"), &found.cap);     /* absent = unknown */
    (void)gi_json_as_int(gi_json_get(rules, "daily"), &found.daily); /* absent = none */
    (void)gi_json_as_int(gi_json_get(rules, "best"), &best);         /* absent = see pack */
    found.best_before = (uint8_t)best;
    GI_TRY(read_ints(gi_json_get(rules, "ratio"), ratio, 2, &ratio_count, err));
    found.ratio_raw = ratio[0];
    found.ratio_made = ratio[1];
    GI_TRY(read_ints(gi_json_get(rules, "area"), found.area, GI_AREA_MAX, &found.area_count, err));
    GI_TRY(read_ints(gi_json_get(rules, "nets"), found.net, GI_NETS_MAX, &found.net_count, err));
    GI_TRY(read_grades(gi_json_get(rules, "grades"), &found, err));
    GI_TRY(read_limits(rules, &found, err));
    *out = found;
    return GI_OK;
}
