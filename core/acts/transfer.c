/*
 * transfer.c - leaf, 毛茶 or made goods change hands; never allowance, which cannot be sold.
 *
 * A grower is known by its trade card with PIN or a slip, a producer by the clerk who signs.
 * The buyer gets new lots, children of the seller's, so genealogy runs on. Who, how much and at
 * which price are only committed; the leaf tells product and season.
 */
#include "core/acts/acts.h"
#include "core/acts/card_check.h"
#include "core/acts/lots.h"
#include "core/store/accounts.h"
#include "core/store/conformity.h"
#include "core/store/holders.h"
#include "core/store/lots.h"

enum { FROM, TO, LOTS, DAY, PRICE, CARD, PIN, SLIP, NOTE };

const gi_field_rule gi_transfer_fields[] = {
    [FROM] = { "from", GI_FIELD_HOLDER, GI_REQUIRED, "转出方", "seller", "001F" },
    [TO] = { "to", GI_FIELD_HOLDER, GI_REQUIRED, "受让方", "buyer", "001G" },
    [LOTS] = { "lots", GI_FIELD_LONG, GI_REQUIRED, "物料批与数量", "lots and amounts",
               "1:42kg,2:10kg" },
    [DAY] = { "day", GI_FIELD_DAY, GI_REQUIRED, "交割日", "day handed over", "2026-04-05" },
    [PRICE] = { "price", GI_FIELD_TEXT, 0, "价格", "price", NULL },
    [CARD] = { "card", GI_FIELD_TEXT, 0, "交易卡号（农户）", "trade card number, for a grower",
               NULL },
    [PIN] = { "pin", GI_FIELD_TEXT, GI_TRANSIENT, "密码（不保存）", "PIN, not kept",
              "four digits" },
    [SLIP] = { "slip", GI_FIELD_TEXT, GI_TRANSIENT, "一次性核销码（不保存）",
               "one-time slip, not kept", "AQ78-6Y6X" },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "备注", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

typedef struct transfer {
    gi_holder_row from, to;
    gi_parts parts;
} transfer;

static gi_status check(gi_act *act, transfer *work, gi_error *err)
{
    static const gi_card_places secrets = { CARD, PIN, SLIP };
    GI_TRY(gi_act_holder(act, (uint32_t)act->value[FROM].number, &work->from, err));
    GI_TRY(gi_act_holder(act, (uint32_t)act->value[TO].number, &work->to, err));
    if (work->from.id == work->to.id) {
        char number[5];
        gi_number_print(work->to.id, number);
        return gi_fail_field(err, "to", GI_WHY_SAME_HOLDER, number);
    }
    GI_TRY(gi_parts_read(act, LOTS, work->from.id, &work->parts, err));
    GI_TRY(gi_parts_day(act, &work->parts, (gi_day)act->value[DAY].number, err));
    /* Last of all, so that an honest slip of the pen costs no try and no slip. */
    return gi_card_check(act, &secrets, &work->from, &work->parts.product, work->parts.total, err);
}

static gi_status hand_over(gi_act *act, transfer *work, gi_json *lots, gi_error *err)
{
    const gi_lot_row *kind = &work->parts.part[0].lot;
    GI_TRY(gi_parts_use(act, &work->parts, err));
    for (size_t i = 0; i < work->parts.count; i++) {
        const gi_part *part = &work->parts.part[i];
        gi_lot_row got;
        GI_TRY(gi_lot_branch(act, &part->lot, part->quantity, work->to.id, &got, err));
        gi_json_push_int(lots, got.id);
    }
    return gi_journal_move(&act->journal, gi_lot_account(kind, work->from.id),
                           gi_lot_account(kind, work->to.id), work->parts.total, err);
}

/* What a party holds of this material once the act is posted. */
static gi_status balance_after(gi_act *act, const transfer *work, uint32_t holder, int64_t change,
                               int64_t *out, gi_error *err)
{
    gi_account at = gi_lot_account(&work->parts.part[0].lot, holder);
    gi_posting asked = { at.holder, at.product, at.season, at.material, 0 };
    GI_TRY(gi_account_load(act->db, &asked, out, err));
    *out += change;
    return GI_OK;
}

/* A note for the buyer: certificates of conformity that hold for what is sold. None is no
 * obstacle; households need none. */
static gi_status note_conformities(gi_act *act, const transfer *work, gi_error *err)
{
    GI_AUTO(gi_json) papers = gi_json_array();
    int64_t last = -1;
    for (size_t i = 0; i < work->parts.count; i++) {
        gi_conformity_found found;
        GI_TRY(gi_conformity_of_lot(act->db, work->parts.part[i].lot.id, act->index, &found, err));
        if (found.standing == GI_STANDING_HOLDS && found.act != last) {
            gi_json_push_int(papers, found.act);
            last = found.act;
        }
    }
    if (gi_json_count(papers) > 0) {
        gi_json_set(act->answer, "conformities", GI_TAKE(papers));
    }
    return GI_OK;
}

gi_status gi_transfer_perform(gi_act *act, gi_error *err)
{
    transfer work;
    int64_t left = 0;
    int64_t has = 0;
    GI_TRY(check(act, &work, err));
    GI_TRY(balance_after(act, &work, work.from.id, -work.parts.total, &left, err));
    GI_TRY(balance_after(act, &work, work.to.id, work.parts.total, &has, err));
    gi_json *lots = gi_json_array();
    gi_json_set(act->answer, "lots", lots);
    GI_TRY(hand_over(act, &work, lots, err));
    GI_TRY(note_conformities(act, &work, err));
    gi_act_leaf_product(act, &work.parts.product, work.parts.part[0].lot.season);
    gi_json_set_int(act->answer, "qty", work.parts.total);
    gi_json_set_int(act->answer, "from_balance", left);
    gi_json_set_int(act->answer, "to_balance", has);
    return GI_OK;
}
