/*
 * audit_ranges.c - R1, R4 for label states: which labels end, once, and what comes back.
 *
 * `cancel` gives credit within 72 hours of the issue, for labels that were not activated; other
 * acts have rules of their own (audit_labels.c). Credit is what the run was debited; one that
 * breaks a rule is told and not counted.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/audit_labels.h"
#include "core/log/audit_runs.h"

#define CREDIT_MS (INT64_C(72) * 3600 * 1000)

static void end_one(gi_audit *audit, const audit_leaf *leaf, const int64_t range[3], int64_t ref,
                    audit_ended *all)
{
    int64_t quantity = 0;
    const audit_run *run = gi_audit_run_of(audit, range[0], range[1]);
    all->run = run;
    if (run == NULL || range[1] + range[2] > (int64_t)run->first + run->count) {
        gi_audit_find(audit, GI_AUDIT_RANGE, leaf->index, ref,
                      "[%" PRId64 ",%" PRId64 ",%" PRId64 "]", range[0], range[1], range[2]);
        all->good = false;
    } else if (run->act != ref) {
        gi_audit_find(audit, GI_AUDIT_REF, leaf->index, ref, "the run was issued by %" PRId64,
                      run->act);
        all->good = false;
    } else if (!__builtin_mul_overflow(run->net, range[2], &quantity)) {
        gi_audit_add(&all->quantity, quantity);
        all->units += range[2];
    }
}

static gi_status end_range(gi_audit *audit, const audit_leaf *leaf, const gi_json *item,
                           const char *state, int64_t ref, audit_ended *all, gi_error *err)
{
    int64_t range[3];
    int64_t other = -1;
    if (!gi_audit_triple(item, range)) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "rng");
        all->good = false;
        return GI_OK;
    }
    end_one(audit, leaf, range, ref, all);
    if (!all->good) {
        return GI_OK;
    }
    GI_TRY(gi_audit_end_range(audit, range, state, leaf->index, &other, err));
    if (other >= 0) {
        gi_audit_find(audit, GI_AUDIT_CREDIT, leaf->index, other,
                      "ended twice from serial %" PRId64, range[1]);
        all->good = false;
        return GI_OK;
    }
    gi_audit_add(&audit->sum[all->run->sum].grade[all->run->grade].ended, range[2]);
    all->activated = all->activated || gi_audit_activated(audit, leaf, all->run, range);
    return GI_OK;
}

gi_status gi_audit_end_labels(gi_audit *audit, const audit_leaf *leaf, const char *state,
                              audit_ended *out, gi_error *err)
{
    audit_ended all = { 0 };
    int64_t ref = -1;
    const gi_json *ranges = gi_json_get(leaf->json, "rng");
    all.good = gi_audit_int(audit, leaf, "ref", 0, &ref);
    if (gi_json_count(ranges) == 0) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "rng");
        all.good = false;
    }
    for (size_t i = 0; all.good && i < gi_json_count(ranges); i++) {
        GI_TRY(end_range(audit, leaf, gi_json_at(ranges, i), state, ref, &all, err));
    }
    all.good = all.good && all.run != NULL;
    if (all.good) {
        gi_audit_after(audit, leaf, all.run->act, all.run->ts);
    }
    *out = all;
    return GI_OK;
}

void gi_audit_credit(gi_audit *audit, const audit_leaf *leaf, const audit_ended *ended)
{
    int64_t quantity = 0;
    if (!ended->good || !gi_audit_int(audit, leaf, "qty", 1, &quantity)) {
        return;
    }
    if (quantity != ended->quantity) {
        gi_audit_find(audit, GI_AUDIT_CREDIT, leaf->index, ended->run->act,
                      "%" PRId64 ", issued were %" PRId64, quantity, ended->quantity);
        return;
    }
    if (ended->run->batch != SIZE_MAX) {
        audit_batch *batch = &audit->batch[ended->run->batch];
        audit_sum *sum = &audit->sum[batch->sum];
        gi_audit_add(&batch->credited, quantity);
        gi_audit_add(&sum->credited, quantity);
        gi_audit_add(&sum->grade[ended->run->grade].credited, quantity);
        gi_audit_moved(sum, leaf);
    }
}

gi_status gi_audit_cancel(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    audit_ended all;
    GI_TRY(gi_audit_end_labels(audit, leaf, "cancelled", &all, err));
    if (all.good && leaf->ts - all.run->ts > CREDIT_MS) {
        gi_audit_find(audit, GI_AUDIT_CREDIT_LATE, leaf->index, all.run->act,
                      "%" PRId64 " ms after the issue", leaf->ts - all.run->ts);
        return GI_OK;
    }
    if (all.good && all.activated) {
        gi_audit_find(audit, GI_AUDIT_CREDIT, leaf->index, all.run->act,
                      "labels that were activated are not cancelled");
        return GI_OK;
    }
    gi_audit_credit(audit, leaf, &all);
    return GI_OK;
}
