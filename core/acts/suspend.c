/*
 * suspend.c - a holder may act no more (or again). Labels already issued keep their state.
 */
#include "core/acts/acts.h"
#include "core/store/holders.h"

enum { HOLDER, OP, WHY };

const gi_field_rule gi_suspend_fields[] = {
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_REQUIRED | GI_PUBLIC, "主体", "holder", "001F" },
    [OP] = { "op", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "操作", "what to do", "suspend|resume" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "inspection|over-issue|quality|request|cleared" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_suspend_perform(gi_act *act, gi_error *err)
{
    gi_holder_row holder;
    char why[32];
    bool suspend = gi_act_is(act, OP, "suspend");
    GI_TRY(gi_holder_load(act->db, (uint32_t)act->value[HOLDER].number, &holder, err));
    if (holder.suspended == suspend) {
        char number[5];
        gi_number_print(holder.id, number);
        return gi_fail(err, GI_WHY_ALREADY, number, suspend ? "suspended" : "active");
    }
    GI_TRY(gi_holder_suspend(act->db, holder.id, suspend, err));
    GI_TRY(gi_act_text(act, WHY, why, sizeof why, err));
    gi_act_leaf_org(act, holder.id);
    gi_json_set_text(act->leaf, "why", why);
    gi_json_set_text(act->leaf, "op", suspend ? "suspend" : "resume");
    return GI_OK;
}
