/*
 * audit_runs.c - R5: serials of a key, what is issued of them, activated and dead.
 *
 * Runs are dense from serial 1, so an honest log only ever appends here; out of order a run
 * still finds its place, after the finding.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/log/audit_labels.h"
#include "core/log/audit_runs.h"

/* The runs of a key, made when missing. */
static gi_status runs_of(gi_audit *audit, uint16_t key, audit_runs **out, gi_error *err)
{
    if (audit->runs[key] == NULL) {
        audit->runs[key] = calloc(1, sizeof *audit->runs[key]);
        if (audit->runs[key] == NULL) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "audit");
        }
        audit->runs[key]->next = 1;
    }
    *out = audit->runs[key];
    return GI_OK;
}

/* How many runs begin at or before a serial. */
static size_t runs_until(const audit_runs *runs, int64_t serial)
{
    size_t low = 0;
    size_t high = runs->runs;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (runs->run[middle].first <= serial) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const audit_run *gi_audit_any_run_of(const gi_audit *audit, int64_t key, int64_t serial)
{
    const audit_runs *runs = audit->runs[key];
    size_t count = runs != NULL ? runs_until(runs, serial) : 0;
    const audit_run *run = count > 0 ? &runs->run[count - 1] : NULL;
    return run != NULL && serial < (int64_t)run->first + run->count ? run : NULL;
}

const audit_run *gi_audit_run_of(const gi_audit *audit, int64_t key, int64_t serial)
{
    const audit_run *run = gi_audit_any_run_of(audit, key, serial);
    return run != NULL && run->box == 0 ? run : NULL;
}

const audit_box *gi_audit_box_of(const gi_audit *audit, int64_t key, int64_t serial)
{
    const audit_run *run = gi_audit_any_run_of(audit, key, serial);
    return run != NULL && run->box != 0 ? &audit->box[run->box - 1] : NULL;
}

const audit_batch *gi_audit_batch_of(const gi_audit *audit, int64_t key, int64_t serial)
{
    const audit_run *run = gi_audit_any_run_of(audit, key, serial);
    if (run != NULL && run->box != 0) {
        const audit_box *box = &audit->box[run->box - 1];
        const int64_t *inside = box->members > 0 ? audit->member[box->member].range : NULL;
        run =
            box->each == 0 || inside == NULL ? NULL : gi_audit_run_of(audit, inside[0], inside[1]);
    }
    return run == NULL || run->batch == SIZE_MAX ? NULL : &audit->batch[run->batch];
}

gi_status gi_audit_run(gi_audit *audit, const audit_run *run, uint16_t key, gi_error *err)
{
    audit_runs *runs = NULL;
    GI_TRY(runs_of(audit, key, &runs, err));
    size_t place = runs_until(runs, run->first);
    if (run->first != runs->next) {
        gi_audit_find(audit, run->first < runs->next ? GI_AUDIT_RUN_OVERLAP : GI_AUDIT_RUN_GAP,
                      run->act, runs->run != NULL && place > 0 ? runs->run[place - 1].act : -1,
                      "key %u: first %u, next is %" PRId64, key, run->first, runs->next);
    }
    void *items = runs->run;
    GI_TRY(gi_audit_grow(&items, runs->runs, &runs->run_room, sizeof *run, err));
    runs->run = items;
    memmove(&runs->run[place + 1], &runs->run[place], (runs->runs - place) * sizeof *run);
    runs->run[place] = *run;
    runs->runs++;
    int64_t end = (int64_t)run->first + run->count;
    runs->next = end > runs->next ? end : runs->next;
    return GI_OK;
}

gi_status gi_audit_reserve(gi_audit *audit, const audit_leaf *leaf, gi_error *err)
{
    int64_t triple[3];
    if (!gi_audit_triple(gi_json_get(leaf->json, "run"), triple)) {
        return GI_OK;
    }
    audit_run run = { .first = (uint32_t)triple[1],
                      .count = (uint32_t)triple[2],
                      .act = leaf->index,
                      .ts = leaf->ts,
                      .batch = SIZE_MAX };
    return gi_audit_run(audit, &run, (uint16_t)triple[0], err);
}

/* How many of `count` ranges begin at or before a serial. */
static size_t ranges_until(const audit_dead *range, size_t count, int64_t serial)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (range[middle].first <= serial) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The act of one of these ranges that has a label of this one; -1 when none has. */
static int64_t act_over(const audit_dead *ranges, size_t count, const int64_t range[3])
{
    size_t place = ranges_until(ranges, count, range[1] + range[2] - 1);
    const audit_dead *before = place > 0 ? &ranges[place - 1] : NULL;
    return before != NULL && (int64_t)before->first + before->count > range[1] ? before->act : -1;
}

gi_status gi_audit_end_range(gi_audit *audit, const int64_t range[3], const char *state,
                             int64_t act, int64_t *other, gi_error *err)
{
    audit_runs *runs = NULL;
    GI_TRY(runs_of(audit, (uint16_t)range[0], &runs, err));
    size_t place = ranges_until(runs->dead, runs->deads, range[1] + range[2] - 1);
    *other = act_over(runs->dead, runs->deads, range);
    if (*other >= 0) {
        return GI_OK;
    }
    void *items = runs->dead;
    GI_TRY(gi_audit_grow(&items, runs->deads, &runs->dead_room, sizeof *runs->dead, err));
    runs->dead = items;
    memmove(&runs->dead[place + 1], &runs->dead[place], (runs->deads - place) * sizeof *runs->dead);
    runs->dead[place] = (audit_dead){
        .first = (uint32_t)range[1], .count = (uint32_t)range[2], .state = state, .act = act
    };
    runs->deads++;
    return GI_OK;
}

int64_t gi_audit_ended_by(const gi_audit *audit, const int64_t range[3])
{
    const audit_runs *runs = audit->runs[range[0]];
    return runs != NULL ? act_over(runs->dead, runs->deads, range) : -1;
}

bool gi_audit_is_active(const gi_audit *audit, const int64_t range[3])
{
    const audit_runs *runs = audit->runs[range[0]];
    return runs != NULL && act_over(runs->active, runs->actives, range) >= 0;
}

/* Takes a range into a sorted list of disjoint ones, unless one of them overlaps it: *other. */
static gi_status put_range(audit_dead **list, size_t *count, size_t *room, const int64_t range[3],
                           int64_t act, int64_t *other, gi_error *err)
{
    size_t place = ranges_until(*list, *count, range[1] + range[2] - 1);
    *other = act_over(*list, *count, range);
    if (*other >= 0) {
        return GI_OK;
    }
    void *items = *list;
    GI_TRY(gi_audit_grow(&items, *count, room, sizeof **list, err));
    *list = items;
    memmove(*list + place + 1, *list + place, (*count - place) * sizeof **list);
    (*list)[place] =
        (audit_dead){ .first = (uint32_t)range[1], .count = (uint32_t)range[2], .act = act };
    ++*count;
    return GI_OK;
}

gi_status gi_audit_put_active(gi_audit *audit, const int64_t range[3], int64_t act, int64_t *other,
                              gi_error *err)
{
    audit_runs *runs = NULL;
    GI_TRY(runs_of(audit, (uint16_t)range[0], &runs, err));
    return put_range(&runs->active, &runs->actives, &runs->active_room, range, act, other, err);
}

gi_status gi_audit_put_printed(gi_audit *audit, const int64_t range[3], int64_t act, int64_t *other,
                               gi_error *err)
{
    audit_runs *runs = NULL;
    GI_TRY(runs_of(audit, (uint16_t)range[0], &runs, err));
    return put_range(&runs->printed, &runs->prints, &runs->print_room, range, act, other, err);
}

bool gi_audit_all_printed(const gi_audit *audit, const int64_t range[3])
{
    const audit_runs *runs = audit->runs[range[0]];
    int64_t end = range[1] + range[2];
    int64_t at = range[1];
    while (runs != NULL && at < end) {
        size_t place = ranges_until(runs->printed, runs->prints, at);
        const audit_dead *holds = place > 0 ? &runs->printed[place - 1] : NULL;
        if (holds == NULL || (int64_t)holds->first + holds->count <= at) {
            return false;
        }
        at = (int64_t)holds->first + holds->count;
    }
    return runs != NULL;
}

/* The first of these ranges that ends behind a serial; its end, and where it begins. */
static void next_range(const audit_dead *range, size_t count, int64_t at, int64_t *first,
                       int64_t *end)
{
    size_t place = ranges_until(range, count, at);
    if (place > 0 && (int64_t)range[place - 1].first + range[place - 1].count > at) {
        place--;
    }
    if (place < count && range[place].first < *first) {
        *first = range[place].first;
        *end = *first + range[place].count;
    }
}

gi_status gi_audit_activate_rest(gi_audit *audit, const audit_leaf *leaf, const int64_t range[3],
                                 int64_t *labels, gi_error *err)
{
    int64_t other = -1;
    const audit_runs *runs = audit->runs[range[0]];
    const audit_run *run = gi_audit_run_of(audit, range[0], range[1]);
    int64_t last = range[1] + range[2];
    if (run == NULL || last > (int64_t)run->first + run->count) {
        gi_audit_find(audit, GI_AUDIT_RANGE, leaf->index, -1,
                      "[%" PRId64 ",%" PRId64 ",%" PRId64 "]", range[0], range[1], range[2]);
        return GI_OK;
    }
    for (int64_t at = range[1]; run->waits && at < last;) {
        int64_t first = last;
        int64_t end = last;
        next_range(runs->dead, runs->deads, at, &first, &end);
        next_range(runs->active, runs->actives, at, &first, &end);
        if (first > at) {
            int64_t gap[3] = { range[0], at, first - at };
            GI_TRY(gi_audit_put_active(audit, gap, leaf->index, &other, err));
            *labels += gap[2];
        }
        at = end;
    }
    return GI_OK;
}
