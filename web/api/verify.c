/*
 * verify.c - GET /api/v1/verify/<code>: the three answers for any code, number or batch ID.
 *
 * The verdict is that of `gitrace verify --json`. For the whole code of a label it also tells what
 * scans say; asking here is no scan, and a typed number shows no history.
 */
#include "gi/verdict_json.h"
#include "web/api/api.h"
#include "web/scan/scan.h"

enum { CODE_MAX = 512 };

static void set_time(gi_json *row, const char *name, gi_time moment, int offset)
{
    if (moment != 0) {
        gi_json_set_text(row, name, gi_time_text(moment, offset).text);
    }
}

/* The same as the page shows: how often and when, never from where. */
static gi_json *scans_of(const gi_unit_seen *seen, int offset)
{
    gi_json *row = gi_json_object();
    gi_json_set_int(row, "count", seen->count);
    gi_json_set_int(row, "openings", seen->openings);
    gi_json_set_text(row, "rule", seen->finding.rule == NULL ? "" : seen->finding.rule);
    set_time(row, "first", seen->first, offset);
    set_time(row, "last", seen->last, offset);
    set_time(row, "opened", seen->opened, offset);
    return row;
}

static bool look_at_scans(const gi_site *site, gi_verdict *verdict, gi_unit_seen *seen)
{
    bool asked = site->scans.of != NULL && gi_is_scannable(verdict);
    if (asked && site->scans.of(site->scans.context, verdict->unit, seen, NULL) == GI_OK) {
        bool found = verdict->copied == GI_COPIED_COPIED; /* by officers: no scan outweighs it */
        verdict->copied = found ? GI_COPIED_COPIED : seen->finding.value;
        return true;
    }
    return false;
}

static gi_status answer(const gi_site *site, const gi_http_request *request,
                        gi_http_response *response, gi_error *err)
{
    gi_unit_seen seen = { .count = 0 };
    gi_verdict verdict = { 0 };
    GI_AUTO_BUF code = GI_BUF(CODE_MAX);
    GI_TRY(gi_api_segment(request, &code, err));
    GI_TRY(site->look.look(site->look.context, gi_buf_view(&code), &verdict, err));
    int offset = site->about.utc_offset_min;
    bool counted = look_at_scans(site, &verdict, &seen);
    /* A code that is no UTF-8 is repeated as nothing: it was none of ours. */
    GI_AUTO(gi_json) given = gi_json_text(gi_buf_view(&code));
    GI_AUTO(gi_json)
    row = gi_verdict_json(given == NULL ? "" : gi_buf_text(&code), &verdict, offset);
    if (counted) {
        gi_json_set(row, "scans", scans_of(&seen, offset));
    }
    gi_json_remove(row, "as_of");
    return gi_api_send(row, gi_time_text(verdict.as_of, offset).text, response, err);
}

gi_status gi_handle_api_verify(void *context, const gi_http_request *request,
                               gi_http_response *response, gi_error *err)
{
    return gi_api_answered(context, request, answer(context, request, response, err), err,
                           response);
}
