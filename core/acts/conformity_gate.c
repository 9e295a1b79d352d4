/*
 * conformity_gate.c - fresh produce becomes a batch, and is labelled anew once it was repacked,
 * only under a certificate that holds (conformity.h).
 *
 * Batches are made by firms and co-operatives alone, who are obliged; households never come here.
 */
#include <string.h>

#include "core/acts/conformity.h"
#include "core/ledger/ledger.h"
#include "core/store/batches.h"
#include "core/store/conformity.h"
#include "core/store/lots.h"

bool gi_conformity_suits(const gi_lot_row *lot, const gi_product *product)
{
    return strcmp(lot->material, gi_raw) == 0 || product->fresh != GI_FRESH_NO;
}

/* What was released under the certificate so far and this together stay within what it says. */
static gi_status check_amount(gi_act *act, const gi_lot_row *lot, const gi_product *product,
                              int64_t paper, int64_t quantity, gi_error *err)
{
    gi_conformity_row row;
    int64_t used = 0;
    int64_t total = 0;
    GI_TRY(gi_conformity_load(act->db, paper, &row, err));
    GI_TRY(gi_conformity_used(act->db, lot->id, paper, &used, err));
    if (__builtin_add_overflow(used, quantity, &total)) {
        return gi_fail(err, GI_WHY_OVERFLOW, "batch");
    }
    return total <= row.quantity ? GI_OK
                                 : gi_fail_field(err, "qty", GI_WHY_CONFORMITY_SHORT,
                                                 gi_quantity_text(total, product->unit).text,
                                                 gi_quantity_text(row.quantity, product->unit).text,
                                                 gi_num(paper).text);
}

gi_status gi_conformity_gate(gi_act *act, const gi_lot_row *lot, const gi_product *product,
                             int64_t quantity, gi_error *err)
{
    gi_conformity_found found;
    if (product->fresh != GI_FRESH_YES) {
        return GI_OK;
    }
    GI_TRY(gi_conformity_of_lot(act->db, lot->id, act->index, &found, err));
    if (found.standing == GI_STANDING_NONE) {
        return gi_fail_field(err, "lot", GI_WHY_CONFORMITY_WANTED, product->mnemonic,
                             gi_num(lot->id).text);
    }
    if (found.standing != GI_STANDING_HOLDS) {
        return gi_fail_field(err, "lot", GI_WHY_CONFORMITY_MIXED, gi_num(lot->id).text,
                             gi_num(found.act).text);
    }
    return check_amount(act, lot, product, found.act, quantity, err);
}

/* What the log holds already was labelled before this was asked. */
gi_status gi_conformity_gate_labels(gi_act *act, const gi_batch_row *batch,
                                    const gi_product *product, gi_error *err)
{
    gi_conformity_found found;
    if (product->fresh != GI_FRESH_YES || act->replayed) {
        return GI_OK;
    }
    GI_TRY(gi_conformity_of_batch(act->db, batch, &found, err));
    return found.standing != GI_STANDING_REPACKED
               ? GI_OK
               : gi_fail_field(err, "batch", GI_WHY_CONFORMITY_REPACKED, batch->id,
                               gi_num(found.act).text);
}
