/*
 * trace_graph.c - keeps what a trace visits: nodes in an order from cause to effect, edges by
 * their ends (trace_graph.h). At most GI_TRACE_NODES nodes and twenty times as many edges.
 */
#include "core/lookup/trace_graph.h"

#include <stdlib.h>
#include <string.h>

#define EDGES_MAX (20 * (size_t)GI_TRACE_NODES)

void gi_graph_clear(gi_graph *graph)
{
    free(graph->node);
    free(graph->edge);
    *graph = (gi_graph){ .node = NULL };
}

static gi_status widen(void **items, size_t count, size_t *room, size_t size, gi_error *err)
{
    if (count < *room) {
        return GI_OK;
    }
    size_t wanted = *room == 0 ? 64 : *room * 2;
    void *more = realloc(*items, wanted * size);
    if (more == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "trace");
    }
    *items = more;
    *room = wanted;
    return GI_OK;
}

static gi_status take_node(void *context, const gi_trace_node *node, gi_error *err)
{
    gi_graph *graph = context;
    void *items = graph->node;
    GI_TRY(widen(&items, graph->nodes, &graph->node_room, sizeof *node, err));
    graph->node = items;
    if (node->kind == GI_TRACE_SOURCE) {
        graph->lots_from = graph->nodes + 1;
    }
    graph->batch = node->kind == GI_TRACE_BATCH ? graph->nodes : graph->batch;
    graph->root = node->root ? graph->nodes : graph->root;
    graph->node[graph->nodes++] = *node;
    return GI_OK;
}

/* Runs and packages stand behind all lots, the one that is asked for mostly not far back. */
static size_t place_behind(const gi_graph *graph, gi_trace_kind kind, int64_t id)
{
    size_t at = graph->nodes - 1;
    while (at > 0 && (graph->node[at].kind != kind || graph->node[at].id != id)) {
        at--;
    }
    return at;
}

/* Sources stand first and ascend, lots follow and ascend; a run comes right after its batch. */
static size_t place_of(const gi_graph *graph, gi_trace_kind kind, int64_t id)
{
    size_t low = kind == GI_TRACE_LOT ? graph->lots_from : 0;
    size_t high = graph->nodes;
    if (kind == GI_TRACE_BATCH) {
        return graph->batch;
    }
    if (kind > GI_TRACE_BATCH) {
        return place_behind(graph, kind, id);
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const gi_trace_node *node = &graph->node[middle];
        if (node->kind < kind || (node->kind == kind && node->id < id)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static gi_status take_edge(void *context, const gi_trace_edge *edge, gi_error *err)
{
    gi_graph *graph = context;
    void *items = graph->edge;
    if (graph->edges == EDGES_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "trace", gi_num((int64_t)EDGES_MAX).text);
    }
    GI_TRY(widen(&items, graph->edges, &graph->edge_room, sizeof *graph->edge, err));
    graph->edge = items;
    graph->edge[graph->edges++] = (gi_graph_edge){ place_of(graph, edge->from_kind, edge->from),
                                                   graph->nodes - 1, edge->quantity, edge->labels };
    return GI_OK;
}

gi_status gi_graph_read(gi_registry *registry, gi_bytes what, unsigned directions, gi_graph *out,
                        gi_error *err)
{
    const gi_trace_visitor visitor = { take_node, take_edge, out };
    return gi_trace(registry, what, directions, &visitor, err);
}

gi_status gi_graph_index(const gi_graph *graph, size_t **first_to, size_t **first_from,
                         size_t **by_from, gi_error *err)
{
    size_t *to = calloc(graph->nodes + 2, sizeof *to);
    size_t *from = calloc(graph->nodes + 2, sizeof *from);
    size_t *order = calloc(graph->edges + 1, sizeof *order);
    if (to == NULL || from == NULL || order == NULL) {
        free(to);
        free(from);
        free(order);
        return gi_fail(err, GI_WHY_NO_MEMORY, "trace");
    }
    for (size_t i = 0; i < graph->edges; i++) {
        to[graph->edge[i].to + 1]++;
        from[graph->edge[i].from + 2]++;
    }
    for (size_t i = 1; i <= graph->nodes; i++) {
        to[i] += to[i - 1];
        from[i + 1] += from[i];
    }
    for (size_t i = 0; i < graph->edges; i++) {
        order[from[graph->edge[i].from + 1]++] = i;
    }
    *first_to = to;
    *first_from = from;
    *by_from = order;
    return GI_OK;
}
