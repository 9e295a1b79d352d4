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

#endif
