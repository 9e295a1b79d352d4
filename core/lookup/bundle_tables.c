/*
 * bundle_tables.c - the tables of a bundle: which there are, their order, checking, finding.
 *
 * Keys of a table stand first in its rows and ascend strictly, so nothing is listed twice. A
 * table that names the places of its acts can be sent as changes (bundle_delta.c); one that
 * names none is always sent whole, which is right for whatever is small or loses rows.
 */
#include <string.h>

#include "core/lookup/package.h"
#include "core/store/holders.h"
#include "core/store/runs.h"

/* ---- checking ---- */

typedef union any_row {
    gi_product product;
    gi_holder_row producer;
    gi_batch_facts batch;
    gi_run run;
    gi_label_state state;
    gi_held_batch held;
    gi_package_run package;
    gi_gtin_row gtin;
    gi_finding_row finding;
} any_row;

static gi_status check_product(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_product(row, &out->product, err);
}

static gi_status check_producer(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_producer(row, &out->producer, err);
}

static gi_status check_batch(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_batch(row, &out->batch, err);
}

/* A header that cannot be read would make every look-up of the run fail. */
static gi_status check_run(const gi_json *row, any_row *out, gi_error *err)
{
    gi_unit_header header;
    GI_TRY(gi_bundle_read_run(row, &out->run, err));
    gi_bytes bytes = { out->run.header, sizeof out->run.header };
    return gi_unit_header_decode(bytes, &header, NULL) == GI_OK
               ? GI_OK
               : gi_bundle_refuse(err, gi_bundle_table_name(GI_TABLE_RUNS));
}

static gi_status check_next(const gi_json *row, any_row *out, gi_error *err)
{
    int64_t key = 0;
    int64_t next = 0;
    (void)out;
    return gi_json_count(row) == 2 && gi_json_as_int(gi_json_at(row, 0), &key) &&
                   gi_json_as_int(gi_json_at(row, 1), &next) && key >= 1 && key <= UINT16_MAX &&
                   next >= 1 && next <= (int64_t)UINT32_MAX + 1
               ? GI_OK
               : gi_bundle_refuse(err, gi_bundle_table_name(GI_TABLE_NEXT));
}

static gi_status check_state(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_state(row, &out->state, err);
}

static gi_status check_holds(const gi_json *row, any_row *out, gi_error *err)
{
    int64_t producer = 0;
    int64_t number = 0;
    const gi_json *list = gi_json_at(row, 2);
    if (gi_json_count(row) != 3 || !gi_json_as_int(gi_json_at(row, 0), &producer) ||
        !gi_json_as_int(gi_json_at(row, 1), &number) || producer < 1 || number < 1 ||
        !gi_json_is_array(list)) {
        return gi_bundle_refuse(err, gi_bundle_table_name(GI_TABLE_HOLDS));
    }
    for (size_t i = 0; i < gi_json_count(list); i++) {
        GI_TRY(gi_bundle_read_hold(gi_json_at(list, i), &out->held, err));
    }
    return GI_OK;
}

static gi_status check_package(const gi_json *row, any_row *out, gi_error *err)
{
    size_t count = 0;
    gi_package_member members[GI_PACKAGE_MEMBERS];
    return gi_bundle_read_package(row, &out->package, members, &count, err);
}

static gi_status check_opened(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_opened(row, &out->state, err);
}

static gi_status check_gtin(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_gtin(row, &out->gtin, err);
}

static gi_status check_records(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_records(row, &out->batch, err);
}

static gi_status check_finding(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_finding(row, &out->finding, err);
}

static gi_status check_undone(const gi_json *row, any_row *out, gi_error *err)
{
    return gi_bundle_read_undone(row, &out->batch, err);
}

/* acts: where a row says which acts made and changed it; {0} = it does not. Naming them is a
 * promise: rows never go, and every change of a row raises one of them. */
