/*
 * report_papers.h - the papers of a batch as members of a report; whether a certificate holds.
 */
#ifndef GI_LOOKUP_REPORT_PAPERS_H
#define GI_LOOKUP_REPORT_PAPERS_H

#include "core/lookup/report.h"
#include "core/store/officer.h"

/* On that day: within its term and not withdrawn. */
bool gi_certificate_holds(const gi_certificate_row *paper, gi_day day);

/* Members certificates and lab_reports; valid as of the day. Inside a transaction. */
GI_CHECKED gi_status gi_papers_to_json(gi_db *db, const gi_batch_row *batch, gi_day day,
                                       gi_json *row, gi_error *err);

#endif
