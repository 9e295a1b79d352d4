/*
 * recall_cases.c - which closed cases and cartons a recall reaches (recall_cases.h).
 *
 * From the runs of its batches up, by ranges: what it costs is the packing acts it meets.
 */
#include "core/lookup/recall_cases.h"

#include <stdlib.h>

#include "core/store/officer.h"
#include "core/store/packages.h"
#include "core/store/runs.h"
#include "gi/unit_number.h"

/* Packages of one pack act. */
typedef struct range {
    int64_t act;
    uint16_t key;
    uint32_t first, count;
    int level;
} range;

typedef struct reaching {
    gi_db *db;
    gi_buf ranges;
    bool over; /* some were met that found no room */
} reaching;

static gi_status take_inside(void *context, const gi_inside_row *inside, gi_error *err)
{
    reaching *at = context;
    gi_package_run run;
    bool found = false;
    range met = { .key = inside->box.key, .first = inside->box.serial, .count = 1 };
    met.count += inside->each > 0 ? (inside->count - 1) / inside->each : 0;
    GI_TRY(gi_package_by_serial(at->db, inside->box, &found, &run, err));
    if (!found) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "package");
    }
    met.level = run.level;
    met.act = run.act;
    if (at->ranges.size + sizeof met > at->ranges.max) {
        at->over = true;
        return GI_OK;
    }
    gi_buf_add(&at->ranges, (gi_bytes){ (const uint8_t *)&met, sizeof met });
    GI_TRY(gi_buf_status(&at->ranges, "packages", err));
    return gi_inside_each(at->db, met.key, met.first, met.count, take_inside, at, err);
}

static gi_status take_run(void *context, const gi_run *run, gi_error *err)
{
    reaching *at = context;
    return gi_inside_each(at->db, run->key, run->first, run->count, take_inside, at, err);
}

static gi_status take_batch(void *context, const char *name, gi_error *err)
{
    reaching *at = context;
    return gi_run_each(at->db, name, take_run, at, err);
}

static int by_place(const void *a, const void *b)
{
    const range *left = a;
    const range *right = b;
    if (left->act != right->act) {
        return left->act < right->act ? -1 : 1;
    }
    return (left->first > right->first) - (left->first < right->first);
}

static void push_range(gi_json *numbers, const range *one)
{
    char first[GI_UNIT_NUMBER_TEXT];
    char last[GI_UNIT_NUMBER_TEXT];
    GI_AUTO_BUF text = GI_BUF(64);
    gi_unit_number_print((gi_unit_id){ one->key, one->first }, first);
    gi_unit_number_print((gi_unit_id){ one->key, one->first + (one->count - 1) }, last);
    gi_buf_add_format(&text, "%s%s%s", first, one->count > 1 ? ".." : "",
                      one->count > 1 ? last : "");
    gi_json_push_text(numbers, gi_buf_text(&text));
}

/* A carton is met once for each case in it, a case once for each run; each counts once. */
static gi_json *tell(reaching *at)
{
    range *all = (range *)(void *)at->ranges.data;
    size_t count = at->ranges.size / sizeof *all;
    size_t kept = 0;
    int64_t sums[2] = { 0, 0 };
    gi_json *row = gi_json_object();
    gi_json *numbers = gi_json_array();
    if (count > 1) {
        qsort(all, count, sizeof *all, by_place);
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && by_place(&all[i - 1], &all[i]) == 0) {
            continue;
        }
        sums[all[i].level == 2] += all[i].count;
        if (kept++ < GI_RECALL_CASES_LISTED) {
            push_range(numbers, &all[i]);
        }
    }
    if (!at->over) {
        gi_json_set_int(row, "cases", sums[0]);
        gi_json_set_int(row, "cartons", sums[1]);
    }
    gi_json_set(row, "numbers", numbers);
    if (at->over || kept > GI_RECALL_CASES_LISTED) {
        gi_json_set(row, "more", gi_json_bool(true));
    }
    return row;
}

gi_status gi_recall_cases(gi_db *db, int64_t recall, size_t most, gi_json **out, gi_error *err)
{
    reaching at = { .db = db, .ranges = GI_BUF(most * sizeof(range)) };
    gi_status status = gi_recall_each_batch(db, recall, take_batch, &at, err);
    if (status == GI_OK) {
        *out = tell(&at);
    }
    gi_buf_clear(&at.ranges);
    return status;
}
