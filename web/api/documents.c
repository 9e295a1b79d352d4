/*
 * documents.c - what the API tells of the registry as a whole or of one batch.
 *
 * A batch shows what its page and the public log show, member by member: what is not named here
 * (lots, printing, what is left to be issued) is nobody else's business.
 */
#include "gi/lookup.h"
#include "gi/officer.h"
#include "gi/report.h"
#include "gi/verdict_json.h"
#include "web/api/api.h"

extern const char gi_asset_openapi[];
extern const size_t gi_asset_openapi_size;

static gi_status no_document(gi_error *err)
{
    return gi_fail(err, GI_WHY_NO_PAGE, "?");
}

/* ---- one batch ---- */

typedef struct batch_work {
    gi_bytes id;
    const gi_site *site;
    gi_json *row;
    gi_time as_of;
} batch_work;

static void set_day(gi_json *row, const char *name, gi_day day)
{
    if (day != 0) {
        gi_json_set_text(row, name, gi_day_text(day).text);
    }
}

static void set_facts(gi_json *row, const gi_batch_facts *facts)
{
    int64_t quantity = facts->undone > 0 ? 0 : facts->quantity;
    gi_json_set_text(row, "standard", facts->standard);
    gi_json_set_text(row, "grade_en", facts->grade_en);
    gi_json_set_text(row, "address", facts->address);
    gi_json_set_text(row, "place", facts->place);
    gi_json_set_text(row, "note", facts->note);
    gi_json_set_text(row, "sprays", facts->sprays_zh);
    gi_json_set_text(row, "conformity", facts->conformity_zh);
    gi_json_set_text(row, "state", facts->undone > 0 ? "taken_back" : "registered");
    gi_json_set_int(row, "quantity", quantity);
    gi_json_set_text(row, "quantity_text", gi_quantity_text(quantity, facts->unit).text);
    set_day(row, "picked_from", facts->picked_from);
    set_day(row, "picked_to", facts->picked_to);
    set_day(row, "made", facts->made);
    gi_json_remove(row, "net_text"); /* of a label, not of a batch */
}

static void set_links(gi_json *row, const gi_site *site, const char *id)
{
    GI_AUTO_BUF page = GI_BUF(GI_API_URL_MAX);
    GI_AUTO_BUF path = GI_BUF(GI_API_URL_MAX);
    GI_AUTO_BUF proof = GI_BUF(GI_API_URL_MAX);
    gi_buf_add_format(&page, "%sb/%s", site->about.base_url, id);
    gi_buf_add_format(&path, "/proof/%s.tlog-proof", id);
    gi_api_url(site, gi_buf_text(&path), &proof);
    gi_json_set_text(row, "page", gi_buf_text(&page));
    gi_json_set_text(row, "proof", gi_buf_text(&proof));
}

/* Lists of a batch have no end: the first GI_API_LIST_MAX and how many there are in all. */
static const struct {
    const char *name;
    const char *count;
} lists[] = {
    { "runs", "runs_count" },
    { "not_in_force", "not_in_force_count" },
    { "certificates", "certificates_count" },
    { "lab_reports", "lab_reports_count" },
};

static void set_first(gi_json *row, const char *name, const gi_json *all)
{
    gi_json *first = gi_json_array();
    size_t count = gi_json_count(all);
    for (size_t i = 0; i < count && i < GI_API_LIST_MAX; i++) {
        gi_json_push(first, gi_json_copy(gi_json_at(all, i)));
    }
    gi_json_set(row, name, first);
}

static gi_status set_report(gi_registry *registry, gi_json *row, gi_bytes id, gi_error *err)
{
    GI_AUTO(gi_json) report = NULL;
    GI_TRY(gi_report_batch(registry, id, &report, err));
    gi_json_set(row, "season", gi_json_copy(gi_json_get(report, "season")));
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        const gi_json *all = gi_json_get(report, lists[i].name);
        set_first(row, lists[i].name, all);
        gi_json_set_int(row, lists[i].count, (int64_t)gi_json_count(all));
    }
    return GI_OK;
}

