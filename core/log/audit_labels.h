/*
 * audit_labels.h - rules for labels between issue and end (audit_labels.c), and the ranges of
 * serials that they are kept in (audit_runs.c).
 */
#ifndef GI_CORE_LOG_AUDIT_LABELS_H
#define GI_CORE_LOG_AUDIT_LABELS_H

#include "core/log/audit.h"
#include "core/log/audit_runs.h"

/* ---- audit_labels.c ---- */

GI_CHECKED gi_status gi_audit_activate(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_spoil(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_handback(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_lose(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_repack(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
/* Does a label of the range count as activated at the time of this leaf? */
bool gi_audit_activated(const gi_audit *audit, const audit_leaf *leaf, const audit_run *run,
                        const int64_t range[3]);
/* Labels that were activated and ended without the bureau are a finding. */
void gi_audit_alone(gi_audit *audit, const audit_leaf *leaf, const audit_ended *ended);

/* ---- audit_prints.c ---- */

GI_CHECKED gi_status gi_audit_print(gi_audit *audit, const audit_leaf *leaf, gi_error *err);

/* ---- audit_packages.c, audit_unpack.c ---- */

GI_CHECKED gi_status gi_audit_pack(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_unpack(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
/* An `activate` whose range is of packages: all inside that wait. */
GI_CHECKED gi_status gi_audit_activate_box(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
/* The packages that a serial is of; NULL when it is of none. */
const audit_box *gi_audit_box_of(const gi_audit *audit, int64_t key, int64_t serial);
/* The batch of a label, or of the labels in a plain case; NULL when nobody can tell. */
const audit_batch *gi_audit_batch_of(const gi_audit *audit, int64_t key, int64_t serial);

/* ---- audit_places.c ---- */

/* The place over [first, last] that begins last; NULL when there is none. */
audit_place *gi_audit_place_over(const audit_places *all, int64_t first, int64_t last);
/* Takes a place in; it meets no other. */
GI_CHECKED gi_status gi_audit_put_place(audit_places *all, const audit_place *one, gi_error *err);
/* Cuts [first, last] out. */
GI_CHECKED gi_status gi_audit_cut_places(audit_places *all, int64_t first, int64_t last,
                                         gi_error *err);

/* ---- audit_runs.c ---- */

/* Activates what of a range within one run waits and did not end; *labels = how many. */
GI_CHECKED gi_status gi_audit_activate_rest(gi_audit *audit, const audit_leaf *leaf,
                                            const int64_t range[3], int64_t *labels, gi_error *err);

/* The act that ended a label of the range, -1 none; whether one of them was activated. */
int64_t gi_audit_ended_by(const gi_audit *audit, const int64_t range[3]);
bool gi_audit_is_active(const gi_audit *audit, const int64_t range[3]);
/* Takes an activated range in; *other is an act that activated part of it before, or -1. */
GI_CHECKED gi_status gi_audit_put_active(gi_audit *audit, const int64_t range[3], int64_t act,
                                         int64_t *other, gi_error *err);
/* The same for ranges that were printed for the first time. */
GI_CHECKED gi_status gi_audit_put_printed(gi_audit *audit, const int64_t range[3], int64_t act,
                                          int64_t *other, gi_error *err);
/* Was every label of the range printed? */
bool gi_audit_all_printed(const gi_audit *audit, const int64_t range[3]);

#endif
