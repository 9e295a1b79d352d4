/*
 * from_store.c - the view of a look-up on registry.db, and the doors of gi/lookup.h.
 *
 * One reading transaction per look-up, so that its three answers are of one state; nothing is
 * written. Keys and facts stay with the registry handle, a bounded number of them;
 * kept rows count only while the log is as long as when they were read.
 */
#include <string.h>

#include "core/log/policy.h"
#include "core/lookup/facts.h"
#include "core/lookup/neighbours.h"
#include "core/lookup/package.h"
#include "core/store/batches.h"
#include "core/store/keys.h"
#include "core/store/labels.h"
#include "core/store/log_rows.h"
#include "core/store/products.h"
#include "core/store/registry.h"
#include "core/store/runs.h"

typedef struct store_view {
    gi_view base; /* first, so that the two pointers are one */
    gi_registry *registry;
} store_view;

static gi_registry *registry_of(gi_view *view)
{
    return ((store_view *)view)->registry;
}

gi_registry *gi_store_view_registry(gi_view *view)
{
    return registry_of(view);
}

/* "No such row" is an answer here. */
static gi_status answer(gi_status status, bool *found)
{
    *found = status == GI_OK;
    return status == GI_NOT_FOUND ? GI_OK : status;
}

static gi_kept_key *kept_key(gi_registry *registry, uint16_t id)
{
    for (size_t i = 0; i < GI_VERIFIERS_KEPT; i++) {
        if (registry->kept[i].log_size != 0 && registry->kept[i].row.id == id) {
            return &registry->kept[i];
        }
    }
    return NULL;
}

/* A key keeps its verifier when only its row changed; the oldest key gives way to a new one. */
static void keep_key(gi_registry *registry, int64_t log_size, const gi_key_row *row)
{
    gi_kept_key *place = kept_key(registry, row->id);
    if (place == NULL || !gi_public_key_equal(&place->row.public_key, &row->public_key)) {
        place = place != NULL ? place : &registry->kept[registry->kept_next++];
        registry->kept_next %= GI_VERIFIERS_KEPT;
        gi_verifier_destroy(place->verifier);
        place->verifier = NULL;
    }
    place->log_size = log_size;
    place->row = *row;
}

static gi_status store_key(gi_view *view, uint16_t id, bool *found, gi_key_row *out, gi_error *err)
{
    gi_registry *registry = registry_of(view);
    const gi_kept_key *kept = kept_key(registry, id);
    *found = kept != NULL && kept->log_size == view->log_size;
    if (*found) {
        *out = kept->row;
        return GI_OK;
    }
    GI_TRY(answer(gi_key_load(registry->db, id, out, err), found));
    if (*found) {
        keep_key(registry, view->log_size, out);
    }
    return GI_OK;
}

static gi_status store_fits(gi_view *view, const gi_key_row *key, gi_bytes message,
                            const gi_signature *signature, bool *fits, gi_error *err)
{
    gi_kept_key *kept = kept_key(registry_of(view), key->id); /* store_key put it there */
    if (kept->verifier == NULL) {
        GI_TRY(gi_verifier_create(&key->public_key, &kept->verifier, err));
    }
    return gi_verifier_fits(kept->verifier, message, signature, fits, err);
}

static gi_status store_product(gi_view *view, uint16_t index, bool *found,
                               char mnemonic[GI_MNEMONIC_SIZE], gi_error *err)
{
    gi_product product;
    GI_TRY(answer(gi_product_by_index(registry_of(view)->db, index, &product, err), found));
    if (*found) {
        memcpy(mnemonic, product.mnemonic, GI_MNEMONIC_SIZE);
    }
    return GI_OK;
}

static gi_status store_run(gi_view *view, gi_unit_id unit, bool *found, gi_run *out, gi_error *err)
{
    return gi_run_by_serial(registry_of(view)->db, unit.key, unit.serial, found, out, err);
}

static gi_status store_state(gi_view *view, gi_unit_id unit, bool *found, gi_label_state *out,
                             gi_error *err)
{
    return gi_label_now(registry_of(view)->db, unit.key, unit.serial, found, out, err);
}

static const gi_batch_facts *kept_facts(const gi_registry *registry, int64_t log_size,
                                        uint32_t producer, uint32_t number)
{
    for (size_t i = 0; i < GI_FACTS_KEPT; i++) {
        const gi_kept_facts *kept = &registry->facts[i];
        if (kept->log_size == log_size && kept->facts.id.producer == producer &&
            kept->facts.id.number == number) {
            return &kept->facts;
        }
    }
    return NULL;
}

static void keep_facts(gi_registry *registry, int64_t log_size, const gi_batch_facts *facts)
{
    registry->facts[registry->facts_next] = (gi_kept_facts){ log_size, *facts };
    registry->facts_next = (registry->facts_next + 1) % GI_FACTS_KEPT;
}

static gi_status store_facts(gi_view *view, uint32_t producer, uint32_t number, bool *found,
                             gi_batch_facts *out, gi_error *err)
{
    gi_batch_row row;
    gi_registry *registry = registry_of(view);
    const gi_batch_facts *kept = kept_facts(registry, view->log_size, producer, number);
    *found = kept != NULL;
    if (kept != NULL) {
        *out = *kept;
        return GI_OK;
    }
    GI_TRY(gi_batch_by_number(registry->db, producer, number, found, &row, err));
    if (!*found) {
        return GI_OK;
    }
    GI_TRY(gi_facts_load(registry, &row, out, err));
    keep_facts(registry, view->log_size, out);
    return GI_OK;
}

