/*
 * audit_undo.c - R4: imports that were taken back, and what is done to their batches later.
 *
 * The leaf names the first act and how many; of these the log shows batches. A batch that is taken
 * back has no label, holds nothing from then on (a later issue is over-batch), and goes once. What
 * a hostile log can make this cost is one pass over its batches.
 */
#include <inttypes.h>

#include "core/log/audit.h"
#include "gi/batch_id.h"
#include "gi/text.h"

/* The first batch whose act is not before this one; they stand in the order of the log. */
static size_t first_from(const gi_audit *audit, int64_t act)
{
    size_t low = 0;
    size_t high = audit->batches;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (audit->batch[middle].act < act) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* False, with a finding, when it could not be taken back. */
static bool take_back(gi_audit *audit, const audit_leaf *leaf, audit_batch *batch)
{
    if (batch->quantity == 0) {
        gi_audit_find(audit, GI_AUDIT_REF, leaf->index, batch->act, "%s was taken back before",
                      batch->id);
        return false;
    }
    if (batch->units > 0) {
        gi_audit_find(audit, GI_AUDIT_REF, leaf->index, batch->act, "%s has %" PRId64 " labels",
                      batch->id, batch->units);
        return false;
    }
    batch->quantity = 0;
    gi_audit_after(audit, leaf, batch->act, batch->ts);
    return true;
}

gi_status gi_audit_undo_import(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    int64_t ref = 0;
    int64_t count = 0;
    (void)err;
    if (!gi_audit_int(audit, leaf, "ref", 0, &ref) ||
        !gi_audit_int(audit, leaf, "count", 1, &count)) {
        return GI_OK;
    }
    if (ref >= leaf->index || count > leaf->index - ref) {
        gi_audit_find(audit, GI_AUDIT_REF, leaf->index, ref, "%" PRId64 " acts, not all earlier",
                      count);
        return GI_OK;
    }
    for (size_t i = first_from(audit, ref); i < audit->batches && audit->batch[i].act < ref + count;
         i++) {
        if (!take_back(audit, leaf, &audit->batch[i])) {
            return GI_OK;
        }
    }
    return GI_OK;
}

/* Whatever an act is: by the member that names the batch. Of an issue the amount tells already. */
void gi_audit_standing(gi_audit *audit, const audit_leaf *leaf)
{
    gi_bytes text = { 0 };
    char id[GI_BATCH_ID_TEXT];
    if (!gi_json_as_text(gi_json_get(leaf->json, "batch"), &text) ||
        gi_text_copy(id, sizeof id, text, "batch", NULL) != GI_OK ||
        gi_bytes_equal(leaf->kind, gi_bytes_of("issue"))) {
        return;
    }
    size_t at = gi_audit_batch_find(audit, id);
    if (at != SIZE_MAX && audit->batch[at].quantity == 0) {
        gi_audit_find(audit, GI_AUDIT_REF, leaf->index, audit->batch[at].act,
                      "%s was taken back before", id);
    }
}
