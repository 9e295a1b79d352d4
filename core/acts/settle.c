/*
 * settle.c - ends a dispute: the transfer is upheld, or what is left of it goes back.
 *
 * What the buyer used before the dispute cannot go back; the answer names it. What goes back are
 * new lots of the seller, children of the buyer's, so the way of the leaf stays readable.
 */
#include "core/acts/acts.h"
#include "core/acts/dispute.h"
#include "core/acts/hold.h"
#include "core/acts/lots.h"
#include "core/store/lots.h"

enum { REF, OP, NOTE };

const gi_field_rule gi_settle_fields[] = {
    [REF] = { "ref", GI_FIELD_INT, GI_REQUIRED | GI_PUBLIC, "所争议的转让记录号",
              "transfer in dispute", "log index of a transfer" },
    [OP] = { "op", GI_FIELD_WORD, GI_REQUIRED, "裁定", "decision", "uphold|reverse" },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "说明", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

typedef struct settling {
    gi_disputed lots;
    uint32_t seller, buyer;
    int64_t back;
    gi_json *made;
} settling;

static gi_status check(gi_act *act, int64_t ref, gi_dispute_row *dispute, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_dispute_load(act->db, ref, &found, dispute, err));
    if (!found) {
        return gi_fail_field(err, "ref", GI_WHY_NOT_TRANSFER, gi_num(ref).text, "act",
                             "disputed transfer");
    }
    return dispute->settled == 0
               ? GI_OK
               : gi_fail_field(err, "ref", GI_WHY_ALREADY, gi_num(ref).text, "settled");
}

/* The seller: whoever had the parents of the lots that the transfer made. */
static gi_status find_parties(gi_act *act, settling *work, gi_error *err)
{
    gi_lot_row parent;
    int64_t id = 0;
    GI_TRY(gi_lot_parent(act->db, work->lots.lot[0].id, &id, err));
    GI_TRY(gi_lot_load(act->db, id, &parent, err));
    work->seller = parent.holder;
    work->buyer = work->lots.lot[0].holder;
    return GI_OK;
}

static gi_status give_back(gi_act *act, settling *work, gi_lot_row *lot, gi_error *err)
{
    gi_lot_row back;
    int64_t left = gi_lot_free(lot);
    if (left == 0) {
        return GI_OK;
    }
    GI_TRY(gi_act_free_lot(act, lot->id, err)); /* or it would leave the scope of a recall */
    GI_TRY(gi_lot_take(act->db, lot, left, err));
    GI_TRY(gi_lot_branch(act, lot, left, work->seller, &back, err));
    gi_json_push_int(work->made, back.id);
    work->back += left;
    return gi_journal_move(&act->journal, gi_lot_account(lot, work->buyer),
                           gi_lot_account(lot, work->seller), left, err);
}

/* Of the transfer's own lots; parts that were split off are counted where they are now. */
static int64_t transferred(const settling *work, int64_t ref)
{
    int64_t sum = 0;
    for (size_t i = 0; i < work->lots.count; i++) {
        sum += work->lots.lot[i].act == ref ? work->lots.lot[i].quantity : 0;
    }
    return sum;
}

static gi_status reverse(gi_act *act, settling *work, int64_t ref, gi_error *err)
{
    GI_TRY(find_parties(act, work, err));
    work->made = gi_json_array();
    gi_json_set(act->answer, "lots", work->made);
    for (size_t i = 0; i < work->lots.count; i++) {
        GI_TRY(give_back(act, work, &work->lots.lot[i], err));
    }
    gi_json_set_int(act->answer, "back", work->back);
    gi_json_set_int(act->answer, "used", transferred(work, ref) - work->back);
    return GI_OK;
}

gi_status gi_settle_perform(gi_act *act, gi_error *err)
{
    settling work = { .back = 0 };
    gi_dispute_row dispute;
    int64_t ref = act->value[REF].number;
    GI_TRY(check(act, ref, &dispute, err));
    GI_TRY(gi_dispute_lots(act, ref, &work.lots, err));
    for (size_t i = 0; i < work.lots.count; i++) {
        GI_TRY(gi_lot_hold(act->db, work.lots.lot[i].id, 0, err));
    }
    if (gi_act_is(act, OP, "reverse")) {
        GI_TRY(reverse(act, &work, ref, err));
    }
    gi_act_leaf_product(act, &work.lots.product, work.lots.lot[0].season);
    gi_json_set_int(act->leaf, "ref", ref);
    gi_json_set_int(act->answer, "ref", ref);
    return gi_dispute_settle(act->db, ref, act->index, err);
}
