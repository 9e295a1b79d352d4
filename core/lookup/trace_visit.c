/*
 * trace_visit.c - one source, lot, batch or run is read and handed out, with the ways to it
 * (trace_walk.h).
 */
#include <stdio.h>
#include <string.h>

#include "core/lookup/trace_walk.h"
#include "core/store/batches.h"
#include "core/store/genealogy.h"
#include "core/store/holders.h"
#include "core/store/log_rows.h"
#include "core/store/lots.h"
#include "core/store/officer.h"
#include "core/store/products.h"
#include "core/store/runs.h"
#include "gi/unit_number.h"

static char held_letter(bool held, const gi_hold *hold)
{
    return !held ? '\0' : hold->grade > 0 ? 'R' : 'F';
}

gi_status gi_trace_put_node(gi_tracing *at, const gi_trace_node *node, gi_error *err)
{
    if (++at->nodes > GI_TRACE_NODES) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "trace", gi_num(GI_TRACE_NODES).text);
    }
    return at->visitor->node != NULL ? at->visitor->node(at->visitor->context, node, err) : GI_OK;
}

gi_status gi_trace_put_edge(const gi_tracing *at, gi_trace_edge edge, gi_error *err)
{
    return at->visitor->edge != NULL ? at->visitor->edge(at->visitor->context, &edge, err) : GI_OK;
}

gi_status gi_trace_set_product(gi_db *db, uint16_t index, gi_trace_node *node, gi_error *err)
{
    gi_product product;
    GI_TRY(gi_product_by_index(db, index, &product, err));
    memcpy(node->product, product.mnemonic, sizeof node->product);
    node->unit = product.unit;
    return GI_OK;
}

gi_status gi_trace_visit_source(gi_tracing *at, int64_t id, gi_error *err)
{
    gi_source_row source;
    gi_hold hold;
    bool held = false;
    GI_TRY(gi_source_load(at->db, id, &source, err));
    GI_TRY(gi_hold_of_target(at->db, "source", id, at->today, &held, &hold, err));
    gi_trace_node node = { .kind = GI_TRACE_SOURCE,
                           .id = id,
                           .root = at->root.kind == GI_TRACE_SOURCE,
                           .holder = source.holder,
                           .township = source.township,
                           .held = held_letter(held, &hold) };
    memcpy(node.what, source.kind, sizeof node.what);
    return gi_trace_put_node(at, &node, err);
}

/* A way counts when it lies on the line up from the root or on the line down from it. */
static gi_status visit_parent(void *context, int64_t parent, int64_t quantity, gi_error *err)
{
    gi_tracing *at = context;
    if (gi_trace_has(&at->up, at->child) || gi_trace_has(&at->down, parent)) {
        gi_trace_edge edge = { GI_TRACE_LOT, GI_TRACE_LOT, parent, at->child, quantity, 0 };
        return gi_trace_put_edge(at, edge, err);
    }
    return GI_OK;
}

gi_status gi_trace_visit_lot(gi_tracing *at, int64_t id, gi_error *err)
{
    gi_lot_row lot;
    gi_act_row act;
    gi_hold hold;
    bool held = false;
    gi_trace_node node = { .kind = GI_TRACE_LOT, .id = id };
    GI_TRY(gi_lot_load(at->db, id, &lot, err));
    GI_TRY(gi_act_load(at->db, lot.act, &act, NULL, NULL, err));
    GI_TRY(gi_hold_of_lot(at->db, id, at->today, &held, &hold, err));
    GI_TRY(gi_trace_set_product(at->db, lot.product, &node, err));
    node.root = at->root.kind == GI_TRACE_LOT && at->root.lot == id;
    node.holder = lot.holder;
    node.day = lot.day;
    node.quantity = lot.quantity;
    node.remaining = lot.remaining;
    node.held = held_letter(held, &hold);
    memcpy(node.what, lot.material, sizeof node.what);
    memcpy(node.how, act.kind, sizeof node.how);
    GI_TRY(gi_trace_put_node(at, &node, err));
    if (lot.source != 0 && gi_trace_has(&at->sources, lot.source)) {
        GI_TRY(gi_trace_put_edge(
            at, (gi_trace_edge){ GI_TRACE_SOURCE, GI_TRACE_LOT, lot.source, id, lot.quantity, 0 },
            err));
    }
    at->child = id;
    return gi_line_parents(at->db, id, visit_parent, at, err);
}

/* Where the labels lie now: of one label its package, of a run all of them. The packages of a root
 * package are known already. */
