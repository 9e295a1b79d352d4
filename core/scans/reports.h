/*
 * reports.h - consumers' reports past their time: the entry keeps its receipt, its photo goes.
 */
#ifndef GI_SCANS_REPORTS_H
#define GI_SCANS_REPORTS_H

#include "core/store/db.h"
#include "gi/clock.h"

/* Takes text, code, subject and all other facts out of reports that came before a moment; what
 * stays is {receipt, deleted_after_days}, the kind GI_INBOX_GONE, times and finding. */
GI_CHECKED gi_status gi_reports_blank(gi_db *db, gi_time before, int days, gi_error *err);

/* Removes the photos in a folder that were written before a moment: files "RECEIPT.jpg", ".png" or
 * ".webp", nothing else. What cannot be removed now is tried again another day. */
void gi_reports_sweep(const char *folder, gi_time before);

#endif
