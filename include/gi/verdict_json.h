/*
 * verdict_json.h - a verdict as JSON, one form for programs: `gitrace verify --json` and the API.
 *
 * Members are a contract: they are only ever added. Answers stand as their stable words
 * (gi/lookup.h); what is not known has no member. Pure; any thread.
 */
#ifndef GI_VERDICT_JSON_H
#define GI_VERDICT_JSON_H

#include "gi/json.h"
#include "gi/lookup.h"

/*
 * An object: code (the text that was asked), asked, issued, unknown ("" = none), copied, good,
 * as_of with utc_offset_min, offline, stale, log_size, exit (gi_verdict_exit), and, where known,
 * of the log act state_act state_by state_why state_time copied_act copied_by copied_why until
 * recall_grade part witnesses witnessed; of the label unit type net packed best_before scratch; of
 * the batch batch product product_en grade producer uscc origin net_text units_issued
 * units_in_force; and package. Times and days are texts at that offset, amounts milli-units.
 *
 * You own it; NULL or broken (gi_json_ok) when memory ran out or code is no UTF-8.
 */
gi_json *gi_verdict_json(const char *code, const gi_verdict *verdict, int utc_offset_min);

#endif
