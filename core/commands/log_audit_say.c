/*
 * log_audit_say.c - findings, sums and limits of an audit, for people, as JSON or as CSV.
 *
 * What was not checked is always said: silence about a rule would read as "kept".
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/commands/log_audit.h"
#include "core/commands/say.h"
#include "core/commands/sums.h"
#include "gi/text.h"

/* ---- findings ---- */

static gi_json *finding_json(const gi_audit_finding *finding)
{
    const gi_audit_row *row = gi_audit_row_of(finding->what);
    gi_json *json = gi_json_object();
    gi_json_set_text(json, "rule", row->rule);
    gi_json_set_text(json, "id", row->id);
    gi_json_set_text(json, "zh", row->zh);
    gi_json_set_text(json, "en", row->en);
    if (finding->index >= 0) {
        gi_json_set_int(json, "leaf", finding->index);
    }
    if (finding->other >= 0) {
        gi_json_set_int(json, "other", finding->other);
    }
    gi_json_set_text(json, "values", gi_quote(gi_bytes_of(finding->values)).text);
    return json;
}

static void say_finding(const command *cmd, const gi_audit_finding *finding, bool aside)
{
    const gi_audit_row *row = gi_audit_row_of(finding->what);
    char line[512];
    char place[64] = "";
    if (finding->index >= 0) {
        (void)snprintf(place, sizeof place, " [%" PRId64 "]", finding->index);
    }
    if (finding->other >= 0) {
        size_t used = strlen(place);
        (void)snprintf(place + used, sizeof place - used, " ~ [%" PRId64 "]", finding->other);
    }
    (void)snprintf(line, sizeof line, "%s %s%s: %s%s%s: %s", row->rule, row->id, place,
                   cmd->zh ? row->zh : "", cmd->zh && cmd->en ? " / " : "", cmd->en ? row->en : "",
                   finding->values);
    if (aside) {
        gi_error told = { .why = GI_WHY_AUDIT_FINDING };
        (void)gi_fail(&told, GI_WHY_AUDIT_FINDING, row->rule, row->id, place, finding->values);
        say_error(cmd, &told);
        return;
    }
    say_text(line);
}

static void say_line(const audit_report *report, const gi_audit_finding *finding)
{
    if (!report->lines || !report->cmd->json) {
        say_finding(report->cmd, finding, report->csv);
        return;
    }
    GI_AUTO(gi_json) line = finding_json(finding);
    if (say_json(line, true, NULL) != GI_OK) {
        return; /* what stdout does not take is told at the end */
    }
}

void audit_said(void *context, const gi_audit_finding *finding)
{
    audit_report *report = context;
    gi_json *kept = finding->note ? report->listed : report->findings;
    report->count += !finding->note;
    if (kept == NULL) {
        say_line(report, finding);
    } else if (gi_json_count(kept) < FINDINGS_JSON) {
        gi_json_push(kept, finding_json(finding));
    }
}

/* ---- the whole ---- */

static gi_status say_csv(const gi_audit *audit, gi_error *err)
{
    GI_AUTO(gi_json) sums = audit_sums_json(audit);
    GI_AUTO(gi_json) grades = audit_grades_json(audit);
    return say_sums_csv(sums, grades, SUMS_COLUMNS ",potential", err);
}

static void root_text(const gi_audit_verdict *verdict, gi_buf *out)
{
    gi_base64_add(out, gi_digest_view(&verdict->state.head.root));
}

static void set_freshness(const audit_report *report, const gi_audit *audit, gi_json *answer)
{
    gi_time newest = gi_audit_count(audit).cosigned;
    const char *zh = audit_stale(report->cmd, audit, report->now, true);
    if (newest > 0) {
        gi_json_set_int(answer, "cosigned", newest);
    }
    if (zh != NULL) {
        gi_json *warning = gi_json_object();
        gi_json_set_text(warning, "rule", "R7");
        gi_json_set_text(warning, "zh", zh);
        gi_json_set_text(warning, "en", audit_stale(report->cmd, audit, report->now, false));
        gi_json_set(answer, "warning", warning);
    }
}

