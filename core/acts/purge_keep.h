/*
 * purge_keep.h - until when the records of lots and batches are kept.
 *
 * keep_until = max(last day on the label + 6 months, day made + 2 years); without labels the
 * second alone. Records of what went into a batch are kept as long as the batch's; what is
 * recalled, 2 years from the recall; a certificate of conformity, so many months from its day as
 * its rules say. Nothing shortens it: labels, parts and recalls only come.
 */
#ifndef GI_ACTS_PURGE_KEEP_H
#define GI_ACTS_PURGE_KEEP_H

#include "core/store/officer.h"
#include "gi/clock.h"

/* keep_until of the record of one act with `fields` private values left. */
typedef struct gi_kept_act {
    int64_t act;
    gi_day until;
    int64_t fields;
} gi_kept_act;

typedef gi_status (*gi_kept_visit)(void *context, const gi_kept_act *kept, gi_error *err);

/* Acts of lots and batches with private values that may go on day: until < day; by index.
 * Reads all lots. GI_NO_MEMORY */
GI_CHECKED gi_status gi_keep_ended(gi_db *db, gi_day day, gi_kept_visit take, void *context,
                                   gi_error *err);

#endif
