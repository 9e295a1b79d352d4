/*
 * batch.c - a made lot (or part of it) is released for labelling under one batch ID.
 *
 * Numbers run per producer and never restart; those whose check character would be a
 * look-alike are skipped. The ID is signed by being in this act's leaf.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/conformity.h"
#include "core/acts/gate.h"
#include "core/acts/hold.h"
#include "core/acts/lots.h"
#include "core/store/batches.h"
#include "core/store/holders.h"
#include "core/store/lots.h"
#include "core/store/products.h"

enum { HOLDER, LOT, QUANTITY, GRADE, PLACE, NOTE };

const gi_field_rule gi_batch_fields[] = {
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_REQUIRED | GI_PUBLIC, "生产者", "producer", "001F" },
    [LOT] = { "lot", GI_FIELD_INT, GI_REQUIRED, "成品批", "made lot", "a lot number" },
    [QUANTITY] = { "qty", GI_FIELD_QUANTITY, 0, "数量（缺省为全部）", "quantity, default all",
                   "10kg" },
    [GRADE] = { "grade", GI_FIELD_TEXT, 0, "等级", "grade", "one of the product's grades" },
    [PLACE] = { "place", GI_FIELD_TEXT, 0, "加工地", "place of processing", NULL },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "说明", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

static gi_status read_grade(const gi_act *act, const gi_product *product, int *grade, gi_error *err)
{
    const gi_value *value = &act->value[GRADE];
    *grade = value->given ? gi_product_grade(product, value->text) : 0;
    if (product->grade_count == 0 && !value->given) {
        return GI_OK;
    }
    if (!value->given) {
        return gi_fail_field(err, "grade", GI_WHY_MISSING_FIELD, "grade", act->kind->name);
    }
    char shown[128];
    GI_TRY(gi_act_text(act, GRADE, shown, sizeof shown, err));
    return *grade > 0 ? GI_OK
                      : gi_fail_field(err, "grade", GI_WHY_NOT_IN_PRODUCT, shown, product->mnemonic,
                                      "grades");
}

static gi_status read_quantity(const gi_act *act, const gi_product *product, const gi_lot_row *lot,
                               int64_t *quantity, gi_error *err)
{
    int64_t free = gi_lot_free(lot);
    *quantity = free;
    if (act->value[QUANTITY].given) {
        GI_TRY(gi_act_quantity(act, QUANTITY, product, quantity, err));
    }
    if (*quantity > free || free == 0) {
        return gi_fail_field(err, "qty", GI_WHY_OVER_LOT,
                             gi_quantity_text(*quantity, product->unit).text,
                             gi_quantity_text(free, product->unit).text, gi_num(lot->id).text);
    }
    return GI_OK;
}

static gi_status check_lot(const gi_lot_row *lot, const gi_holder_row *holder, gi_error *err)
{
    if (lot->holder != holder->id || strcmp(lot->material, "made") != 0) {
        char number[5];
        gi_number_print(holder->id, number);
        return gi_fail_field(err, "lot", GI_WHY_NOT_OWNER, gi_num(lot->id).text, number);
    }
    return GI_OK;
}

/* The next number of the producer whose check character is no look-alike. */
static gi_status number_batch(gi_act *act, const gi_holder_row *holder, const gi_product *product,
                              gi_day made, gi_batch_row *batch, gi_error *err)
{
    gi_batch_id id = { .producer = holder->id };
    int month = 0;
    int day = 0;
    memcpy(id.product, product->mnemonic, sizeof id.product);
    gi_day_to_civil(made, &id.year, &month, &day);
    int64_t number = holder->next_batch - 1;
    do {
        if (++number > GI_NUMBER_MAX) {
            return gi_fail(err, GI_WHY_OVER_LIMIT, "batches", gi_num(GI_NUMBER_MAX).text);
        }
        id.number = (uint32_t)number;
    } while (gi_batch_id_skipped(&id));
    gi_batch_id_print(&id, batch->id);
    batch->number = number;
    return gi_holder_take_batch(act->db, holder->id, number + 1, err);
}

static gi_status check(gi_act *act, gi_product *product, gi_holder_row *holder, gi_lot_row *lot,
                       gi_batch_row *batch, gi_error *err)
{
    GI_TRY(gi_act_producer(act, (uint32_t)act->value[HOLDER].number, holder, err));
    GI_TRY(gi_lot_load(act->db, act->value[LOT].number, lot, err));
    GI_TRY(check_lot(lot, holder, err));
    GI_TRY(gi_lot_usable(act, lot, err));
    GI_TRY(gi_act_free_holder(act, holder->id, err));
    GI_TRY(gi_product_by_index(act->db, lot->product, product, err));
    GI_TRY(gi_gate_check(act, lot->id, product, err));
    GI_TRY(read_grade(act, product, &batch->grade, err));
    GI_TRY(read_quantity(act, product, lot, &batch->quantity, err));
    GI_TRY(gi_conformity_gate(act, lot, product, batch->quantity, err));
    GI_TRY(gi_act_text(act, PLACE, batch->place, sizeof batch->place, err));
    return gi_act_text(act, NOTE, batch->note, sizeof batch->note, err);
}

gi_status gi_batch_perform(gi_act *act, gi_error *err)
{
    gi_product product;
    gi_holder_row holder;
    gi_lot_row lot;
    gi_batch_row batch = { .act = act->index };
    GI_TRY(check(act, &product, &holder, &lot, &batch, err));
    GI_TRY(number_batch(act, &holder, &product, lot.day, &batch, err));
    batch.holder = holder.id;
    batch.product = lot.product;
    batch.season = lot.season;
    batch.lot = lot.id;
    lot.released += batch.quantity;
    GI_TRY(gi_lot_change(act->db, &lot, err));
    GI_TRY(gi_batch_insert(act->db, &batch, err));
    gi_act_leaf_product(act, &product, batch.season);
    gi_act_leaf_org(act, holder.id);
    gi_json_set_text(act->leaf, "batch", batch.id);
    gi_json_set_int(act->leaf, "qty", batch.quantity);
    gi_json_set_text(act->answer, "batch", batch.id);
    return GI_OK;
}
