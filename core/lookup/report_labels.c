/*
 * report_labels.c - where the labels of a batch went, per run and in all; the sums close.
 *
 * issued = in_force + recalled + frozen + not_activated + cancelled + spoilt + returned + lost +
 * void + repacked, and issued = printed + not_printed. Counted from runs, activations, prints and
 * the acts that ended labels; nothing is kept for it.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lookup/report.h"
#include "core/lookup/units.h"
#include "core/store/labels.h"
#include "core/store/prints.h"
#include "core/store/runs.h"

/* Ways to end, by act and as they are shown. */
static const struct way {
    const char *act;
    const char *shown;
} ways[] = {
    { "cancel", "cancelled" }, { "spoil", "spoilt" }, { "return", "returned" },
    { "lose", "lost" },        { "void", "void" },    { "repack", "repacked" },
};

#define WAYS (sizeof ways / sizeof ways[0])

typedef struct tally {
    gi_run run;
    int64_t issued, waiting;
    int64_t recalled, frozen;
    int64_t never;              /* ended before they were activated */
    int64_t printed, reprinted; /* reprinted: each time counts */
    int64_t ended[WAYS];
} tally;

typedef struct tallies {
    tally *of;
    size_t count;
    gi_unit_holds holds;
} tallies;

static void tallies_clear(tallies *all)
{
    free(all->of);
    gi_unit_holds_clear(&all->holds);
}

static gi_status take_run(void *context, const gi_run *run, gi_error *err)
{
    tallies *all = context;
    tally *more = reallocarray(all->of, all->count + 1, sizeof *more);
    if (more == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "runs");
    }
    all->of = more;
    all->of[all->count++] = (tally){ .run = *run, .issued = run->count };
    return GI_OK;
}

/* The run of the batch that holds a serial; every range lies in one. */
static tally *run_of(const tallies *all, uint16_t key, uint32_t serial)
{
    for (size_t i = 0; i < all->count; i++) {
        const gi_run *run = &all->of[i].run;
        if (run->key == key && serial >= run->first && serial - run->first < run->count) {
            return &all->of[i];
        }
    }
    return NULL;
}

static gi_status take_waiting(void *context, const gi_label_state *range, gi_error *err)
{
    tally *at = run_of(context, range->key, range->first);
    if (at == NULL) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "waiting");
    }
    at->waiting += range->count;
    gi_unit_holds_spend(&((tallies *)context)->holds, range->key, range->first, range->count);
    return GI_OK;
}

static gi_status take_ended(void *context, const gi_ended_range *range, gi_error *err)
{
    tallies *all = context;
    tally *at = run_of(all, range->key, range->first);
    gi_unit_holds_spend(&all->holds, range->key, range->first, range->count);
    for (size_t i = 0; at != NULL && i < WAYS; i++) {
        if (strcmp(ways[i].act, range->kind) == 0) {
            at->ended[i] += range->count;
            at->never += range->waiting;
            return GI_OK;
        }
    }
    return gi_fail(err, GI_WHY_DB_CORRUPT, "label_state");
}

static gi_status take_print(void *context, const gi_print_row *range, gi_error *err)
{
    tally *at = run_of(context, range->key, range->first);
    if (at == NULL) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "print");
    }
    *(range->why[0] == '\0' ? &at->printed : &at->reprinted) += range->count;
    return GI_OK;
}

static int64_t spent_of(const tally *one)
{
    int64_t spent = one->waiting;
    for (size_t i = 0; i < WAYS; i++) {
        spent += one->ended[i];
    }
    return spent;
}

static gi_json *tally_to_json(const tally *one)
{
    gi_json *row = gi_json_object();
    gi_json_set_int(row, "issued", one->issued);
    gi_json_set_int(row, "printed", one->printed);
    gi_json_set_int(row, "not_printed", one->issued - one->printed);
    gi_json_set_int(row, "reprinted", one->reprinted);
    gi_json_set_int(row, "activated", one->issued - one->waiting - one->never);
    gi_json_set_int(row, "not_activated", one->waiting);
    for (size_t i = 0; i < WAYS; i++) {
        gi_json_set_int(row, ways[i].shown, one->ended[i]);
    }
    gi_json_set_int(row, "recalled", one->recalled);
    gi_json_set_int(row, "frozen", one->frozen);
    gi_json_set_int(row, "in_force", one->issued - spent_of(one) - one->recalled - one->frozen);
    return row;
}

static void count_held(const gi_unit_holds *holds, tally *one)
{
    gi_units units = gi_units_count(holds, &one->run, one->issued, spent_of(one));
    one->recalled = units.recalled;
    one->frozen = units.frozen;
}

static void add(tally *sum, const tally *one)
{
    sum->issued += one->issued;
    sum->waiting += one->waiting;
    sum->never += one->never;
    sum->printed += one->printed;
    sum->reprinted += one->reprinted;
    sum->recalled += one->recalled;
    sum->frozen += one->frozen;
    for (size_t i = 0; i < WAYS; i++) {
        sum->ended[i] += one->ended[i];
    }
}

static gi_status load(gi_db *db, const char *batch, gi_day today, tallies *all, gi_error *err)
{
    GI_TRY(gi_unit_holds_load(db, batch, today, &all->holds, err));
    GI_TRY(gi_run_each(db, batch, take_run, all, err));
    GI_TRY(gi_waiting_each(db, batch, take_waiting, all, err));
    GI_TRY(gi_ended_each(db, batch, take_ended, all, err));
    GI_TRY(gi_print_each(db, batch, take_print, all, err));
    for (size_t i = 0; i < all->count; i++) {
        count_held(&all->holds, &all->of[i]);
    }
    return GI_OK;
}

gi_status gi_run_units_each(gi_db *db, const char *batch, gi_day today, gi_run_units_visit take,
                            void *context, gi_error *err)
{
    tallies all __attribute__((cleanup(tallies_clear))) = { 0 };
    GI_TRY(load(db, batch, today, &all, err));
    for (size_t i = 0; i < all.count; i++) {
        const tally *one = &all.of[i];
        int64_t spent = spent_of(one);
        gi_units units = gi_units_count(&all.holds, &one->run, one->issued, spent);
        GI_TRY(take(context, &one->run, &units, spent - one->waiting, err));
    }
    return GI_OK;
}

gi_status gi_labels_to_json(gi_db *db, const char *batch, gi_day today, gi_json *row, gi_error *err)
{
    tallies all __attribute__((cleanup(tallies_clear))) = { 0 };
    tally sum = { 0 };
    GI_TRY(load(db, batch, today, &all, err));
    gi_json *runs = gi_json_array();
    for (size_t i = 0; i < all.count; i++) {
        gi_json *one = tally_to_json(&all.of[i]);
        gi_json_set_int(one, "key", all.of[i].run.key);
        gi_json_set_int(one, "first", all.of[i].run.first);
        gi_json_push(runs, one);
        add(&sum, &all.of[i]);
    }
    gi_json_set(row, "labels", tally_to_json(&sum));
    gi_json_set(row, "labels_by_run", runs);
    return GI_OK;
}
