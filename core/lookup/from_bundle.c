/*
 * from_bundle.c - the view of a look-up on an opened bundle: binary search, no store, no network.
 *
 * Rows were checked when the bundle opened. Verifiers are made when a key is first met.
 */
#include <string.h>

#include "core/lookup/facts.h"
#include "core/lookup/package.h"
#include "core/store/holders.h"
#include "core/store/keys.h"
#include "core/store/runs.h"

static gi_bundle *bundle_of(gi_view *view)
{
    return (gi_bundle *)view;
}

/* Place of a key in the list; keys when it is not there. */
static size_t key_place(const gi_bundle *bundle, uint16_t id)
{
    size_t low = 0;
    size_t high = bundle->keys;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (bundle->key[middle].id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < bundle->keys && bundle->key[low].id == id ? low : bundle->keys;
}

static gi_status bundle_key(gi_view *view, uint16_t id, bool *found, gi_key_row *out, gi_error *err)
{
    const gi_bundle *bundle = bundle_of(view);
    size_t place = key_place(bundle, id);
    (void)err;
    *found = place < bundle->keys;
    if (*found) {
        *out = bundle->key[place];
    }
    return GI_OK;
}

static gi_status bundle_fits(gi_view *view, const gi_key_row *key, gi_bytes message,
                             const gi_signature *signature, bool *fits, gi_error *err)
{
    gi_bundle *bundle = bundle_of(view);
    gi_verifier **verifier = &bundle->verifier[key_place(bundle, key->id)];
    if (*verifier == NULL) {
        GI_TRY(gi_verifier_create(&key->public_key, verifier, err));
    }
    return gi_verifier_fits(*verifier, message, signature, fits, err);
}

static gi_status find_product(const gi_bundle *bundle, uint16_t index, bool *found, gi_product *out,
                              gi_error *err)
{
    const gi_json *row = gi_bundle_seek(bundle->payload, GI_TABLE_PRODUCTS, index, 0);
    *found = row != NULL;
    return *found ? gi_bundle_read_product(row, out, err) : GI_OK;
}

static gi_status bundle_product(gi_view *view, uint16_t index, bool *found,
                                char mnemonic[GI_MNEMONIC_SIZE], gi_error *err)
{
    gi_product product;
    GI_TRY(find_product(bundle_of(view), index, found, &product, err));
    if (*found) {
        memcpy(mnemonic, product.mnemonic, GI_MNEMONIC_SIZE);
    }
    return GI_OK;
}

/* The range of a table that holds a serial. */
static const gi_json *find_range(const gi_bundle *bundle, gi_bundle_table table, gi_unit_id unit)
{
    const gi_json *row = gi_bundle_seek(bundle->payload, table, unit.key, unit.serial);
    bool inside = row != NULL && unit.serial - gi_bundle_int(row, 1) < gi_bundle_int(row, 2);
    return inside ? row : NULL;
}

static gi_status bundle_run(gi_view *view, gi_unit_id unit, bool *found, gi_run *out, gi_error *err)
{
    const gi_json *row = find_range(bundle_of(view), GI_TABLE_RUNS, unit);
    *found = row != NULL;
    return *found ? gi_bundle_read_run(row, out, err) : GI_OK;
}

static gi_status bundle_state(gi_view *view, gi_unit_id unit, bool *found, gi_label_state *out,
                              gi_error *err)
{
    const gi_json *row = find_range(bundle_of(view), GI_TABLE_STATES, unit);
    row = row != NULL ? row : find_range(bundle_of(view), GI_TABLE_WAITING, unit);
    *found = row != NULL;
    return *found ? gi_bundle_read_state(row, out, err) : GI_OK;
}

static gi_status add_producer(const gi_bundle *bundle, gi_batch_facts *facts, gi_error *err)
{
    gi_holder_row holder;
    const gi_json *row = gi_bundle_seek(bundle->payload, GI_TABLE_PRODUCERS, facts->id.producer, 0);
    if (row == NULL) {
        return gi_bundle_refuse(err, gi_bundle_table_name(GI_TABLE_PRODUCERS));
    }
    GI_TRY(gi_bundle_read_producer(row, &holder, err));
    memcpy(facts->producer, holder.name, sizeof facts->producer);
    memcpy(facts->uscc, holder.uscc, sizeof facts->uscc);
    memcpy(facts->address, holder.address, sizeof facts->address);
    return GI_OK;
}

static gi_status bundle_facts(gi_view *view, uint32_t producer, uint32_t number, bool *found,
                              gi_batch_facts *out, gi_error *err)
{
    const gi_bundle *bundle = bundle_of(view);
    const gi_json *row = gi_bundle_seek(bundle->payload, GI_TABLE_BATCHES, producer, number);
    gi_batch_facts facts;
    gi_product product;
    bool known = false;
    *found = row != NULL && gi_bundle_int(row, 1) == number;
    if (!*found) {
        return GI_OK;
    }
    GI_TRY(gi_bundle_read_batch(row, &facts, err));
    GI_TRY(add_producer(bundle, &facts, err));
    GI_TRY(find_product(bundle, facts.product, &known, &product, err));
    if (!known) {
        return gi_bundle_refuse(err, gi_bundle_table_name(GI_TABLE_PRODUCTS));
    }
    gi_facts_set_product(&facts, &product);
    GI_TRY(gi_bundle_records_of(bundle, &facts, err));
    GI_TRY(gi_bundle_undone_of(bundle, &facts, err));
    *out = facts;
    return GI_OK;
}

/* Labels of one batch in a table of ranges; place is where its rows name the batch. holds, if
 * any, are told of the ranges. */
static int64_t count_units(const gi_bundle *bundle, gi_bundle_table table, size_t place,
                           const char *batch, gi_unit_holds *holds)
{
    const gi_json *rows = gi_json_get(bundle->payload, gi_bundle_table_name(table));
    int64_t units = 0;
    for (size_t i = 0; i < gi_json_count(rows); i++) {
        gi_bytes id = { 0 };
        const gi_json *row = gi_json_at(rows, i);
        if (gi_json_as_text(gi_json_at(row, place), &id) &&
            gi_bytes_equal(id, gi_bytes_of(batch))) {
            units += gi_bundle_int(row, 2);
            gi_unit_holds_spend(holds, (uint16_t)gi_bundle_int(row, 0),
                                (uint32_t)gi_bundle_int(row, 1), (uint32_t)gi_bundle_int(row, 2));
        }
    }
    return units;
}

static gi_status bundle_units(gi_view *view, const gi_batch_facts *batch, gi_units *out,
                              gi_error *err)
{
    const gi_bundle *bundle = bundle_of(view);
    GI_AUTO_HOLDS none = { 0 };
    GI_AUTO_HOLDS holds = { 0 };
    GI_TRY(gi_bundle_holds_of(bundle, batch, &holds, err));
    int64_t issued = count_units(bundle, GI_TABLE_RUNS, 3, batch->id_text, &none);
    int64_t spent = count_units(bundle, GI_TABLE_STATES, 6, batch->id_text, &holds) +
                    count_units(bundle, GI_TABLE_WAITING, 6, batch->id_text, &holds);
    *out = gi_units_count(&holds, NULL, issued, spent);
    return GI_OK;
}

static gi_status bundle_hold(gi_view *view, const gi_batch_facts *batch, gi_unit_id unit,
                             bool *found, gi_hold *out, gi_error *err)
{
    return gi_bundle_hold(bundle_of(view), batch, unit, found, out, err);
}

static gi_status bundle_copied(gi_view *view, gi_unit_id unit, bool *found, gi_finding_row *out,
                               gi_error *err)
{
    const gi_json *row = find_range(bundle_of(view), GI_TABLE_FINDINGS, unit);
    *found = row != NULL;
    return *found ? gi_bundle_read_finding(row, out, err) : GI_OK;
}

const gi_view_type gi_bundle_view_type = {
    bundle_key,   bundle_fits,  bundle_product, bundle_run,    bundle_state,
    bundle_facts, bundle_units, bundle_hold,    bundle_copied, &gi_package_bundle_view,
};

gi_status gi_bundle_lookup(gi_bundle *bundle, gi_bytes text, gi_verdict *out, gi_error *err)
{
    return gi_judge(&bundle->base, text, out, err);
}

/* The host of "https://host/...", without its port; empty when text is no URL. */
static gi_bytes host_of(gi_bytes url)
{
    static const char *const schemes[] = { "https://", "http://" };
    for (size_t i = 0; i < 2; i++) {
        size_t size = strlen(schemes[i]);
        if (url.size > size && memcmp(url.data, schemes[i], size) == 0) {
            gi_bytes host = { url.data + size, 0 };
            while (host.size < url.size - size && memchr("/?#", host.data[host.size], 3) == NULL) {
                host.size++;
            }
            return host;
        }
    }
    return (gi_bytes){ 0 };
}

bool gi_bundle_official(const gi_bundle *bundle, gi_bytes url)
{
    const gi_json *hosts = gi_json_get(bundle->payload, "hosts");
    gi_bytes host = host_of(url);
    for (size_t i = 0; i < gi_json_count(hosts) && host.size > 0; i++) {
        gi_bytes official = { 0 };
        if (gi_json_as_text(gi_json_at(hosts, i), &official) && gi_bytes_equal(official, host)) {
            return true;
        }
    }
    return false;
}
