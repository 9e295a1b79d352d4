/*
 * finding.c - two officers find labels to be copied, and two may take that back.
 *
 * Nothing changes a label's state: the original may still be good. What changes is the second
 * answer, with the authority that found it and since when, so that a buyer compares the packs. The
 * document that says why stands as its digest in the log.
 */
#include "core/store/finding.h"
#include "core/acts/acts.h"
#include "core/acts/hold.h"
#include "core/acts/range.h"
#include "gi/unit_number.h"

enum { UNITS, WHY, WHO, DOC };

const gi_field_rule gi_finding_fields[] = {
    [UNITS] = { "units", GI_FIELD_UNITS, GI_REQUIRED | GI_PUBLIC, "标签编号", "unit numbers",
                "first..last" },
    [WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "依据", "found by",
              "inspection|seizure|comparison|confession" },
    [WHO] = { "who", GI_FIELD_TEXT, GI_REQUIRED | GI_PUBLIC, "认定机关", "authority",
              "name of the authority" },
    [DOC] = { "doc", GI_FIELD_DIGEST, GI_REQUIRED | GI_PUBLIC, "文书的 SHA-256",
              "SHA-256 of the document", "64 hex digits" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

enum { LIFT_REF, LIFT_WHY, LIFT_DOC };

const gi_field_rule gi_finding_lift_fields[] = {
    [LIFT_REF] = { "ref", GI_FIELD_INT, GI_REQUIRED | GI_PUBLIC, "认定记录号", "act of the finding",
                   "log index" },
    [LIFT_WHY] = { "why", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "原因", "reason",
                   "mistake|corrected|cleared" },
    [LIFT_DOC] = { "doc", GI_FIELD_DIGEST, GI_PUBLIC, "文书的 SHA-256", "SHA-256 of the decision",
                   "64 hex digits" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* Labels of one run, in whatever state: a copy may be of one that is void. */
static gi_status read_labels(gi_act *act, gi_finding_row *out, gi_error *err)
{
    gi_range range;
    GI_TRY(gi_range_find(act, UNITS, &range, err));
    out->key = range.run.key;
    out->first = range.first;
    out->count = range.count;
    return gi_text_copy(out->batch, sizeof out->batch, gi_bytes_of(range.run.batch), "batch", err);
}

static gi_status check_new(gi_act *act, const gi_finding_row *fresh, gi_error *err)
{
    gi_finding_row before;
    bool found = false;
    GI_TRY(gi_finding_of(act->db, fresh->key, fresh->first, fresh->first + (fresh->count - 1),
                         &found, &before, err));
    if (found) {
        char number[GI_UNIT_NUMBER_TEXT];
        uint32_t serial = before.first > fresh->first ? before.first : fresh->first;
        gi_unit_number_print((gi_unit_id){ fresh->key, serial }, number);
        return gi_fail_field(err, "units", GI_WHY_FOUND_COPIED, number, gi_num(before.act).text);
    }
    return GI_OK;
}

gi_status gi_finding_perform(gi_act *act, gi_error *err)
{
    gi_digest doc;
    gi_finding_row finding = { .act = act->index, .ts = act->ts, .lifted = -1 };
    GI_TRY(read_labels(act, &finding, err));
    GI_TRY(check_new(act, &finding, err));
    GI_TRY(gi_act_text(act, WHY, finding.why, sizeof finding.why, err));
    GI_TRY(gi_act_text(act, WHO, finding.who, sizeof finding.who, err));
    GI_TRY(gi_act_leaf_doc(act, DOC, &doc, err));
    gi_act_leaf_range(act, finding.key, finding.first, finding.count);
    gi_json_set_text(act->leaf, "batch", finding.batch);
    gi_json_set_text(act->leaf, "why", finding.why);
    gi_json_set_text(act->leaf, "who", finding.who);
    return gi_finding_insert(act->db, &finding, &doc, err);
}

gi_status gi_finding_lift_perform(gi_act *act, gi_error *err)
{
    gi_digest doc;
    gi_finding_row finding;
    char why[32];
    GI_TRY(gi_finding_load(act->db, act->value[LIFT_REF].number, &finding, err));
    if (finding.lifted >= 0) {
        return gi_fail_field(err, "ref", GI_WHY_ALREADY, gi_num(finding.act).text, "lifted");
    }
    GI_TRY(gi_finding_lift(act->db, finding.act, act->index, err));
    GI_TRY(gi_act_text(act, LIFT_WHY, why, sizeof why, err));
    gi_json_set_int(act->leaf, "ref", finding.act);
    gi_json_set_text(act->leaf, "why", why);
    return act->value[LIFT_DOC].given ? gi_act_leaf_doc(act, LIFT_DOC, &doc, err) : GI_OK;
}
