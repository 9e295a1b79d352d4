/*
 * product_read.c - the fields of the act `product` become a gi_product.
 *
 * What is not given stays unknown; lists are bounded, and every code and amount is checked here,
 * so that nothing but well-formed rules ever stands in a product's leaf.
 */
#include "core/acts/product.h"
#include "gi/uscc.h"

#define RAW_DAYS_MAX 3660

static gi_status read_ratio(const gi_act *act, gi_product *product, gi_error *err)
{
    gi_bytes raw;
    gi_bytes made;
    if (product->direct != !act->value[RATIO].given) {
        return gi_act_bad_field(act, RATIO, err);
    }
    if (product->direct) {
        return GI_OK;
    }
    if (!gi_list_split(act->value[RATIO].text, ':', &raw, &made)) {
        return gi_act_bad_field(act, RATIO, err);
    }
    GI_TRY(gi_text_int(raw, "ratio", 1, 1000000, &product->ratio_raw, err));
    return gi_text_int(made, "ratio", 1, 1000000, &product->ratio_made, err);
}

/* Nine digits for a township, six for a whole county. */
static gi_status read_area(const gi_act *act, gi_product *product, gi_error *err)
{
    gi_bytes rest = act->value[AREA].text;
    gi_bytes item;
    while (act->value[AREA].given && gi_list_next(&rest, ',', &item)) {
        int64_t code = 0;
        if (product->area_count == GI_AREA_MAX) {
            return gi_fail(err, GI_WHY_OVER_LIMIT, "area", gi_num(GI_AREA_MAX).text);
        }
        GI_TRY(item.size == 6 ? gi_text_int(item, "area", 100000, 999999, &code, err)
                              : gi_township_parse(item, &code, err));
        product->area[product->area_count++] = code;
    }
    return GI_OK;
}

static gi_status read_grades(const gi_act *act, gi_product *product, gi_error *err)
{
    gi_bytes rest = act->value[GRADES].text;
    gi_bytes item;
    while (act->value[GRADES].given && gi_list_next(&rest, ';', &item)) {
        gi_bytes zh;
        gi_bytes en;
        if (product->grade_count == GI_GRADES_MAX) {
            return gi_fail(err, GI_WHY_OVER_LIMIT, "grades", gi_num(GI_GRADES_MAX).text);
        }
        if (!gi_list_split(item, '=', &zh, &en)) {
            return gi_act_bad_field(act, GRADES, err);
        }
        gi_grade *grade = &product->grade[product->grade_count++];
        GI_TRY(gi_text_copy(grade->zh, sizeof grade->zh, zh, "grades", err));
        GI_TRY(gi_text_copy(grade->en, sizeof grade->en, en, "grades", err));
    }
    return GI_OK;
}

static gi_status read_nets(const gi_act *act, gi_product *product, gi_error *err)
{
    gi_bytes rest = act->value[NETS].text;
    gi_bytes item;
    while (act->value[NETS].given && gi_list_next(&rest, ',', &item)) {
        uint16_t encoded = 0;
        if (product->net_count == GI_NETS_MAX) {
            return gi_fail(err, GI_WHY_OVER_LIMIT, "nets", gi_num(GI_NETS_MAX).text);
        }
        int64_t *net = &product->net[product->net_count++];
        GI_TRY(gi_quantity_parse(item, product->unit, net, err));
        GI_TRY(gi_net_encode(*net, &encoded, err));
    }
    return GI_OK;
}

static gi_status read_caps(const gi_act *act, gi_product *product, gi_error *err)
{
    if (act->value[CAP].given) {
        GI_TRY(gi_act_quantity(act, CAP, product, &product->cap, err));
    }
    if (act->value[DAILY].given) {
        GI_TRY(gi_act_quantity(act, DAILY, product, &product->daily, err));
    }
    if (act->value[BEST].given) {
        GI_TRY(gi_best_before_parse(act->value[BEST].text, &product->best_before, err));
    }
    return GI_OK;
}

