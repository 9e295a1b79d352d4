/*
 * range.h - a range of labels that an act takes out of force.
 */
#ifndef GI_ACTS_RANGE_H
#define GI_ACTS_RANGE_H

#include "core/acts/act.h"

typedef struct gi_range {
    gi_run run; /* the issued run that holds all of it */
    gi_batch_row batch;
    gi_product product;
    gi_holder_row holder;
    uint32_t first, count;
    int64_t quantity; /* count x net content */
} gi_range;

/*
 * The labels of a GI_FIELD_UNITS: all in one run and all still in force.
 * GI_CONFLICT outside-run, range-spent, suspended
 */
GI_CHECKED gi_status gi_range_read(gi_act *act, int field, gi_range *out, gi_error *err);

/* Keeps them as state ("void", "cancelled" ...) for the reason why; sets batch and rng. */
GI_CHECKED gi_status gi_range_end(gi_act *act, const gi_range *range, const char *state,
                                  int why_field, gi_error *err);

#endif
