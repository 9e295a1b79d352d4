/*
 * recall_progress.c - how far a recall has come: packs back, destroyed, not found.
 *
 * Totals so far, in units, in public. They never shrink and never pass what was issued; what
 * was ended is ended. Who bought what stays in the private record of the transfers.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/store/officer.h"

enum { REF, STATE, RETURNED, DESTROYED, MISSING, DOC };

const gi_field_rule gi_recall_progress_fields[] = {
    [REF] = { "ref", GI_FIELD_INT, GI_REQUIRED | GI_PUBLIC, "召回记录号", "act of the recall",
              "log index" },
    [STATE] = { "state", GI_FIELD_WORD, GI_REQUIRED | GI_PUBLIC, "进展", "state",
                "started|under-way|ended" },
    [RETURNED] = { "returned", GI_FIELD_INT, GI_PUBLIC, "已退回（枚，累计）",
                   "packs returned so far", "0.." },
    [DESTROYED] = { "destroyed", GI_FIELD_INT, GI_PUBLIC, "已销毁（枚，累计）",
                    "packs destroyed so far", "0.." },
    [MISSING] = { "missing", GI_FIELD_INT, GI_PUBLIC, "找不到（枚）", "packs not found", "0.." },
    [DOC] = { "doc", GI_FIELD_DIGEST, GI_PUBLIC, "文书的 SHA-256", "SHA-256 of the report",
              "64 hex digits" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

/* A number that is not given stays as it was; returned and destroyed never shrink. */
static gi_status take_count(const gi_act *act, int field, bool shrinks, int64_t *count,
                            gi_error *err)
{
    const char *name = act->kind->fields[field].name;
    int64_t given = act->value[field].number;
    if (!act->value[field].given) {
        return GI_OK;
    }
    if (!shrinks && given < *count) {
        return gi_fail_field(err, name, GI_WHY_SHRINKS, name, gi_num(given).text,
                             gi_num(*count).text);
    }
    *count = given;
    return GI_OK;
}

static gi_status check_sums(const gi_act *act, const gi_progress_row *now, gi_error *err)
{
    gi_recall_sums sums;
    GI_TRY(gi_recall_sums_load(act->db, now->recall, &sums, err));
    if (now->destroyed > now->returned) {
        return gi_fail_field(err, "destroyed", GI_WHY_OUT_OF_RANGE, "destroyed",
                             gi_num(now->destroyed).text, "0", gi_num(now->returned).text);
    }
    if (now->returned > sums.issued || now->missing > sums.issued - now->returned) {
        return gi_fail(err, GI_WHY_OVER_ISSUED, "returned + missing",
                       gi_num(now->returned + (now->missing > sums.issued ? 0 : now->missing)).text,
                       gi_num(sums.issued).text);
    }
    return GI_OK;
}

gi_status gi_recall_progress_perform(gi_act *act, gi_error *err)
{
    gi_recall_row recall;
    gi_progress_row now = { .recall = act->value[REF].number };
    bool before = false;
    GI_TRY(gi_recall_load(act->db, now.recall, &recall, err));
    GI_TRY(gi_progress_last(act->db, recall.act, &before, &now, err));
    if (before && strcmp(now.state, "ended") == 0) {
        return gi_fail_field(err, "ref", GI_WHY_ALREADY, gi_num(recall.act).text, "ended");
    }
    now.act = act->index;
    now.recall = recall.act;
    now.ts = act->ts;
    GI_TRY(take_count(act, RETURNED, false, &now.returned, err));
    GI_TRY(take_count(act, DESTROYED, false, &now.destroyed, err));
    GI_TRY(take_count(act, MISSING, true, &now.missing, err));
    GI_TRY(check_sums(act, &now, err));
    GI_TRY(gi_act_text(act, STATE, now.state, sizeof now.state, err));
    GI_TRY(gi_progress_insert(act->db, &now, err));
    gi_json_set_int(act->leaf, "ref", recall.act);
    gi_json_set_text(act->leaf, "state", now.state);
    gi_json_set_int(act->leaf, "returned", now.returned);
    gi_json_set_int(act->leaf, "destroyed", now.destroyed);
    gi_json_set_int(act->leaf, "missing", now.missing);
    if (act->value[DOC].given) {
        gi_digest doc;
        GI_TRY(gi_hex_parse(act->value[DOC].text, doc.bytes, sizeof doc.bytes, err));
        gi_leaf_set_digest(act->leaf, "doc", &doc);
    }
    return GI_OK;
}
