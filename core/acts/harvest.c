/*
 * harvest.c - what was really picked: allowance becomes raw material, per source and day.
 *
 * Never more than the daily cap, the source's allotment and the holder's allowance, whichever
 * is met first. The leaf tells product and season; source, day and amount are committed.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/hold.h"

enum { SOURCE, PRODUCT, SEASON, DAY, QUANTITY, NOTE };

const gi_field_rule gi_harvest_fields[] = {
    [SOURCE] = { "source", GI_FIELD_INT, GI_REQUIRED, "来源号", "source", "a source number" },
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED | GI_PUBLIC, "产品", "product",
                  "LSYW" },
    [SEASON] = { "season", GI_FIELD_SEASON, GI_REQUIRED | GI_PUBLIC, "产季", "season", "2026-1" },
    [DAY] = { "day", GI_FIELD_DAY, GI_REQUIRED, "采摘日", "day picked", "2026-04-05" },
    [QUANTITY] = { "qty", GI_FIELD_QUANTITY, GI_REQUIRED, "数量", "quantity", "12.5kg" },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "备注", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

typedef struct harvest {
    gi_product product;
    gi_season season;
    gi_source_row source;
    gi_allotment_row allotment;
    gi_day day;
    int64_t quantity;
} harvest;

static gi_status check_daily(gi_act *act, const harvest *picked, gi_error *err)
{
    int64_t cap = 0;
    int64_t before = 0;
    const gi_source_row *source = &picked->source;
    if (picked->product.daily == 0 || strcmp(source->kind, "plot") != 0) {
        return GI_OK;
    }
    GI_TRY(gi_grant_quantity(source->capacity, picked->product.daily, &cap, err));
    GI_TRY(gi_picked_load(act->db, source->id, picked->day, &before, err));
    if (picked->quantity > cap - before) {
        gi_unit unit = picked->product.unit;
        return gi_fail_field(err, "qty", GI_WHY_OVER_DAILY,
                             gi_quantity_text(before + picked->quantity, unit).text,
                             gi_quantity_text(cap, unit).text, gi_num(source->id).text);
    }
    return GI_OK;
}

static gi_status check_allotment(const harvest *picked, bool found, gi_error *err)
{
    const gi_allotment_row *allotment = &picked->allotment;
    gi_unit unit = picked->product.unit;
    if (!found || allotment->product != picked->product.index ||
        allotment->season != picked->season.number) {
        return gi_fail_field(err, "source", GI_WHY_OVER_SOURCE,
                             gi_quantity_text(picked->quantity, unit).text, "0",
                             gi_num(picked->source.id).text);
    }
    if (picked->quantity > allotment->quantity - allotment->used) {
        return gi_fail_field(err, "qty", GI_WHY_OVER_SOURCE,
                             gi_quantity_text(allotment->used + picked->quantity, unit).text,
                             gi_quantity_text(allotment->quantity, unit).text,
                             gi_num(picked->source.id).text);
    }
    return GI_OK;
}

static gi_status check(gi_act *act, harvest *picked, gi_error *err)
{
    gi_holder_row holder;
    bool found = false;
    GI_TRY(gi_act_product(act, PRODUCT, &picked->product, err));
    if (picked->product.direct) {
        return gi_fail(err, GI_WHY_NOT_IN_PRODUCT, "harvest", picked->product.mnemonic, "direct");
    }
    GI_TRY(gi_act_quantity(act, QUANTITY, &picked->product, &picked->quantity, err));
    GI_TRY(
        gi_act_season(act, &picked->product, (int)act->value[SEASON].number, &picked->season, err));
    picked->day = (gi_day)act->value[DAY].number;
    GI_TRY(gi_act_season_day(act, picked->day, &picked->season, err));
    GI_TRY(gi_source_load(act->db, act->value[SOURCE].number, &picked->source, err));
    GI_TRY(gi_act_holder(act, picked->source.holder, &holder, err));
    GI_TRY(gi_act_free_source(act, picked->source.id, err));
    GI_TRY(gi_allotment_load(act->db, picked->source.id, picked->season.number / 16, &found,
                             &picked->allotment, err));
    GI_TRY(check_allotment(picked, found, err));
    return check_daily(act, picked, err);
}

gi_status gi_harvest_perform(gi_act *act, gi_error *err)
{
    harvest picked = { 0 };
    GI_TRY(check(act, &picked, err));
    uint32_t holder = picked.source.holder;
    uint16_t product = picked.product.index;
    int season = picked.season.number;
    gi_lot_row lot = { .holder = holder,
                       .product = product,
                       .season = season,
                       .material = "raw",
                       .day = picked.day,
                       .first_day = picked.day,
                       .source = picked.source.id,
                       .quantity = picked.quantity,
                       .act = act->index };
    GI_TRY(gi_allotment_use(act->db, lot.source, season / 16, lot.quantity, err));
    GI_TRY(gi_picked_add(act->db, lot.source, lot.day, lot.quantity, err));
    GI_TRY(gi_lot_insert(act->db, &lot, err));
    GI_TRY(gi_journal_move(&act->journal, (gi_account){ holder, product, season, gi_allow },
                           (gi_account){ holder, product, season, gi_raw }, lot.quantity, err));
    gi_act_leaf_product(act, &picked.product, season);
    gi_json_set_int(act->answer, "lot", lot.id);
    return GI_OK;
}
