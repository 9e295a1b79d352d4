/*
 * trace.c - walks the genealogy around a root and hands out nodes and edges (gi/trace.h).
 *
 * Numbers of lots grow along the line, so their order is an order from cause to effect. Only
 * those numbers are held (at most GI_TRACE_NODES); rows are read as they are handed out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/lookup/report.h"
#include "core/lookup/trace_root.h"
#include "core/store/genealogy.h"
#include "core/store/officer.h"
#include "gi/unit_number.h"

typedef struct line {
    int64_t *id;
    size_t count;
    size_t room;
} line;

typedef struct tracing {
    gi_registry *registry;
    gi_db *db;
    const gi_trace_visitor *visitor;
    gi_trace_root root;
    unsigned directions;
    gi_day today;
    line up, down; /* lots, ascending */
    line sources;
    int64_t nodes;
    int64_t child;      /* lot whose parents are being visited */
    gi_batch_row batch; /* whose runs are being visited */
} tracing;

/* ---- numbers ---- */

static gi_status keep(void *context, int64_t id, int64_t quantity, gi_error *err)
{
    line *to = context;
    (void)quantity;
    if (to->count >= GI_TRACE_NODES) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "trace", gi_num(GI_TRACE_NODES).text);
    }
    if (to->count == to->room) {
        size_t room = to->room == 0 ? 64 : to->room * 2;
        int64_t *more = realloc(to->id, room * sizeof *more);
        if (more == NULL) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "trace");
        }
        to->id = more;
        to->room = room;
    }
    to->id[to->count++] = id;
    return GI_OK;
}

static int by_number(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* Sorts, and leaves each number once. */
static void settle(line *numbers)
{
    size_t kept = 0;
    if (numbers->count > 1) {
        qsort(numbers->id, numbers->count, sizeof *numbers->id, by_number);
    }
    for (size_t i = 0; i < numbers->count; i++) {
        if (kept == 0 || numbers->id[kept - 1] != numbers->id[i]) {
            numbers->id[kept++] = numbers->id[i];
        }
    }
    numbers->count = kept;
}

static bool has(const line *numbers, int64_t id)
{
    return numbers->count > 0 && bsearch(&id, numbers->id, numbers->count, sizeof id, by_number);
}

/* ---- handing out ---- */

static char held_letter(bool held, const gi_hold *hold)
{
    return !held ? '\0' : hold->grade > 0 ? 'R' : 'F';
}

static gi_status put_node(tracing *at, const gi_trace_node *node, gi_error *err)
{
    if (++at->nodes > GI_TRACE_NODES) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "trace", gi_num(GI_TRACE_NODES).text);
    }
    return at->visitor->node != NULL ? at->visitor->node(at->visitor->context, node, err) : GI_OK;
}

static gi_status put_edge(const tracing *at, gi_trace_edge edge, gi_error *err)
{
    return at->visitor->edge != NULL ? at->visitor->edge(at->visitor->context, &edge, err) : GI_OK;
}

static gi_status set_product(gi_db *db, uint16_t index, gi_trace_node *node, gi_error *err)
{
    gi_product product;
    GI_TRY(gi_product_by_index(db, index, &product, err));
    memcpy(node->product, product.mnemonic, sizeof node->product);
    node->unit = product.unit;
    return GI_OK;
}

static gi_status visit_source(tracing *at, int64_t id, gi_error *err)
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
    return put_node(at, &node, err);
}

/* A way counts when it lies on the line up from the root or on the line down from it. */
static gi_status visit_parent(void *context, int64_t parent, int64_t quantity, gi_error *err)
{
    tracing *at = context;
    if (has(&at->up, at->child) || has(&at->down, parent)) {
        gi_trace_edge edge = { GI_TRACE_LOT, GI_TRACE_LOT, parent, at->child, quantity };
        return put_edge(at, edge, err);
    }
    return GI_OK;
}

static gi_status visit_lot(tracing *at, int64_t id, gi_error *err)
{
    gi_lot_row lot;
    gi_act_row act;
    gi_hold hold;
    bool held = false;
    gi_trace_node node = { .kind = GI_TRACE_LOT, .id = id };
    GI_TRY(gi_lot_load(at->db, id, &lot, err));
    GI_TRY(gi_act_load(at->db, lot.act, &act, NULL, NULL, err));
    GI_TRY(gi_hold_of_lot(at->db, id, at->today, &held, &hold, err));
    GI_TRY(set_product(at->db, lot.product, &node, err));
    node.root = at->root.kind == GI_TRACE_LOT && at->root.lot == id;
    node.holder = lot.holder;
    node.day = lot.day;
    node.quantity = lot.quantity;
    node.remaining = lot.remaining;
    node.held = held_letter(held, &hold);
    memcpy(node.what, lot.material, sizeof node.what);
    memcpy(node.how, act.kind, sizeof node.how);
    GI_TRY(put_node(at, &node, err));
    if (lot.source != 0 && has(&at->sources, lot.source)) {
        GI_TRY(put_edge(
            at, (gi_trace_edge){ GI_TRACE_SOURCE, GI_TRACE_LOT, lot.source, id, lot.quantity },
            err));
    }
    at->child = id;
    return gi_line_parents(at->db, id, visit_parent, at, err);
}