static gi_status say_as_json(const audit_report *report, const gi_audit *audit,
                             const gi_audit_verdict *verdict, gi_error *err)
{
    GI_AUTO(gi_json) answer = gi_json_object();
    GI_AUTO_BUF root = GI_BUF(64);
    gi_audit_counts counts = gi_audit_count(audit);
    root_text(verdict, &root);
    gi_json_set_text(answer, "origin", verdict->state.head.origin);
    gi_json_set_int(answer, "size", verdict->state.head.size);
    gi_json_set_text(answer, "root", gi_buf_text(&root));
    gi_json_set(answer, "head_signed", gi_json_bool(verdict->head_signed));
    gi_json_set(answer, "own_key", gi_json_bool(verdict->own_key));
    gi_json_set(answer, "tree", gi_json_bool(verdict->tree));
    gi_json_set(answer, "rolled_back", gi_json_bool(verdict->rolled_back));
    gi_json_set(answer, "forked", gi_json_bool(verdict->forked));
    gi_json_set_int(answer, "signatures", counts.signatures);
    gi_json_set_int(answer, "late", counts.late);
    gi_json_set_int(answer, "heads", counts.heads);
    gi_json_set_int(answer, "brackets", counts.brackets);
    gi_json_set_int(answer, "lost", counts.lost);
    gi_json_set_int(answer, "unknown_acts", counts.unknown_acts);
    gi_json_set_int(answer, "violations", report->count);
    if (!report->lines) {
        gi_json_set(answer, "findings", gi_json_copy(report->findings));
        gi_json_set(answer, "listed", gi_json_copy(report->listed));
    }
    gi_json_set(answer, "sums", audit_sums_json(audit));
    gi_json_set(answer, "grades", audit_grades_json(audit));
    gi_json_set(answer, "not_checked", audit_gaps(report->cmd, audit, verdict));
    set_freshness(report, audit, answer);
    return say_json(answer, report->lines, err);
}

static void say_both(const command *cmd, const char *zh_name, const char *en_name, const char *rule,
                     const char *zh, const char *en)
{
    char line[320];
    (void)snprintf(line, sizeof line, "%s: %s%s%s", rule, cmd->zh ? zh : "",
                   cmd->zh && cmd->en ? " / " : "", cmd->en ? en : "");
    say_value(cmd, zh_name, en_name, line);
}

static void say_gaps(const command *cmd, const gi_audit *audit, const gi_audit_verdict *verdict)
{
    GI_AUTO(gi_json) gaps = audit_gaps(cmd, audit, verdict);
    static const char *const names[] = { "rule", "zh", "en" };
    for (size_t i = 0; i < gi_json_count(gaps); i++) {
        char text[3][256];
        for (size_t k = 0; k < 3; k++) {
            gi_bytes value = { 0 };
            (void)gi_json_as_text(gi_json_get(gi_json_at(gaps, i), names[k]), &value);
            (void)snprintf(text[k], sizeof text[k], "%.*s", (int)value.size, value.data);
        }
        say_both(cmd, "未核对", "not checked", text[0], text[1], text[2]);
    }
}

static gi_status say_as_text(const command *cmd, const audit_report *report, const gi_audit *audit,
                             const gi_audit_verdict *verdict, gi_error *err)
{
    static const char *const columns[] = { "product", "season",   "allowed", "potential",
                                           "issued",  "credited", NULL };
    static const char *const by_grade[] = { "product",  "season", "grade", "issued",
                                            "credited", "labels", "ended", NULL };
    GI_AUTO(gi_json) sums = audit_sums_json(audit);
    GI_AUTO(gi_json) grades = audit_grades_json(audit);
    GI_AUTO_BUF root = GI_BUF(64);
    gi_audit_counts counts = gi_audit_count(audit);
    const char *stale = audit_stale(cmd, audit, report->now, true);
    root_text(verdict, &root);
    say_value(cmd, "日志", "log", verdict->state.head.origin);
    say_number(cmd, "记录数", "leaves", counts.leaves);
    say_value(cmd, "树根", "root", gi_buf_text(&root));
    say_number(cmd, "已核验签名", "signatures verified", counts.signatures);
    say_number(cmd, "有见证签名的检查点", "cosigned checkpoints", counts.brackets);
    if (counts.lost > 0) {
        say_number(cmd, "日志更替时丢失的记录", "leaves lost where a log was closed", counts.lost);
    }
    say_number(cmd, "迟交的离线签名记录", "late leaves of offline keys", counts.late);
    GI_TRY(say_table(sums, columns, err));
    GI_TRY(gi_json_count(grades) > 0 ? say_table(grades, by_grade, err) : GI_OK);
    say_gaps(cmd, audit, verdict);
    if (stale != NULL) {
        say_both(cmd, "警告", "warning", "R7", stale, audit_stale(cmd, audit, report->now, false));
    }
    say_number(cmd, "违规", "violations", report->count);
    return GI_OK;
}

gi_status audit_say_all(command *cmd, const audit_report *report, const gi_audit *audit,
                        const gi_audit_verdict *verdict, gi_error *err)
{
    bool strict = option(cmd, "strict") != NULL;
    if (report->count > 0 || (strict && audit_stale(cmd, audit, report->now, true) != NULL)) {
        cmd->exit = AUDIT_VIOLATION;
    } else if (gi_audit_count(audit).unknown_acts > 0) {
        cmd->exit = AUDIT_CANNOT_TELL;
    }
    if (cmd->json) {
        return say_as_json(report, audit, verdict, err);
    }
    return report->csv ? say_csv(audit, err) : say_as_text(cmd, report, audit, verdict, err);
}
