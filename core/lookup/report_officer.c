/*
 * report_officer.c - recalls with their progress, and records whose time is over
 * (gi/officer.h).
 */
#include "gi/officer.h"

#include <stdio.h>
#include <string.h>

#include "core/acts/purge_keep.h"
#include "core/lookup/recall_cases.h"
#include "core/lookup/report.h"
#include "core/store/batches.h"
#include "core/store/holders.h"
#include "core/store/log_rows.h"
#include "core/store/lots.h"

/* ---- a recall ---- */

typedef struct recalling {
    gi_registry *registry;
    gi_db *db;
    gi_recall_row recall;
    gi_json *row;
    gi_json *buyers;
    uint32_t owner; /* whose material it was: no buyer */
    int64_t others;
} recalling;

/* Against the terms: what is late is said before what is due. */
static const char *status_of(const recalling *at, bool begun, const gi_progress_row *first,
                             const gi_progress_row *last)
{
    const gi_recall_row *recall = &at->recall;
    int offset = at->registry->about.utc_offset_min;
    gi_time now = gi_registry_now(at->registry);
    if (begun && strcmp(last->state, "ended") == 0) {
        return gi_day_of(last->ts, offset) > recall->end_by ? "ended-late" : "ended";
    }
    if (gi_day_of(now, offset) > recall->end_by) {
        return "end-late";
    }
    if (!begun) {
        return now > recall->start_by ? "start-late" : "start-due";
    }
    return first->ts > recall->start_by ? "start-late" : "under-way";
}

static gi_status add_units(recalling *at, gi_error *err)
{
    gi_recall_sums sums;
    gi_progress_row first = { .act = -1 };
    gi_progress_row last = { .act = -1 };
    bool begun = false;
    GI_TRY(gi_recall_sums_load(at->db, at->recall.act, &sums, err));
    GI_TRY(gi_progress_first(at->db, at->recall.act, &begun, &first, err));
    GI_TRY(gi_progress_last(at->db, at->recall.act, &begun, &last, err));
    gi_json *units = gi_json_object();
    gi_json_set_int(units, "issued", sums.issued);
    gi_json_set_int(units, "on_market", sums.issued - sums.dead);
    gi_json_set_int(units, "returned", last.returned);
    gi_json_set_int(units, "destroyed", last.destroyed);
    gi_json_set_int(units, "missing", last.missing);
    gi_json_set_int(at->row, "lots", sums.lots);
    gi_json_set_int(at->row, "batches", sums.batches);
    gi_json_set(at->row, "units", units);
    gi_json_set_text(at->row, "progress", begun ? last.state : "none");
    gi_json_set_text(at->row, "status", status_of(at, begun, &first, &last));
    return GI_OK;
}

static gi_status find_owner(recalling *at, gi_error *err)
{
    const gi_recall_row *recall = &at->recall;
    gi_batch_row batch;
    gi_lot_row lot;
    gi_source_row source;
    if (recall->batch[0] != '\0') {
        GI_TRY(gi_batch_load(at->db, recall->batch, &batch, err));
        at->owner = batch.holder;
    } else if (strcmp(recall->root, "lot") == 0) {
        GI_TRY(gi_lot_load(at->db, recall->id, &lot, err));
        at->owner = lot.holder;
    } else {
        GI_TRY(gi_source_load(at->db, recall->id, &source, err));
        at->owner = source.holder;
    }
    return GI_OK;
}

static gi_status take_holder(void *context, uint32_t holder, int64_t lots, int64_t remaining,
                             gi_error *err)
{
    recalling *at = context;
    gi_json *row = gi_json_object();
    (void)err;
    at->others += holder != at->owner ? 1 : 0;
    gi_set_holder(row, "holder", holder);
    gi_json_set_int(row, "lots", lots);
    gi_json_set_int(row, "remaining", remaining);
    gi_json_push(at->buyers, row);
    return GI_OK;
}

static void add_facts(recalling *at)
{
    const gi_recall_row *recall = &at->recall;
    int offset = at->registry->about.utc_offset_min;
    gi_json_set_int(at->row, "recall", recall->act);
    gi_json_set_text(at->row, "root", recall->root);
    if (recall->batch[0] != '\0') {
        gi_json_set_text(at->row, "batch", recall->batch);
    }
    gi_json_set_int(at->row, "grade", recall->grade);
    gi_json_set_text(at->row, "why", recall->why);
    gi_json_set_text(at->row, "who", recall->who);
    gi_json_set_text(at->row, "time", gi_time_text(recall->ts, offset).text);
    gi_json_set_text(at->row, "start_by", gi_time_text(recall->start_by, offset).text);
    gi_json_set_text(at->row, "end_by", gi_day_text(recall->end_by).text);
    if (recall->unknown_year != 0) {
        char warning[96];
        (void)snprintf(warning, sizeof warning,
                       "%d 年节假日未知，只计周末 / holidays of %d unknown: weekends only",
                       recall->unknown_year, recall->unknown_year);
        gi_json_set_text(at->row, "warning", warning);
    }
}

static gi_status read_recall(recalling *at, int64_t act, bool with_private, gi_error *err)
{
    gi_json *packages = NULL;
    GI_TRY(gi_recall_load(at->db, act, &at->recall, err));
    add_facts(at);
    GI_TRY(add_units(at, err));
    GI_TRY(find_owner(at, err));
    GI_TRY(gi_recall_each_holder(at->db, act, take_holder, at, err));
    gi_json_set_int(at->row, "buyers", at->others);
    GI_TRY(gi_recall_cases(at->db, act, GI_RECALL_CASES_MET, &packages, err));
    gi_json_set(at->row, "packages", packages);
    if (with_private) {
        gi_json_set(at->row, "holders", gi_json_copy(at->buyers));
    }
    return gi_json_ok(at->row, err);
}

gi_status gi_report_recall(gi_registry *registry, int64_t act, bool with_private, gi_json **out,
                           gi_error *err)
{
    GI_AUTO(gi_json) row = gi_json_object();
    GI_AUTO(gi_json) buyers = gi_json_array();
    recalling at = { .registry = registry, .db = registry->db, .row = row, .buyers = buyers };
    GI_TRY(GI_READ(registry, read_recall(&at, act, with_private, err), err));
    *out = GI_TAKE(row);
    return GI_OK;
}

/* ---- retention ---- */

typedef struct ending {
    gi_db *db;
    gi_json *rows;
} ending;

static gi_status take_kept(void *context, const gi_kept_act *kept, gi_error *err)
{
    ending *all = context;
    gi_act_row act;
    GI_TRY(gi_act_load(all->db, kept->act, &act, NULL, NULL, err));
    gi_json *row = gi_json_object();
    gi_json_set_int(row, "act", kept->act);
    gi_json_set_text(row, "kind", act.kind);
    gi_json_set_text(row, "keep_until", gi_day_text(kept->until).text);
    gi_json_set_int(row, "fields", kept->fields);
    gi_json_push(all->rows, row);
    return GI_OK;
}

gi_status gi_report_retention(gi_registry *registry, gi_day day, gi_json **out, gi_error *err)
{
    GI_AUTO(gi_json) rows = gi_json_array();
    ending all = { registry->db, rows };
    GI_TRY(GI_READ(registry, gi_keep_ended(registry->db, day, take_kept, &all, err), err));
    GI_TRY(gi_json_ok(rows, err));
    *out = GI_TAKE(rows);
    return GI_OK;
}
