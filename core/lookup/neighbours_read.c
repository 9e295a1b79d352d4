/*
 * neighbours_read.c - neighbours, read from the registry (neighbours.h).
 *
 * Whatever may be declared of single labels is looked for here, over all of them: a new kind of
 * declaration must be asked about in is_untouched, or labels would be told as if it had never been
 * made.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lookup/neighbours.h"
#include "core/lookup/package.h"
#include "core/store/labels.h"
#include "core/store/registry.h"

/* The part of the run that lies in the block of the label. */
static void cut(gi_neighbours *near, uint32_t serial)
{
    const gi_run *run = &near->run;
    uint64_t end = (uint64_t)run->first + run->count;
    uint64_t first = serial - serial % GI_NEIGHBOURS_MAX;
    uint64_t last = first + GI_NEIGHBOURS_MAX;
    first = first > run->first ? first : run->first;
    near->first = (uint32_t)first;
    near->count = (uint32_t)((end < last ? end : last) - first);
}

static gi_status is_untouched(gi_db *db, const gi_neighbours *near, bool *out, gi_error *err)
{
    const uint16_t key = near->run.key;
    const uint32_t first = near->first;
    const uint32_t last = first + (near->count - 1);
    gi_label_state state;
    gi_finding_row finding;
    gi_hold hold;
    bool ended = false;
    bool copied = false;
    bool held = false;
    uint32_t waiting = 0;
    GI_TRY(gi_label_state_overlap(db, key, first, near->count, &ended, &state, err));
    GI_TRY(gi_waiting_in(db, key, first, near->count, &waiting, err));
    GI_TRY(gi_finding_of(db, key, first, last, &copied, &finding, err));
    GI_TRY(gi_hold_of_units(db, near->batch.id_text, key, first, last, near->today, &held, &hold,
                            err));
    *out = !ended && waiting == 0 && !copied && !held && near->batch.undone == 0;
    return GI_OK;
}

/* All but what may be declared of labels. *found false: some of it is not there. */
static gi_status read_facts(gi_view *view, gi_neighbours *near, bool *found, gi_error *err)
{
    gi_unit_header header;
    gi_bytes bytes = { near->run.header, sizeof near->run.header };
    const gi_view_type *ask = view->type;
    GI_TRY(ask->key(view, near->run.key, found, &near->key, err));
    if (!*found || gi_unit_header_decode(bytes, &header, NULL) != GI_OK) {
        *found = false;
        return GI_OK;
    }
    near->product = header.product;
    GI_TRY(ask->product(view, header.product, found, near->mnemonic, err));
    if (!*found) {
        return GI_OK;
    }
    return ask->facts(view, header.producer, header.batch, found, &near->batch, err);
}

static gi_status fill(gi_view *view, gi_unit_id unit, gi_neighbours *near, bool *whole,
                      gi_error *err)
{
    bool found = false;
    bool untouched = false;
    *whole = false;
    GI_TRY(view->type->run(view, unit, &found, &near->run, err));
    if (!found) {
        return GI_OK;
    }
    GI_TRY(read_facts(view, near, &found, err));
    if (!found) {
        return GI_OK;
    }
    cut(near, unit.serial);
    GI_TRY(is_untouched(gi_store_view_registry(view)->db, near, &untouched, err));
    if (untouched) {
        GI_TRY(gi_verifier_create(&near->key.public_key, &near->verifier, err));
        *whole = true;
    }
    return GI_OK;
}

gi_status gi_neighbours_read(gi_view *view, gi_unit_id unit, gi_neighbours **out, gi_error *err)
{
    bool whole = false;
    GI_AUTO(gi_neighbours) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "neighbours");
    }
    atomic_init(&fresh->owners, 1);
    fresh->log_size = view->log_size;
    fresh->today = view->today;
    GI_TRY(fill(view, unit, fresh, &whole, err));
    *out = whole ? GI_TAKE(fresh) : NULL;
    return GI_OK;
}
