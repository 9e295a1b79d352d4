/*
 * package_store.c - packages in the view of a registry (package.h). Reads only.
 */
#include "core/lookup/package.h"
#include "core/store/holders.h"
#include "core/store/labels.h"
#include "core/store/registry.h"
#include "core/store/runs.h"

static gi_db *db_of(gi_view *view)
{
    return gi_store_view_registry(view)->db;
}

static gi_package_books store_books(gi_view *view)
{
    return gi_package_books_of(db_of(view));
}

static gi_status store_opened(gi_view *view, gi_unit_id package, bool *found, gi_label_state *out,
                              gi_error *err)
{
    return gi_package_opened(db_of(view), package.key, package.serial, 1, found, out, err);
}

/* Ended ranges are found from behind, each by one seek. */
static gi_status each_ended(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                            gi_label_state_visit take, void *context, gi_error *err)
{
    gi_label_state state;
    bool found = true;
    while (found && count > 0) {
        GI_TRY(gi_label_state_overlap(db, key, first, count, &found, &state, err));
        if (found) {
            uint32_t from = state.first > first ? state.first : first;
            uint32_t end = state.first + (state.count - 1);
            uint32_t last = first + (count - 1);
            state.count = (end < last ? end : last) - from + 1;
            state.first = from;
            GI_TRY(take(context, &state, err));
            count = from - first;
        }
    }
    return GI_OK;
}

static gi_status store_spent(gi_view *view, uint16_t key, uint32_t first, uint32_t count,
                             gi_label_state_visit take, void *context, gi_error *err)
{
    GI_TRY(each_ended(db_of(view), key, first, count, take, context, err));
    return gi_waiting_gaps(db_of(view), key, first, count, take, context, err);
}

static gi_status store_holds(gi_view *view, const gi_batch_facts *batch, gi_unit_holds *holds,
                             gi_error *err)
{
    return gi_unit_holds_load(db_of(view), batch->id_text, view->today, holds, err);
}

static gi_status store_producer(gi_view *view, uint32_t number, gi_holder_row *out, gi_error *err)
{
    return gi_holder_load(db_of(view), number, out, err);
}

static gi_status store_gtin(gi_view *view, const char *gtin, bool *found, gi_gtin_row *out,
                            gi_error *err)
{
    return gi_gtin_load(db_of(view), gtin, found, out, err);
}

const gi_package_view gi_package_store_view = {
    store_books, store_opened, store_spent, store_holds, store_producer, store_gtin,
};
