/*
 * notice.h - what one scan makes the copy rules say to a person: notes for the inbox.
 */
#ifndef GI_SCANS_NOTICE_H
#define GI_SCANS_NOTICE_H

#include "core/store/db.h"
#include "gi/scans.h"

/* The label turned odd on that day: when many of its producer did, their verdicts are held and a
 * note waits; a finding of that day stands for later labels of the day as well. */
GI_CHECKED gi_status gi_notice_odd(gi_db *db, const gi_scan *scan, gi_day day, gi_error *err);

/* The label was seen in its province for the first time: does its print run look doubled? */
GI_CHECKED gi_status gi_notice_place(gi_db *db, const gi_scan *scan, gi_error *err);

#endif
