/*
 * report_papers.h - the papers of a batch as members of a report; whether a certificate holds.
 */
#ifndef GI_LOOKUP_REPORT_PAPERS_H
#define GI_LOOKUP_REPORT_PAPERS_H

#include "core/lookup/report.h"
#include "core/store/batches.h"
#include "core/store/officer.h"

/* On that day: within its term and not withdrawn. */
bool gi_certificate_holds(const gi_certificate_row *paper, gi_day day);

/* What the standard says of each item of a report on the batch or (grade 0) a lot: an array of
 * {item value limit judged}, judged = kept, broken or unknown; limit where there is one. Where the
 * laboratory states its own: stated, stated_is = unknown same stricter looser other, and
 * stated_beside, the standard's line it was compared with. */
GI_CHECKED gi_status gi_lab_limits_to_json(const char *mnemonic, int64_t grade, const char *items,
                                           gi_json **out, gi_error *err);

/* Members certificates and lab_reports; valid as of the day, valid_packed as of the day the batch
 * was packed (its lot was made). Inside a transaction. */
GI_CHECKED gi_status gi_papers_to_json(gi_db *db, const gi_batch_row *batch, gi_day day,
                                       gi_json *row, gi_error *err);

#endif
