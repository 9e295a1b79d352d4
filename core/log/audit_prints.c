/*
 * audit_prints.c - R4 for printed labels: a first printing once, reprints only of printed ones.
 *
 * A leaf with `why` is a reprint. Ranges lie in the run that `ref` names, and none of their labels
 * had ended. What a printer really did no log can tell.
 */
#include <inttypes.h>

#include "core/log/audit_labels.h"
#include "core/log/audit_runs.h"

static void outside(gi_audit *audit, const audit_leaf *leaf, const int64_t range[3], int64_t ref)
{
    gi_audit_find(audit, GI_AUDIT_RANGE, leaf->index, ref, "[%" PRId64 ",%" PRId64 ",%" PRId64 "]",
                  range[0], range[1], range[2]);
}

static gi_status first_time(gi_audit *audit, const audit_leaf *leaf, const int64_t range[3],
                            gi_error *err)
{
    int64_t other = -1;
    GI_TRY(gi_audit_put_printed(audit, range, leaf->index, &other, err));
    if (other >= 0) {
        gi_audit_find(audit, GI_AUDIT_PRINT, leaf->index, other, "from serial %" PRId64, range[1]);
    }
    return GI_OK;
}

static gi_status print_range(gi_audit *audit, const audit_leaf *leaf, const int64_t range[3],
                             int64_t ref, gi_error *err)
{
    const audit_run *run = gi_audit_run_of(audit, range[0], range[1]);
    if (run == NULL || range[1] + range[2] > (int64_t)run->first + run->count || run->act != ref) {
        outside(audit, leaf, range, ref);
        return GI_OK;
    }
    int64_t ended = gi_audit_ended_by(audit, range);
    gi_audit_after(audit, leaf, run->act, run->ts);
    if (ended >= 0) {
        gi_audit_find(audit, GI_AUDIT_PRINT, leaf->index, ended, "not in force");
        return GI_OK;
    }
    if (gi_json_get(leaf->json, "why") == NULL) {
        return first_time(audit, leaf, range, err);
    }
    if (!gi_audit_all_printed(audit, range)) {
        gi_audit_find(audit, GI_AUDIT_PRINT, leaf->index, ref, "from serial %" PRId64, range[1]);
    }
    return GI_OK;
}

gi_status gi_audit_print(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    int64_t ref = -1;
    const gi_json *ranges = gi_json_get(leaf->json, "rng");
    if (!gi_audit_int(audit, leaf, "ref", 0, &ref)) {
        return GI_OK;
    }
    for (size_t i = 0; i == 0 || i < gi_json_count(ranges); i++) {
        int64_t range[3];
        if (!gi_audit_triple(gi_json_at(ranges, i), range)) {
            gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "rng");
            return GI_OK;
        }
        GI_TRY(print_range(audit, leaf, range, ref, err));
    }
    return GI_OK;
}
