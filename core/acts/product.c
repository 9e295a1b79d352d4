/*
 * product.c - a GI product's rules and one of its seasons, as data (authority and bureau).
 *
 * The same act registers a product and, later, changes its rules or adds a season: the leaf
 * holds the whole of the rules each time, so the log tells what was in force when.
 */
#include "core/acts/product.h"

#include "core/acts/acts.h"
#include "core/store/products.h"

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
    [SPOILAGE] = { "spoilage", GI_FIELD_INT, GI_PUBLIC, "损耗标签千分比",
                   "spoilt labels credited, permille of a batch", "0..1000" },
    [OUTSIDE] = { "outside", GI_FIELD_INT, GI_PUBLIC, "外来原料千分比",
                  "raw material from elsewhere, permille", "0..1000" },
    [RAW_DAYS] = { "raw_days", GI_FIELD_INT, GI_PUBLIC, "原料存放天数",
                   "days after which raw material lapses", "0..3660, 0 = never" },
    [ACTIVATE] = { "activate", GI_FIELD_WORD, GI_PUBLIC, "启用方式", "when labels begin to count",
                   "issue|range|carton" },
    [PESTICIDES] = { "pesticides", GI_FIELD_TEXT, GI_PUBLIC, "农药规则表", "table of pesticides",
                     "tea" },
    [FRESH] = { "fresh", GI_FIELD_WORD, GI_PUBLIC, "鲜活农产品", "fresh produce", "yes|no" },
    [CEILINGS] = { "ceilings", GI_FIELD_LONG, GI_PUBLIC, "乡镇额度上限",
                   "most that a township is granted per season", "360483107:20000kg" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

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
    GI_TRY(gi_product_read(act, &product, err));
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
