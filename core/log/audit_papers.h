/*
 * audit_papers.h - rules for disputed sales, certificates, reports, digital labels, purges
 * (audit_papers.c).
 */
#ifndef GI_CORE_LOG_AUDIT_PAPERS_H
#define GI_CORE_LOG_AUDIT_PAPERS_H

#include "core/log/audit.h"

GI_CHECKED gi_status gi_audit_transfer(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_dispute(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_settle(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_certificate(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_lab_report(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_conformity(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_digital(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_purge(gi_audit *audit, const audit_leaf *leaf, gi_error *err);

/* ---- audit_finding.c ---- */

GI_CHECKED gi_status gi_audit_finding_act(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_finding_lift(gi_audit *audit, const audit_leaf *leaf, gi_error *err);

/* ---- what is remembered of a paper ---- */

GI_CHECKED gi_status gi_audit_paper_keep(gi_audit *audit, const audit_leaf *leaf,
                                         audit_paper_kind kind, uint32_t of, gi_error *err);
/* The earlier act of a kind that ref names; NULL, with a finding, when there is none. */
audit_paper *gi_audit_paper_of(gi_audit *audit, const audit_leaf *leaf, audit_paper_kind kind,
                               uint32_t of);
/* The batch that a leaf names, if it names one, was set up before. */
const audit_batch *gi_audit_paper_batch(gi_audit *audit, const audit_leaf *leaf);
/* A member that is a SHA-256. */
void gi_audit_paper_digest(gi_audit *audit, const audit_leaf *leaf, const char *name);

#endif