static gi_status read_batch(gi_registry *registry, void *argument, gi_error *err)
{
    batch_work *work = argument;
    gi_batch_id id;
    gi_verdict verdict = { 0 };
    int offset = gi_registry_about(registry)->utc_offset_min;
    GI_TRY(gi_batch_id_parse(work->id, &id, err));
    GI_TRY(gi_lookup_batch(registry, work->id, &verdict, err));
    const char *text = verdict.batch.id_text;
    if (!verdict.has_batch) {
        return gi_fail(err, GI_WHY_NO_BATCH, "?");
    }
    GI_AUTO(gi_json) row = gi_verdict_json(text, &verdict, offset);
    set_facts(row, &verdict.batch);
    set_links(row, work->site, text);
    GI_TRY(set_report(registry, row, gi_bytes_of(text), err));
    gi_json_remove(row, "as_of");
    work->as_of = verdict.as_of;
    work->row = GI_TAKE(row);
    return GI_OK;
}

static gi_status answer_batch(const gi_site *site, const gi_http_request *request,
                              gi_http_response *response, gi_error *err)
{
    GI_AUTO_BUF id = GI_BUF(64);
    if (site->reader.read == NULL) {
        return no_document(err);
    }
    response->body.max = GI_API_BATCH_MAX;
    GI_TRY(gi_api_segment(request, &id, err));
    batch_work work = { .id = gi_buf_view(&id), .site = site };
    GI_TRY(site->reader.read(site->reader.context, read_batch, &work, err));
    GI_AUTO(gi_json) row = work.row;
    int offset = site->about.utc_offset_min;
    return gi_api_send(row, gi_time_text(work.as_of, offset).text, response, err);
}

gi_status gi_handle_api_batch(void *context, const gi_http_request *request,
                              gi_http_response *response, gi_error *err)
{
    return gi_api_answered(context, request, answer_batch(context, request, response, err), err,
                           response);
}

/* ---- kept documents ---- */

typedef struct kept_work {
    gi_kept *kept;
    gi_kept_name name;
    gi_kept_make make;
    gi_buf *body;
} kept_work;

static gi_status read_kept(gi_registry *registry, void *argument, gi_error *err)
{
    const kept_work *work = argument;
    return gi_kept_read(work->kept, work->name, registry, work->make, work->body, err);
}

static gi_status answer_kept(const gi_site *site, gi_kept_name name, gi_kept_make make,
                             gi_http_response *response, gi_error *err)
{
    if (site->reader.read == NULL || site->kept == NULL) {
        return no_document(err);
    }
    response->body.max = GI_KEPT_MAX;
    kept_work work = { site->kept, name, make, &response->body };
    GI_TRY(site->reader.read(site->reader.context, read_kept, &work, err));
    gi_http_tag(response, gi_buf_view(&response->body));
    response->type = "application/json";
    response->cache = "public, max-age=60";
    return GI_OK;
}

gi_status gi_handle_api_sums(void *context, const gi_http_request *request,
                             gi_http_response *response, gi_error *err)
{
    gi_status status = answer_kept(context, GI_KEPT_SUMS, gi_report_sums, response, err);
    return gi_api_answered(context, request, status, err, response);
}

gi_status gi_handle_api_keys(void *context, const gi_http_request *request,
                             gi_http_response *response, gi_error *err)
{
    gi_status status = answer_kept(context, GI_KEPT_KEYS, gi_jwks_make, response, err);
    response->type = "application/jwk-set+json";
    response->cache = "public, max-age=3600";
    return gi_api_answered(context, request, status, err, response);
}

/* ---- the description of all this ---- */

gi_status gi_handle_api_document(void *context, const gi_http_request *request,
                                 gi_http_response *response, gi_error *err)
{
    gi_bytes text = { (const uint8_t *)gi_asset_openapi, gi_asset_openapi_size };
    (void)err;
    (void)request;
    (void)context;
    gi_buf_add(&response->body, text);
    gi_http_tag(response, text);
    response->any_origin = true;
    response->type = "application/json";
    response->cache = "public, max-age=3600";
    return GI_OK;
}
