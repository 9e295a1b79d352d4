/*
 * bundle_findings.c - labels that officers found to be copied, in a bundle (bundle.h). The table is
 * sent whole: it loses rows as findings are lifted.
 */
#include "core/lookup/bundle.h"
#include "core/lookup/bundle_cursor.h"

static gi_status add(void *context, const gi_finding_row *finding, gi_error *err)
{
    gi_json *row = gi_json_array();
    (void)err;
    gi_json_push_int(row, finding->key);
    gi_json_push_int(row, finding->first);
    gi_json_push_int(row, finding->count);
    gi_json_push_text(row, finding->why);
    gi_json_push_text(row, finding->who);
    gi_json_push_text(row, finding->batch);
    gi_json_push_int(row, finding->act);
    gi_json_push_int(row, finding->ts);
    gi_json_push(context, row);
    return GI_OK;
}

gi_status gi_bundle_add_findings(gi_db *db, gi_json *rows, gi_error *err)
{
    return gi_finding_each(db, add, rows, err);
}

gi_status gi_bundle_read_finding(const gi_json *row, gi_finding_row *out, gi_error *err)
{
    gi_cursor at = { .row = row };
    gi_finding_row finding = { .lifted = -1 };
    finding.key = (uint16_t)gi_cursor_int(&at, 1, UINT16_MAX);
    finding.first = (uint32_t)gi_cursor_int(&at, 1, UINT32_MAX);
    finding.count = (uint32_t)gi_cursor_int(&at, 1, (int64_t)UINT32_MAX - finding.first + 1);
    gi_cursor_text(&at, finding.why, sizeof finding.why);
    gi_cursor_text(&at, finding.who, sizeof finding.who);
    gi_cursor_text(&at, finding.batch, sizeof finding.batch);
    finding.act = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    finding.ts = gi_cursor_int(&at, 0, GI_JSON_INT_MAX);
    GI_TRY(gi_cursor_finish(&at, GI_TABLE_FINDINGS, err));
    *out = finding;
    return GI_OK;
}
