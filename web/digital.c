/*
 * digital.c - the changes of a digital label: GET /l/BATCH (newest first, ?v= goes on below a
 * version) and /l/BATCH/VERSION, the text itself, whose SHA-256 stands in the log.
 */
#include "gi/batch_id.h"
#include "gi/text.h"
#include "web/handlers.h"

enum { SHOWN = 8, NUMBER_MAX = 24 };

typedef struct asking {
    gi_bytes batch;
    int64_t below;
    size_t limit;
    gi_buf *out; /* gi_digital_label, one after the other */
} asking;

static gi_status read_history(gi_registry *registry, void *argument, gi_error *err)
{
    const asking *ask = argument;
    return gi_digital_history(registry, ask->batch, ask->below, ask->limit, ask->out, err);
}

static gi_status ask_history(const gi_site *site, asking *ask, gi_error *err)
{
    if (site->reader.read == NULL) {
        return gi_fail(err, GI_WHY_NO_PAGE, "l/");
    }
    return site->reader.read(site->reader.context, read_history, ask, err);
}

/* "v=12": what stands below version 12; everything without it. */
static int64_t below_of(const gi_http_request *request)
{
    GI_AUTO_BUF text = GI_BUF(NUMBER_MAX);
    int64_t below = INT64_MAX;
    if (gi_http_field(request, "v", &text) && text.failed == GI_OK &&
        gi_text_int(gi_buf_view(&text), "v", 1, INT64_MAX - 1, &below, NULL) != GI_OK) {
        below = INT64_MAX;
    }
    return below;
}

static gi_digital_versions versions_in(const gi_buf *labels)
{
    size_t count = labels->size / sizeof(gi_digital_label);
    bool older = count > SHOWN;
    return (gi_digital_versions){ (const void *)labels->data, older ? SHOWN : count, older };
}

/* A batch of the ledger; its ID in *batch. */
static gi_status look_at(const gi_site *site, gi_bytes batch, gi_verdict *out, gi_error *err)
{
    gi_batch_id id;
    if (gi_batch_id_parse(batch, &id, NULL) != GI_OK) {
        return gi_fail(err, GI_WHY_NO_BATCH, "?");
    }
    GI_TRY(site->look.look(site->look.context, batch, out, err));
    return out->has_batch ? GI_OK : gi_fail(err, GI_WHY_NO_BATCH, gi_quote(batch).text);
}

gi_status gi_handle_digital(void *context, const gi_http_request *request,
                            gi_http_response *response, gi_error *err)
{
    const gi_site *site = context;
    gi_verdict verdict = { 0 };
    GI_AUTO_BUF labels = GI_BUF((SHOWN + 1) * sizeof(gi_digital_label));
    GI_AUTO_BUF other_url = GI_BUF(GI_VIEW_URL_MAX);
    asking ask = { .below = below_of(request), .limit = SHOWN + 1, .out = &labels };
    (void)gi_http_pattern_fits("*/l/{batch}", request->path, &ask.batch); /* or "" is no batch */
    GI_TRY(look_at(site, ask.batch, &verdict, err));
    GI_TRY(ask_history(site, &ask, err));
    gi_digital_versions versions = versions_in(&labels);
    if (versions.count == 0 && ask.below != INT64_MAX) { /* "none published" would be untrue */
        return gi_fail(err, GI_WHY_NO_PAGE, "l/");
    }
    gi_page_view view = gi_view_of(site, request, &other_url);
    gi_set_page_type(response, &view);
    gi_page_digital(&view, &verdict, &versions, &response->body);
    return GI_OK;
}

/* "/l/LSYW-26-00A3-001F-7/2": the segment before the last one, and the last one as a number. */
static bool read_path(gi_bytes path, gi_bytes *batch, int64_t *version)
{
    gi_bytes number = { NULL, 0 };
    if (!gi_http_pattern_fits("*/l/{batch}/{version}", path, &number) ||
        gi_text_int(number, "version", 1, INT64_MAX - 1, version, NULL) != GI_OK) {
        return false;
    }
    gi_bytes front = { path.data, path.size - number.size - 1 };
    return gi_http_pattern_fits("*/l/{batch}", front, batch);
}

gi_status gi_handle_digital_text(void *context, const gi_http_request *request,
                                 gi_http_response *response, gi_error *err)
{
    int64_t version = 0;
    GI_AUTO_BUF labels = GI_BUF(sizeof(gi_digital_label));
    asking ask = { .limit = 1, .out = &labels };
    gi_batch_id id;
    if (!read_path(request->path, &ask.batch, &version) ||
        gi_batch_id_parse(ask.batch, &id, NULL) != GI_OK) {
        return gi_fail(err, GI_WHY_NO_PAGE, "l/");
    }
    ask.below = version + 1;
    GI_TRY(ask_history(context, &ask, err));
    const gi_digital_label *label = (const void *)labels.data;
    if (labels.size == 0 || label->version != version) {
        return gi_fail(err, GI_WHY_NO_PAGE, "l/");
    }
    response->type = "application/json";
    gi_buf_add_text(&response->body, label->canonical);
    return GI_OK;
}
