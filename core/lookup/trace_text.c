/*
 * trace_text.c - a trace as a tree of lines (gi/trace.h).
 *
 * A node that was shown already is only named, with the number of the line that shows it, so the
 * text is as long as the graph and not as long as its ways. No recursion: lines may be deep.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "core/lookup/trace_graph.h"

#define INDENT_MAX 24 /* deeper lines say how deep they are */

typedef struct step {
    size_t node;
    size_t next; /* place in the list of its edges */
    size_t depth;
} step;

typedef struct telling {
    const gi_graph *graph;
    bool english;
    bool up;
    gi_buf *out;
    size_t *first_to, *first_from, *by_from;
    size_t *shown; /* line of each node, 0 = not yet */
    step *stack;
    size_t depth;
    size_t lines;
} telling;

static void telling_clear(telling *tree)
{
    free(tree->first_to);
    free(tree->first_from);
    free(tree->by_from);
    free(tree->shown);
    free(tree->stack);
}

static size_t edges_of(const telling *tree, size_t node, size_t place, const gi_graph_edge **edge)
{
    const size_t *first = tree->up ? tree->first_to : tree->first_from;
    size_t count = first[node + 1] - first[node];
    if (place < count) {
        size_t at = first[node] + place;
        *edge = &tree->graph->edge[tree->up ? at : tree->by_from[at]];
    }
    return count;
}

static void put_line(telling *tree, size_t node, size_t depth, const gi_graph_edge *edge)
{
    const gi_trace_node *shown = &tree->graph->node[node];
    gi_buf *out = tree->out;
    tree->lines++;
    for (size_t i = 0; i < depth && i < INDENT_MAX; i++) {
        gi_buf_add_text(out, "  ");
    }
    if (depth > INDENT_MAX) {
        gi_buf_add_format(out, "[%zu] ", depth);
    }
    if (edge != NULL) {
        gi_buf_add_text(out, tree->up ? "└← " : "└→ ");
        gi_graph_amount(tree->graph, edge, tree->english, out);
        gi_buf_add_byte(out, ' ');
    }
    gi_graph_name(shown, tree->english, out);
    if (tree->shown[node] != 0) {
        gi_buf_add_format(out, tree->english ? " (see line %zu)\n" : "（见第 %zu 行）\n",
                          tree->shown[node]);
        return;
    }
    tree->shown[node] = tree->lines;
    gi_buf_add_text(out, tree->english ? " (" : "（");
    gi_graph_facts(shown, tree->english, out);
    gi_buf_add_text(out, tree->english ? ")\n" : "）\n");
}

/* Depth first from the root; every node is entered once. */
static void put_tree(telling *tree)
{
    tree->stack[tree->depth++] = (step){ .node = tree->graph->root };
    while (tree->depth > 0 && tree->out->failed == GI_OK) {
        step *top = &tree->stack[tree->depth - 1];
        const gi_graph_edge *edge = NULL;
        if (top->next >= edges_of(tree, top->node, top->next, &edge) || edge == NULL) {
            tree->depth--;
            continue;
        }
        top->next++;
        size_t other = tree->up ? edge->from : edge->to;
        size_t depth = top->depth + 1;
        bool fresh = tree->shown[other] == 0;
        put_line(tree, other, depth, edge);
        if (fresh) {
            tree->stack[tree->depth++] = (step){ .node = other, .depth = depth };
        }
    }
}

static gi_status prepare(telling *tree, gi_error *err)
{
    size_t nodes = tree->graph->nodes;
    tree->shown = calloc(nodes + 1, sizeof *tree->shown);
    tree->stack = calloc(nodes + 2, sizeof *tree->stack);
    if (tree->shown == NULL || tree->stack == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "trace");
    }
    return gi_graph_index(tree->graph, &tree->first_to, &tree->first_from, &tree->by_from, err);
}

static void put_heading(telling *tree, const char *zh, const char *en)
{
    tree->lines++;
    gi_buf_add_format(tree->out, "%s\n", tree->english ? en : zh);
}

static gi_status write_text(telling *tree, unsigned directions, gi_error *err)
{
    GI_TRY(prepare(tree, err));
    put_line(tree, tree->graph->root, 0, NULL);
    if ((directions & GI_TRACE_UP) != 0) {
        put_heading(tree, "上游：", "upstream:");
        tree->up = true;
        put_tree(tree);
    }
    if ((directions & GI_TRACE_DOWN) != 0) {
        put_heading(tree, "下游：", "downstream:");
        tree->up = false;
        put_tree(tree);
    }
    return gi_buf_status(tree->out, "trace", err);
}

gi_status gi_trace_text(gi_registry *registry, gi_bytes what, unsigned directions, bool english,
                        gi_buf *out, gi_error *err)
{
    GI_GRAPH graph = { .node = NULL };
    GI_TRY(gi_graph_read(registry, what, directions, &graph, err));
    telling tree __attribute__((
        cleanup(telling_clear))) = { .graph = &graph, .english = english, .out = out };
    return write_text(&tree, directions, err);
}
