/*
 * bundle_fuzz.c - any bytes as a bundle, as the payload of one whose signatures held, and, cut
 * at their first NUL, as a bundle held and the news for it.
 *
 * A forged bundle must never be trusted; tables that pass the check must be readable row by
 * row, and a search must find what stands there. News that are taken give what was signed.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lookup/bundle.h"
#include "core/store/runs.h"
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

static void update(const uint8_t *data, size_t size)
{
    const uint8_t *cut = size > 0 ? memchr(data, '\0', size) : NULL;
    if (cut == NULL) {
        return;
    }
    size_t first = (size_t)(cut - data);
    gi_bytes held = { data, first };
    gi_bytes news = { cut + 1, size - first - 1 };
    GI_AUTO_BUF made = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF again = GI_BUF(GI_BUNDLE_MAX);
    if (gi_bundle_apply(held, news, &made, NULL) == GI_OK) {
        check(gi_bundle_apply(gi_buf_view(&made), gi_buf_view(&made), &again, NULL) == GI_OK);
        check(gi_bytes_equal(gi_buf_view(&made), gi_buf_view(&again)));
    } else {
        check(made.size == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_verdict verdict;
    GI_AUTO_BUF delta = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO(gi_bundle) bundle = NULL;
    GI_AUTO(gi_json) payload = NULL;
    gi_bytes bytes = { data, size };
    update(data, size);
    gi_status any = gi_bundle_delta(bytes, 1, &delta, NULL);
    (void)any; /* any answer, but an end */
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
