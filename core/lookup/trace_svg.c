/*
 * trace_svg.c - a trace as a drawing: layers from top to bottom, own small writer (gi/trace.h).
 *
 * A layer holds what is equally far from the sources; batches and runs stand in layers of their
 * own below. At most three boxes stand side by side, so that the text stays readable on a phone;
 * a fuller layer takes more rows. Texts are escaped here and nowhere else.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/lookup/trace_graph.h"

/* All in units of the drawing; on A4 one unit is about 0.27 mm. */
enum { ACROSS = 3, BOX_WIDTH = 236, BOX_HEIGHT = 78, GAP = 24, ROW = 140, MARGIN = 16 };

typedef struct place {
    size_t layer;
    int x, y;
} place;

typedef struct drawing {
    const gi_graph *graph;
    bool english;
    gi_buf *out;
    place *at;
    size_t *row_of; /* of each layer: its first row */
    size_t *held;   /* boxes of each layer */
    size_t layers;
    size_t rows;
    size_t columns; /* of the fullest row */
} drawing;

static void drawing_clear(drawing *draw)
{
    free(draw->at);
    free(draw->row_of);
    free(draw->held);
}

/* ---- layers ---- */

static size_t below_lots(const gi_graph *graph, const place *at)
{
    size_t lowest = 0;
    bool any = false;
    for (size_t i = 0; i < graph->nodes; i++) {
        if (graph->node[i].kind <= GI_TRACE_LOT) {
            lowest = at[i].layer > lowest ? at[i].layer : lowest;
            any = true;
        }
    }
    return any ? lowest + 1 : 0;
}

/* Edges lead forward in the list of nodes, so one pass finds the longest way to each. */
static void find_layers(drawing *draw)
{
    const gi_graph *graph = draw->graph;
    for (size_t i = 0; i < graph->edges; i++) {
        size_t from = draw->at[graph->edge[i].from].layer;
        size_t *to = &draw->at[graph->edge[i].to].layer;
        *to = from + 1 > *to ? from + 1 : *to;
    }
    size_t batches = below_lots(graph, draw->at);
    for (size_t i = 0; i < graph->nodes; i++) {
        gi_trace_kind kind = graph->node[i].kind;
        if (kind >= GI_TRACE_BATCH) {
            size_t packed = (size_t)graph->node[i].level; /* of a package: 1 or 2 */
            draw->at[i].layer = batches + (kind == GI_TRACE_BATCH ? 0 : 1 + packed);
        }
        size_t layers = draw->at[i].layer + 1;
        draw->layers = layers > draw->layers ? layers : draw->layers;
    }
}

static void find_places(drawing *draw)
{
    const gi_graph *graph = draw->graph;
    for (size_t i = 0; i < graph->nodes; i++) {
        draw->held[draw->at[i].layer]++;
    }
    for (size_t i = 0; i < draw->layers; i++) {
        size_t wide = draw->held[i] < ACROSS ? draw->held[i] : ACROSS;
        draw->row_of[i] = draw->rows;
        draw->rows += (draw->held[i] + ACROSS - 1) / ACROSS;
        draw->columns = wide > draw->columns ? wide : draw->columns;
        draw->held[i] = 0;
    }
    for (size_t i = 0; i < graph->nodes; i++) {
        place *at = &draw->at[i];
        size_t n = draw->held[at->layer]++;
        at->x = MARGIN + (int)(n % ACROSS) * (BOX_WIDTH + GAP);
        at->y = MARGIN + (int)(draw->row_of[at->layer] + n / ACROSS) * ROW;
    }
}

/* ---- writing ---- */

static void put_escaped(gi_buf *out, const char *text)
{
    static const struct {
        char mark;
        const char *entity;
    } marks[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" } };
    for (const char *at = text; *at != '\0'; at++) {
        const char *entity = NULL;
        for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
            entity = *at == marks[i].mark ? marks[i].entity : entity;
        }
        if (entity != NULL) {
            gi_buf_add_text(out, entity);
        } else {
            gi_buf_add_byte(out, (uint8_t)*at);
        }
    }
}

static void put_text(gi_buf *out, int x, int y, const char *style, const char *text)
{
    gi_buf_add_format(out, "<text x=\"%d\" y=\"%d\" class=\"%s\">", x, y, style);
    put_escaped(out, text);
    gi_buf_add_text(out, "</text>\n");
}

