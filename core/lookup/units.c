/*
 * units.c - how many labels of a batch are in force on a day (units.h).
 *
 * Freezes of a batch, its lot or its holder hold all of it; a freeze of units holds a range
 * within one run. Ranges that were frozen twice are joined, so no label is counted twice.
 */
#include "core/lookup/units.h"

#include <stdlib.h>

#include "core/store/about.h"
#include "core/store/labels.h"
#include "core/store/runs.h"

void gi_unit_holds_clear(gi_unit_holds *holds)
{
    free(holds->range);
    *holds = (gi_unit_holds){ 0 };
}

static int64_t overlap(int64_t first, int64_t count, int64_t other, int64_t others)
{
    int64_t from = first > other ? first : other;
    int64_t to = first + count < other + others ? first + count : other + others;
    return to > from ? to - from : 0;
}

/* Grows a range by those that it meets, and takes them out of the list. */
static void join(gi_unit_holds *holds, gi_frozen_range *range)
{
    size_t kept = 0;
    for (size_t i = 0; i < holds->ranges; i++) {
        gi_frozen_range *one = &holds->range[i];
        if (one->key != range->key ||
            overlap(one->first, one->count, range->first, range->count) == 0) {
            holds->range[kept++] = *one;
            continue;
        }
        uint32_t first = one->first < range->first ? one->first : range->first;
        uint32_t end = one->first + one->count > range->first + range->count
                           ? one->first + one->count
                           : range->first + range->count;
        range->first = first;
        range->count = end - first;
    }
    holds->ranges = kept;
}

gi_status gi_unit_holds_add(gi_unit_holds *holds, const gi_held_batch *held, gi_error *err)
{
    gi_frozen_range range = { held->key, held->first, held->count, 0 };
    if (held->hold.grade > 0 || held->key == 0) {
        holds->recalled = holds->recalled || held->hold.grade > 0;
        holds->frozen = holds->frozen || held->hold.grade == 0;
        return GI_OK;
    }
    gi_frozen_range *more = reallocarray(holds->range, holds->ranges + 1, sizeof *more);
    if (more == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "holds");
    }
    holds->range = more;
    join(holds, &range);
    range.left = range.count;
    holds->range[holds->ranges++] = range;
    return GI_OK;
}

void gi_unit_holds_spend(gi_unit_holds *holds, uint16_t key, uint32_t first, uint32_t count)
{
    for (size_t i = 0; i < holds->ranges; i++) {
        gi_frozen_range *range = &holds->range[i];
        if (range->key == key) {
            range->left -= overlap(range->first, range->count, first, count);
        }
    }
}

static int64_t frozen_of(const gi_unit_holds *holds, const gi_run *run)
{
    int64_t units = 0;
    for (size_t i = 0; i < holds->ranges; i++) {
        const gi_frozen_range *range = &holds->range[i];
        if (run == NULL ||
            (range->key == run->key && overlap(run->first, run->count, range->first, 1) == 1)) {
            units += range->left;
        }
    }
    return units;
}

gi_units gi_units_count(const gi_unit_holds *holds, const gi_run *run, int64_t issued,
                        int64_t spent)
{
    int64_t left = issued - spent;
    gi_units units = { .issued = issued, .spent = spent };
    if (holds->recalled) {
        units.recalled = left;
    } else {
        units.frozen = holds->frozen ? left : frozen_of(holds, run);
        units.in_force = left - units.frozen;
    }
    return units;
}

/* ---- from the registry ---- */

static gi_status take_held(void *context, const gi_held_batch *held, gi_error *err)
{
    return gi_unit_holds_add(context, held, err);
}

gi_status gi_unit_holds_load(gi_db *db, const char *batch, gi_day today, gi_unit_holds *holds,
                             gi_error *err)
{
    return gi_held_of_batch(db, batch, today, take_held, holds, err);
}

static gi_status spend_state(void *context, const gi_label_state *state, gi_error *err)
{
    (void)err;
    gi_unit_holds_spend(context, state->key, state->first, state->count);
    return GI_OK;
}

gi_status gi_units_load(gi_db *db, const char *batch, gi_day today, gi_units *out, gi_error *err)
{
    GI_AUTO_HOLDS holds = { 0 };
    int64_t issued = 0;
    int64_t dead = 0;
    int64_t waiting = 0;
    GI_TRY(gi_unit_holds_load(db, batch, today, &holds, err));
    GI_TRY(gi_batch_units(db, batch, &issued, &dead, err));
    GI_TRY(gi_waiting_units(db, batch, &waiting, err));
    if (holds.ranges > 0) { /* seldom: then the ranges have to be laid over each other */
        GI_TRY(gi_label_state_of_batch(db, batch, spend_state, &holds, err));
        GI_TRY(gi_waiting_each(db, batch, spend_state, &holds, err));
    }
    *out = gi_units_count(&holds, NULL, issued, dead + waiting);
    return GI_OK;
}