/* A number of the draft within 0..high; unknown when it was not given. */
static gi_status read_number(const gi_act *act, int field, int unknown, int high, int *out,
                             gi_error *err)
{
    const gi_value *value = &act->value[field];
    *out = unknown;
    if (!value->given) {
        return GI_OK;
    }
    if (value->number > high) {
        const char *name = act->kind->fields[field].name;
        return gi_fail_field(err, name, GI_WHY_OUT_OF_RANGE, name, gi_num(value->number).text, "0",
                             gi_num(high).text);
    }
    *out = (int)value->number;
    return GI_OK;
}

static gi_status read_ceiling(const gi_act *act, gi_bytes item, gi_product *product, gi_error *err)
{
    gi_bytes township;
    gi_bytes quantity;
    gi_ceiling ceiling;
    if (product->ceiling_count == GI_CEILINGS_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "ceilings", gi_num(GI_CEILINGS_MAX).text);
    }
    if (!gi_list_split(item, ':', &township, &quantity)) {
        return gi_act_bad_field(act, CEILINGS, err);
    }
    GI_TRY(gi_township_parse(township, &ceiling.township, err));
    GI_TRY(gi_quantity_parse(quantity, product->unit, &ceiling.quantity, err));
    if (!gi_product_covers(product, ceiling.township)) {
        return gi_fail_field(err, "ceilings", GI_WHY_OUTSIDE_AREA, gi_num(ceiling.township).text,
                             product->mnemonic);
    }
    if (gi_product_ceiling(product, ceiling.township) > 0) {
        return gi_fail_field(err, "ceilings", GI_WHY_EXISTS, gi_num(ceiling.township).text);
    }
    product->ceiling[product->ceiling_count++] = ceiling;
    return GI_OK;
}

/* Read after the area, in which each of them must lie. */
static gi_status read_ceilings(const gi_act *act, gi_product *product, gi_error *err)
{
    gi_bytes rest = act->value[CEILINGS].text;
    gi_bytes item;
    while (act->value[CEILINGS].given && gi_list_next(&rest, ',', &item)) {
        GI_TRY(read_ceiling(act, item, product, err));
    }
    return GI_OK;
}

static gi_status read_limits(const gi_act *act, gi_product *product, gi_error *err)
{
    GI_TRY(read_number(act, SPOILAGE, GI_PERMILLE_UNKNOWN, 1000, &product->spoilage, err));
    GI_TRY(read_number(act, OUTSIDE, GI_PERMILLE_UNKNOWN, 1000, &product->outside, err));
    GI_TRY(read_number(act, RAW_DAYS, 0, RAW_DAYS_MAX, &product->raw_days, err));
    if (act->value[ACTIVATE].given) {
        (void)gi_activation_find(act->value[ACTIVATE].text, &product->activate); /* was checked */
    }
    GI_TRY(gi_act_text(act, PESTICIDES, product->pesticides, sizeof product->pesticides, err));
    if (act->value[FRESH].given) {
        product->fresh = gi_act_is(act, FRESH, "yes") ? GI_FRESH_YES : GI_FRESH_NO;
    }
    return read_ceilings(act, product, err);
}

gi_status gi_product_read(const gi_act *act, gi_product *out, gi_error *err)
{
    gi_product product = { 0 };
    product.index = (uint16_t)act->value[INDEX].number;
    product.unit = gi_act_is(act, UNIT, "volume") ? GI_UNIT_VOLUME : GI_UNIT_MASS;
    product.direct = gi_act_is(act, PATH, "direct");
    GI_TRY(gi_act_text(act, PRODUCT, product.mnemonic, sizeof product.mnemonic, err));
    GI_TRY(gi_act_text(act, ZH, product.zh, sizeof product.zh, err));
    GI_TRY(gi_act_text(act, EN, product.en, sizeof product.en, err));
    GI_TRY(gi_act_text(act, STANDARD, product.standard, sizeof product.standard, err));
    GI_TRY(gi_act_text(act, SOURCE, product.source, sizeof product.source, err));
    GI_TRY(read_caps(act, &product, err));
    GI_TRY(read_ratio(act, &product, err));
    GI_TRY(read_area(act, &product, err));
    GI_TRY(read_grades(act, &product, err));
    GI_TRY(read_nets(act, &product, err));
    GI_TRY(read_limits(act, &product, err));
    *out = product;
    return GI_OK;
}
