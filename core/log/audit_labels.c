/*
 * audit_labels.c - R1, R4 for labels between issue and end: activated, spoilt, handed back, lost,
 * packed anew; and what came back for them.
 *
 * A label counts as activated when an `activate` leaf named it, or, where the product's rule was
 * `issue`, when the 72 hours of cancelling are over. Activated labels end only with the bureau's
 * signature as well and give nothing back; what was spoilt or handed back gives credit up to
 * max(24 labels, the product's permille) per batch and kind of act, beyond it with that signature.
 */
#include <inttypes.h>

#include "core/log/audit_labels.h"
#include "core/log/audit_runs.h"

#define GRACE_MS (INT64_C(72) * 3600 * 1000)
#define LABELS_ALWAYS 24

static bool bureau_signed(const gi_audit *audit, const audit_leaf *leaf)
{
    for (size_t i = 1; i < gi_json_count(leaf->sigs); i++) {
        int64_t id = 0;
        if (gi_json_as_int(gi_json_at(gi_json_at(leaf->sigs, i), 0), &id) && id >= 1 &&
            id < AUDIT_KEYS && audit->key[id] != NULL && audit->key[id]->active &&
            audit->key[id]->role == GI_ROLE_BUREAU) {
            return true;
        }
    }
    return false;
}

bool gi_audit_activated(const gi_audit *audit, const audit_leaf *leaf, const audit_run *run,
                        const int64_t range[3])
{
    return run->waits ? gi_audit_is_active(audit, range) : leaf->ts - run->ts > GRACE_MS;
}

void gi_audit_alone(gi_audit *audit, const audit_leaf *leaf, const audit_ended *ended)
{
    if (ended->good && ended->activated && !bureau_signed(audit, leaf)) {
        gi_audit_find(audit, GI_AUDIT_ALONE, leaf->index, ended->run->act, "%" PRId64 " labels",
                      ended->units);
    }
}

/* ---- activate ---- */

static gi_status activate(gi_audit *audit, const audit_leaf *leaf, const int64_t range[3],
                          int64_t ref, gi_error *err)
{
    int64_t other = -1;
    const audit_run *run = gi_audit_run_of(audit, range[0], range[1]);
    if (run == NULL || range[1] + range[2] > (int64_t)run->first + run->count || run->act != ref) {
        gi_audit_find(audit, GI_AUDIT_RANGE, leaf->index, ref,
                      "[%" PRId64 ",%" PRId64 ",%" PRId64 "]", range[0], range[1], range[2]);
        return GI_OK;
    }
    gi_audit_after(audit, leaf, run->act, run->ts);
    int64_t ended = gi_audit_ended_by(audit, range);
    if (run->waits && ended < 0) {
        GI_TRY(gi_audit_put_active(audit, range, leaf->index, &other, err));
    }
    if (!run->waits || ended >= 0 || other >= 0) {
        gi_audit_find(audit, GI_AUDIT_ACTIVATION, leaf->index, ended >= 0 ? ended : other,
                      "from serial %" PRId64, range[1]);
    }
    return GI_OK;
}

gi_status gi_audit_activate(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    int64_t ref = -1;
    int64_t box[3];
    const gi_json *ranges = gi_json_get(leaf->json, "rng");
    if (gi_audit_triple(gi_json_at(ranges, 0), box) &&
        gi_audit_box_of(audit, box[0], box[1]) != NULL) {
        return gi_audit_activate_box(audit, leaf, err);
    }
    if (!gi_audit_int(audit, leaf, "ref", 0, &ref)) {
        return GI_OK;
    }
    for (size_t i = 0; i == 0 || i < gi_json_count(ranges); i++) {
        int64_t range[3];
        if (!gi_audit_triple(gi_json_at(ranges, i), range)) {
            gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "rng");
            return GI_OK;
        }
        GI_TRY(activate(audit, leaf, range, ref, err));
    }
    return GI_OK;
}

/* ---- ends without credit ---- */

static void no_credit(gi_audit *audit, const audit_leaf *leaf, const audit_ended *ended)
{
    if (gi_json_get(leaf->json, "qty") != NULL) {
        gi_audit_find(audit, GI_AUDIT_CREDIT, leaf->index,
                      ended->run != NULL ? ended->run->act : -1, "such labels give no credit");
    }
}

static gi_status end_without(gi_audit *audit, const audit_leaf *leaf, const char *state,
                             gi_error *err)
{
    audit_ended all;
    GI_TRY(gi_audit_end_labels(audit, leaf, state, &all, err));
    gi_audit_alone(audit, leaf, &all);
    no_credit(audit, leaf, &all);
    return GI_OK;
}

gi_status gi_audit_void(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    return end_without(audit, leaf, "void", err);
}

gi_status gi_audit_lose(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    return end_without(audit, leaf, "lost", err);
}

/* ---- ends with credit ---- */

/* Packed anew: all of it comes back to its batch, and to nothing else (over-batch). */
gi_status gi_audit_repack(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    audit_ended all;
    GI_TRY(gi_audit_end_labels(audit, leaf, "repacked", &all, err));
    gi_audit_alone(audit, leaf, &all);
    gi_audit_credit(audit, leaf, &all);
    return GI_OK;
}

/* Counts the labels and compares them with the limit of their batch. */
static void judge_limit(gi_audit *audit, const audit_leaf *leaf, const audit_ended *ended,
                        bool handed_back)
{
    if (ended->run->batch == SIZE_MAX) {
        return;
    }
    audit_batch *batch = &audit->batch[ended->run->batch];
    const audit_product *product = gi_audit_product_of(audit, audit->sum[batch->sum].mnemonic);
    int64_t *units = handed_back ? &batch->handed_back : &batch->spoilt;
    int64_t limit =
        batch->units / 1000 * product->spoilage + batch->units % 1000 * product->spoilage / 1000;
    limit = limit > LABELS_ALWAYS ? limit : LABELS_ALWAYS;
    gi_audit_add(units, ended->units);
    if (*units > limit && !bureau_signed(audit, leaf)) {
        gi_audit_find(audit, GI_AUDIT_SPOILAGE, leaf->index, batch->act,
                      "%s: %" PRId64 " labels, at most %" PRId64, batch->id, *units, limit);
    }
}

static gi_status end_with(gi_audit *audit, const audit_leaf *leaf, bool handed_back, gi_error *err)
{
    audit_ended all;
    GI_TRY(gi_audit_end_labels(audit, leaf, "void", &all, err));
    gi_audit_alone(audit, leaf, &all);
    if (gi_json_get(leaf->json, "qty") == NULL || !all.good) {
        return GI_OK;
    }
    if (all.activated) {
        gi_audit_find(audit, GI_AUDIT_CREDIT, leaf->index, all.run->act,
                      "labels that were activated give no credit");
        return GI_OK;
    }
    judge_limit(audit, leaf, &all, handed_back);
    gi_audit_credit(audit, leaf, &all);
    return GI_OK;
}

gi_status gi_audit_spoil(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    return end_with(audit, leaf, false, err);
}

gi_status gi_audit_handback(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    return end_with(audit, leaf, true, err);
}
