/*
 * range.h - a range of labels that an act activates or takes out of force.
 *
 * Labels count as activated when an act `activate` named them; where the product's rule is
 * `issue`, when the 72 hours in which they may be cancelled are over. From then on they may be in
 * somebody's hands, and no producer ends them alone: the bureau signs as well.
 */
#ifndef GI_ACTS_RANGE_H
#define GI_ACTS_RANGE_H

#include "core/acts/act.h"
#include "core/store/batches.h"
#include "core/store/holders.h"

#define GI_CANCEL_HOURS 72
/* The role that signs as well when an act passes what a producer may do alone. */
#define GI_APPROVER GI_ROLE_BUREAU

typedef struct gi_range {
    gi_run run; /* the issued run that holds all of it */
    gi_batch_row batch;
    gi_product product;
    gi_holder_row holder;
    uint32_t first, count;
    int64_t quantity; /* count x net content */
    bool waits;       /* its run waits for activation ... */
    uint32_t waiting; /* ... and so many of its labels do still */
    bool activated;   /* one of its labels or more */
} gi_range;

/*
 * The labels of a GI_FIELD_UNITS, all in one run and in whatever state: run, first and count of
 * out; the rest is 0. GI_CONFLICT outside-run
 */
GI_CHECKED gi_status gi_range_find(gi_act *act, int field, gi_range *out, gi_error *err);

/*
 * The labels of a GI_FIELD_UNITS: all in one run and none of them ended.
 * GI_CONFLICT outside-run, range-spent
 */
GI_CHECKED gi_status gi_range_read(gi_act *act, int field, gi_range *out, gi_error *err);

/*
 * Keeps them as state ("void", "cancelled" ...) for the reason why; sets the public members. Labels
 * that were activated want the second signature (activated-alone).
 * credit  milli-units that come back to made goods and batch, 0 = nothing
 */
GI_CHECKED gi_status gi_range_end(gi_act *act, const gi_range *range, const char *state,
                                  int why_field, int64_t credit, gi_error *err);

/*
 * What comes back of labels that were spoilt or handed back: all, or nothing with credit "no".
 * Never for labels that were activated; beyond 24 labels or the product's permille of the batch,
 * per batch and kind of act, only with the second signature (over-spoilage).
 * GI_CONFLICT no-credit
 */
GI_CHECKED gi_status gi_range_credit(gi_act *act, const gi_range *range, int credit_field,
                                     int64_t *credit, gi_error *err);

#endif
