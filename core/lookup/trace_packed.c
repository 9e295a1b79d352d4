/*
 * trace_packed.c - packages are handed out in the order in which they were packed, so that a case
 * comes before the carton that it lies in (trace_walk.h).
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/lookup/trace_walk.h"
#include "gi/unit_number.h"

static int order(int64_t act, int64_t other_act, int64_t id, int64_t other_id)
{
    return act != other_act ? (act > other_act) - (act < other_act)
                            : (id > other_id) - (id < other_id);
}

static int by_packing(const void *a, const void *b)
{
    const gi_trace_box *left = a;
    const gi_trace_box *right = b;
    return order(left->run.act, right->run.act, left->id, right->id);
}

static int by_target(const void *a, const void *b)
{
    const gi_trace_way *left = a;
    const gi_trace_way *right = b;
    return order(left->to_act, right->to_act, left->to, right->to);
}

/* One package by its number, several by the first and last. */
static gi_status put_box(gi_tracing *at, const gi_trace_box *box, gi_error *err)
{
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    gi_trace_node node = { .kind = GI_TRACE_PACKAGE,
                           .id = box->id,
                           .root =
                               at->root.kind == GI_TRACE_PACKAGE &&
                               box->id == gi_trace_box_id(at->root.unit.key, at->root.unit.serial),
                           .holder = box->run.holder,
                           .quantity = box->quantity,
                           .labels = box->labels,
                           .packages = box->count,
                           .level = box->run.level,
                           .opened = box->opened };
    node.day = gi_day_of(box->run.packed, at->registry->about.utc_offset_min);
    gi_unit_number_print((gi_unit_id){ box->run.key, box->first }, from);
    gi_unit_number_print((gi_unit_id){ box->run.key, box->first + (box->count - 1) }, to);
    (void)snprintf(node.name, sizeof node.name, "%s%s%s", from, box->count > 1 ? ".." : "",
                   box->count > 1 ? to : "");
    if (box->product != 0) {
        GI_TRY(gi_trace_set_product(at->db, box->product, &node, err));
    }
    return gi_trace_put_node(at, &node, err);
}

static gi_status put_way(const gi_tracing *at, const gi_trace_way *way, gi_error *err)
{
    gi_trace_edge edge = { way->from_kind, GI_TRACE_PACKAGE, way->from,
                           way->to,        way->quantity,    way->labels };
    return gi_trace_put_edge(at, edge, err);
}

gi_status gi_trace_visit_boxes(gi_tracing *at, gi_error *err)
{
    size_t boxes = at->boxes.size / sizeof(gi_trace_box);
    size_t ways = at->ways.size / sizeof(gi_trace_way);
    gi_trace_box *box = (gi_trace_box *)(void *)at->boxes.data;
    gi_trace_way *way = (gi_trace_way *)(void *)at->ways.data;
    size_t next = 0;
    if (boxes == 0) {
        return GI_OK;
    }
    qsort(box, boxes, sizeof *box, by_packing);
    if (ways > 0) {
        qsort(way, ways, sizeof *way, by_target);
    }
    for (size_t i = 0; i < boxes; i++) {
        GI_TRY(put_box(at, &box[i], err));
        for (; next < ways && way[next].to == box[i].id; next++) {
            GI_TRY(put_way(at, &way[next], err));
        }
    }
    return GI_OK;
}
