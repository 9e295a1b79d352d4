/*
 * recall_cases.h - the cases and cartons that hold labels of a recall.
 */
#ifndef GI_LOOKUP_RECALL_CASES_H
#define GI_LOOKUP_RECALL_CASES_H

#include "core/store/db.h"
#include "gi/json.h"

#define GI_RECALL_CASES_LISTED 200
#define GI_RECALL_CASES_MET 100000

/*
 * {"cases","cartons","numbers":["first..last" ...]}: closed packages that hold a label of a batch
 * of this recall, or such a package. Of the numbers the first GI_RECALL_CASES_LISTED ranges; then
 * "more" is true. Where more than most ranges are met (GI_RECALL_CASES_MET, one for each act and
 * way up to it), nobody counts: "more" is true and both counts are absent. Inside a transaction;
 * you own *out.
 */
GI_CHECKED gi_status gi_recall_cases(gi_db *db, int64_t recall, size_t most, gi_json **out,
                                     gi_error *err);

#endif
