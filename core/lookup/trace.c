/*
 * trace.c - walks the genealogy around a root and hands out nodes and edges (gi/trace.h).
 *
 * Numbers of lots grow along the line, so their order is an order from cause to effect. Only
 * those numbers are held (at most GI_TRACE_NODES); rows are read as they are handed out. Packages
 * come last: they hold labels.
 */
#include <stdlib.h>
#include <string.h>

#include "core/lookup/trace_walk.h"
#include "core/store/batches.h"
#include "core/store/genealogy.h"
#include "core/store/lots.h"

#define RUNS_MAX (GI_TRACE_NODES * sizeof(gi_run))
#define BOXES_MAX (GI_TRACE_NODES * sizeof(gi_trace_box))
#define WAYS_MAX (20 * GI_TRACE_NODES * sizeof(gi_trace_way))

/* ---- the runs that a root holds labels of ---- */

static gi_run *run_at(const gi_tracing *at, size_t place)
{
    return (gi_run *)(void *)at->runs.data + place;
}

static size_t run_count(const gi_tracing *at)
{
    return at->runs.size / sizeof(gi_run);
}

static int by_batch(const void *a, const void *b)
{
    const gi_run *left = a;
    const gi_run *right = b;
    int order = strcmp(left->batch, right->batch);
    return order != 0 ? order : (left->act > right->act) - (left->act < right->act);
}

/* By batch, each once; and the lots of their batches. */
static gi_status settle_runs(gi_tracing *at, gi_error *err)
{
    size_t kept = 0;
    gi_batch_row batch = { .id = "" };
    if (run_count(at) > 1) {
        qsort(at->runs.data, run_count(at), sizeof(gi_run), by_batch);
    }
    for (size_t i = 0; i < run_count(at); i++) {
        if (kept > 0 && run_at(at, kept - 1)->act == run_at(at, i)->act) {
            continue;
        }
        *run_at(at, kept) = *run_at(at, i);
        if (strcmp(batch.id, run_at(at, kept)->batch) != 0) {
            GI_TRY(gi_batch_load(at->db, run_at(at, kept)->batch, &batch, err));
            GI_TRY(gi_trace_keep(&at->starts, batch.lot, 0, err));
        }
        kept++;
    }
    at->runs.size = kept * sizeof(gi_run);
    return GI_OK;
}

static gi_status find_starts(gi_tracing *at, gi_error *err)
{
    const gi_trace_root *root = &at->root;
    if (root->kind == GI_TRACE_PACKAGE) {
        GI_TRY(gi_trace_unpack(at, err));
    } else if (root->kind == GI_TRACE_RUN) {
        gi_buf_add(&at->runs, (gi_bytes){ (const uint8_t *)&root->run, sizeof root->run });
        GI_TRY(gi_buf_status(&at->runs, "runs", err));
    } else if (root->lot != 0) {
        GI_TRY(gi_trace_keep(&at->starts, root->lot, 0, err));
    }
    return settle_runs(at, err);
}

/* ---- the walk ---- */

static gi_status collect(gi_tracing *at, gi_error *err)
{
    const gi_trace_root *root = &at->root;
    GI_TRY(find_starts(at, err));
    for (size_t i = 0; (at->directions & GI_TRACE_UP) != 0 && i < at->starts.count; i++) {
        GI_TRY(
            gi_line_up(at->db, at->starts.id[i], GI_TRACE_NODES + 1, gi_trace_keep, &at->up, err));
    }
    if ((at->directions & GI_TRACE_DOWN) != 0 && root->kind <= GI_TRACE_LOT) {
        GI_TRY(gi_line_down(at->db, root->lot, root->source, GI_TRACE_NODES + 1, gi_trace_keep,
                            &at->down, err));
    }
    gi_trace_settle(&at->up);
    gi_trace_settle(&at->down);
    for (size_t i = 0; i < at->up.count; i++) {
        gi_lot_row lot;
        GI_TRY(gi_lot_load(at->db, at->up.id[i], &lot, err));
        GI_TRY(lot.source != 0 ? gi_trace_keep(&at->sources, lot.source, 0, err) : GI_OK);
    }
    GI_TRY(root->source != 0 ? gi_trace_keep(&at->sources, root->source, 0, err) : GI_OK);
    gi_trace_settle(&at->sources);
    return GI_OK;
}

/* The lots of both lines, by number, each once. */
static gi_status visit_lots(gi_tracing *at, gi_error *err)
{
    size_t up = 0;
    size_t down = 0;
    while (up < at->up.count || down < at->down.count) {
        int64_t a = up < at->up.count ? at->up.id[up] : INT64_MAX;
        int64_t b = down < at->down.count ? at->down.id[down] : INT64_MAX;
        GI_TRY(gi_trace_visit_lot(at, a < b ? a : b, err));
        up += a <= b ? 1 : 0;
        down += b <= a ? 1 : 0;
    }
    return GI_OK;
}

/* The batches of the lots below, the root itself, or those that the root holds labels of. */
static gi_status visit_batches(gi_tracing *at, gi_error *err)
{
    gi_batch_row batch = { .id = "" };
    for (size_t i = 0; i < at->down.count; i++) {
        GI_TRY(gi_line_batches(at->db, at->down.id[i], gi_trace_visit_batch, at, err));
    }
    if (at->root.kind == GI_TRACE_BATCH) {
        return gi_trace_visit_batch(at, &at->root.batch, err);
    }
    for (size_t i = 0; i < run_count(at); i++) {
        if (strcmp(batch.id, run_at(at, i)->batch) != 0) {
            GI_TRY(gi_batch_load(at->db, run_at(at, i)->batch, &batch, err));
            GI_TRY(gi_trace_visit_batch(at, &batch, err));
        }
    }
    return GI_OK;
}

static gi_status trace(gi_tracing *at, gi_error *err)
{
    GI_TRY(collect(at, err));
    for (size_t i = 0; i < at->sources.count; i++) {
        GI_TRY(gi_trace_visit_source(at, at->sources.id[i], err));
    }
    GI_TRY(visit_lots(at, err));
    GI_TRY(visit_batches(at, err));
    if (at->root.kind == GI_TRACE_PACKAGE && (at->directions & GI_TRACE_DOWN) != 0) {
        GI_TRY(gi_trace_boxes_over_root(at, err));
    }
    return gi_trace_visit_boxes(at, err);
}

gi_status gi_trace(gi_registry *registry, gi_bytes what, unsigned directions,
                   const gi_trace_visitor *visitor, gi_error *err)
{
    gi_tracing at = { .registry = registry,
                      .db = registry->db,
                      .visitor = visitor,
                      .directions = directions,
                      .today = gi_registry_today(registry),
                      .runs = GI_BUF(RUNS_MAX),
                      .boxes = GI_BUF(BOXES_MAX),
                      .ways = GI_BUF(WAYS_MAX) };
    GI_TRY(gi_trace_find(registry, what, &at.root, err));
    gi_status status = GI_READ(registry, trace(&at, err), err);
    free(at.starts.id);
    free(at.up.id);
    free(at.down.id);
    free(at.sources.id);
    gi_buf_clear(&at.runs);
    gi_buf_clear(&at.boxes);
    gi_buf_clear(&at.ways);
    return status;
}
