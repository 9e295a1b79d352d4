/*
 * package_bundle.c - packages in the view of a bundle (package.h). Every seek is a bisection.
 */
#include "core/lookup/package.h"
#include "core/store/holders.h"
#include "core/store/runs.h"

#include <stdlib.h>

static const gi_bundle *bundle_of(const gi_view *view)
{
    return (const gi_bundle *)view;
}

/* The row of a table of ranges that holds a serial, or NULL. */
static const gi_json *row_of(const gi_bundle *bundle, gi_bundle_table table, gi_unit_id id)
{
    const gi_json *row = gi_bundle_seek(bundle->payload, table, id.key, id.serial);
    bool inside = row != NULL && id.serial - gi_bundle_int(row, 1) < gi_bundle_int(row, 2);
    return inside ? row : NULL;
}

static gi_status book_run(void *context, gi_unit_id id, bool *found, gi_package_run *out,
                          gi_error *err)
{
    gi_package_member members[GI_PACKAGE_MEMBERS];
    size_t count = 0;
    const gi_json *row = row_of(context, GI_TABLE_PACKAGES, id);
    *found = row != NULL;
    return *found ? gi_bundle_read_package(row, out, members, &count, err) : GI_OK;
}

static gi_status book_members(void *context, const gi_package_run *run,
                              gi_package_member out[GI_PACKAGE_MEMBERS], size_t *count,
                              gi_error *err)
{
    gi_package_run same;
    const gi_json *row = row_of(context, GI_TABLE_PACKAGES, (gi_unit_id){ run->key, run->first });
    return row != NULL ? gi_bundle_read_package(row, &same, out, count, err)
                       : gi_bundle_refuse(err, gi_bundle_table_name(GI_TABLE_PACKAGES));
}

static gi_package_books bundle_books(gi_view *view)
{
    return (gi_package_books){ book_run, book_members, view };
}

static gi_status bundle_opened(gi_view *view, gi_unit_id package, bool *found, gi_label_state *out,
                               gi_error *err)
{
    const gi_json *row = row_of(bundle_of(view), GI_TABLE_OPENED, package);
    *found = row != NULL;
    return *found ? gi_bundle_read_opened(row, out, err) : GI_OK;
}

/* Rows of a table over [first, last], from behind, cut to it. */
static gi_status each_over(const gi_bundle *bundle, gi_bundle_table table, uint16_t key,
                           int64_t first, int64_t last, gi_label_state_visit take, void *context,
                           gi_error *err)
{
    const gi_json *row = gi_bundle_seek(bundle->payload, table, key, last);
    while (row != NULL && last >= first) {
        gi_label_state state;
        GI_TRY(gi_bundle_read_state(row, &state, err));
        int64_t end = (int64_t)state.first + state.count - 1;
        int64_t from = state.first > first ? state.first : first;
        int64_t to = end < last ? end : last;
        if (to >= from) {
            last = (int64_t)state.first - 1;
            state.first = (uint32_t)from;
            state.count = (uint32_t)(to - from + 1);
            GI_TRY(take(context, &state, err));
            row = gi_bundle_seek(bundle->payload, table, key, last);
        } else {
            row = NULL;
        }
    }
    return GI_OK;
}

static gi_status bundle_spent(gi_view *view, uint16_t key, uint32_t first, uint32_t count,
                              gi_label_state_visit take, void *context, gi_error *err)
{
    const gi_bundle *bundle = bundle_of(view);
    int64_t last = (int64_t)first + count - 1;
    GI_TRY(each_over(bundle, GI_TABLE_STATES, key, first, last, take, context, err));
    return each_over(bundle, GI_TABLE_WAITING, key, first, last, take, context, err);
}

static gi_status bundle_holds(gi_view *view, const gi_batch_facts *batch, gi_unit_holds *holds,
                              gi_error *err)
{
    return gi_bundle_holds_of(bundle_of(view), batch, holds, err);
}

static gi_status bundle_producer(gi_view *view, uint32_t number, gi_holder_row *out, gi_error *err)
{
    const gi_json *row = gi_bundle_seek(bundle_of(view)->payload, GI_TABLE_PRODUCERS, number, 0);
    return row != NULL ? gi_bundle_read_producer(row, out, err)
                       : gi_bundle_refuse(err, gi_bundle_table_name(GI_TABLE_PRODUCERS));
}

static gi_status bundle_gtin(gi_view *view, const char *gtin, bool *found, gi_gtin_row *out,
                             gi_error *err)
{
    const gi_json *row =
        gi_bundle_seek(bundle_of(view)->payload, GI_TABLE_GTINS, strtoll(gtin, NULL, 10), 0);
    *found = row != NULL;
    return *found ? gi_bundle_read_gtin(row, out, err) : GI_OK;
}

const gi_package_view gi_package_bundle_view = {
    bundle_books, bundle_opened, bundle_spent, bundle_holds, bundle_producer, bundle_gtin,
};
