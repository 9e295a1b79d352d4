/*
 * trace_json.c - a trace as JSON: nodes and edges as they are visited (gi/trace.h).
 */
#include "gi/trace.h"

static const char *held_word(char held)
{
    return held == 'R' ? "recalled" : held == 'T' ? "taken_back" : "frozen";
}

static const char *const kind_words[] = { "source", "lot", "batch", "run", "package" };

static gi_status push_node(void *context, const gi_trace_node *node, gi_error *err)
{
    char holder[5];
    gi_json *row = gi_json_object();
    (void)err;
    gi_number_print(node->holder, holder);
    gi_json_set_text(row, "kind", kind_words[node->kind]);
    gi_json_set_int(row, "id", node->id);
    gi_json_set_text(row, "holder", holder);
    if (node->name[0] != '\0') {
        gi_json_set_text(row, "name", node->name);
    }
    if (node->what[0] != '\0') {
        gi_json_set_text(row, "what", node->what);
    }
    if (node->how[0] != '\0') {
        gi_json_set_text(row, "how", node->how);
    }
    if (node->kind == GI_TRACE_SOURCE) {
        gi_json_set_int(row, "township", node->township);
    } else {
        gi_json_set_text(row, "day", gi_day_text(node->day).text);
    }
    if (node->product[0] != '\0') {
        gi_json_set_text(row, "product", node->product);
        gi_json_set_int(row, "qty", node->quantity);
        gi_json_set_text(row, "qty_text", gi_quantity_text(node->quantity, node->unit).text);
        gi_json_set_int(row, "remaining", node->remaining);
    }
    if (node->labels != 0) {
        gi_json_set_int(row, "labels", node->labels);
    }
    if (node->kind == GI_TRACE_PACKAGE) {
        gi_json_set_int(row, "packages", node->packages);
        gi_json_set_int(row, "level", node->level);
        gi_json_set(row, "opened", gi_json_bool(node->opened));
    }
    if (node->held != '\0') {
        gi_json_set_text(row, "held", held_word(node->held));
    }
    gi_json_set(row, "root", gi_json_bool(node->root));
    gi_json_push(context, row);
    return GI_OK;
}

static gi_status push_edge(void *context, const gi_trace_edge *edge, gi_error *err)
{
    gi_json *row = gi_json_object();
    (void)err;
    gi_json_set_text(row, "from_kind", kind_words[edge->from_kind]);
    gi_json_set_int(row, "from", edge->from);
    gi_json_set_text(row, "to_kind", kind_words[edge->to_kind]);
    gi_json_set_int(row, "to", edge->to);
    gi_json_set_int(row, "qty", edge->quantity);
    if (edge->labels != 0) {
        gi_json_set_int(row, "labels", edge->labels);
    }
    gi_json_push(context, row);
    return GI_OK;
}

typedef struct two_lists {
    gi_json *nodes;
    gi_json *edges;
} two_lists;

static gi_status list_node(void *context, const gi_trace_node *node, gi_error *err)
{
    return push_node(((two_lists *)context)->nodes, node, err);
}

static gi_status list_edge(void *context, const gi_trace_edge *edge, gi_error *err)
{
    return push_edge(((two_lists *)context)->edges, edge, err);
}

gi_status gi_trace_json(gi_registry *registry, gi_bytes what, unsigned directions, gi_json **out,
                        gi_error *err)
{
    GI_AUTO(gi_json) made = gi_json_object();
    two_lists lists = { gi_json_array(), gi_json_array() };
    const gi_trace_visitor visitor = { list_node, list_edge, &lists };
    gi_json_set(made, "nodes", lists.nodes);
    gi_json_set(made, "edges", lists.edges);
    gi_json_set(made, "root", gi_json_text(what));
    GI_TRY(gi_trace(registry, what, directions, &visitor, err));
    GI_TRY(gi_json_ok(made, err));
    *out = GI_TAKE(made);
    return GI_OK;
}
