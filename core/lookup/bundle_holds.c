/*
 * bundle_holds.c - recalls and freezes in a bundle: written and found (bundle.h).
 *
 * A row for each batch that was held, whole or in part, when the bundle was made. A freeze
 * carries its last day and ends on the device by that day, without a network. The table is sent
 * whole: it loses rows as freezes end.
 */
#include "core/lookup/bundle.h"

/* ---- writing ---- */

typedef struct writing {
    gi_json *rows;
    gi_json *holds; /* of the row at hand; belongs to it */
    gi_held_batch last;
} writing;

static gi_json *hold_item(const gi_held_batch *held)
{
    const gi_hold *hold = &held->hold;
    gi_json *item = gi_json_array();
    gi_json_push_int(item, held->key);
    gi_json_push_int(item, held->first);
    gi_json_push_int(item, held->count);
    gi_json_push_int(item, hold->grade);
    gi_json_push_int(item, hold->until);
    gi_json_push_text(item, hold->why);
    gi_json_push_text(item, hold->who);
    gi_json_push_int(item, hold->act);
    gi_json_push_int(item, hold->ts);
    return item;
}

static bool same_batch(const gi_held_batch *a, const gi_held_batch *b)
{
    return a->producer == b->producer && a->number == b->number;
}

/* The gravest of those over one place comes first and says all there is to say. */
static gi_status take_held(void *context, const gi_held_batch *held, gi_error *err)
{
    writing *to = context;
    (void)err;
    bool again = to->holds != NULL && same_batch(&to->last, held);
    if (again && to->last.key == held->key && to->last.first == held->first) {
        return GI_OK;
    }
    if (!again) {
        gi_json *row = gi_json_array();
        to->holds = gi_json_array();
        gi_json_push_int(row, held->producer);
        gi_json_push_int(row, held->number);
        gi_json_push(row, to->holds);
        gi_json_push(to->rows, row);
    }
    to->last = *held;
    gi_json_push(to->holds, hold_item(held));
    return GI_OK;
}

gi_status gi_bundle_add_holds(gi_db *db, gi_day today, gi_json *rows, gi_error *err)
{
    writing to = { .rows = rows };
    return gi_held_each(db, today, take_held, &to, err);
}

/* ---- finding ---- */

static bool covers(const gi_held_batch *held, gi_unit_id unit)
{
    return held->key == 0 || (held->key == unit.key && unit.serial >= held->first &&
                              unit.serial - held->first < held->count);
}

/* Graver: recalled before frozen, grade I before III, the longer freeze. */
static bool graver(const gi_hold *a, const gi_hold *b)
{
    if ((a->grade > 0) != (b->grade > 0)) {
        return a->grade > 0;
    }
    return a->grade != b->grade ? a->grade < b->grade : a->until > b->until;
}

/* The holds of a batch; NULL when there are none. */
static const gi_json *list_of(const gi_bundle *bundle, const gi_batch_facts *batch)
{
    const gi_json *row =
        gi_bundle_seek(bundle->payload, GI_TABLE_HOLDS, batch->id.producer, batch->id.number);
    bool here = row != NULL && gi_bundle_int(row, 1) == batch->id.number;
    return here ? gi_json_at(row, 2) : NULL;
}

static bool is_in_force(const gi_bundle *bundle, const gi_held_batch *held)
{
    return held->hold.grade > 0 || held->hold.until >= bundle->base.today;
}

gi_status gi_bundle_hold(const gi_bundle *bundle, const gi_batch_facts *batch, gi_unit_id unit,
                         bool *found, gi_hold *out, gi_error *err)
{
    const gi_json *list = list_of(bundle, batch);
    gi_hold best = { 0 };
    bool any = false;
    for (size_t i = 0; i < gi_json_count(list); i++) {
        gi_held_batch held;
        GI_TRY(gi_bundle_read_hold(gi_json_at(list, i), &held, err));
        if (covers(&held, unit) && is_in_force(bundle, &held) &&
            (!any || graver(&held.hold, &best))) {
            best = held.hold;
            any = true;
        }
    }
    *found = any;
    if (any) {
        *out = best;
    }
    return GI_OK;
}

gi_status gi_bundle_holds_of(const gi_bundle *bundle, const gi_batch_facts *batch,
                             gi_unit_holds *holds, gi_error *err)
{
    const gi_json *list = list_of(bundle, batch);
    for (size_t i = 0; i < gi_json_count(list); i++) {
        gi_held_batch held;
        GI_TRY(gi_bundle_read_hold(gi_json_at(list, i), &held, err));
        if (is_in_force(bundle, &held)) {
            GI_TRY(gi_unit_holds_add(holds, &held, err));
        }
    }
    return GI_OK;
}
