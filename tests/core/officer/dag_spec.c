/* Random lots that went into each other: a recall takes exactly what brute force finds. */
#include <stdlib.h>
#include <string.h>

#include "core/store/batches.h"
#include "core/store/lots.h"
#include "core/store/officer.h"
#include "core/store/registry.h"
#include "gi/trace.h"
#include "tests/core/officer/officers.h"

#define LOTS_SHORT 2000
#define LOTS_LONG 100000
#define PARENTS_MAX 3

typedef struct dag {
    int lots;
    int64_t base;               /* number of lot 0 */
    int (*parent)[PARENTS_MAX]; /* -1 = none */
    bool *below;
} dag;

static void dag_clear(dag *graph)
{
    free(graph->parent);
    free(graph->below);
}

static int dag_size(void)
{
    return getenv("GI_LONG") != NULL ? LOTS_LONG : LOTS_SHORT;
}

/* Parents are near: chains get long, and blends meet again. */
static void draw_parents(dag *graph, int lot)
{
    for (int i = 0; i < PARENTS_MAX; i++) {
        uint64_t near = (uint64_t)(lot < 60 ? lot : 60);
        bool has = near > 0 && gi_spec_below(10) < (i == 0 ? 9 : 3);
        int parent = has ? lot - 1 - (int)gi_spec_below(near) : -1;
        for (int j = 0; j < i; j++) {
            parent = graph->parent[lot][j] == parent ? -1 : parent;
        }
        graph->parent[lot][i] = parent;
    }
}

static void put_lot(gi_db *db, dag *graph, int lot)
{
    gi_error err = { 0 };
    gi_lot_row row = { .holder = 1,
                       .product = 1,
                       .season = 2026 * 16 + 1,
                       .material = "made",
                       .day = 20500,
                       .quantity = 1000 };
    EXPECT_OK(gi_lot_insert(db, &row, &err));
    graph->base = lot == 0 ? row.id : graph->base;
    for (int i = 0; i < PARENTS_MAX; i++) {
        if (graph->parent[lot][i] >= 0) {
            EXPECT_OK(
                gi_lot_parent_insert(db, row.id, graph->base + graph->parent[lot][i], 1, &err));
        }
    }
    if (lot % 5 == 0) {
        gi_batch_row batch = { .holder = 1,
                               .number = 1000 + 2 * lot,
                               .product = 1,
                               .season = row.season,
                               .lot = row.id,
                               .quantity = 1000 };
        gi_batch_id id = { .product = "LSYW", .year = 2026, .producer = 1 };
        do {
            id.number = (uint32_t)batch.number++;
        } while (gi_batch_id_skipped(&id));
        batch.number = id.number;
        gi_batch_id_print(&id, batch.id);
        EXPECT_OK(gi_batch_insert(db, &batch, &err));
    }
}

static void grow(gi_fixture *fixture, dag *graph)
{
    gi_error err = { 0 };
    gi_db *db = fixture->registry->db;
    graph->lots = dag_size();
    graph->parent = calloc((size_t)graph->lots, sizeof *graph->parent);
    graph->below = calloc((size_t)graph->lots, sizeof *graph->below);
    EXPECT(graph->parent != NULL && graph->below != NULL);
    EXPECT_OK(gi_db_begin(db, true, &err));
    for (int lot = 0; lot < graph->lots; lot++) {
        draw_parents(graph, lot);
        put_lot(db, graph, lot);
    }
    EXPECT_OK(gi_db_commit(db, &err));
}

/* Parents come first, so one pass finds all that is below the root. */
static void brute_force(dag *graph, int root)
{
    for (int lot = 0; lot < graph->lots; lot++) {
        graph->below[lot] = lot == root;
        for (int i = 0; i < PARENTS_MAX; i++) {
            int parent = graph->parent[lot][i];
            graph->below[lot] = graph->below[lot] || (parent >= 0 && graph->below[parent]);
        }
    }
}

/* A root near a place of which much came: most lots of such a graph soon end. */
static int fertile_root(dag *graph, int from)
{
    for (int root = from; root < graph->lots; root++) {
        int count = 0;
        brute_force(graph, root);
        for (int lot = 0; lot < graph->lots; lot++) {
            count += graph->below[lot];
        }
        if (count > 200) {
            return root;
        }
    }
    EXPECT(false);
    return 0;
}

SPEC(a_recall_over_random_lots_takes_what_brute_force_finds)
{
    dag graph __attribute__((cleanup(dag_clear))) = { .lots = 0 };
    GI_AUTO(gi_fixture) fixture = officers();
    grow(fixture, &graph);
    int root = fertile_root(&graph, graph.lots / 10 + (int)gi_spec_below(100));
    fixture_act(fixture, "recall", "lot", gi_num(graph.base + root).text, "grade", "II", "why",
                "unsafe", "who", WHO, "doc", DOC, NULL);
    int64_t batches = 0;
    for (int lot = 0; lot < graph.lots; lot++) {
        gi_error err = { 0 };
        gi_hold hold;
        bool held = false;
        EXPECT_OK(gi_hold_of_lot(fixture->registry->db, graph.base + lot, 0, &held, &hold, &err));
        EXPECT_INT(held, graph.below[lot]);
        batches += lot % 5 == 0 && graph.below[lot] ? 1 : 0;
    }
    EXPECT_INT(fixture_answer_int(fixture, "count"), batches);
    EXPECT(batches > 10);
}

/* ---- the trace ---- */

typedef struct counting {
    const dag *graph;
    int64_t lots, edges, wrong;
} counting;

static gi_status count_node(void *context, const gi_trace_node *node, gi_error *err)
{
    counting *all = context;
    (void)err;
    if (node->kind == GI_TRACE_LOT) {
        all->lots++;
        all->wrong += all->graph->below[node->id - all->graph->base] ? 0 : 1;
    }
    return GI_OK;
}

static gi_status count_edge(void *context, const gi_trace_edge *edge, gi_error *err)
{
    (void)err;
    ((counting *)context)->edges += edge->to_kind == GI_TRACE_LOT ? 1 : 0;
    return GI_OK;
}

SPEC(a_trace_down_meets_each_lot_and_each_way_once)
{
    gi_error err = { 0 };
    char what[32] = "lot ";
    int64_t lots = 0;
    int64_t edges = 0;
    dag graph __attribute__((cleanup(dag_clear))) = { .lots = 0 };
    counting all = { &graph, 0, 0, 0 };
    gi_trace_visitor visitor = { count_node, count_edge, &all };
    GI_AUTO(gi_fixture) fixture = officers();
    grow(fixture, &graph);
    int root = fertile_root(&graph, graph.lots - 1500);
    for (int lot = 0; lot < graph.lots; lot++) {
        lots += graph.below[lot];
        for (int i = 0; i < PARENTS_MAX && graph.below[lot]; i++) {
            int parent = graph.parent[lot][i];
            edges += parent >= 0 && graph.below[parent] ? 1 : 0;
        }
    }
    (void)strncat(what, gi_num(graph.base + root).text, 20);
    EXPECT_OK(gi_trace(fixture->registry, gi_bytes_of(what), GI_TRACE_DOWN, &visitor, &err));
    EXPECT_INT(all.lots, lots);
    EXPECT_INT(all.edges, edges);
    EXPECT_INT(all.wrong, 0);
}
