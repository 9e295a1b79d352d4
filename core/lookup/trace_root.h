/*
 * trace_root.h - what a trace begins with.
 */
#ifndef GI_LOOKUP_TRACE_ROOT_H
#define GI_LOOKUP_TRACE_ROOT_H

#include "core/store/batches.h"
#include "core/store/registry.h"
#include "gi/trace.h"
#include "gi/unit_number.h"

/* Exactly one is the root: kind says which; those above it are filled as well. unit is the label
 * or package. */
typedef struct gi_trace_root {
    gi_trace_kind kind;
    int64_t source;
    int64_t lot;
    gi_batch_row batch;
    gi_run run;
    gi_unit_id unit;
} gi_trace_root;

/* Outside a transaction: a code is judged by a look-up of its own. */
GI_CHECKED gi_status gi_trace_find(gi_registry *registry, gi_bytes what, gi_trace_root *out,
                                   gi_error *err);

#endif
