/*
 * package_report.c - one package as JSON: what went in, what is in what state now (gi/package.h).
 */
#include <stdio.h>

#include "core/lookup/package.h"
#include "core/lookup/report.h"
#include "core/store/registry.h"
#include "core/store/runs.h"

gi_json *gi_package_inside_json(const gi_package_inside *inside, int utc_offset_min)
{
    const struct {
        const char *name;
        int64_t value;
    } counts[] = {
        { "level", inside->level },     { "each", inside->each },
        { "labels", inside->labels },   { "in_force", inside->in_force },
        { "waiting", inside->waiting }, { "recalled", inside->recalled },
        { "frozen", inside->frozen },   { "ended", inside->ended },
        { "expired", inside->expired }, { "ranges", inside->ranges },
        { "batches", inside->batches },
    };
    gi_json *out = gi_json_object();
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        gi_json_set_int(out, counts[i].name, counts[i].value);
    }
    gi_json_set(out, "mixed", gi_json_bool(inside->mixed));
    gi_json_set(out, "opened", gi_json_bool(inside->opened));
    gi_json_set_text(out, "first", inside->first);
    gi_json_set_text(out, "last", inside->last);
    gi_json_set_text(out, "packed", gi_time_text(inside->packed, utc_offset_min).text);
    gi_json_set_text(out, "producer", inside->producer);
    gi_json_set_text(out, "uscc", inside->uscc);
    return out;
}

static gi_json *member_json(const gi_package_member *member)
{
    gi_json *row = gi_json_object();
    char first[GI_UNIT_NUMBER_TEXT];
    char last[GI_UNIT_NUMBER_TEXT];
    char text[2 * GI_UNIT_NUMBER_TEXT + 2];
    gi_unit_number_print((gi_unit_id){ member->key, member->first }, first);
    gi_unit_number_print((gi_unit_id){ member->key, member->first + (member->count - 1) }, last);
    (void)snprintf(text, sizeof text, "%s..%s", first, last);
    gi_json_set_text(row, "kind", member->packages ? "packages" : "units");
    gi_json_set_text(row, "numbers", text);
    gi_json_set_int(row, "count", member->count);
    return row;
}

static gi_status add_members(gi_db *db, const gi_package_run *run, uint32_t serial, gi_json *row,
                             gi_error *err)
{
    gi_package_member member[GI_PACKAGE_MEMBERS];
    gi_json *list = gi_json_array();
    size_t count = 1;
    gi_json_set(row, "members", list);
    if (run->each > 0) {
        gi_package_slice(run, serial, 1, member);
    } else {
        GI_TRY(gi_package_members_of(db, run->act, member, &count, err));
    }
    for (size_t i = 0; i < count; i++) {
        gi_json_push(list, member_json(&member[i]));
    }
    return GI_OK;
}

/* The carton that it lies in, if it is closed. */
static gi_status add_outer(gi_db *db, gi_unit_id id, gi_json *row, gi_error *err)
{
    char number[GI_UNIT_NUMBER_TEXT];
    gi_unit_id outer = { 0 };
    uint32_t serial = 0;
    bool inside = false;
    GI_TRY(gi_inside_overlap(db, id.key, id.serial, 1, &inside, &serial, &outer, err));
    if (inside) {
        gi_unit_number_print(outer, number);
        gi_json_set_text(row, "lies_in", number);
    }
    return GI_OK;
}

static gi_status add_rows(gi_registry *registry, const gi_package_run *run, gi_unit_id id,
                          gi_json *row, gi_error *err)
{
    gi_label_state opened;
    bool found = false;
    gi_db *db = registry->db;
    int offset = registry->about.utc_offset_min;
    GI_TRY(add_members(db, run, id.serial, row, err));
    GI_TRY(add_outer(db, id, row, err));
    GI_TRY(gi_package_opened(db, id.key, id.serial, 1, &found, &opened, err));
    if (found) {
        gi_json_set_text(row, "opened", gi_time_text(opened.ts, offset).text);
        gi_json_set_text(row, "why", opened.why);
        gi_json_set_int(row, "opened_act", opened.act);
    }
    return gi_json_ok(row, err);
}

gi_status gi_report_package(gi_registry *registry, gi_bytes number, gi_json **out, gi_error *err)
{
    gi_package_run run;
    gi_unit_id id;
    gi_verdict verdict;
    GI_AUTO(gi_json) row = gi_json_object();
    int offset = registry->about.utc_offset_min;
    GI_TRY(gi_package_find(registry, number, &run, &id, err));
    GI_TRY(gi_lookup_number(registry, number, &verdict, err));
    gi_json_set_text(row, "package", verdict.unit_text);
    gi_json_set_text(row, "good", gi_good_word(verdict.good));
    gi_set_holder(row, "holder", run.holder);
    gi_json_set_text(row, "batch", run.batch);
    gi_json_set_int(row, "act", run.act);
    gi_json_set(row, "inside", gi_package_inside_json(&verdict.package, offset));
    GI_TRY(GI_READ(registry, add_rows(registry, &run, id, row, err), err));
    *out = GI_TAKE(row);
    return GI_OK;
}
