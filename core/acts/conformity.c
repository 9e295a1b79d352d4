/*
 * conformity.c - a certificate of conformity (承诺达标合格证) is issued for fresh produce.
 *
 * Firms and co-operatives have to, households may; nobody's sale waits for one. Which certificate
 * holds for what became of the material is worked out from the lots (core/store/conformity.h).
 * Public are product, season, the firm and the batch; persons, place and amount only committed.
 */
#include "core/acts/conformity.h"

#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/hold.h"
#include "core/acts/lots.h"
#include "core/store/conformity.h"
#include "core/store/genealogy.h"
#include "core/store/holders.h"
#include "core/store/products.h"

enum { HOLDER, LOT, BATCH, QUANTITY, BASIS, PLACE, CONTACT, DAY, REF };

#define LOTS_WALKED 1000000 /* of a lot's ancestors, when an old certificate is named */

const gi_field_rule gi_conformity_fields[] = {
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_REQUIRED, "承诺主体", "who commits", "001F" },
    [LOT] = { "lot", GI_FIELD_INT, 0, "物料批", "lot", "a lot number" },
    [BATCH] = { "batch", GI_FIELD_BATCH, GI_PUBLIC, "批次", "batch", "RCSY-26-0001-0001-7" },
    [QUANTITY] = { "qty", GI_FIELD_QUANTITY, 0, "数量（缺省为全部）", "quantity, default all",
                   "500kg" },
    [BASIS] = { "basis", GI_FIELD_WORD, GI_REQUIRED, "承诺依据", "what the commitment rests on",
                "control|self-test|commissioned-test" },
    [PLACE] = { "place", GI_FIELD_TEXT, GI_REQUIRED, "产地", "place of origin", NULL },
    [CONTACT] = { "contact", GI_FIELD_TEXT, GI_REQUIRED, "联系方式", "contact", NULL },
    [DAY] = { "day", GI_FIELD_DAY, 0, "开具日期（缺省为今日）", "day of issue, default today",
              "2026-04-06" },
    [REF] = { "ref", GI_FIELD_INT, GI_PUBLIC, "原合格证号", "certificate that this one follows",
              "log index" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* What a certificate is issued for. */
typedef struct subject {
    gi_holder_row holder;
    gi_product product;
    gi_lot_row lot; /* also that of the batch */
    int64_t there;  /* milli-units that it may cover */
    const char *name;
} subject;

static gi_status check_owner(const subject *of, uint32_t owner, const char *shown, gi_error *err)
{
    char number[5];
    gi_number_print(of->holder.id, number);
    return owner == of->holder.id ? GI_OK
                                  : gi_fail_field(err, of->name, GI_WHY_NOT_OWNER, shown, number);
}

static gi_status read_batch(gi_act *act, subject *of, gi_conformity_row *paper, gi_error *err)
{
    gi_batch_row batch;
    of->name = "batch";
    GI_TRY(gi_act_text(act, BATCH, paper->batch, sizeof paper->batch, err));
    GI_TRY(gi_batch_load(act->db, paper->batch, &batch, err));
    GI_TRY(check_owner(of, batch.holder, batch.id, err));
    GI_TRY(gi_act_free_batch(act, batch.id, err));
    of->there = batch.quantity;
    gi_json_set_text(act->leaf, "batch", batch.id);
    return gi_lot_load(act->db, batch.lot, &of->lot, err);
}

static gi_status read_lot(gi_act *act, subject *of, gi_conformity_row *paper, gi_error *err)
{
    of->name = "lot";
    paper->lot = act->value[LOT].number;
    GI_TRY(gi_lot_load(act->db, paper->lot, &of->lot, err));
    GI_TRY(check_owner(of, of->lot.holder, gi_num(of->lot.id).text, err));
    GI_TRY(gi_lot_usable(act, &of->lot, err));
    of->there = gi_lot_free(&of->lot);
    return GI_OK;
}

static gi_status read_subject(gi_act *act, subject *of, gi_conformity_row *paper, gi_error *err)
{
    int target = LOT;
    GI_TRY(gi_act_holder(act, (uint32_t)act->value[HOLDER].number, &of->holder, err));
    GI_TRY(gi_act_one_target(act, LOT, BATCH, "lot|batch", &target, err));
    GI_TRY(target == BATCH ? read_batch(act, of, paper, err) : read_lot(act, of, paper, err));
    GI_TRY(gi_product_by_index(act->db, of->lot.product, &of->product, err));
    return gi_conformity_suits(&of->lot, &of->product)
               ? GI_OK
               : gi_fail_field(err, of->name, GI_WHY_NOT_FRESH, of->product.zh,
                               gi_num(of->lot.id).text);
}

static gi_status read_facts(gi_act *act, const subject *of, gi_conformity_row *paper, gi_error *err)
{
    paper->quantity = of->there;
    if (act->value[QUANTITY].given) {
        GI_TRY(gi_act_quantity(act, QUANTITY, &of->product, &paper->quantity, err));
    }
    if (paper->quantity > of->there || of->there == 0) {
        return gi_fail_field(
            err, "qty", GI_WHY_OVER_LOT, gi_quantity_text(paper->quantity, of->product.unit).text,
            gi_quantity_text(of->there, of->product.unit).text, gi_num(of->lot.id).text);
    }
    paper->day = act->value[DAY].given ? (gi_day)act->value[DAY].number : act->today;
    GI_TRY(gi_act_not_future(act, paper->day, err));
    if (paper->day < of->lot.day) {
        return gi_fail_field(err, "day", GI_WHY_DAY_ORDER, "day", gi_day_text(paper->day).text,
                             gi_day_text(of->lot.day).text);
    }
    return gi_act_text(act, BASIS, paper->basis, sizeof paper->basis, err);
}

/* ---- the old certificate ---- */

typedef struct search {
    int64_t lot;
    bool met;
} search;

static gi_status take_lot(void *context, int64_t lot, int64_t quantity, gi_error *err)
{
    search *of = context;
    (void)quantity;
    (void)err;
    of->met = of->met || lot == of->lot;
    return GI_OK;
}

static gi_status read_ref(gi_act *act, const subject *of, gi_conformity_row *paper, gi_error *err)
{
    gi_conformity_row old;
    gi_batch_row batch;
    paper->ref = act->value[REF].given ? act->value[REF].number : -1;
    if (paper->ref < 0) {
        return GI_OK;
    }
    GI_TRY(gi_conformity_load(act->db, paper->ref, &old, err));
    search found = { .lot = old.lot };
    if (old.batch[0] != '\0') {
        GI_TRY(gi_batch_load(act->db, old.batch, &batch, err));
        found.lot = batch.lot;
    }
    GI_TRY(gi_line_up(act->db, of->lot.id, LOTS_WALKED, take_lot, &found, err));
    gi_json_set_int(act->leaf, "ref", paper->ref);
    return found.met ? GI_OK
                     : gi_fail_field(err, "ref", GI_WHY_CONFORMITY_REF, gi_num(paper->ref).text,
                                     gi_num(of->lot.id).text);
}

gi_status gi_conformity_perform(gi_act *act, gi_error *err)
{
    subject of;
    gi_conformity_row paper = { .act = act->index };
    GI_TRY(read_subject(act, &of, &paper, err));
    GI_TRY(read_facts(act, &of, &paper, err));
    GI_TRY(read_ref(act, &of, &paper, err));
    paper.holder = of.holder.id;
    paper.product = of.product.index;
    GI_TRY(gi_conformity_insert(act->db, &paper, err));
    gi_act_leaf_product(act, &of.product, of.lot.season);
    if (of.holder.producer) {
        gi_act_leaf_org(act, of.holder.id);
    }
    gi_json_set_int(act->answer, "conformity", act->index);
    gi_json_set_int(act->answer, "qty", paper.quantity);
    return GI_OK;
}
