/*
 * close.c - a season is over: nothing is picked or made in it any more.
 *
 * What is left of allowance and raw material lapses (the rest by `lapse`, when it is much); made
 * goods carry on under their own year until label_until. Cannot be taken back.
 */
#include "core/acts/acts.h"
#include "core/acts/lapse.h"
#include "core/store/seasons.h"

enum { PRODUCT, SEASON };

const gi_field_rule gi_close_fields[] = {
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED | GI_PUBLIC, "产品", "product",
                  "LSYW" },
    [SEASON] = { "season", GI_FIELD_SEASON, GI_REQUIRED | GI_PUBLIC, "产季", "season", "2026-1" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_close_perform(gi_act *act, gi_error *err)
{
    gi_product product;
    gi_season season;
    GI_TRY(gi_act_product(act, PRODUCT, &product, err));
    GI_TRY(gi_act_season(act, &product, (int)act->value[SEASON].number, &season, err));
    GI_TRY(gi_season_end_insert(act->db, product.index, season.number, act->index, err));
    return gi_lapse_due(act, &product, season.number, true, err);
}
