/*
 * purge_keep.c - one pass over all lots from the newest back, so that what a lot became is known
 * before the lot itself (purge_keep.h). Holds a day for each lot and a line for each act.
 */
#include "core/acts/purge_keep.h"

#include <stdlib.h>

#include "core/store/batches.h"
#include "core/store/conformity.h"
#include "core/store/genealogy.h"
#include "core/store/runs.h"
#include "gi/conformity.h"
#include "gi/unit_code.h"

enum { MADE_MONTHS = 24, SHELF_MONTHS = 6, RECALL_MONTHS = 24 };

typedef struct keeping {
    gi_db *db;
    gi_day *lot; /* by number */
    size_t lots;
    gi_kept_act *act;
    size_t acts, room;
    gi_day day; /* of the lot at hand */
    gi_day until;
    int conformity_months;
} keeping;

static void keeping_clear(keeping *all)
{
    free(all->lot);
    free(all->act);
}

static gi_day later(gi_day a, gi_day b)
{
    return a > b ? a : b;
}

static gi_status note(keeping *all, int64_t act, gi_day until, gi_error *err)
{
    if (all->acts == all->room) {
        size_t room = all->room == 0 ? 256 : all->room * 2;
        gi_kept_act *more = realloc(all->act, room * sizeof *more);
        if (more == NULL) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "retention");
        }
        all->act = more;
        all->room = room;
    }
    all->act[all->acts++] = (gi_kept_act){ .act = act, .until = until };
    return GI_OK;
}

/* An unknown shelf life adds nothing. */
static gi_status take_run(void *context, const gi_run *run, gi_error *err)
{
    keeping *all = context;
    gi_unit_header header;
    gi_day last = 0;
    GI_TRY(gi_unit_header_decode((gi_bytes){ run->header, sizeof run->header }, &header, err));
    if (gi_best_before(GI_LABEL_EPOCH + (gi_day)header.packed, header.best_before, &last)) {
        all->until = later(all->until, gi_day_add_months(last, SHELF_MONTHS));
    }
    return GI_OK;
}

static gi_day after_recall(const gi_hold *hold)
{
    return gi_day_add_months((gi_day)(hold->ts / INT64_C(86400000)) + 1, RECALL_MONTHS);
}

static gi_status take_batch(void *context, const gi_batch_row *batch, gi_error *err)
{
    keeping *all = context;
    gi_day of_lot = all->until;
    gi_hold hold;
    bool held = false;
    all->until = gi_day_add_months(all->day, MADE_MONTHS);
    GI_TRY(gi_run_each(all->db, batch->id, take_run, all, err));
    GI_TRY(gi_hold_of_units(all->db, batch->id, 0, 0, 0, 0, &held, &hold, err));
    if (held && hold.grade > 0) {
        all->until = later(all->until, after_recall(&hold));
    }
    GI_TRY(note(all, batch->act, all->until, err));
    if (batch->amended >= 0) {
        GI_TRY(note(all, batch->amended, all->until, err));
    }
    all->until = later(all->until, of_lot);
    return GI_OK;
}

static gi_status take_parent(void *context, int64_t parent, int64_t quantity, gi_error *err)
{
    keeping *all = context;
    (void)quantity;
    (void)err;
    if (parent > 0 && (size_t)parent < all->lots) {
        all->lot[parent] = later(all->lot[parent], all->until);
    }
    return GI_OK;
}

/* The newest lot comes first: its number says how many there are. */
static gi_status make_room(keeping *all, int64_t lot, gi_error *err)
{
    if (all->lot == NULL) {
        all->lots = (size_t)lot + 1;
        all->lot = calloc(all->lots, sizeof *all->lot);
    }
    return all->lot != NULL ? GI_OK : gi_fail(err, GI_WHY_NO_MEMORY, "retention");
}

static gi_status take_lot(void *context, int64_t lot, gi_day day, int64_t act, gi_error *err)
{
    keeping *all = context;
    gi_hold hold;
    bool held = false;
    GI_TRY(make_room(all, lot, err));
    all->day = day;
    all->until = later(all->lot[lot], gi_day_add_months(day, MADE_MONTHS));
    GI_TRY(gi_hold_of_lot(all->db, lot, 0, &held, &hold, err));
    if (held && hold.grade > 0) {
        all->until = later(all->until, after_recall(&hold));
    }
    GI_TRY(gi_line_batches(all->db, lot, take_batch, all, err));
    GI_TRY(note(all, act, all->until, err));
    return gi_line_parents(all->db, lot, take_parent, all, err);
}

static gi_status take_conformity(void *context, const gi_conformity_row *paper, gi_error *err)
{
    keeping *all = context;
    return note(all, paper->act, gi_day_add_months(paper->day, all->conformity_months), err);
}

static int by_act(const void *a, const void *b)
{
    const gi_kept_act *left = a;
    const gi_kept_act *right = b;
    return (left->act > right->act) - (left->act < right->act);
}

/* An act may have made several lots: its record is kept for the longest. */
static gi_status hand_out(keeping *all, gi_day day, gi_kept_visit take, void *context,
                          gi_error *err)
{
    if (all->acts > 1) {
        qsort(all->act, all->acts, sizeof *all->act, by_act);
    }
    for (size_t i = 0; i < all->acts;) {
        gi_kept_act kept = all->act[i];
        while (++i < all->acts && all->act[i].act == kept.act) {
            kept.until = later(kept.until, all->act[i].until);
        }
        if (kept.until < day) {
            GI_TRY(gi_private_filled(all->db, kept.act, &kept.fields, err));
            GI_TRY(kept.fields > 0 ? take(context, &kept, err) : GI_OK);
        }
    }
    return GI_OK;
}

gi_status gi_keep_ended(gi_db *db, gi_day day, gi_kept_visit take, void *context, gi_error *err)
{
    gi_conformity_rule rule;
    keeping all __attribute__((cleanup(keeping_clear))) = { .db = db };
    GI_TRY(gi_keep_each_lot(db, take_lot, &all, err));
    GI_TRY(gi_conformity_rule_find("keep-months", &rule, err));
    all.conformity_months = (int)rule.number;
    GI_TRY(gi_conformity_each(db, take_conformity, &all, err));
    return hand_out(&all, day, take, context, err);
}
