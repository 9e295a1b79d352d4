/*
 * cancel.c - labels that were issued but never used go back in full: market -> made.
 *
 * Within 72 hours of their issue and only while nothing was activated or scanned (DESIGN 5).
 */
#include "core/acts/acts.h"
#include "core/acts/range.h"

#define CANCEL_HOURS 72

enum { UNITS, WHY };

const gi_field_rule gi_cancel_fields[] = {
    [UNITS] = { "units", GI_FIELD_UNITS, GI_REQUIRED | GI_PUBLIC, "标签编号", "unit numbers",
                "first..last" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "misprint|wrong-fact|unused" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

static gi_status credit(gi_act *act, gi_range *range, gi_error *err)
{
    gi_lot_row lot;
    GI_TRY(gi_lot_load(act->db, range->batch.lot, &lot, err));
    lot.remaining += range->quantity;
    range->batch.remaining += range->quantity;
    GI_TRY(gi_lot_change(act->db, &lot, err));
    GI_TRY(gi_batch_change(act->db, &range->batch, err));
    gi_account from = { 0, range->product.index, range->batch.season, gi_market };
    gi_account to = { range->holder.id, range->product.index, range->batch.season, gi_made };
    gi_json_set_int(act->leaf, "qty", range->quantity);
    return gi_journal_move(&act->journal, from, to, range->quantity, err);
}

gi_status gi_cancel_perform(gi_act *act, gi_error *err)
{
    gi_range range;
    GI_TRY(gi_range_read(act, UNITS, &range, err));
    if (act->ts - range.run.issued > INT64_C(3600000) * CANCEL_HOURS) {
        return gi_fail(err, GI_WHY_TOO_LATE, act->kind->name, gi_num(CANCEL_HOURS).text);
    }
    GI_TRY(gi_range_end(act, &range, "cancelled", WHY, err));
    return credit(act, &range, err);
}
