/*
 * split.c - parts of a lot become lots of their own; what is not named stays in it.
 *
 * Nothing changes hands, so nothing is posted. Days and origin go with the parts.
 */
#include "core/acts/acts.h"
#include "core/acts/hold.h"
#include "core/acts/lots.h"
#include "core/store/holders.h"
#include "core/store/lots.h"
#include "core/store/products.h"

enum { LOT, PARTS, NOTE };

const gi_field_rule gi_split_fields[] = {
    [LOT] = { "lot", GI_FIELD_INT, GI_REQUIRED, "物料批", "lot", "a lot number" },
    [PARTS] = { "parts", GI_FIELD_LONG, GI_REQUIRED, "各份数量", "amounts of the parts",
                "10kg,20kg" },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "备注", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

typedef struct splitting {
    gi_product product;
    gi_lot_row lot;
    gi_json *lots;
    int64_t left; /* of what is free */
    size_t count;
} splitting;

static gi_status add_part(gi_act *act, splitting *work, gi_bytes item, gi_error *err)
{
    gi_lot_row part;
    int64_t quantity = 0;
    gi_unit unit = work->product.unit;
    if (work->count++ == GI_PARTS_MAX) {
        return gi_fail_field(err, "parts", GI_WHY_OVER_LIMIT, "parts", gi_num(GI_PARTS_MAX).text);
    }
    GI_TRY(gi_quantity_parse(item, unit, &quantity, err));
    if (quantity > work->left) {
        return gi_fail_field(err, "parts", GI_WHY_OVER_LOT, gi_quantity_text(quantity, unit).text,
                             gi_quantity_text(work->left, unit).text, gi_num(work->lot.id).text);
    }
    work->left -= quantity;
    GI_TRY(gi_lot_branch(act, &work->lot, quantity, work->lot.holder, &part, err));
    gi_json_push_int(work->lots, part.id);
    return GI_OK;
}

gi_status gi_split_perform(gi_act *act, gi_error *err)
{
    splitting work = { .count = 0 };
    gi_holder_row holder;
    gi_bytes rest = act->value[PARTS].text;
    gi_bytes item;
    GI_TRY(gi_lot_load(act->db, act->value[LOT].number, &work.lot, err));
    GI_TRY(gi_act_free_lot(act, work.lot.id, err));
    GI_TRY(gi_product_by_index(act->db, work.lot.product, &work.product, err));
    GI_TRY(gi_act_holder(act, work.lot.holder, &holder, err));
    GI_TRY(gi_lot_usable(act, &work.lot, err));
    work.left = gi_lot_free(&work.lot);
    int64_t free = work.left;
    work.lots = gi_json_array();
    gi_json_set(act->answer, "lots", work.lots);
    while (gi_list_next(&rest, ',', &item)) {
        GI_TRY(add_part(act, &work, item, err));
    }
    GI_TRY(gi_lot_take(act->db, &work.lot, free - work.left, err));
    gi_act_leaf_product(act, &work.product, work.lot.season);
    return GI_OK;
}
