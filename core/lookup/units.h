/*
 * units.h - how many labels of a batch are in force on a day: the one place that counts them.
 *
 * The look-up, the offline list, the reports and the public sums all ask here, so they say the
 * same number. A label that ended or waits for its activation is counted as that; only one
 * that would else be in force counts as recalled or frozen.
 */
#ifndef GI_LOOKUP_UNITS_H
#define GI_LOOKUP_UNITS_H

#include "core/store/officer.h"
#include "gi/batch.h"
#include "gi/clock.h"

/* A frozen range of serials within one run; left are those neither ended nor waiting. */
typedef struct gi_frozen_range {
    uint16_t key;
    uint32_t first, count;
    int64_t left;
} gi_frozen_range;

/* What holds a batch back on a day: begin with zeros, add every hold, then spend every range of
 * labels that ended or wait (needed only where ranges is not 0). */
typedef struct gi_unit_holds {
    bool recalled, frozen;  /* the whole batch */
    gi_frozen_range *range; /* disjoint; owned */
    size_t ranges;
} gi_unit_holds;

void gi_unit_holds_clear(gi_unit_holds *holds);
#define GI_AUTO_HOLDS __attribute__((cleanup(gi_unit_holds_clear))) gi_unit_holds

/* GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_unit_holds_add(gi_unit_holds *holds, const gi_held_batch *held,
                                       gi_error *err);
void gi_unit_holds_spend(gi_unit_holds *holds, uint16_t key, uint32_t first, uint32_t count);

/* issued = spent + recalled + frozen + in_force */
typedef struct gi_units {
    int64_t issued;
    int64_t spent; /* ended, or waiting for their activation */
    int64_t recalled, frozen;
    int64_t in_force;
} gi_units;

/* Of one run, or (NULL) of the whole batch. */
gi_units gi_units_count(const gi_unit_holds *holds, const gi_run *run, int64_t issued,
                        int64_t spent);

/* The holds of a batch on a day; its labels in all, from the registry. */
GI_CHECKED gi_status gi_unit_holds_load(gi_db *db, const char *batch, gi_day today,
                                        gi_unit_holds *holds, gi_error *err);
GI_CHECKED gi_status gi_units_load(gi_db *db, const char *batch, gi_day today, gi_units *out,
                                   gi_error *err);

/* Every run of a batch with its labels; ended: those of spent that do not wait
 * (report_labels.c). */
typedef gi_status (*gi_run_units_visit)(void *context, const gi_run *run, const gi_units *units,
                                        int64_t ended, gi_error *err);
GI_CHECKED gi_status gi_run_units_each(gi_db *db, const char *batch, gi_day today,
                                       gi_run_units_visit take, void *context, gi_error *err);

#endif