static gi_status find_boxes(gi_tracing *at, const gi_run *run, gi_error *err)
{
    switch (at->root.kind) {
    case GI_TRACE_PACKAGE:
        return GI_OK;
    case GI_TRACE_RUN:
        return gi_trace_boxes_over(at, run, at->root.unit.serial, 1, err);
    case GI_TRACE_SOURCE:
    case GI_TRACE_LOT:
    case GI_TRACE_BATCH:
        break;
    }
    return gi_trace_boxes_over(at, run, run->first, run->count, err);
}

static gi_status visit_run(void *context, const gi_run *run, gi_error *err)
{
    gi_tracing *at = context;
    gi_unit_header header;
    gi_hold hold;
    bool held = false;
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    uint32_t last = run->first + (run->count - 1);
    gi_trace_node node = { .kind = GI_TRACE_RUN, .id = run->act, .labels = run->count };
    GI_TRY(gi_unit_header_decode((gi_bytes){ run->header, sizeof run->header }, &header, err));
    GI_TRY(gi_hold_of_units(at->db, run->batch, run->key, run->first, last, at->today, &held, &hold,
                            err));
    GI_TRY(gi_trace_set_product(at->db, at->batch.product, &node, err));
    gi_unit_number_print((gi_unit_id){ run->key, run->first }, from);
    gi_unit_number_print((gi_unit_id){ run->key, last }, to);
    (void)snprintf(node.name, sizeof node.name, "%s..%s", from, to);
    node.root = at->root.kind == GI_TRACE_RUN;
    node.holder = at->batch.holder;
    node.day = gi_day_of(run->issued, at->registry->about.utc_offset_min);
    node.quantity = gi_net_decode(header.net) * run->count;
    node.held = held_letter(held, &hold);
    GI_TRY(gi_trace_put_node(at, &node, err));
    gi_trace_edge edge = {
        GI_TRACE_BATCH, GI_TRACE_RUN, at->batch.act, run->act, node.quantity, 0
    };
    GI_TRY(gi_trace_put_edge(at, edge, err));
    return (at->directions & GI_TRACE_DOWN) != 0 ? find_boxes(at, run, err) : GI_OK;
}

/* Of a package or label the runs that it holds labels of, of all others every run below. */
static gi_status visit_runs(gi_tracing *at, gi_error *err)
{
    const gi_run *run = (const gi_run *)(const void *)at->runs.data;
    if (at->root.kind < GI_TRACE_RUN) {
        return (at->directions & GI_TRACE_DOWN) != 0
                   ? gi_run_each(at->db, at->batch.id, visit_run, at, err)
                   : GI_OK;
    }
    for (size_t i = 0; i < at->runs.size / sizeof *run; i++) {
        GI_TRY(strcmp(run[i].batch, at->batch.id) == 0 ? visit_run(at, &run[i], err) : GI_OK);
    }
    return GI_OK;
}

/* The batch, the way from its lot when that was visited; and its runs. */
gi_status gi_trace_visit_batch(void *context, const gi_batch_row *batch, gi_error *err)
{
    gi_tracing *at = context;
    gi_act_row act;
    gi_hold hold;
    bool held = false;
    gi_trace_node node = { .kind = GI_TRACE_BATCH, .id = batch->act };
    GI_TRY(gi_act_load(at->db, batch->act, &act, NULL, NULL, err));
    GI_TRY(gi_hold_of_units(at->db, batch->id, 0, 0, 0, at->today, &held, &hold, err));
    GI_TRY(gi_trace_set_product(at->db, batch->product, &node, err));
    (void)snprintf(node.name, sizeof node.name, "%s", batch->id);
    node.root = at->root.kind == GI_TRACE_BATCH;
    node.holder = batch->holder;
    node.day = gi_day_of(act.ts, at->registry->about.utc_offset_min);
    node.quantity = batch->undone > 0 ? 0 : batch->quantity;
    node.remaining = batch->remaining;
    node.held = batch->undone > 0 ? 'T' : held_letter(held, &hold);
    at->batch = *batch;
    GI_TRY(gi_trace_put_node(at, &node, err));
    if (gi_trace_has(&at->up, batch->lot) || gi_trace_has(&at->down, batch->lot)) {
        GI_TRY(gi_trace_put_edge(at,
                                 (gi_trace_edge){ GI_TRACE_LOT, GI_TRACE_BATCH, batch->lot,
                                                  batch->act, node.quantity, 0 },
                                 err));
    }
    return visit_runs(at, err);
}