/* To the next row: straight down, or over to another column. */
static void put_short(const drawing *draw, const place *from, const place *to, const char *amount)
{
    int x1 = from->x + BOX_WIDTH / 2;
    int y1 = from->y + BOX_HEIGHT;
    int x2 = to->x + BOX_WIDTH / 2;
    int bend = (to->y + y1) / 2;
    gi_buf_add_format(draw->out, "<path d=\"M%d %d C%d %d %d %d %d %d\"/>\n", x1, y1, x1, bend, x2,
                      bend, x2, to->y);
    put_text(draw->out, (x1 + x2) / 2 + 6, bend + 5, "amount", amount);
}

/* Past other rows: beside the boxes, so that it does not seem to begin at one of them. */
static void put_long(const drawing *draw, const place *from, const place *to, size_t edge,
                     const char *amount)
{
    int lane = from->x + BOX_WIDTH + GAP / 2 + 5 * ((int)(edge % 3) - 1);
    int x1 = from->x + BOX_WIDTH * 3 / 4;
    int y1 = from->y + BOX_HEIGHT;
    int x2 = to->x + BOX_WIDTH * 3 / 4;
    int low = to->y - (ROW - BOX_HEIGHT) / 2;
    gi_buf_add_format(draw->out,
                      "<path d=\"M%d %d C%d %d %d %d %d %d L%d %d C%d %d %d %d %d %d\"/>\n", x1, y1,
                      x1, y1 + 36, lane, y1 + 22, lane, y1 + 48, lane, low, lane, low + 20, x2,
                      low + 10, x2, to->y);
    put_text(draw->out, x1 + 10, y1 + 17, "amount", amount);
}

static void put_edge(const drawing *draw, size_t number)
{
    const gi_graph_edge *edge = &draw->graph->edge[number];
    GI_AUTO_BUF amount = GI_BUF(64);
    gi_graph_amount(draw->graph, edge, draw->english, &amount);
    if (draw->at[edge->to].y - draw->at[edge->from].y > ROW) {
        put_long(draw, &draw->at[edge->from], &draw->at[edge->to], number, gi_buf_text(&amount));
    } else {
        put_short(draw, &draw->at[edge->from], &draw->at[edge->to], gi_buf_text(&amount));
    }
}

static const char *const box_styles[] = { "source", "lot", "batch", "run", "package" };

/* How many and of which kind, their numbers, what is in them. */
static void box_of_packages(const drawing *draw, const gi_trace_node *shown, gi_buf lines[3])
{
    static const char *const words[2][2] = { { "箱", "cases" }, { "大箱", "cartons" } };
    gi_buf_add_format(&lines[0], "%s %" PRId64 "%s", words[shown->level == 2][draw->english],
                      shown->packages,
                      !shown->opened  ? ""
                      : draw->english ? " · opened"
                                      : " · 已拆");
    gi_buf_add_text(&lines[1], shown->name);
    gi_buf_add_format(&lines[2], draw->english ? "%" PRId64 " labels · %s" : "%" PRId64 " 枚 · %s",
                      shown->labels, gi_day_text(shown->day).text);
}

/* Three lines: what it is, how much and when (of a run its numbers), whose it is. */
static void box_lines(const drawing *draw, const gi_trace_node *shown, gi_buf lines[3])
{
    char holder[5];
    bool run = shown->kind == GI_TRACE_RUN;
    gi_number_print(shown->holder, holder);
    if (shown->kind == GI_TRACE_PACKAGE) {
        box_of_packages(draw, shown, lines);
        return;
    }
    if (run) {
        gi_buf_add_format(&lines[0], draw->english ? "%" PRId64 " labels" : "标签 %" PRId64 " 枚",
                          shown->labels);
        gi_buf_add_text(&lines[1], shown->name);
    } else {
        gi_graph_name(shown, draw->english, &lines[0]);
        gi_buf_add_format(&lines[2], "%s %s", draw->english ? "holder" : "主体", holder);
    }
    if (shown->kind == GI_TRACE_SOURCE) {
        gi_buf_add_format(&lines[1], "%" PRId64, shown->township);
    } else {
        gi_buf_add_format(&lines[run ? 2 : 1], "%s · %s",
                          gi_quantity_text(shown->quantity, shown->unit).text,
                          gi_day_text(shown->day).text);
    }
}

