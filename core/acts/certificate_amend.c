/*
 * certificate_amend.c - corrections of certificates and laboratory reports (amend.h).
 *
 * The leaf names the act that it corrects, the field and the new value: what was public stays
 * public in both its versions. Whose paper it is, its kind and its file cannot be corrected: those
 * make another paper.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/amend.h"
#include "core/acts/report_lab.h"
#include "core/store/officer.h"

typedef struct correcting {
    gi_act *act;
    const char *field;
    gi_bytes value;
    char before[GI_LAB_ITEMS_TEXT];
} correcting;

static gi_status not_amendable(const correcting *work, const char *kind, gi_error *err)
{
    return gi_fail_field(err, "field", GI_WHY_NOT_AMENDABLE, kind, work->field);
}

/* Texts: what stood there is kept, the new one copied. */
static gi_status set_text(correcting *work, char *out, size_t size, gi_error *err)
{
    (void)snprintf(work->before, sizeof work->before, "%s", out);
    return gi_text_copy(out, size, work->value, work->field, err);
}

static gi_status set_day(correcting *work, gi_day *out, gi_error *err)
{
    (void)snprintf(work->before, sizeof work->before, "%s", gi_day_text(*out).text);
    return gi_day_parse(work->value, out, err);
}

static bool field_is(const correcting *work, const char *name)
{
    return strcmp(work->field, name) == 0;
}

static gi_status amend_certificate(correcting *work, int64_t ref, gi_error *err)
{
    gi_certificate_row paper;
    GI_TRY(gi_certificate_load(work->act->db, ref, &paper, err));
    if (field_is(work, "number")) {
        GI_TRY(set_text(work, paper.number, sizeof paper.number, err));
    } else if (field_is(work, "body")) {
        GI_TRY(set_text(work, paper.body, sizeof paper.body, err));
    } else if (field_is(work, "scope")) {
        GI_TRY(set_text(work, paper.scope, sizeof paper.scope, err));
    } else if (field_is(work, "from")) {
        GI_TRY(set_day(work, &paper.first, err));
    } else if (field_is(work, "to")) {
        GI_TRY(set_day(work, &paper.last, err));
    } else {
        return not_amendable(work, "certificate", err);
    }
    if (paper.last < paper.first) {
        return gi_fail_field(err, "value", GI_WHY_DAY_ORDER, "to", gi_day_text(paper.last).text,
                             gi_day_text(paper.first).text);
    }
    paper.amended = work->act->index;
    return gi_certificate_change(work->act->db, &paper, err);
}

static gi_status set_result(correcting *work, gi_lab_row *report, gi_error *err)
{
    bool pass = gi_bytes_equal(work->value, gi_bytes_of("pass"));
    if (!pass && !gi_bytes_equal(work->value, gi_bytes_of("fail"))) {
        return gi_fail_field(err, "value", GI_WHY_BAD_FIELD, "result", gi_quote(work->value).text,
                             "pass|fail");
    }
    (void)snprintf(work->before, sizeof work->before, "%s", report->pass ? "pass" : "fail");
    report->pass = pass;
    return GI_OK;
}

static gi_status amend_report(correcting *work, int64_t ref, gi_error *err)
{
    gi_lab_row report;
    GI_TRY(gi_lab_load(work->act->db, ref, &report, err));
    GI_TRY(gi_act_batch_stands(work->act, report.batch, err));
    if (field_is(work, "number")) {
        GI_TRY(set_text(work, report.number, sizeof report.number, err));
    } else if (field_is(work, "laboratory")) {
        GI_TRY(set_text(work, report.laboratory, sizeof report.laboratory, err));
    } else if (field_is(work, "items")) {
        GI_TRY(gi_lab_items_check(work->value, "value", err));
        GI_TRY(set_text(work, report.items, sizeof report.items, err));
    } else if (field_is(work, "result")) {
        GI_TRY(set_result(work, &report, err));
    } else if (field_is(work, "day")) {
        GI_TRY(set_day(work, &report.day, err));
        GI_TRY(gi_act_not_future(work->act, report.day, err));
    } else {
        return not_amendable(work, "lab-report", err);
    }
    GI_TRY(gi_lab_judge(work->act, &report, "value", err));
    report.amended = work->act->index;
    return gi_lab_change(work->act->db, &report, err);
}

bool gi_amend_is_paper(const char *kind)
{
    return strcmp(kind, "certificate") == 0 || strcmp(kind, "lab-report") == 0;
}

gi_status gi_amend_paper(gi_act *act, const char *kind, int64_t ref, const char *field,
                         gi_bytes value, gi_error *err)
{
    char after[GI_LAB_ITEMS_TEXT];
    correcting work = { .act = act, .field = field, .value = value };
    GI_TRY(gi_text_copy(after, sizeof after, value, "value", err));
    GI_TRY(strcmp(kind, "certificate") == 0 ? amend_certificate(&work, ref, err)
                                            : amend_report(&work, ref, err));
    GI_TRY(gi_correction_insert(act->db, act->index, ref, field, work.before, after, err));
    gi_json_set_text(act->leaf, "field", field);
    gi_json_set_text(act->leaf, "value", after);
    return GI_OK;
}
