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
#include "gi/text.h"

enum { EXIT_NEGATIVE = 1, EXIT_CANNOT_TELL = 3 };

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

void audit_said(void *context, const gi_audit_finding *finding)
{
    audit_report *report = context;
    report->count++;
    if (report->findings == NULL) {
        say_finding(report->cmd, finding, report->csv);
    } else if (report->count <= FINDINGS_JSON) {
        gi_json_push(report->findings, finding_json(finding));
    }
}

/* ---- sums ---- */

static gi_json *sum_json(const gi_audit_sum *sum)
{
    gi_json *json = gi_json_object();
    gi_json_set_text(json, "product", sum->product);
    gi_json_set_text(json, "season", sum->season);
    gi_json_set_int(json, "allowed", sum->allowed);
    gi_json_set_int(json, "potential", sum->potential);
    gi_json_set_int(json, "issued", sum->issued);
    gi_json_set_int(json, "credited", sum->credited);
    return json;
}

static gi_json *sums_json(const gi_audit *audit)
{
    gi_json *rows = gi_json_array();
    gi_audit_sum sum;
    for (size_t i = 0; gi_audit_sums(audit, i, &sum); i++) {
        gi_json_push(rows, sum_json(&sum));
    }
    return rows;
}

/* Amounts in milli-units; mnemonics and seasons need no quotes, whatever the log says. */
static gi_status say_csv(const gi_audit *audit, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(64 * 1024 * 1024);
    gi_audit_sum sum;
    gi_buf_add_text(&text, "product,season,allowed,potential,issued,credited\n");
    for (size_t i = 0; gi_audit_sums(audit, i, &sum); i++) {
        gi_buf_add_format(&text, "%s,%s,%" PRId64 ",%" PRId64 ",%" PRId64 ",%" PRId64 "\n",
                          sum.product, sum.season, sum.allowed, sum.potential, sum.issued,
                          sum.credited);
    }
    GI_TRY(gi_buf_status(&text, "CSV", err));
    say_bytes(gi_buf_view(&text));
    return GI_OK;
}

/* ---- what was not checked ---- */

typedef struct gap {
    bool open;
    const char *rule;
    const char *zh;
    const char *en;
} gap;

enum { GAPS = 7 };

static void find_gaps(const command *cmd, const gi_audit *audit, const gi_audit_verdict *verdict,
                      gap out[GAPS])
{
    gi_audit_counts counts = gi_audit_count(audit);
    const gap all[GAPS] = {
        { option(cmd, "no-signatures") != NULL, "R3", "未核验签名",
          "signatures were not verified" },
        { verdict->own_key, "tree", "日志密钥出自日志本身；请用 --vkey 给出从别处得到的密钥",
          "the log key comes from the log itself; give one from elsewhere with --vkey" },
        { counts.unknown_acts > 0, "leaf", "有本程序不认识的行为，未按规则核对",
          "some acts are unknown to this program and were not judged" },
        { true, "R2", "未核对见证时间区间", "brackets of cosignatures were not checked" },
        { true, "R6", "实物上的码：用 gitrace verify 核验", "codes on goods: use gitrace verify" },
        { true, "R7", "未核对见证签名的新鲜度", "freshness of cosignatures was not checked" },
        { counts.statuses == 0, "R8", "日志中没有每日状态记录，未核对",
          "no status leaves in this log, not checked" },
    };
    memcpy(out, all, sizeof all);
}

static gi_json *gaps_json(const gap gaps[GAPS])
{
    gi_json *list = gi_json_array();
    for (size_t i = 0; i < GAPS; i++) {
        if (gaps[i].open) {
            gi_json *row = gi_json_object();
            gi_json_set_text(row, "rule", gaps[i].rule);
            gi_json_set_text(row, "zh", gaps[i].zh);
            gi_json_set_text(row, "en", gaps[i].en);
            gi_json_push(list, row);
        }
    }
    return list;
}

/* ---- the whole ---- */

static void root_text(const gi_audit_verdict *verdict, gi_buf *out)
{
    gi_base64_add(out, gi_digest_view(&verdict->state.head.root));
}

static gi_status say_as_json(const audit_report *report, const gi_audit *audit,
                             const gi_audit_verdict *verdict, const gap gaps[GAPS], gi_error *err)
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
    gi_json_set_int(answer, "unknown_acts", counts.unknown_acts);
    gi_json_set_int(answer, "violations", report->count);
    gi_json_set(answer, "findings", gi_json_copy(report->findings));
    gi_json_set(answer, "sums", sums_json(audit));
    gi_json_set(answer, "not_checked", gaps_json(gaps));
    return say_json(answer, false, err);
}

static gi_status say_as_text(const command *cmd, const audit_report *report, const gi_audit *audit,
                             const gi_audit_verdict *verdict, const gap gaps[GAPS], gi_error *err)
{
    static const char *const columns[] = { "product", "season",   "allowed", "potential",
                                           "issued",  "credited", NULL };
    GI_AUTO(gi_json) sums = sums_json(audit);
    GI_AUTO_BUF root = GI_BUF(64);
    gi_audit_counts counts = gi_audit_count(audit);
    root_text(verdict, &root);
    say_value(cmd, "日志", "log", verdict->state.head.origin);
    say_number(cmd, "记录数", "leaves", counts.leaves);
    say_value(cmd, "树根", "root", gi_buf_text(&root));
    say_number(cmd, "已核验签名", "signatures verified", counts.signatures);
    say_number(cmd, "迟交的离线签名记录", "late leaves of offline keys", counts.late);
    GI_TRY(say_table(sums, columns, err));
    for (size_t i = 0; i < GAPS; i++) {
        if (gaps[i].open) {
            char line[256];
            (void)snprintf(line, sizeof line, "%s: %s%s%s", gaps[i].rule, cmd->zh ? gaps[i].zh : "",
                           cmd->zh && cmd->en ? " / " : "", cmd->en ? gaps[i].en : "");
            say_value(cmd, "未核对", "not checked", line);
        }
    }
    say_number(cmd, "违规", "violations", report->count);
    return GI_OK;
}

gi_status audit_say_all(command *cmd, const audit_report *report, const gi_audit *audit,
                        const gi_audit_verdict *verdict, gi_error *err)
{
    gap gaps[GAPS];
    find_gaps(cmd, audit, verdict, gaps);
    if (report->count > 0) {
        cmd->exit = EXIT_NEGATIVE;
    } else if (gi_audit_count(audit).unknown_acts > 0) {
        cmd->exit = EXIT_CANNOT_TELL;
    }
    if (cmd->json) {
        return say_as_json(report, audit, verdict, gaps, err);
    }
    return report->csv ? say_csv(audit, err) : say_as_text(cmd, report, audit, verdict, gaps, err);
}
