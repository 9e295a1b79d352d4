/*
 * package_judge.c - a package code: registered? opened? what lies inside, and is it still good?
 *
 * Counted by ranges, never label by label, so a carton of millions costs what its few ranges
 * cost. A label that ended or waits counts as that; of the others one that is recalled or frozen
 * counts so, then one past its day (units.h has the same order).
 */
#include <string.h>

#include "core/lookup/package.h"
#include "core/store/holders.h"
#include "core/store/runs.h"

/* A carton of mixed boxes: members of members. */
#define BATCHES_MAX (GI_PACKAGE_MEMBERS * GI_PACKAGE_MEMBERS)

gi_status gi_package_registered(gi_view *view, gi_unit_id id, gi_bytes header, bool *found,
                                bool *equal, gi_package_run *out, gi_error *err)
{
    uint8_t registered[GI_PACKAGE_HEADER_SIZE];
    gi_package_books books = view->type->packages->books(view);
    GI_TRY(books.run(books.context, id, found, out, err));
    if (*found) {
        gi_package_header(out, id.serial, registered);
        *equal = gi_bytes_equal(header, (gi_bytes){ registered, sizeof registered });
    }
    return GI_OK;
}

/* ---- what lies inside ---- */

typedef struct counting {
    gi_view *view;
    gi_package_inside *sum;
    gi_batch_facts facts;  /* of the range at hand, and kept for the next */
    gi_unit_holds holds;   /* of that batch */
    int64_t spent, frozen; /* of the range: not free; of these in a frozen part */
    bool held;             /* hold is set: the gravest met */
    gi_hold hold;
    gi_buf batches;    /* met so far, GI_BATCH_ID_TEXT each */
    bool ended, waits; /* the states below are set: the first met */
    gi_label_state first_ended, first_waiting;
} counting;

static void counting_clear(counting *at)
{
    gi_unit_holds_clear(&at->holds);
    gi_buf_clear(&at->batches);
}

static int64_t frozen_in(const gi_unit_holds *holds, uint16_t key, uint32_t first, uint32_t count)
{
    int64_t units = 0;
    for (size_t i = 0; i < holds->ranges; i++) {
        const gi_frozen_range *one = &holds->range[i];
        int64_t from = one->first > first ? one->first : first;
        int64_t end = (int64_t)one->first + one->count;
        int64_t to = end < (int64_t)first + count ? end : (int64_t)first + count;
        units += one->key == key && to > from ? to - from : 0;
    }
    return units;
}

static gi_status take_spent(void *context, const gi_label_state *state, gi_error *err)
{
    counting *at = context;
    bool waits = strcmp(state->state, gi_good_word(GI_GOOD_NOT_ACTIVATED)) == 0;
    (void)err;
    at->spent += state->count;
    at->frozen += frozen_in(&at->holds, state->key, state->first, state->count);
    *(waits ? &at->sum->waiting : &at->sum->ended) += state->count;
    if (!*(waits ? &at->waits : &at->ended)) {
        *(waits ? &at->first_waiting : &at->first_ended) = *state;
        *(waits ? &at->waits : &at->ended) = true;
    }
    return GI_OK;
}

/* Ranges of one batch need not follow each other in a mixed box. */
static gi_status count_batch(counting *at, const char id[GI_BATCH_ID_TEXT], gi_error *err)
{
    for (size_t i = 0; i < at->batches.size; i += GI_BATCH_ID_TEXT) {
        if (strcmp((const char *)at->batches.data + i, id) == 0) {
            return GI_OK;
        }
    }
    at->sum->batches++;
    gi_buf_add(&at->batches, (gi_bytes){ (const uint8_t *)id, GI_BATCH_ID_TEXT });
    return gi_buf_status(&at->batches, "batches", err);
}

/* Facts and holds of the batch of a run; most ranges of a package are of one batch. */
static gi_status enter_batch(counting *at, const gi_run *run, gi_error *err)
{
    gi_batch_id id;
    bool found = false;
    if (strcmp(at->facts.id_text, run->batch) == 0) {
        return GI_OK;
    }
    gi_unit_holds_clear(&at->holds);
    GI_TRY(gi_batch_id_parse(gi_bytes_of(run->batch), &id, err));
    GI_TRY(at->view->type->facts(at->view, id.producer, id.number, &found, &at->facts, err));
    GI_TRY(count_batch(at, run->batch, err));
    return found ? at->view->type->packages->holds(at->view, &at->facts, &at->holds, err)
                 : gi_fail(err, GI_WHY_NO_BATCH, run->batch);
}

/* The first label of a range that is held: of a frozen part, or of all. */
static uint32_t first_held(const gi_unit_holds *holds, uint16_t key, uint32_t first, uint32_t count)
{
    for (size_t i = 0; !holds->recalled && !holds->frozen && i < holds->ranges; i++) {
        const gi_frozen_range *one = &holds->range[i];
        if (one->key == key && frozen_in(holds, key, first, count) > 0 && one->first >= first) {
            return one->first;
        }
    }
    return first;
}

