/*
 * audit_runs.h - runs of serials in the audit: who takes them, and what ends labels of them.
 *
 * R5: runs are dense per key and disjoint. A range is in one state, from the act on that ended it.
 */
#ifndef GI_LOG_AUDIT_RUNS_H
#define GI_LOG_AUDIT_RUNS_H

#include "core/log/audit.h"

GI_CHECKED gi_status gi_audit_issue(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_cancel(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_void(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
/* Serials that an act without rules here takes: they are used up all the same. */
GI_CHECKED gi_status gi_audit_reserve(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
/* R5: takes a run in, dense per key. */
GI_CHECKED gi_status gi_audit_run(gi_audit *audit, const audit_run *run, uint16_t key,
                                  gi_error *err);
/* The run that holds a serial of this key, or NULL. */
const audit_run *gi_audit_any_run_of(const gi_audit *audit, int64_t key, int64_t serial);
/* ... of labels; NULL for a package. */
const audit_run *gi_audit_run_of(const gi_audit *audit, int64_t key, int64_t serial);
/* Adds a range that is in this state from the act on; *other is an act that ended part of it
 * before, or -1. */
GI_CHECKED gi_status gi_audit_end_range(gi_audit *audit, const int64_t range[3], const char *state,
                                        int64_t act, int64_t *other, gi_error *err);

/* What an act that ends labels did: members ref and rng of its leaf, judged by R4 and R1. */
typedef struct audit_ended {
    const audit_run *run; /* the issue that ref names; NULL when nothing good was read */
    int64_t quantity;     /* what all ranges were debited */
    int64_t units;
    bool activated; /* one of them at least */
    bool good;      /* nothing was wrong: only then a credit may be looked at */
} audit_ended;

/*
 * The helper for every act that ends labels: each range lies in the run of ref and was in force;
 * from now on it is in this state (a literal, as the general status leaf spells it).
 */
GI_CHECKED gi_status gi_audit_end_labels(gi_audit *audit, const audit_leaf *leaf, const char *state,
                                         audit_ended *out, gi_error *err);
/* Credits member qty, which must be what the ranges were debited, to batch and season. Limits
 * (72 hours, spoilage, second approval) are for the caller to judge before. */
void gi_audit_credit(gi_audit *audit, const audit_leaf *leaf, const audit_ended *ended);

#endif
