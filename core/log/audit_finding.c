/*
 * audit_finding.c - R4 for labels that officers found to be copied: the labels were issued, what
 * lifts a finding names one, and once.
 */
#include <inttypes.h>

#include "core/log/audit_labels.h"
#include "core/log/audit_papers.h"
#include "core/log/audit_runs.h"
#include "gi/batch.h"

gi_status gi_audit_finding_act(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    char word[GI_NAME_TEXT];
    int64_t range[3];
    const gi_json *ranges = gi_json_get(leaf->json, "rng");
    if (gi_json_count(ranges) != 1 || !gi_audit_triple(gi_json_at(ranges, 0), range)) {
        gi_audit_find(audit, GI_AUDIT_LEAF_FORM, leaf->index, -1, "rng");
        return GI_OK;
    }
    const audit_run *run = gi_audit_run_of(audit, range[0], range[1]);
    if (run == NULL || range[1] + range[2] > (int64_t)run->first + run->count) {
        gi_audit_find(audit, GI_AUDIT_RANGE, leaf->index, -1,
                      "[%" PRId64 ", %" PRId64 ", %" PRId64 "]", range[0], range[1], range[2]);
    } else {
        gi_audit_after(audit, leaf, run->act, run->ts);
    }
    if (gi_audit_word(audit, leaf, "why", word, sizeof word)) {
        (void)gi_audit_word(audit, leaf, "who", word, sizeof word);
    }
    gi_audit_paper_digest(audit, leaf, "doc");
    return gi_audit_paper_keep(audit, leaf, AUDIT_FINDING, 0, err);
}

gi_status gi_audit_finding_lift(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    audit_paper *finding = gi_audit_paper_of(audit, leaf, AUDIT_FINDING, 0);
    (void)err;
    if (finding != NULL && finding->ended) {
        gi_audit_find(audit, GI_AUDIT_REF, leaf->index, finding->act, "lifted twice");
    }
    if (finding != NULL) {
        finding->ended = true;
    }
    return GI_OK;
}
