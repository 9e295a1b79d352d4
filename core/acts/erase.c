/*
 * erase.c - takes a private value with its salt, for ever; its hash stays where it was.
 *
 * Every proof, and every disclosure of the other fields, stays good. The leaf names the act
 * (ref) and the reason; which field it was is only committed. Two signatures: the registry key
 * lies on the server and could wipe out evidence alone, so the authority answers for the reason.
 * Pages are overwritten (secure_delete), the journal is rewritten without it; copies made
 * before keep what they had.
 */
#include "core/acts/acts.h"
#include "core/store/log_rows.h"

enum { ACT, FIELD, WHY };

const gi_field_rule gi_erase_fields[] = {
    [ACT] = { "act", GI_FIELD_INT, GI_REQUIRED | GI_PUBLIC, "记录号", "act that holds the value",
              "log index" },
    [FIELD] = { "field", GI_FIELD_TEXT, GI_REQUIRED, "字段名", "name of the private field",
                "phone" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
              "request|expired|order|mistake" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_erase_perform(gi_act *act, gi_error *err)
{
    gi_act_row row;
    char field[48];
    char why[32];
    bool held = false;
    bool erased = false;
    int64_t ref = act->value[ACT].number;
    GI_TRY(gi_act_text(act, FIELD, field, sizeof field, err));
    GI_TRY(gi_act_text(act, WHY, why, sizeof why, err));
    GI_TRY(gi_act_load(act->db, ref, &row, NULL, NULL, err));
    GI_TRY(gi_private_erase(act->db, ref, field, &held, &erased, err));
    if (!held) {
        return gi_fail_field(err, "field", GI_WHY_NO_PRIVATE, gi_num(ref).text, field);
    }
    if (!erased) {
        return gi_fail_field(err, "field", GI_WHY_ALREADY, field, "erased");
    }
    GI_TRY(gi_act_erases(act, ref, field, err));
    gi_json_set_int(act->leaf, "ref", ref);
    gi_json_set_text(act->leaf, "why", why);
    gi_json_set_int(act->answer, "ref", ref);
    return GI_OK;
}
