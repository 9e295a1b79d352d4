/*
 * trace_walk.h - one trace on its way: what it begins with, which lots and packages it meets,
 * and how each thing is handed out.
 */
#ifndef GI_LOOKUP_TRACE_WALK_H
#define GI_LOOKUP_TRACE_WALK_H

#include "core/lookup/report.h"
#include "core/lookup/trace_root.h"
#include "core/store/batches.h"
#include "core/store/packages.h"

/* Numbers; the first, then ascending and each once when settled. */
typedef struct gi_trace_line {
    int64_t *id;
    size_t count, room;
} gi_trace_line;

/* Packages of one pack act, and what lies in all of them together. */
typedef struct gi_trace_box {
    int64_t id; /* gi_trace_box_id of the first */
    gi_package_run run;
    uint32_t first, count;
    int64_t labels, quantity; /* quantity 0: of more than one product */
    uint16_t product;         /* index, 0: of more than one */
    bool opened;              /* asked only of the root */
} gi_trace_box;

/* What went into a package: labels of a run, or packages. */
typedef struct gi_trace_way {
    gi_trace_kind from_kind;
    int64_t from;
    int64_t labels, quantity;
    int64_t to;     /* id of the box */
    int64_t to_act; /* of its pack act: that is their order */
} gi_trace_way;

typedef struct gi_tracing {
    gi_registry *registry;
    gi_db *db;
    const gi_trace_visitor *visitor;
    gi_trace_root root;
    unsigned directions;
    gi_day today;
    gi_trace_line starts;   /* lots that the line up begins with */
    gi_trace_line up, down; /* lots */
    gi_trace_line sources;
    gi_buf runs;  /* gi_run: the ones that the root holds labels of; by batch when settled */
    gi_buf boxes; /* gi_trace_box */
    gi_buf ways;  /* gi_trace_way */
    int64_t nodes;
    int64_t child;      /* lot whose parents are being visited */
    gi_batch_row batch; /* whose runs are being visited */
} gi_tracing;

/* ---- trace_numbers.c ---- */

/* Appends; quantity is not looked at. GI_NO_MEMORY over-limit: more than GI_TRACE_NODES */
gi_status gi_trace_keep(void *context, int64_t id, int64_t quantity, gi_error *err);
void gi_trace_settle(gi_trace_line *numbers);
bool gi_trace_has(const gi_trace_line *numbers, int64_t id);

/* ---- trace_visit.c ---- */

GI_CHECKED gi_status gi_trace_put_node(gi_tracing *at, const gi_trace_node *node, gi_error *err);
GI_CHECKED gi_status gi_trace_put_edge(const gi_tracing *at, gi_trace_edge edge, gi_error *err);
GI_CHECKED gi_status gi_trace_set_product(gi_db *db, uint16_t index, gi_trace_node *node,
                                          gi_error *err);
GI_CHECKED gi_status gi_trace_visit_source(gi_tracing *at, int64_t id, gi_error *err);
GI_CHECKED gi_status gi_trace_visit_lot(gi_tracing *at, int64_t id, gi_error *err);
/* The batch, the way from its lot when that was visited; and its runs. context: the trace. */
gi_status gi_trace_visit_batch(void *context, const gi_batch_row *batch, gi_error *err);

/* ---- trace_boxes.c: which packages there are ---- */

/* A number of people's eyes is not unique to a kind; this one is: key and first serial. */
int64_t gi_trace_box_id(uint16_t key, uint32_t first);
/* The package that is the root, and everything in it: boxes, ways, runs. */
GI_CHECKED gi_status gi_trace_unpack(gi_tracing *at, gi_error *err);
/* The closed packages that [first, first + count) of a run lie in, and those that hold these. */
GI_CHECKED gi_status gi_trace_boxes_over(gi_tracing *at, const gi_run *run, uint32_t first,
                                         uint32_t count, gi_error *err);
/* The closed package that the root package lies in. */
GI_CHECKED gi_status gi_trace_boxes_over_root(gi_tracing *at, gi_error *err);

/* ---- trace_packed.c: handing them out ---- */

/* All boxes in the order in which they were packed, each with its ways. */
GI_CHECKED gi_status gi_trace_visit_boxes(gi_tracing *at, gi_error *err);

#endif
