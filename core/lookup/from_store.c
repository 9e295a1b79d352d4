/*
 * from_store.c - the view of a look-up on registry.db, and the doors of gi/lookup.h.
 *
 * One reading transaction per look-up, so that its three answers are of one state; nothing is
 * written. Prepared verifiers stay with the registry handle, a bounded number of them.
 */
#include <string.h>

#include "core/lookup/facts.h"
#include "core/lookup/view.h"
#include "core/store/registry.h"

typedef struct store_view {
    gi_view base; /* first, so that the two pointers are one */
    gi_registry *registry;
} store_view;

static gi_registry *registry_of(gi_view *view)
{
    return ((store_view *)view)->registry;
}

/* "No such row" is an answer here. */
static gi_status answer(gi_status status, bool *found)
{
    *found = status == GI_OK;
    return status == GI_NOT_FOUND ? GI_OK : status;
}

static gi_status store_key(gi_view *view, uint16_t id, bool *found, gi_key_row *out, gi_error *err)
{
    return answer(gi_key_load(registry_of(view)->db, id, out, err), found);
}

/* The verifier of a key, made once; the oldest gives way when all places are taken. */
static gi_status prepared(gi_registry *registry, const gi_public_key *key, const gi_verifier **out,
                          gi_error *err)
{
    for (size_t i = 0; i < GI_VERIFIERS_KEPT; i++) {
        const gi_kept_verifier *kept = &registry->kept[i];
        if (kept->verifier != NULL && gi_public_key_equal(&kept->key, key)) {
            *out = kept->verifier;
            return GI_OK;
        }
    }
    gi_kept_verifier *place = &registry->kept[registry->kept_next];
    gi_verifier *fresh = NULL;
    GI_TRY(gi_verifier_create(key, &fresh, err));
    gi_verifier_destroy(place->verifier);
    *place = (gi_kept_verifier){ *key, fresh };
    registry->kept_next = (registry->kept_next + 1) % GI_VERIFIERS_KEPT;
    *out = fresh;
    return GI_OK;
}

static gi_status store_fits(gi_view *view, const gi_key_row *key, gi_bytes message,
                            const gi_signature *signature, bool *fits, gi_error *err)
{
    const gi_verifier *verifier = NULL;
    GI_TRY(prepared(registry_of(view), &key->public_key, &verifier, err));
    return gi_verifier_fits(verifier, message, signature, fits, err);
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
    return gi_label_state_by_serial(registry_of(view)->db, unit.key, unit.serial, found, out, err);
}

static gi_status store_facts(gi_view *view, uint32_t producer, uint32_t number, bool *found,
                             gi_batch_facts *out, gi_error *err)
{
    gi_batch_row row;
    gi_db *db = registry_of(view)->db;
    GI_TRY(gi_batch_by_number(db, producer, number, found, &row, err));
    return *found ? gi_facts_load(db, &row, out, err) : GI_OK;
}

static gi_status store_units(gi_view *view, const char *batch, int64_t *issued, int64_t *dead,
                             gi_error *err)
{
    return gi_batch_units(registry_of(view)->db, batch, issued, dead, err);
}

static const gi_view_type store_type = {
    store_key, store_fits, store_product, store_run, store_state, store_facts, store_units,
};

typedef gi_status judge(gi_view *view, gi_bytes text, gi_verdict *out, gi_error *err);

static gi_status ask(store_view *view, judge *by, gi_bytes text, gi_verdict *out, gi_error *err)
{
    gi_time newest = 0;
    GI_TRY(gi_act_last(view->registry->db, &view->base.log_size, &newest, err));
    return by(&view->base, text, out, err);
}

static gi_status look_up(gi_registry *registry, judge *by, gi_bytes text, gi_verdict *out,
                         gi_error *err)
{
    store_view view = {
        .base = { .type = &store_type,
                  .as_of = gi_registry_now(registry),
                  .today = gi_registry_today(registry) },
        .registry = registry,
    };
    GI_TRY(gi_db_begin(registry->db, false, err));
    gi_status status = ask(&view, by, text, out, err);
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