static void put_box(const drawing *draw, size_t node)
{
    const gi_trace_node *shown = &draw->graph->node[node];
    const place *at = &draw->at[node];
    bool run = shown->kind >= GI_TRACE_RUN;
    gi_buf lines[3] = { GI_BUF(256), GI_BUF(256), GI_BUF(256) };
    const char *const styles[] = { shown->kind == GI_TRACE_BATCH ? "small" : "name",
                                   run ? "tiny" : "fact", "fact" };
    box_lines(draw, shown, lines);
    gi_buf_add_format(draw->out,
                      "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" "
                      "class=\"%s%s%s\"/>\n",
                      at->x, at->y, BOX_WIDTH, BOX_HEIGHT, box_styles[shown->kind],
                      shown->root ? " root" : "", shown->held != '\0' ? " held" : "");
    for (int i = 0; i < 3; i++) {
        put_text(draw->out, at->x + 10, at->y + 24 + 22 * i, styles[i], gi_buf_text(&lines[i]));
        gi_buf_clear(&lines[i]);
    }
}

static void put_head(const drawing *draw)
{
    int width = 2 * MARGIN + (int)draw->columns * (BOX_WIDTH + GAP) - GAP;
    int height = 2 * MARGIN + ((int)draw->rows - 1) * ROW + BOX_HEIGHT;
    gi_buf_add_format(
        draw->out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
        "lang=\"%s\">\n<style>text{font-family:\"WenQuanYi Micro Hei\",\"Noto Sans "
        "CJK SC\",\"PingFang SC\",sans-serif;fill:#111}.name{font-size:18px;"
        "font-weight:bold}.small{font-size:14.5px;font-weight:bold}.fact{font-size:"
        "16px}.tiny{font-size:13px}.amount{font-size:14px;fill:#444;paint-order:stroke;stroke:#fff;"
        "stroke-width:4px}rect{fill:#fff;stroke:#333;stroke-width:1.5}"
        ".source{fill:#eaf5e6}.lot{fill:#f7f4e4}.batch{fill:#e6f0fa}"
        ".run{fill:#f3f3f3}.package{fill:#f2e8dc}.root{stroke-width:4}.held{stroke:#b00020}path{"
        "fill:none;stroke:#777;stroke-width:1.5}</style>\n<rect width=\"100%%\" height=\"100%%\" "
        "style=\"stroke:none\"/>\n",
        width, height, width, draw->english ? "en" : "zh-CN");
}

static gi_status draw_all(drawing *draw, gi_error *err)
{
    const gi_graph *graph = draw->graph;
    draw->at = calloc(graph->nodes + 1, sizeof *draw->at);
    draw->row_of = calloc(graph->nodes + 3, sizeof *draw->row_of);
    draw->held = calloc(graph->nodes + 3, sizeof *draw->held);
    if (draw->at == NULL || draw->row_of == NULL || draw->held == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "drawing");
    }
    find_layers(draw);
    find_places(draw);
    put_head(draw);
    for (size_t i = 0; i < graph->edges; i++) {
        put_edge(draw, i);
    }
    for (size_t i = 0; i < graph->nodes; i++) {
        put_box(draw, i);
    }
    gi_buf_add_text(draw->out, "</svg>\n");
    return gi_buf_status(draw->out, "drawing", err);
}

gi_status gi_trace_svg(gi_registry *registry, gi_bytes what, unsigned directions, bool english,
                       gi_buf *out, gi_error *err)
{
    GI_GRAPH graph = { .node = NULL };
    GI_TRY(gi_graph_read(registry, what, directions, &graph, err));
    if (graph.nodes > GI_TRACE_DRAWN) {
        return gi_fail(err, GI_WHY_OVER_DRAWN, gi_num((int64_t)graph.nodes).text,
                       gi_num(GI_TRACE_DRAWN).text);
    }
    drawing draw __attribute__((
        cleanup(drawing_clear))) = { .graph = &graph, .english = english, .out = out };
    return draw_all(&draw, err);
}