static gi_status store_units(gi_view *view, const gi_batch_facts *batch, gi_units *out,
                             gi_error *err)
{
    return gi_units_load(registry_of(view)->db, batch->id_text, view->today, out, err);
}

static gi_status store_hold(gi_view *view, const gi_batch_facts *batch, gi_unit_id unit,
                            bool *found, gi_hold *out, gi_error *err)
{
    return gi_hold_of_units(registry_of(view)->db, batch->id_text, unit.key, unit.serial,
                            unit.serial, view->today, found, out, err);
}

static gi_status store_copied(gi_view *view, gi_unit_id unit, bool *found, gi_finding_row *out,
                              gi_error *err)
{
    return gi_finding_of(registry_of(view)->db, unit.key, unit.serial, unit.serial, found, out,
                         err);
}

static const gi_view_type store_type = {
    store_key,   store_fits,  store_product, store_run,    store_state,
    store_facts, store_units, store_hold,    store_copied, &gi_package_store_view,
};

typedef gi_status judge(gi_view *view, gi_bytes text, gi_verdict *out, gi_error *err);

static gi_status ask(store_view *view, judge *by, gi_bytes text, gi_verdict *out, gi_error *err)
{
    gi_time newest = 0;
    GI_TRY(gi_act_last(view->registry->db, &view->base.log_size, &newest, err));
    return by(&view->base, text, out, err);
}

/* A list of witnesses that cannot be read says nothing; it is no reason not to answer. */
static void count_witnesses(gi_registry *registry, int64_t act, int *witnesses, int *witnessed)
{
    gi_witnessed found;
    if (act >= 0 && gi_witnessed_read(registry, act, &found, NULL) == GI_OK) {
        *witnesses = found.of;
        *witnessed = found.by;
    }
}

static store_view view_of(gi_registry *registry)
{
    return (store_view){
        .base = { .type = &store_type,
                  .as_of = gi_registry_now(registry),
                  .today = gi_registry_today(registry) },
        .registry = registry,
    };
}

static gi_status look_up(gi_registry *registry, judge *by, gi_bytes text, gi_verdict *out,
                         gi_error *err)
{
    store_view view = view_of(registry);
    GI_TRY(gi_db_begin(registry->db, false, err));
    gi_status status = ask(&view, by, text, out, err);
    if (status == GI_OK) {
        count_witnesses(registry, out->act, &out->witnesses, &out->witnessed);
    }
    gi_db_rollback(registry->db); /* nothing was written; this only ends the view */
    return status;
}

gi_status gi_lookup(gi_registry *registry, gi_bytes text, gi_verdict *out, gi_error *err)
{
    return look_up(registry, gi_judge, text, out, err);
}

gi_status gi_lookup_code(gi_registry *registry, gi_bytes digits, gi_verdict *out, gi_error *err)
{
    return look_up(registry, gi_judge_code, digits, out, err);
}

gi_status gi_lookup_number(gi_registry *registry, gi_bytes number, gi_verdict *out, gi_error *err)
{
    return look_up(registry, gi_judge_number, number, out, err);
}

gi_status gi_lookup_batch(gi_registry *registry, gi_bytes id, gi_verdict *out, gi_error *err)
{
    return look_up(registry, gi_judge_batch, id, out, err);
}

static gi_status compare(store_view *view, gi_bytes label, gi_bytes package, gi_inside_answer *out,
                         gi_verdict *label_out, gi_verdict *package_out, gi_error *err)
{
    gi_time newest = 0;
    GI_TRY(gi_act_last(view->registry->db, &view->base.log_size, &newest, err));
    return gi_judge_inside(&view->base, label, package, out, label_out, package_out, err);
}

gi_status gi_lookup_inside(gi_registry *registry, gi_bytes label, gi_bytes package,
                           gi_inside_answer *out, gi_verdict *label_out, gi_verdict *package_out,
                           gi_error *err)
{
    store_view view = view_of(registry);
    GI_TRY(gi_db_begin(registry->db, false, err));
    gi_status status = compare(&view, label, package, out, label_out, package_out, err);
    gi_db_rollback(registry->db); /* nothing was written; this only ends the view */
    return status;
}

static gi_status read_neighbours(store_view *view, gi_unit_id unit, gi_neighbours **out,
                                 gi_error *err)
{
    gi_time newest = 0;
    GI_TRY(gi_act_last(view->registry->db, &view->base.log_size, &newest, err));
    GI_TRY(gi_neighbours_read(&view->base, unit, out, err));
    if (*out != NULL) {
        count_witnesses(view->registry, (*out)->run.act, &(*out)->witnesses, &(*out)->witnessed);
    }
    return GI_OK;
}

gi_status gi_lookup_neighbours(gi_registry *registry, gi_unit_id unit, gi_neighbours **out,
                               gi_error *err)
{
    store_view view = view_of(registry);
    GI_TRY(gi_db_begin(registry->db, false, err));
    gi_status status = read_neighbours(&view, unit, out, err);
    gi_db_rollback(registry->db); /* nothing was written; this only ends the view */
    return status;
}