/* A recall outweighs a freeze; of equal ones the first is told. */
static gi_status note_hold(counting *at, uint16_t key, uint32_t first, uint32_t count,
                           gi_error *err)
{
    gi_hold hold;
    bool held = false;
    gi_unit_id unit = { key, first_held(&at->holds, key, first, count) };
    GI_TRY(at->view->type->hold(at->view, &at->facts, unit, &held, &hold, err));
    if (held && (!at->held || (at->hold.grade == 0 && hold.grade > 0))) {
        at->held = true;
        at->hold = hold;
    }
    return GI_OK;
}

static bool is_past(const gi_view *view, const gi_run *run)
{
    gi_unit_header header;
    gi_day last = 0;
    return gi_unit_header_decode((gi_bytes){ run->header, sizeof run->header }, &header, NULL) ==
               GI_OK &&
           gi_best_before(GI_LABEL_EPOCH + (gi_day)header.packed, header.best_before, &last) &&
           view->today > last;
}

static void note_range(gi_package_inside *sum, uint16_t key, uint32_t first, uint32_t count)
{
    if (sum->ranges++ == 0) {
        gi_unit_number_print((gi_unit_id){ key, first }, sum->first);
        gi_unit_number_print((gi_unit_id){ key, first + (count - 1) }, sum->last);
    }
    sum->labels += count;
}

static gi_status count_range(void *context, uint16_t key, uint32_t first, uint32_t count,
                             gi_error *err)
{
    counting *at = context;
    gi_run run;
    bool found = false;
    note_range(at->sum, key, first, count);
    GI_TRY(at->view->type->run(at->view, (gi_unit_id){ key, first }, &found, &run, err));
    if (!found) {
        char number[GI_UNIT_NUMBER_TEXT];
        gi_unit_number_print((gi_unit_id){ key, first }, number);
        return gi_fail(err, GI_WHY_NO_RUN, number);
    }
    GI_TRY(enter_batch(at, &run, err));
    at->spent = 0;
    at->frozen = 0;
    GI_TRY(at->view->type->packages->spent(at->view, key, first, count, take_spent, at, err));
    int64_t left = (int64_t)count - at->spent;
    int64_t recalled = at->holds.recalled ? left : 0;
    int64_t part = frozen_in(&at->holds, key, first, count) - at->frozen;
    int64_t frozen = recalled > 0 ? 0 : at->holds.frozen ? left : part;
    at->sum->recalled += recalled;
    at->sum->frozen += frozen;
    *(is_past(at->view, &run) ? &at->sum->expired : &at->sum->in_force) += left - recalled - frozen;
    return recalled + frozen > 0 ? note_hold(at, key, first, count, err) : GI_OK;
}

static gi_status note_only(void *context, uint16_t key, uint32_t first, uint32_t count,
                           gi_error *err)
{
    (void)err;
    note_range(context, key, first, count);
    return GI_OK;
}

/* ---- still good? ---- */

/* What the labels inside make of their package: held before waiting before dead before late. */
static void set_good(const counting *at, gi_verdict *verdict)
{
    const gi_package_inside *sum = &verdict->package;
    if (at->held) {
        gi_verdict_set_hold(verdict, &at->hold);
    } else if (sum->in_force > 0) {
        verdict->good = GI_GOOD_IN_FORCE;
    } else if (sum->waiting > 0) {
        gi_verdict_set_state(verdict, &at->first_waiting);
    } else if (sum->expired > 0) {
        verdict->good = GI_GOOD_EXPIRED;
    } else if (at->ended) {
        gi_verdict_set_state(verdict, &at->first_ended);
    }
}

static gi_status set_producer(gi_view *view, uint32_t number, gi_package_inside *sum, gi_error *err)
{
    gi_holder_row holder;
    GI_TRY(view->type->packages->producer(view, number, &holder, err));
    memcpy(sum->producer, holder.name, sizeof sum->producer);
    memcpy(sum->uscc, holder.uscc, sizeof sum->uscc);
    return GI_OK;
}

static gi_status count_inside(gi_view *view, gi_verdict *verdict, const gi_package_run *run,
                              gi_error *err)
{
    counting at __attribute__((cleanup(counting_clear))) = {
        .view = view, .sum = &verdict->package, .batches = GI_BUF(BATCHES_MAX * GI_BATCH_ID_TEXT)
    };
    gi_package_books books = view->type->packages->books(view);
    GI_TRY(gi_package_labels(&books, run, verdict->unit.serial, 1, count_range, &at, err));
    set_good(&at, verdict);
    return GI_OK;
}

gi_status gi_verdict_set_package(gi_view *view, gi_verdict *verdict, const gi_package_run *run,
                                 gi_error *err)
{
    gi_label_state opened;
    bool found = false;
    gi_package_inside *sum = &verdict->package;
    gi_package_books books = view->type->packages->books(view);
    verdict->has_package = true;
    *sum = (gi_package_inside){
        .mixed = run->each == 0, .level = run->level, .packed = run->packed, .each = run->each
    };
    GI_TRY(set_producer(view, run->holder, sum, err));
    GI_TRY(view->type->packages->opened(view, verdict->unit, &found, &opened, err));
    sum->opened = found;
    if (!found) {
        return count_inside(view, verdict, run, err);
    }
    gi_verdict_set_state(verdict, &opened);
    return gi_package_labels(&books, run, verdict->unit.serial, 1, note_only, sum, err);
}
