/*
 * product.c - a GI product's rules and one of its seasons, as data (authority and bureau).
 *
 * The same act registers a product and, later, changes its rules or adds a season: the leaf
 * holds the whole of the rules each time, so the log tells what was in force when.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "gi/uscc.h"

enum {
    PRODUCT,
    INDEX,
    ZH,
    EN,
    STANDARD,
    UNIT,
    PATH,
    SOURCE,
    CAP,
    DAILY,
    RATIO,
    AREA,
    GRADES,
    NETS,
    BEST,
    SEASON,
    FIRST,
    LAST,
    UNTIL
};

const gi_field_rule gi_product_fields[] = {
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED | GI_PUBLIC, "产品代号", "mnemonic",
                  "LSYW" },
    [INDEX] = { "index", GI_FIELD_KEY, GI_REQUIRED | GI_PUBLIC, "产品号", "product number",
                "1..65535" },
    [ZH] = { "zh", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "中文名", "Chinese name", NULL },
    [EN] = { "en", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "英文名", "English name", NULL },
    [STANDARD] = { "standard", GI_FIELD_TEXT, GI_PUBLIC, "标准号", "standard", NULL },
    [UNIT] = { "unit", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "计量", "mass or volume",
               "mass|volume" },
    [PATH] = { "path", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "路径", "with or without a raw step",
               "raw|direct" },
    [SOURCE] = { "source", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "来源类别", "source kind",
                 "plot|vessel|flock|permit" },
    [CAP] = { "cap", GI_FIELD_QUANTITY, GI_PUBLIC, "每亩定额", "cap per mu or unit", "60kg" },
    [DAILY] = { "daily", GI_FIELD_QUANTITY, GI_PUBLIC, "每亩日上限", "daily cap per mu", "20kg" },
    [RATIO] = { "ratio", GI_FIELD_TEXT, GI_PUBLIC, "原料成品比", "raw to made", "42:10" },
    [AREA] = { "area", GI_FIELD_LONG, GI_PUBLIC, "保护范围", "township or county codes",
               "360483107,360402101" },
    [GRADES] = { "grades", GI_FIELD_LONG, GI_PUBLIC, "等级", "grades",
                 "特级=Superfine;一级=First" },
    [NETS] = { "nets", GI_FIELD_LONG, GI_PUBLIC, "净含量", "net contents allowed", "50g,100g" },
    [BEST] = { "best_before", GI_FIELD_TEXT, GI_PUBLIC, "保质期", "best before", "18m, 45d or 0" },
    [SEASON] = { "season", GI_FIELD_SEASON, GI_REQUIRED | GI_PUBLIC, "产季", "season", "2026-1" },
    [FIRST] = { "first", GI_FIELD_DAY, GI_REQUIRED | GI_PUBLIC, "起始日", "first day",
                "2026-03-15" },
    [LAST] = { "last", GI_FIELD_DAY, GI_REQUIRED | GI_PUBLIC, "截止日", "last day", "2026-05-31" },
    [UNTIL] = { "label_until", GI_FIELD_DAY, GI_REQUIRED | GI_PUBLIC, "标签截止日",
                "last day of issuing", "2027-12-31" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

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

static gi_status read_product(const gi_act *act, gi_product *product, gi_error *err)
{
    product->index = (uint16_t)act->value[INDEX].number;
    product->unit = gi_act_is(act, UNIT, "volume") ? GI_UNIT_VOLUME : GI_UNIT_MASS;
    product->direct = gi_act_is(act, PATH, "direct");
    GI_TRY(gi_act_text(act, PRODUCT, product->mnemonic, sizeof product->mnemonic, err));
    GI_TRY(gi_act_text(act, ZH, product->zh, sizeof product->zh, err));
    GI_TRY(gi_act_text(act, EN, product->en, sizeof product->en, err));
    GI_TRY(gi_act_text(act, STANDARD, product->standard, sizeof product->standard, err));
    GI_TRY(gi_act_text(act, SOURCE, product->source, sizeof product->source, err));
    GI_TRY(read_caps(act, product, err));
    GI_TRY(read_ratio(act, product, err));
    GI_TRY(read_area(act, product, err));
    GI_TRY(read_grades(act, product, err));
    return read_nets(act, product, err);
}

static gi_status read_season(const gi_act *act, gi_season *season, gi_error *err)
{
    season->number = (int)act->value[SEASON].number;
    season->first = (gi_day)act->value[FIRST].number;
    season->last = (gi_day)act->value[LAST].number;
    season->label_until = (gi_day)act->value[UNTIL].number;
    if (season->last < season->first) {
        return gi_fail_field(err, "last", GI_WHY_DAY_ORDER, "last", gi_day_text(season->last).text,
                             gi_day_text(season->first).text);
    }
    if (season->label_until < season->last) {
        return gi_fail_field(err, "label_until", GI_WHY_DAY_ORDER, "label_until",
                             gi_day_text(season->label_until).text, gi_day_text(season->last).text);
    }
    return GI_OK;
}

/* A mnemonic keeps its number and a number its mnemonic, for ever. */
static gi_status check_identity(gi_act *act, const gi_product *product, gi_error *err)
{
    gi_product before;
    if (gi_product_load(act->db, product->mnemonic, &before, NULL) == GI_OK
            ? before.index != product->index
            : gi_product_by_index(act->db, product->index, &before, NULL) == GI_OK) {
        return gi_fail_field(err, "index", GI_WHY_EXISTS, before.mnemonic);
    }
    return GI_OK;
}

gi_status gi_product_perform(gi_act *act, gi_error *err)
{
    gi_product product = { 0 };
    gi_season season;
    GI_TRY(read_product(act, &product, err));
    GI_TRY(read_season(act, &season, err));
    GI_TRY(check_identity(act, &product, err));
    GI_TRY(gi_product_put(act->db, &product, act->index, err));
    GI_TRY(gi_season_put(act->db, product.index, &season, act->index, err));
    gi_act_leaf_product(act, &product, season.number);
    gi_json *rules = gi_product_to_json(&product);
    gi_json_set_int(rules, "index", product.index);
    gi_json_set_text(rules, "first", gi_day_text(season.first).text);
    gi_json_set_text(rules, "last", gi_day_text(season.last).text);
    gi_json_set_text(rules, "until", gi_day_text(season.label_until).text);
    gi_json_set(act->leaf, "rules", rules);
    gi_json_set_text(act->answer, "product", product.mnemonic);
    return GI_OK;
}
