/*
 * merge.c - amounts of several lots become one: same holder, product, season and material.
 *
 * The new lot is as young as the youngest of them and keeps all as parents, so the gate and a
 * recall still see each. It is always a new lot: no lot can take in one that came of it.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/lots.h"
#include "core/store/holders.h"
#include "core/store/lots.h"

enum { HOLDER, LOTS, NOTE };

const gi_field_rule gi_merge_fields[] = {
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_REQUIRED, "主体", "holder", "001F" },
    [LOTS] = { "lots", GI_FIELD_LONG, GI_REQUIRED, "物料批与数量", "lots and amounts",
               "1:42kg,2:10kg" },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "备注", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_merge_perform(gi_act *act, gi_error *err)
{
    gi_holder_row holder;
    gi_parts parts;
    GI_TRY(gi_act_holder(act, (uint32_t)act->value[HOLDER].number, &holder, err));
    GI_TRY(gi_parts_read(act, LOTS, holder.id, &parts, err));
    if (parts.count < 2) {
        return gi_act_bad_field(act, LOTS, err);
    }
    const gi_lot_row *first = &parts.part[0].lot;
    gi_lot_row made = { .holder = holder.id,
                        .product = first->product,
                        .season = first->season,
                        .day = first->day,
                        .quantity = parts.total,
                        .act = act->index };
    memcpy(made.material, first->material, sizeof made.material);
    for (size_t i = 1; i < parts.count; i++) {
        gi_day day = parts.part[i].lot.day;
        made.day = day > made.day ? day : made.day;
    }
    GI_TRY(gi_parts_use(act, &parts, err));
    GI_TRY(gi_parts_into(act, &parts, &made, err));
    gi_act_leaf_product(act, &parts.product, made.season);
    gi_json_set_int(act->answer, "lot", made.id);
    return GI_OK;
}
