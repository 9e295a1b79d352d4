/*
 * verdict_json.c - one verdict as the JSON of `gitrace verify --json` and of the web API.
 *
 * One writer for both, so that a program that reads the one can read the other. Members are only
 * ever added.
 */
#include "gi/verdict_json.h"

#include "gi/package.h"

static void set_unit(gi_json *row, const gi_verdict *verdict)
{
    if (verdict->has_unit) {
        gi_json_set_text(row, "unit", verdict->unit_text);
        gi_json_set_int(row, "type", verdict->header.type);
        gi_json_set_int(row, "net", verdict->net);
        gi_json_set_text(row, "packed", gi_day_text(verdict->packed).text);
        gi_json_set(row, "scratch", gi_json_bool((verdict->header.flags & GI_FLAG_SCRATCH) != 0));
    }
    if (verdict->has_unit && verdict->has_last) {
        gi_json_set_text(row, "best_before", gi_day_text(verdict->last).text);
    }
}

static void set_batch(gi_json *row, const gi_verdict *verdict)
{
    const gi_batch_facts *facts = &verdict->batch;
    if (!verdict->has_batch) {
        return;
    }
    gi_json_set_text(row, "batch", facts->id_text);
    gi_json_set_text(row, "product", facts->product_zh);
    gi_json_set_text(row, "product_en", facts->product_en);
    gi_json_set_text(row, "grade", facts->grade_zh);
    gi_json_set_text(row, "producer", facts->producer);
    gi_json_set_text(row, "uscc", facts->uscc);
    gi_json_set_text(row, "origin", facts->origin_zh);
    gi_json_set_text(row, "net_text", gi_quantity_text(verdict->net, facts->unit).text);
    if (verdict->asked == GI_ASKED_BATCH) {
        gi_json_set_int(row, "units_issued", verdict->units_issued);
        gi_json_set_int(row, "units_in_force", verdict->units_in_force);
    }
}

static void set_state(gi_json *row, const gi_verdict *verdict, int offset)
{
    if (verdict->act >= 0) {
        gi_json_set_int(row, "act", verdict->act);
    }
    if (verdict->state_act >= 0) {
        gi_json_set_int(row, "state_act", verdict->state_act);
        gi_json_set_text(row, "state_by", verdict->state_by);
        gi_json_set_text(row, "state_why", verdict->state_why);
        gi_json_set_text(row, "state_time", gi_time_text(verdict->state_time, offset).text);
    }
    if (verdict->copied_by[0] != '\0') {
        gi_json_set_int(row, "copied_act", verdict->copied_act);
        gi_json_set_text(row, "copied_by", verdict->copied_by);
        gi_json_set_text(row, "copied_why", verdict->copied_why);
    }
    if (verdict->good == GI_GOOD_FROZEN) {
        gi_json_set_text(row, "until", gi_day_text(verdict->state_until).text);
    }
    if (verdict->recall_grade > 0) {
        gi_json_set_int(row, "recall_grade", verdict->recall_grade);
    }
    if (verdict->unknown == GI_UNKNOWN_PATH) {
        gi_json_set_text(row, "part", verdict->state_why);
    }
}

gi_json *gi_verdict_json(const char *code, const gi_verdict *verdict, int utc_offset_min)
{
    static const char *const asked[] = { "code", "number", "batch" };
    gi_json *row = gi_json_object();
    gi_json_set_text(row, "code", code);
    gi_json_set_text(row, "asked", asked[verdict->asked]);
    gi_json_set_text(row, "issued", gi_issued_word(verdict->issued));
    gi_json_set_text(row, "unknown", gi_unknown_word(verdict->unknown));
    gi_json_set_text(row, "copied", gi_copied_word(verdict->copied));
    gi_json_set_text(row, "good", gi_good_word(verdict->good));
    gi_json_set_text(row, "as_of", gi_time_text(verdict->as_of, utc_offset_min).text);
    gi_json_set_int(row, "utc_offset_min", utc_offset_min);
    gi_json_set(row, "offline", gi_json_bool(verdict->offline));
    gi_json_set(row, "stale", gi_json_bool(verdict->stale));
    gi_json_set_int(row, "log_size", verdict->log_size);
    if (verdict->witnesses > 0) {
        gi_json_set_int(row, "witnesses", verdict->witnesses);
        gi_json_set_int(row, "witnessed", verdict->witnessed);
    }
    gi_json_set_int(row, "exit", gi_verdict_exit(verdict));
    set_state(row, verdict, utc_offset_min);
    if (verdict->has_package) {
        gi_json_set(row, "package", gi_package_inside_json(&verdict->package, utc_offset_min));
    }
    set_unit(row, verdict);
    set_batch(row, verdict);
    return row;
}
