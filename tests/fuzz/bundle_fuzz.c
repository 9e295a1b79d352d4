/*
 * bundle_fuzz.c - any bytes as a bundle, and as the payload of one whose signatures held.
 *
 * A forged bundle must never be trusted; tables that pass the check must be readable row by
 * row, and a search must find what stands there.
 */
#include <stdlib.h>

#include "core/lookup/bundle.h"
#include "fuzz.h"

static void check(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void read_row(gi_bundle_table table, const gi_json *row)
{
    gi_run run;
    gi_label_state state;
    gi_batch_facts facts;
    if (table == GI_TABLE_RUNS) {
        check(gi_bundle_read_run(row, &run, NULL) == GI_OK && run.count > 0);
    } else if (table == GI_TABLE_STATES) {
        check(gi_bundle_read_state(row, &state, NULL) == GI_OK && state.count > 0);
    } else if (table == GI_TABLE_BATCHES) {
        check(gi_bundle_read_batch(row, &facts, NULL) == GI_OK && facts.id.number > 0);
    }
}

static void walk_tables(const gi_json *payload)
{
    for (int table = 0; table < GI_TABLE_COUNT; table++) {
        gi_bundle_table which = (gi_bundle_table)table;
        const gi_json *rows = gi_json_get(payload, gi_bundle_table_name(which));
        for (size_t i = 0; i < gi_json_count(rows); i++) {
            const gi_json *row = gi_json_at(rows, i);
            read_row(which, row);
            check(gi_bundle_seek(payload, which, gi_bundle_int(row, 0), gi_bundle_int(row, 1)) ==
                  row);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_verdict verdict;
    GI_AUTO(gi_bundle) bundle = NULL;
    GI_AUTO(gi_json) payload = NULL;
    gi_bytes bytes = { data, size };
    if (gi_bundle_open(bytes, NULL, 0, 0, 0, &bundle, NULL) == GI_OK) {
        check(!gi_bundle_about_of(bundle)->trusted);
        check(gi_bundle_lookup(bundle, bytes, &verdict, NULL) == GI_OK);
        check(verdict.unknown == GI_UNKNOWN_NO_ROOT && !verdict.has_unit && !verdict.has_batch);
    }
    if (gi_json_parse(bytes, GI_BUNDLE_DEPTH, &payload, NULL) == GI_OK &&
        gi_bundle_check_tables(payload, NULL) == GI_OK) {
        walk_tables(payload);
    }
    return 0;
}
