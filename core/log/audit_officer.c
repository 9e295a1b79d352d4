/*
 * audit_officer.c - R2, R4 for freezes and recalls: the scope fits its digest, what follows a
 * freeze names one, and another officer stands where the rules want one.
 *
 * Dates decide whether a freeze is in force, so nothing is judged of its end.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit.h"
#include "gi/batch.h"
#include "gi/text.h"

#define LIST_MAX 65536

/* ---- the list of batches ---- */

static bool fits_digest(const gi_json *batches, gi_bytes digest)
{
    GI_AUTO_BUF text = GI_BUF(LIST_MAX);
    GI_AUTO_BUF made = GI_BUF(64);
    gi_json_write(batches, &text);
    gi_digest hash = gi_sha256(gi_buf_view(&text));
    gi_base64_add(&made, gi_digest_view(&hash));
    return text.failed == GI_OK && gi_bytes_equal(gi_buf_view(&made), digest);
}

static void judge_batches(gi_audit *audit, const audit_leaf *leaf, const gi_json *batches)
{
    for (size_t i = 0; i < gi_json_count(batches); i++) {
        char id[GI_BATCH_ID_TEXT];
        gi_bytes text = { 0 };
        if (!gi_json_as_text(gi_json_at(batches, i), &text) ||
            gi_text_copy(id, sizeof id, text, "batches", NULL) != GI_OK) {
            gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "batches");
        } else if (gi_audit_batch_find(audit, id) == SIZE_MAX) {
            gi_audit_find(audit, GI_AUDIT_NO_BATCH, leaf->index, -1, "%s", id);
        }
    }
}

/* A long list stands only as its digest: then there is nothing to compare. */
static void judge_list(gi_audit *audit, const audit_leaf *leaf)
{
    int64_t count = 0;
    gi_bytes digest = { 0 };
    const gi_json *batches = gi_json_get(leaf->json, "batches");
    if (!gi_audit_int(audit, leaf, "count", 0, &count)) {
        return;
    }
    if (!gi_json_as_text(gi_json_get(leaf->json, "list"), &digest)) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "list");
        return;
    }
    if (batches == NULL) {
        return;
    }
    if ((int64_t)gi_json_count(batches) != count || !fits_digest(batches, digest)) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1,
                      "the digest is not of these batches");
    }
    judge_batches(audit, leaf, batches);
}

/* ---- orders ---- */

static gi_status keep(gi_audit *audit, const audit_leaf *leaf, bool recall, gi_error *err)
{
    void *items = audit->order;
    GI_TRY(gi_audit_grow(&items, audit->orders, &audit->order_room, sizeof *audit->order, err));
    audit->order = items;
    audit->order[audit->orders++] = (audit_order){
        .act = leaf->index, .ts = leaf->ts, .by = (uint16_t)leaf->by, .recall = recall
    };
    return GI_OK;
}

/* The freeze or recall that ref names; NULL, with a finding, when there is none. */
static audit_order *order_of(gi_audit *audit, const audit_leaf *leaf, bool recall)
{
    int64_t ref = -1;
    if (!gi_audit_int(audit, leaf, "ref", 0, &ref)) {
        return NULL;
    }
    for (size_t i = 0; i < audit->orders; i++) {
        audit_order *order = &audit->order[i];
        if (order->act == ref && order->recall == recall) {
            gi_audit_after(audit, leaf, order->act, order->ts);
            return order;
        }
    }
    gi_audit_find(audit, GI_AUDIT_REF, leaf->index, ref, "no %s", recall ? "recall" : "freeze");
    return NULL;
}

static void need_words(gi_audit *audit, const audit_leaf *leaf)
{
    char why[32];
    char who[GI_NAME_TEXT];
    if (gi_audit_word(audit, leaf, "why", why, sizeof why)) {
        (void)gi_audit_word(audit, leaf, "who", who, sizeof who);
    }
}

gi_status gi_audit_freeze(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    int64_t until = 0;
    need_words(audit, leaf);
    (void)gi_audit_int(audit, leaf, "until", 0, &until);
    judge_list(audit, leaf);
    return keep(audit, leaf, false, err);
}

gi_status gi_audit_recall(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    int64_t grade = 0;
    need_words(audit, leaf);
    if (gi_audit_int(audit, leaf, "grade", 1, &grade) && grade > 3) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "grade");
    }
    judge_list(audit, leaf);
    return keep(audit, leaf, true, err);
}

gi_status gi_audit_freeze_doc(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    (void)err;
    (void)order_of(audit, leaf, false);
    return GI_OK;
}

/* Once, and by another key than the one that ordered the freeze. */
gi_status gi_audit_freeze_extend(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    audit_order *order = order_of(audit, leaf, false);
    (void)err;
    if (order == NULL) {
        return GI_OK;
    }
    if (order->by == leaf->by) {
        gi_audit_find(audit, GI_AUDIT_ONE_SIGNATURE, leaf->index, order->act,
                      "key %" PRId64 " extends its own freeze", leaf->by);
    }
    if (order->extended) {
        gi_audit_find(audit, GI_AUDIT_REF, leaf->index, order->act, "extended twice");
    }
    order->extended = true;
    return GI_OK;
}

gi_status gi_audit_lift(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    audit_order *order = order_of(audit, leaf, false);
    (void)err;
    if (order != NULL && order->lifted) {
        gi_audit_find(audit, GI_AUDIT_REF, leaf->index, order->act, "lifted twice");
    }
    if (order != NULL) {
        order->lifted = true;
    }
    return GI_OK;
}

gi_status gi_audit_recall_progress(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    (void)err;
    (void)order_of(audit, leaf, true);
    return GI_OK;
}
