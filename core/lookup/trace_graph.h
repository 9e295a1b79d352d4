/*
 * trace_graph.h - a trace held in memory, for the forms it is shown in.
 */
#ifndef GI_LOOKUP_TRACE_GRAPH_H
#define GI_LOOKUP_TRACE_GRAPH_H

#include "gi/trace.h"

typedef struct gi_graph_edge {
    size_t from, to; /* places of nodes; from < to */
    int64_t quantity;
    int64_t labels;
} gi_graph_edge;

typedef struct gi_graph {
    gi_trace_node *node;
    size_t nodes, node_room;
    gi_graph_edge *edge; /* in the order of `to` */
    size_t edges, edge_room;
    size_t lots_from, batch; /* places: the first lot, the newest batch */
    size_t root;
} gi_graph;

#define GI_GRAPH __attribute__((cleanup(gi_graph_clear))) gi_graph
void gi_graph_clear(gi_graph *graph);
GI_CHECKED gi_status gi_graph_read(gi_registry *registry, gi_bytes what, unsigned directions,
                                   gi_graph *out, gi_error *err);
/* Place of the first edge from (or to, when the edges are sorted so) each node: nodes + 1 places.
 * order receives the edges sorted by from. You free both. */
GI_CHECKED gi_status gi_graph_index(const gi_graph *graph, size_t **first_to, size_t **first_from,
                                    size_t **by_from, gi_error *err);

/* "成品批 2" / "made lot 2" and the like; "10 kg 2026-04-05 0001 加工". Appended. */
void gi_graph_name(const gi_trace_node *node, bool english, gi_buf *out);
void gi_graph_facts(const gi_trace_node *node, bool english, gi_buf *out);
/* "42 kg"; into a package "20 枚" / "20 labels". */
void gi_graph_amount(const gi_graph *graph, const gi_graph_edge *edge, bool english, gi_buf *out);

#endif
