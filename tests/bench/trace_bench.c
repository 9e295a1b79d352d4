/*
 * trace_bench.c - a recall over a large genealogy, and a trace in registries of two sizes.
 *
 * Lots are written straight into the store: how they came to be does not matter here. Aims: a
 * recall over 10^5 lots within 2 s and linear, a trace at 10^6 acts at most 1.5 times the one at
 * 10^4. A recall is also told by the processor time it took, for a machine on which others work.
 */
#include <stdlib.h>

#include "core/store/batches.h"
#include "core/store/log_rows.h"
#include "core/store/lots.h"
#include "core/store/officer.h"
#include "core/store/registry.h"
#include "gi/trace.h"
#include "tests/bench/place.h"
#include "tests/support/registry.h"

#define DOC "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define LINE 10 /* lots of one trace in the registries of two sizes */

static int64_t put_lot(gi_db *db, int64_t act)
{
    gi_error err = { 0 };
    gi_lot_row row = { .holder = 1,
                       .product = 1,
                       .season = 2026 * 16 + 1,
                       .material = "made",
                       .day = 20500,
                       .quantity = 1000,
                       .act = act };
    EXPECT_OK(gi_lot_insert(db, &row, &err));
    return row.id;
}

static void put_batch(gi_db *db, int64_t lot, int number)
{
    gi_error err = { 0 };
    gi_batch_row batch = { .holder = 1,
                           .number = number,
                           .product = 1,
                           .season = 2026 * 16 + 1,
                           .lot = lot,
                           .quantity = 1000 };
    gi_batch_id id = { .product = "LSYW", .year = 2026, .producer = 1, .number = (uint32_t)number };
    while (gi_batch_id_skipped(&id)) {
        id.number++;
    }
    batch.number = id.number;
    gi_batch_id_print(&id, batch.id);
    EXPECT_OK(gi_batch_insert(db, &batch, &err));
}

/* One root; each lot comes of the one before and of two others near it; every tenth is a batch. */
static double recall_seconds(int lots, double *work)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_db *db = fixture->registry->db;
    int64_t root = 0;
    EXPECT_OK(gi_db_begin(db, true, &err));
    for (int i = 0; i < lots; i++) {
        int64_t lot = put_lot(db, 0);
        root = i == 0 ? lot : root;
        for (int back = 1; back <= 7 && back <= i; back += 3) {
            EXPECT_OK(gi_lot_parent_insert(db, lot, lot - back, 1, &err));
        }
        if (i % 10 == 0) {
            put_batch(db, lot, 1000 + i);
        }
    }
    EXPECT_OK(gi_db_commit(db, &err));
    double start = seconds();
    double before = worked();
    fixture_act(fixture, "recall", "lot", gi_num(root).text, "grade", "I", "why", "unsafe", "who",
                "bureau", "doc", DOC, NULL);
    double taken = seconds() - start;
    *work = worked() - before;
    EXPECT_INT(fixture_answer_int(fixture, "count"), (lots + 9) / 10);
    return taken;
}

SPEC(a_recall_over_many_lots)
{
    double work[2];
    double small = recall_seconds(10000, &work[0]);
    double large = recall_seconds(100000, &work[1]);
    (void)printf("recall over 10^4 lots: %.3f s, computing %.3f s\n", small, work[0]);
    (void)printf("recall over 10^5 lots (aim: at most 2): %.3f s, computing %.3f s\n", large,
                 work[1]);
    (void)printf("recall, 10 times the lots (aim: about 10): %.1f times, computing %.1f times\n",
                 large / small, work[1] / work[0]);
}

/* ---- traces ---- */

static gi_status ignore_node(void *context, const gi_trace_node *node, gi_error *err)
{
    (void)node;
    (void)err;
    ++*(int *)context;
    return GI_OK;
}

/* Acts as rows alone: a trace reads their kind. */
static void put_act(gi_db *db, int64_t index)
{
    gi_error err = { 0 };
    gi_act_row row = { .index = index, .kind = "make", .ts = 1780279200000, .key = 9, .n = index };
    for (int i = 0; i < 8; i++) {
        row.request[i] = (uint8_t)(index >> (56 - 8 * i)); /* in order: writing is no matter */
    }
    row.request[15] = 1;
    EXPECT_OK(gi_act_insert(db, &row, "{}", gi_bytes_of("{}"), &err));
}

static double trace_microseconds(int acts)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_db *db = fixture->registry->db;
    int64_t first = 0;
    EXPECT_OK(gi_db_begin(db, true, &err));
    for (int i = 0; i < acts; i++) {
        put_act(db, 1000 + i);
        int64_t lot = put_lot(db, 1000 + i);
        first = i == 0 ? lot : first;
        if (i % LINE != 0) {
            EXPECT_OK(gi_lot_parent_insert(db, lot, lot - 1, 1, &err));
        }
    }
    EXPECT_OK(gi_db_commit(db, &err));
    enum { TRACES = 2000 };
    int nodes = 0;
    const gi_trace_visitor visitor = { ignore_node, NULL, &nodes };
    double start = seconds();
    for (int i = 0; i < TRACES; i++) {
        char what[32];
        int64_t lot = first + (int64_t)(gi_spec_below((uint64_t)acts / LINE)) * LINE + LINE / 2;
        (void)snprintf(what, sizeof what, "lot %s", gi_num(lot).text);
        EXPECT_OK(gi_trace(fixture->registry, gi_bytes_of(what), GI_TRACE_UP | GI_TRACE_DOWN,
                           &visitor, &err));
    }
    double taken = seconds() - start;
    EXPECT_INT(nodes, TRACES * LINE);
    return taken / TRACES * 1e6;
}

SPEC(a_trace_in_a_small_and_in_a_large_registry)
{
    double small = trace_microseconds(10000);
    double large = trace_microseconds(1000000);
    (void)printf("trace of 10 lots at 10^4 acts: %.0f us\n", small);
    (void)printf("trace of 10 lots at 10^6 acts: %.0f us\n", large);
    (void)printf("trace, large of small (aim: at most 1.5): %.2f times\n", large / small);
}
