/*
 * standing.c - no act takes a batch that was taken back with its import (act.h).
 *
 * One check for every act there is and will be: it goes by the kind of the field, not by the act.
 * An act that comes to a batch by another way than a field asks for it itself.
 */
#include "core/acts/act.h"
#include "core/store/batches.h"

gi_status gi_act_batch_stands(gi_act *act, const char *batch, gi_error *err)
{
    gi_batch_row row = { .undone = 0 };
    gi_error why = { 0 };
    if (act->replayed) {
        return GI_OK;
    }
    gi_status status = gi_batch_load(act->db, batch, &row, &why);
    if (status == GI_OK && row.undone > 0) {
        return gi_fail_field(err, "batch", GI_WHY_TAKEN_BACK, row.id, gi_num(row.undone).text);
    }
    if (status != GI_OK && status != GI_NOT_FOUND && err != NULL) {
        *err = why;
    }
    return status == GI_NOT_FOUND ? GI_OK : status;
}

gi_status gi_act_check_standing(gi_act *act, gi_error *err)
{
    const gi_field_rule *rules = act->kind->fields;
    for (int i = 0; rules[i].name != NULL; i++) {
        char batch[GI_BATCH_ID_TEXT];
        if (rules[i].kind == GI_FIELD_BATCH && act->value[i].given) {
            GI_TRY(gi_act_text(act, i, batch, sizeof batch, err));
            GI_TRY(gi_act_batch_stands(act, batch, err));
        }
    }
    return GI_OK;
}
