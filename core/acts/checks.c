/*
 * checks.c - what several acts ask of the registry before they change it, and the public
 * leaf members they share.
 */
#include <stdio.h>

#include "core/acts/act.h"
#include "core/store/holders.h"
#include "core/store/products.h"
#include "core/store/seasons.h"
#include "gi/text.h"

gi_status gi_act_product(gi_act *act, int field, gi_product *out, gi_error *err)
{
    char mnemonic[GI_MNEMONIC_SIZE];
    GI_TRY(gi_act_text(act, field, mnemonic, sizeof mnemonic, err));
    return gi_product_load(act->db, mnemonic, out, err);
}

gi_status gi_act_season(gi_act *act, const gi_product *product, int number, gi_season *out,
                        gi_error *err)
{
    gi_season season;
    bool ended = false;
    int64_t by = 0;
    GI_TRY(gi_season_load(act->db, product, number, &season, err));
    GI_TRY(gi_season_end_load(act->db, product->index, number, &ended, &by, err));
    if (ended) {
        return gi_fail_field(err, "season", GI_WHY_SEASON_ENDED, product->mnemonic,
                             gi_season_text(number).text, gi_num(by).text);
    }
    *out = season;
    return GI_OK;
}

gi_status gi_value_quantity(const gi_value *value, const char *field, const gi_product *product,
                            int64_t *out, gi_error *err)
{
    if (value->unit != product->unit) {
        char shown[48];
        (void)snprintf(shown, sizeof shown, "%.*s", (int)value->text.size,
                       (const char *)value->text.data);
        return gi_fail_field(err, field, GI_WHY_BAD_QUANTITY, shown,
                             product->unit == GI_UNIT_MASS ? "250g" : "500mL");
    }
    *out = value->number;
    return GI_OK;
}

gi_status gi_act_quantity(const gi_act *act, int field, const gi_product *product, int64_t *out,
                          gi_error *err)
{
    return gi_value_quantity(&act->value[field], act->kind->fields[field].name, product, out, err);
}

gi_status gi_act_holder(gi_act *act, uint32_t id, gi_holder_row *out, gi_error *err)
{
    gi_holder_row holder;
    GI_TRY(gi_holder_load(act->db, id, &holder, err));
    if (holder.suspended) {
        char number[5];
        gi_number_print(id, number);
        return gi_fail(err, GI_WHY_SUSPENDED, number, act->kind->name);
    }
    *out = holder;
    return GI_OK;
}

gi_status gi_act_producer(gi_act *act, uint32_t id, gi_holder_row *out, gi_error *err)
{
    gi_holder_row holder;
    GI_TRY(gi_act_holder(act, id, &holder, err));
    if (!holder.producer) {
        char number[5];
        gi_number_print(id, number);
        return gi_fail(err, GI_WHY_NOT_PRODUCER, number, act->kind->name);
    }
    *out = holder;
    return GI_OK;
}

gi_status gi_act_not_future(const gi_act *act, gi_day day, gi_error *err)
{
    if (day > act->today) {
        return gi_fail(err, GI_WHY_FUTURE_DAY, gi_day_text(day).text, gi_day_text(act->today).text);
    }
    return GI_OK;
}

gi_status gi_act_season_day(const gi_act *act, gi_day day, const gi_season *season, gi_error *err)
{
    GI_TRY(gi_act_not_future(act, day, err));
    if (day < season->first || day > season->last) {
        return gi_fail(err, GI_WHY_OUTSIDE_SEASON, gi_day_text(day).text,
                       gi_day_text(season->first).text, gi_day_text(season->last).text);
    }
    return GI_OK;
}

void gi_act_leaf_product(gi_act *act, const gi_product *product, int season)
{
    gi_json_set_text(act->leaf, "gi", product->mnemonic);
    gi_json_set_text(act->leaf, "sea", gi_season_text(season).text);
}

void gi_act_leaf_org(gi_act *act, uint32_t holder)
{
    char number[5];
    gi_number_print(holder, number);
    gi_json_set_text(act->leaf, "org", number);
}

void gi_act_leaf_range(gi_act *act, uint16_t key, uint32_t first, uint32_t count)
{
    gi_json *range = gi_json_array();
    gi_json *ranges = gi_json_array();
    gi_json_push_int(range, key);
    gi_json_push_int(range, first);
    gi_json_push_int(range, count);
    gi_json_set(act->answer, "range", gi_json_copy(range));
    gi_json_push(ranges, range);
    gi_json_set(act->leaf, "rng", ranges);
}
