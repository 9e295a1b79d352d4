/*
 * inbox.h - notes of the copy rules and of people, inside a transaction of scans.db (gi/inbox.h).
 */
#ifndef GI_SCANS_INBOX_H
#define GI_SCANS_INBOX_H

#include "core/store/db.h"
#include "gi/inbox.h"

#define GI_INBOX_ODD "odd-labels"
#define GI_INBOX_DOUBLED "doubled-run"
#define GI_INBOX_REPORT "report"
#define GI_INBOX_GONE "report-gone" /* a report past its time (reports.h) */

/* Form of a note. As gi_inbox_add, GI_INVALID only. */
GI_CHECKED gi_status gi_inbox_check(const gi_inbox_note *note, gi_error *err);

/* Stores a checked note, or folds it. GI_BUSY inbox-full */
GI_CHECKED gi_status gi_inbox_put(gi_db *db, const gi_inbox_note *note, int64_t *number,
                                  gi_error *err);

#endif
