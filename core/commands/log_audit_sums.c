/*
 * log_audit_sums.c - the public sums that an audit found, as JSON rows: seasons, and grades.
 *
 * The members are those of `gitrace sums` (gi/report.h), as far as a log can tell them.
 */
#include "core/commands/log_audit.h"
#include "gi/json.h"

static gi_json *grade_json(const gi_audit_sum *sum, int grade)
{
    const gi_audit_graded *of = &sum->grade[grade];
    gi_json *json = gi_json_object();
    gi_json_set_text(json, "product", sum->product);
    gi_json_set_text(json, "season", sum->season);
    gi_json_set_int(json, "grade", grade);
    gi_json_set_int(json, "issued", of->issued);
    gi_json_set_int(json, "credited", of->credited);
    gi_json_set_int(json, "labels", of->labels);
    gi_json_set_int(json, "ended", of->ended);
    return json;
}

static void set_labels(gi_json *json, const gi_audit_sum *sum)
{
    int64_t labels = 0;
    int64_t ended = 0;
    for (int grade = 0; grade < GI_AUDIT_GRADES; grade++) {
        labels += sum->grade[grade].labels;
        ended += sum->grade[grade].ended;
    }
    gi_json_set_int(json, "labels", labels);
    gi_json_set_int(json, "ended", ended);
}

static gi_json *sum_json(const gi_audit_sum *sum)
{
    gi_json *json = gi_json_object();
    gi_json_set_text(json, "product", sum->product);
    gi_json_set_text(json, "season", sum->season);
    gi_json_set_int(json, "allowed", sum->allowed);
    gi_json_set_int(json, "potential", sum->potential);
    gi_json_set_int(json, "issued", sum->issued);
    gi_json_set_int(json, "credited", sum->credited);
    gi_json_set_int(json, "lapsed", sum->lapsed);
    set_labels(json, sum);
    return json;
}

gi_json *audit_sums_json(const gi_audit *audit)
{
    gi_json *rows = gi_json_array();
    gi_audit_sum sum;
    for (size_t i = 0; gi_audit_sums(audit, i, &sum); i++) {
        gi_json_push(rows, sum_json(&sum));
    }
    return rows;
}

gi_json *audit_grades_json(const gi_audit *audit)
{
    gi_json *rows = gi_json_array();
    gi_audit_sum sum;
    for (size_t i = 0; gi_audit_sums(audit, i, &sum); i++) {
        for (int grade = 0; grade < GI_AUDIT_GRADES; grade++) {
            if (sum.grade[grade].labels > 0) {
                gi_json_push(rows, grade_json(&sum, grade));
            }
        }
    }
    return rows;
}
