/*
 * sums.c - the public sums of the ledger per product, season and grade: a table, JSON or CSV.
 *
 * The log alone gives the same (log_audit_say.c); what only the ledger knows stands in columns
 * behind those that both have.
 */
#include "core/commands/sums.h"

#include <string.h>

#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/report.h"

const option_rule sums_options[] = {
    { "csv", NULL, "以 CSV 输出，数量为毫单位", "as CSV, amounts in milli-units" },
    { NULL, NULL, NULL, NULL },
};

/* ---- CSV ---- */

static void add_cell(const gi_json *row, gi_bytes name, gi_buf *text)
{
    char member[32];
    if (name.size < sizeof member) {
        memcpy(member, name.data, name.size);
        member[name.size] = '\0';
        const gi_json *value = gi_json_get(row, member);
        if (value != NULL) {
            GI_AUTO_BUF cell = GI_BUF(256);
            say_cell(value, &cell);
            gi_buf_add(text, gi_buf_view(&cell));
        }
    }
}

static void add_row(const gi_json *row, const char *columns, gi_buf *text)
{
    for (const char *at = columns; at != NULL; at = strchr(at, ',')) {
        if (*at == ',') {
            gi_buf_add_byte(text, ',');
            at++;
        }
        const char *end = strchrnul(at, ',');
        add_cell(row, (gi_bytes){ (const uint8_t *)at, (size_t)(end - at) }, text);
    }
    gi_buf_add_byte(text, '\n');
}

gi_status say_sums_csv(const gi_json *sums, const gi_json *grades, const char *columns,
                       gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(64 * 1024 * 1024);
    gi_buf_add_format(&text, "%s\n", columns);
    for (size_t i = 0; i < gi_json_count(sums); i++) {
        add_row(gi_json_at(sums, i), columns, &text);
    }
    for (size_t i = 0; i < gi_json_count(grades); i++) {
        add_row(gi_json_at(grades, i), columns, &text);
    }
    GI_TRY(gi_buf_status(&text, "CSV", err));
    say_bytes(gi_buf_view(&text));
    return GI_OK;
}

/* ---- sums ---- */

static gi_status say_tables(const gi_json *sums, const gi_json *grades, gi_error *err)
{
    static const char *const by_season[] = { "product",     "season",      "allowed_text",
                                             "lapsed_text", "issued_text", "credited_text",
                                             "labels",      "in_force",    NULL };
    static const char *const by_grade[] = { "product",  "season",      "grade",
                                            "grade_zh", "issued_text", "credited_text",
                                            "labels",   "ended",       "not_activated",
                                            "recalled", "frozen",      "in_force",
                                            NULL };
    GI_TRY(say_table(sums, by_season, err));
    return gi_json_count(grades) > 0 ? say_table(grades, by_grade, err) : GI_OK;
}

gi_status run_sums(command *cmd, gi_error *err)
{
    GI_AUTO(gi_registry) registry = NULL;
    GI_AUTO(gi_json) report = NULL;
    GI_TRY(words_expect(cmd, 0, 0, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_READ, &registry, err));
    GI_TRY(gi_report_sums(registry, &report, err));
    const gi_json *sums = gi_json_get(report, "sums");
    const gi_json *grades = gi_json_get(report, "grades");
    if (option(cmd, "csv") != NULL) {
        return say_sums_csv(sums, grades, SUMS_COLUMNS ",not_activated,recalled,frozen,in_force",
                            err);
    }
    return cmd->json ? say_json(report, false, err) : say_tables(sums, grades, err);
}
