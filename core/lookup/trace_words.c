/*
 * trace_words.c - how the nodes of a trace are called, in Chinese and English.
 */
#include <inttypes.h>
#include <string.h>

#include "core/lookup/trace_graph.h"
#include "gi/act.h"

typedef struct word {
    const char *id;
    const char *zh;
    const char *en;
} word;

static const word kinds[] = {
    { "plot", "地块", "plot" },     { "vessel", "容器", "vessel" },
    { "flock", "养殖群", "flock" }, { "permit", "捕捞证", "permit" },
    { "raw", "原料批", "raw lot" }, { "made", "成品批", "made lot" },
};

static const char *text_of(const char *id, bool english)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i].id, id) == 0) {
            return english ? kinds[i].en : kinds[i].zh;
        }
    }
    return id;
}

static void add_hold(char held, bool english, gi_buf *out)
{
    static const struct {
        char held;
        const char *text[2];
    } words[] = {
        { 'F', { "【冻结中】", " [frozen]" } },
        { 'R', { "【已召回】", " [recalled]" } },
        { 'T', { "【已撤回】", " [taken back]" } },
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (words[i].held == held) {
            gi_buf_add_text(out, words[i].text[english]);
        }
    }
}

static const char *const packings[2][2] = { { "箱", "case" }, { "大箱", "carton" } };

void gi_graph_name(const gi_trace_node *node, bool english, gi_buf *out)
{
    if (node->kind == GI_TRACE_SOURCE || node->kind == GI_TRACE_LOT) {
        gi_buf_add_format(out, "%s %" PRId64, text_of(node->what, english), node->id);
    } else if (node->kind == GI_TRACE_BATCH) {
        gi_buf_add_format(out, "%s %s", english ? "batch" : "批次", node->name);
    } else if (node->kind == GI_TRACE_RUN) {
        gi_buf_add_format(out, "%s %s", english ? "labels" : "标签段", node->name);
    } else {
        gi_buf_add_format(out, "%s %s%s", packings[node->level == 2][english], node->name,
                          !node->opened ? ""
                          : english     ? " [opened]"
                                        : "【已拆】");
    }
    add_hold(node->held, english, out);
}

void gi_graph_amount(const gi_graph *graph, const gi_graph_edge *edge, bool english, gi_buf *out)
{
    const gi_trace_node *from = &graph->node[edge->from];
    const gi_trace_node *to = &graph->node[edge->to];
    if (to->kind == GI_TRACE_PACKAGE) {
        gi_buf_add_format(out, english ? "%" PRId64 " labels" : "%" PRId64 " 枚", edge->labels);
        return;
    }
    gi_unit unit = from->kind == GI_TRACE_SOURCE ? to->unit : from->unit;
    gi_buf_add_text(out, gi_quantity_text(edge->quantity, unit).text);
}

static void add_origin(const gi_trace_node *node, bool english, gi_buf *out)
{
    const gi_act_kind *act = gi_act_kind_find(gi_bytes_of(node->how));
    if (node->township != 0) {
        gi_buf_add_format(out, " %" PRId64, node->township);
    }
    if (node->packages > 1) {
        gi_buf_add_format(out, english ? " %" PRId64 " packages" : " %" PRId64 " 箱",
                          node->packages);
    }
    if (node->labels != 0) {
        gi_buf_add_format(out, english ? " %" PRId64 " labels" : " %" PRId64 " 枚", node->labels);
    }
    if (act != NULL) {
        gi_buf_add_format(out, " %s", english ? act->en : act->zh);
    }
}

void gi_graph_facts(const gi_trace_node *node, bool english, gi_buf *out)
{
    char holder[5];
    gi_number_print(node->holder, holder);
    if (node->kind == GI_TRACE_PACKAGE && node->product[0] == '\0') {
        gi_buf_add_format(out, "%s ", gi_day_text(node->day).text);
    } else if (node->kind != GI_TRACE_SOURCE) {
        gi_buf_add_format(out, "%s %s %s ", gi_quantity_text(node->quantity, node->unit).text,
                          node->product, gi_day_text(node->day).text);
    }
    gi_buf_add_format(out, "%s%s", english ? "holder " : "主体 ", holder);
    add_origin(node, english, out);
}
