/*
 * report_papers.h - the papers of a batch as members of a report.
 */
#ifndef GI_LOOKUP_REPORT_PAPERS_H
#define GI_LOOKUP_REPORT_PAPERS_H

#include "core/lookup/report.h"

/* Members certificates and lab_reports; valid as of the day. Inside a transaction. */
GI_CHECKED gi_status gi_papers_to_json(gi_db *db, const gi_batch_row *batch, gi_day day,
                                       gi_json *row, gi_error *err);

#endif