static gi_status visit_run(void *context, const gi_run *run, gi_error *err)
{
    tracing *at = context;
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
    GI_TRY(set_product(at->db, at->batch.product, &node, err));
    gi_unit_number_print((gi_unit_id){ run->key, run->first }, from);
    gi_unit_number_print((gi_unit_id){ run->key, last }, to);
    (void)snprintf(node.name, sizeof node.name, "%s..%s", from, to);
    node.root = at->root.kind == GI_TRACE_RUN;
    node.holder = at->batch.holder;
    node.day = gi_day_of(run->issued, at->registry->about.utc_offset_min);
    node.quantity = gi_net_decode(header.net) * run->count;
    node.held = held_letter(held, &hold);
    GI_TRY(put_node(at, &node, err));
    gi_trace_edge edge = { GI_TRACE_BATCH, GI_TRACE_RUN, at->batch.act, run->act, node.quantity };
    return put_edge(at, edge, err);
}

/* The batch, the way from its lot when that was visited; and its runs. */
static gi_status visit_batch(void *context, const gi_batch_row *batch, gi_error *err)
{
    tracing *at = context;
    gi_act_row act;
    gi_hold hold;
    bool held = false;
    gi_trace_node node = { .kind = GI_TRACE_BATCH, .id = batch->act };
    GI_TRY(gi_act_load(at->db, batch->act, &act, NULL, NULL, err));
    GI_TRY(gi_hold_of_units(at->db, batch->id, 0, 0, 0, at->today, &held, &hold, err));
    GI_TRY(set_product(at->db, batch->product, &node, err));
    (void)snprintf(node.name, sizeof node.name, "%s", batch->id);
    node.root = at->root.kind == GI_TRACE_BATCH;
    node.holder = batch->holder;
    node.day = gi_day_of(act.ts, at->registry->about.utc_offset_min);
    node.quantity = batch->quantity;
    node.remaining = batch->remaining;
    node.held = held_letter(held, &hold);
    at->batch = *batch;
    GI_TRY(put_node(at, &node, err));
    if (has(&at->up, batch->lot) || has(&at->down, batch->lot)) {
        GI_TRY(put_edge(at,
                        (gi_trace_edge){ GI_TRACE_LOT, GI_TRACE_BATCH, batch->lot, batch->act,
                                         batch->quantity },
                        err));
    }
    if (at->root.kind == GI_TRACE_RUN) {
        return visit_run(at, &at->root.run, err);
    }
    return (at->directions & GI_TRACE_DOWN) != 0
               ? gi_run_each(at->db, batch->id, visit_run, at, err)
               : GI_OK;
}

/* ---- the walk ---- */

static gi_status collect(tracing *at, gi_error *err)
{
    const gi_trace_root *root = &at->root;
    if ((at->directions & GI_TRACE_UP) != 0 && root->lot != 0) {
        GI_TRY(gi_line_up(at->db, root->lot, GI_TRACE_NODES + 1, keep, &at->up, err));
    }
    if ((at->directions & GI_TRACE_DOWN) != 0 && root->kind <= GI_TRACE_LOT) {
        GI_TRY(gi_line_down(at->db, root->lot, root->source, GI_TRACE_NODES + 1, keep, &at->down,
                            err));
    }
    settle(&at->up);
    settle(&at->down);
    for (size_t i = 0; i < at->up.count; i++) {
        gi_lot_row lot;
        GI_TRY(gi_lot_load(at->db, at->up.id[i], &lot, err));
        GI_TRY(lot.source != 0 ? keep(&at->sources, lot.source, 0, err) : GI_OK);
    }
    GI_TRY(root->source != 0 ? keep(&at->sources, root->source, 0, err) : GI_OK);
    settle(&at->sources);
    return GI_OK;
}

/* The lots of both lines, by number, each once. */
static gi_status visit_lots(tracing *at, gi_error *err)
{
    size_t up = 0;
    size_t down = 0;
    while (up < at->up.count || down < at->down.count) {
        int64_t a = up < at->up.count ? at->up.id[up] : INT64_MAX;
        int64_t b = down < at->down.count ? at->down.id[down] : INT64_MAX;
        GI_TRY(visit_lot(at, a < b ? a : b, err));
        up += a <= b ? 1 : 0;
        down += b <= a ? 1 : 0;
    }
    return GI_OK;
}

static gi_status trace(tracing *at, gi_error *err)
{
    GI_TRY(collect(at, err));
    for (size_t i = 0; i < at->sources.count; i++) {
        GI_TRY(visit_source(at, at->sources.id[i], err));
    }
    GI_TRY(visit_lots(at, err));
    for (size_t i = 0; i < at->down.count; i++) {
        GI_TRY(gi_line_batches(at->db, at->down.id[i], visit_batch, at, err));
    }
    return at->root.kind >= GI_TRACE_BATCH ? visit_batch(at, &at->root.batch, err) : GI_OK;
}

gi_status gi_trace(gi_registry *registry, gi_bytes what, unsigned directions,
                   const gi_trace_visitor *visitor, gi_error *err)
{
    tracing at = { .registry = registry,
                   .db = registry->db,
                   .visitor = visitor,
                   .directions = directions,
                   .today = gi_registry_today(registry) };
    GI_TRY(gi_trace_find(registry, what, &at.root, err));
    gi_status status = GI_READ(registry, trace(&at, err), err);
    free(at.up.id);
    free(at.down.id);
    free(at.sources.id);
    return status;
}
