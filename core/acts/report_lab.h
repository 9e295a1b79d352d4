/*
 * report_lab.h - the list of items of a laboratory report.
 */
#ifndef GI_ACTS_REPORT_LAB_H
#define GI_ACTS_REPORT_LAB_H

#include "core/acts/act.h"
#include "core/store/officer.h"

#define GI_LAB_ITEMS_MAX 40

/* "水分:5.2%:≤7.0;灰分:5.1%": name, value and, where there is one, the limit.
 * GI_INVALID bad-field, over-limit; field is the name for the message */
GI_CHECKED gi_status gi_lab_items_check(gi_bytes items, const char *field, gi_error *err);

/* Refuses a report that passes with an item that breaks a known limit of its product and grade, or
 * the limit that the report states itself; a report that is replayed from the log is not judged
 * again. GI_CONFLICT over-standard, over-stated; field is the name for the message */
GI_CHECKED gi_status gi_lab_judge(gi_act *act, const gi_lab_row *report, const char *field,
                                  gi_error *err);

#endif
