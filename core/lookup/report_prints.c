/*
 * report_prints.c - what of a run was printed, what is left, who printed again and why.
 *
 * Counted from ranges; nothing is kept for it. Each answer is of one moment of the registry.
 */
#include <stdio.h>

#include "core/lookup/report.h"
#include "core/store/log_rows.h"
#include "core/store/prints.h"
#include "gi/print.h"
#include "gi/unit_number.h"

static uint32_t last_of(const gi_run *run)
{
    return run->first + (run->count - 1);
}

static gi_status next_gap(gi_db *db, const gi_run *run, uint32_t from, uint32_t most,
                          gi_print_span *out, gi_error *err)
{
    gi_print_span gap = { 0 };
    bool found = false;
    from = from < run->first ? run->first : from;
    if (from - run->first < run->count) {
        GI_TRY(gi_print_gap(db, run->key, from, last_of(run), &found, &gap.first, &gap.count, err));
    }
    gap.count = gap.count < most ? gap.count : most;
    *out = gap;
    return GI_OK;
}

gi_status gi_print_next(gi_registry *registry, const gi_run *run, uint32_t from, uint32_t most,
                        gi_print_span *out, gi_error *err)
{
    return GI_READ(registry, next_gap(registry->db, run, from, most, out, err), err);
}

static gi_status count_run(gi_db *db, const gi_run *run, gi_print_counts *out, gi_error *err)
{
    gi_print_counts counts = { 0 };
    gi_print_cover cover;
    gi_print_span gap = { .first = run->first };
    GI_TRY(gi_print_cover_of(db, run->key, run->first, run->count, &cover, err));
    do {
        GI_TRY(next_gap(db, run, gap.first + gap.count, run->count, &gap, err));
        counts.next = counts.next == 0 ? gap.first : counts.next;
        counts.left += gap.count;
    } while (gap.count > 0 && gap.first + (gap.count - 1) < last_of(run));
    counts.printed = cover.units;
    counts.ended = run->count - counts.printed - counts.left;
    *out = counts;
    return GI_OK;
}

gi_status gi_print_count(gi_registry *registry, const gi_run *run, gi_print_counts *out,
                         gi_error *err)
{
    return GI_READ(registry, count_run(registry->db, run, out, err), err);
}

/* ---- as JSON ---- */

typedef struct telling {
    gi_registry *registry;
    const gi_run *run;
    gi_json *rows;
    int64_t units;
} telling;

static void set_units(gi_json *row, uint16_t key, uint32_t first, uint32_t count)
{
    char from[GI_UNIT_NUMBER_TEXT];
    char to[GI_UNIT_NUMBER_TEXT];
    char units[2 * GI_UNIT_NUMBER_TEXT + 2];
    gi_unit_number_print((gi_unit_id){ key, first }, from);
    gi_unit_number_print((gi_unit_id){ key, first + (count - 1) }, to);
    (void)snprintf(units, sizeof units, "%s..%s", from, to);
    gi_json_set_text(row, "units", units);
    gi_json_set_int(row, "count", count);
}

static gi_status take_print(void *context, const gi_print_row *print, gi_error *err)
{
    telling *all = context;
    gi_act_row act;
    const gi_run *run = all->run;
    bool inside = print->key == run->key && print->first >= run->first &&
                  print->first - run->first < run->count;
    if (!inside || print->why[0] == '\0') {
        return GI_OK;
    }
    GI_TRY(gi_act_load(all->registry->db, print->act, &act, NULL, NULL, err));
    gi_json *row = gi_json_object();
    set_units(row, print->key, print->first, print->count);
    gi_json_set_text(row, "why", print->why);
    gi_json_set_text(row, "time", gi_time_text(act.ts, all->registry->about.utc_offset_min).text);
    gi_json_set_int(row, "signer", act.key);
    gi_json_set_int(row, "act", print->act);
    gi_json_push(all->rows, row);
    all->units += print->count;
    return GI_OK;
}

static gi_status read_prints(gi_registry *registry, const gi_run *run, gi_json **out, gi_error *err)
{
    gi_print_counts counts;
    GI_AUTO(gi_json) report = gi_json_object();
    telling all = { .registry = registry, .run = run, .rows = gi_json_array() };
    gi_json_set_text(report, "batch", run->batch);
    gi_json_set_int(report, "key", run->key);
    gi_json_set_int(report, "first", run->first);
    set_units(report, run->key, run->first, run->count);
    gi_json_set(report, "reprints", all.rows);
    GI_TRY(count_run(registry->db, run, &counts, err));
    GI_TRY(gi_print_each(registry->db, run->batch, take_print, &all, err));
    gi_json_set_int(report, "printed", counts.printed);
    gi_json_set_int(report, "ended", counts.ended);
    gi_json_set_int(report, "left", counts.left);
    gi_json_set_int(report, "reprinted", all.units);
    if (counts.left > 0) {
        gi_json_set_int(report, "next", counts.next);
    }
    GI_TRY(gi_json_ok(report, err));
    *out = GI_TAKE(report);
    return GI_OK;
}

gi_status gi_report_prints(gi_registry *registry, const gi_run *run, gi_json **out, gi_error *err)
{
    return GI_READ(registry, read_prints(registry, run, out, err), err);
}
