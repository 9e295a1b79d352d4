/*
 * freeze_after.c - what may follow a freeze: its document, one extension, lifting it.
 *
 * An extension is another officer's, lifting takes two of them; the keys tell officers apart.
 * What ended by its date has ended: nothing brings it back but a new freeze.
 */
#include "core/acts/acts.h"
#include "core/acts/freeze.h"

enum { REF, DOC };

const gi_field_rule gi_freeze_doc_fields[] = {
    [REF] = { "ref", GI_FIELD_INT, GI_REQUIRED | GI_PUBLIC, "冻结记录号", "act of the freeze",
              "log index" },
    [DOC] = { "doc", GI_FIELD_DIGEST, GI_REQUIRED | GI_PUBLIC, "文书的 SHA-256",
              "SHA-256 of the order", "64 hex digits" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

enum { EXTEND_REF, EXTEND_WHY };

const gi_field_rule gi_freeze_extend_fields[] = {
    [EXTEND_REF] = { "ref", GI_FIELD_INT, GI_REQUIRED | GI_PUBLIC, "冻结记录号",
                     "act of the freeze", "log index" },
    [EXTEND_WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
                     "laboratory|inquiry|court" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

enum { LIFT_REF, LIFT_WHY, LIFT_DOC };

const gi_field_rule gi_lift_fields[] = {
    [LIFT_REF] = { "ref", GI_FIELD_INT, GI_REQUIRED | GI_PUBLIC, "冻结记录号", "act of the freeze",
                   "log index" },
    [LIFT_WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
                   "cleared|corrected|mistake|recalled" },
    [LIFT_DOC] = { "doc", GI_FIELD_DIGEST, GI_PUBLIC, "文书的 SHA-256", "SHA-256 of the decision",
                   "64 hex digits" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

gi_status gi_freeze_of_field(gi_act *act, int field, gi_freeze_row *out, gi_error *err)
{
    gi_freeze_row freeze;
    GI_TRY(gi_freeze_load(act->db, act->value[field].number, &freeze, err));
    if (freeze.lifted >= 0) {
        return gi_fail_field(err, "ref", GI_WHY_ALREADY, gi_num(freeze.act).text, "lifted");
    }
    if (freeze.ends < act->today) {
        return gi_fail_field(err, "ref", GI_WHY_FREEZE_OVER, gi_num(freeze.act).text,
                             gi_day_text(freeze.ends).text);
    }
    *out = freeze;
    return GI_OK;
}

void gi_freeze_to_leaf(gi_act *act, const gi_freeze_row *freeze)
{
    gi_json_set_text(act->leaf, "why", freeze->why);
    gi_json_set_text(act->leaf, "who", freeze->who);
    gi_json_set_int(act->leaf, "until", freeze->ends);
    gi_json_set_text(act->answer, "until", gi_day_text(freeze->ends).text);
}

gi_status gi_freeze_update(gi_act *act, const gi_freeze_row *freeze, gi_error *err)
{
    gi_freeze_to_leaf(act, freeze);
    gi_json_set_int(act->leaf, "ref", freeze->act);
    return gi_freeze_change(act->db, freeze, err);
}

gi_status gi_freeze_doc_perform(gi_act *act, gi_error *err)
{
    gi_freeze_row freeze;
    GI_TRY(gi_freeze_of_field(act, REF, &freeze, err));
    if (freeze.has_doc) {
        return gi_fail_field(err, "doc", GI_WHY_ALREADY, gi_num(freeze.act).text, "documented");
    }
    GI_TRY(gi_act_leaf_doc(act, DOC, &freeze.doc, err));
    freeze.has_doc = true;
    freeze.ends = freeze.until;
    return gi_freeze_update(act, &freeze, err);
}

gi_status gi_freeze_extend_perform(gi_act *act, gi_error *err)
{
    gi_freeze_row freeze;
    GI_TRY(gi_freeze_of_field(act, EXTEND_REF, &freeze, err));
    if (freeze.extended >= 0) {
        return gi_fail_field(err, "ref", GI_WHY_ALREADY, gi_num(freeze.act).text, "extended");
    }
    if (freeze.key == act->by) {
        return gi_fail(err, GI_WHY_SAME_OFFICER, gi_num(act->by).text, gi_num(freeze.act).text);
    }
    freeze.extended = act->index;
    freeze.until += GI_FREEZE_DAYS;
    freeze.ends = freeze.has_doc ? freeze.until : freeze.ends; /* the document is still due */
    GI_TRY(gi_freeze_update(act, &freeze, err));
    char why[32];
    GI_TRY(gi_act_text(act, EXTEND_WHY, why, sizeof why, err));
    gi_json_set_text(act->leaf, "why", why);
    return GI_OK;
}

gi_status gi_lift_perform(gi_act *act, gi_error *err)
{
    gi_freeze_row freeze;
    gi_digest doc;
    char why[32];
    GI_TRY(gi_freeze_of_field(act, LIFT_REF, &freeze, err));
    freeze.lifted = act->index;
    GI_TRY(gi_freeze_update(act, &freeze, err));
    GI_TRY(gi_act_text(act, LIFT_WHY, why, sizeof why, err));
    gi_json_set_text(act->leaf, "why", why);
    gi_json_set_int(act->leaf, "until", act->today);
    gi_json_set_text(act->answer, "until", gi_day_text(act->today).text);
    return act->value[LIFT_DOC].given ? gi_act_leaf_doc(act, LIFT_DOC, &doc, err) : GI_OK;
}
