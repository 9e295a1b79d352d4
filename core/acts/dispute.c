/*
 * dispute.c - the village clerk stops a transfer within seven days; nothing of it is used until
 * `settle`.
 *
 * What is left of its lots, and of parts they were split into, is held. A transfer is disputed
 * once.
 */
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/dispute.h"
#include "core/store/log_rows.h"
#include "core/store/products.h"

#define DISPUTE_HOURS (7 * 24)

enum { REF, WHY, NOTE };

const gi_field_rule gi_dispute_fields[] = {
    [REF] = { "ref", GI_FIELD_INT, GI_REQUIRED | GI_PUBLIC, "所争议的转让记录号",
              "transfer in dispute", "log index of a transfer" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED, "原因", "reason",
              "weight|not-agreed|wrong-lot|price|other" },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "说明", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_dispute_lots(gi_act *act, int64_t ref, gi_disputed *out, gi_error *err)
{
    GI_TRY(gi_lot_parts(act->db, ref, out->lot, GI_DISPUTED_MAX, &out->count, err));
    if (out->count == 0) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "transfer without lots");
    }
    return gi_product_by_index(act->db, out->lot[0].product, &out->product, err);
}

static gi_status check_transfer(gi_act *act, int64_t ref, gi_error *err)
{
    gi_act_row row;
    gi_dispute_row before;
    bool found = false;
    GI_TRY(gi_act_load(act->db, ref, &row, NULL, NULL, err));
    if (strcmp(row.kind, "transfer") != 0) {
        return gi_fail_field(err, "ref", GI_WHY_NOT_TRANSFER, gi_num(ref).text, row.kind,
                             "transfer");
    }
    GI_TRY(gi_dispute_load(act->db, ref, &found, &before, err));
    if (found) {
        return gi_fail_field(err, "ref", GI_WHY_ALREADY, gi_num(ref).text,
                             before.settled != 0 ? "settled" : "disputed");
    }
    return act->ts - row.ts <= INT64_C(3600000) * DISPUTE_HOURS
               ? GI_OK
               : gi_fail_field(err, "ref", GI_WHY_TOO_LATE, act->kind->name,
                               gi_num(DISPUTE_HOURS).text);
}

gi_status gi_dispute_perform(gi_act *act, gi_error *err)
{
    gi_disputed work;
    int64_t ref = act->value[REF].number;
    GI_TRY(check_transfer(act, ref, err));
    GI_TRY(gi_dispute_lots(act, ref, &work, err));
    int64_t held = 0;
    for (size_t i = 0; i < work.count; i++) {
        GI_TRY(gi_lot_hold(act->db, work.lot[i].id, act->index, err));
        held += gi_lot_free(&work.lot[i]);
    }
    GI_TRY(gi_dispute_insert(act->db, ref, act->index, err));
    gi_act_leaf_product(act, &work.product, work.lot[0].season);
    gi_json_set_int(act->leaf, "ref", ref);
    gi_json_set_int(act->answer, "ref", ref);
    gi_json_set_int(act->answer, "held", held);
    return GI_OK;
}