static const struct table {
    const char *name;
    size_t keys; /* leading integers that order it */
    size_t acts[2];
    gi_status (*check)(const gi_json *row, any_row *out, gi_error *err);
} tables[] = {
    [GI_TABLE_PRODUCTS] = { "products", 1, { 0 }, check_product },
    [GI_TABLE_PRODUCERS] = { "producers", 1, { 4 }, check_producer },
    [GI_TABLE_BATCHES] = { "batches", 2, { 13, 14 }, check_batch },
    [GI_TABLE_RUNS] = { "runs", 2, { 5 }, check_run },
    [GI_TABLE_NEXT] = { "next", 1, { 0 }, check_next },
    [GI_TABLE_STATES] = { "states", 2, { 7 }, check_state },
    [GI_TABLE_WAITING] = { "waiting", 2, { 0 }, check_state },
    [GI_TABLE_HOLDS] = { "holds", 2, { 0 }, check_holds },
    [GI_TABLE_PACKAGES] = { "packages", 2, { 8 }, check_package },
    [GI_TABLE_OPENED] = { "opened", 2, { 6 }, check_opened },
    [GI_TABLE_GTINS] = { "gtins", 1, { 4 }, check_gtin },
    [GI_TABLE_RECORDS] = { "records", 2, { 0 }, check_records },
    [GI_TABLE_FINDINGS] = { "findings", 2, { 0 }, check_finding },
    [GI_TABLE_UNDONE] = { "undone", 2, { 0 }, check_undone },
};

const char *gi_bundle_table_name(gi_bundle_table table)
{
    return tables[table].name;
}

bool gi_bundle_table_grows(gi_bundle_table table)
{
    return tables[table].acts[0] != 0;
}

bool gi_bundle_row_since(gi_bundle_table table, const gi_json *row, int64_t since)
{
    bool changed = false;
    for (size_t i = 0; i < 2 && tables[table].acts[i] != 0; i++) {
        changed = changed || gi_bundle_int(row, tables[table].acts[i]) >= since;
    }
    return changed;
}

int64_t gi_bundle_int(const gi_json *row, size_t place)
{
    int64_t value = 0;
    (void)gi_json_as_int(gi_json_at(row, place), &value); /* checked when the bundle opened */
    return value;
}

/* Below, at or above (first, second). */
static int order(const struct table *table, const gi_json *row, int64_t first, int64_t second)
{
    int64_t here = gi_bundle_int(row, 0);
    if (here != first || table->keys == 1) {
        return (here > first) - (here < first);
    }
    int64_t there = gi_bundle_int(row, 1);
    return (there > second) - (there < second);
}

int gi_bundle_order(gi_bundle_table table, const gi_json *left, const gi_json *right)
{
    return order(&tables[table], left, gi_bundle_int(right, 0), gi_bundle_int(right, 1));
}

gi_status gi_bundle_check_table(const gi_json *payload, gi_bundle_table which, gi_error *err)
{
    const struct table *table = &tables[which];
    const gi_json *rows = gi_json_get(payload, table->name);
    any_row scratch;
    if (rows == NULL && which >= GI_TABLE_HOLDS) {
        return GI_OK; /* a list of before there were any */
    }
    if (!gi_json_is_array(rows)) {
        return gi_bundle_refuse(err, table->name);
    }
    for (size_t i = 0; i < gi_json_count(rows); i++) {
        const gi_json *row = gi_json_at(rows, i);
        GI_TRY(table->check(row, &scratch, err));
        if (i > 0 && gi_bundle_order(which, gi_json_at(rows, i - 1), row) >= 0) {
            return gi_bundle_refuse(err, table->name);
        }
    }
    return GI_OK;
}

gi_status gi_bundle_check_tables(const gi_json *payload, gi_error *err)
{
    for (int table = 0; table < GI_TABLE_COUNT; table++) {
        GI_TRY(gi_bundle_check_table(payload, (gi_bundle_table)table, err));
    }
    return GI_OK;
}

const gi_json *gi_bundle_seek(const gi_json *payload, gi_bundle_table which, int64_t first,
                              int64_t second)
{
    const struct table *table = &tables[which];
    const gi_json *rows = gi_json_get(payload, table->name);
    size_t low = 0; /* rows before it are not above */
    size_t high = gi_json_count(rows);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (order(table, gi_json_at(rows, middle), first, second) <= 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const gi_json *row = low > 0 ? gi_json_at(rows, low - 1) : NULL;
    return row != NULL && gi_bundle_int(row, 0) == first ? row : NULL;
}
