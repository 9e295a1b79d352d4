/*
 * log_handlers.c - the public log over HTTP: what is kept how long, by whom, in which coding.
 *
 * The paths below /log/ are those of an export (gi/publish.h), in their one spelling; proofs
 * and the bundle for devices stand beside it. All of it may be read by scripts of any site.
 */
#include <string.h>

#include "gi/text.h"
#include "web/known.h"
#include "web/log/bundle_file.h"
#include "web/routes.h"

typedef struct treatment {
    const char *type;
    const char *cache;
    bool dense;
} treatment;

static const char octets[] = "application/octet-stream";
static const char forever[] = "public, max-age=31536000, immutable";

static const treatment treatments[] = {
    [GI_PUBLISH_TEXT] = { "text/plain; charset=utf-8", "no-cache", true },
    [GI_PUBLISH_HASHES] = { octets, forever, true },
    [GI_PUBLISH_ENTRIES] = { octets, forever, false },
};

static gi_status no_page(gi_error *err)
{
    return gi_fail(err, GI_WHY_NO_PAGE, "?");
}

/* ---- finished tiles ---- */

/* A tile that is asked for, its moment, and the key under which it is kept. */
typedef struct asked_tile {
    gi_known_moment at; /* not usable: nothing is kept */
    size_t size;
    uint8_t key[GI_MEMO_KEY_MAX];
} asked_tile;

/* Fills response with the finished answer; false: there is none. Who names a tag is answered afresh
 * and may hear 304. */
static bool send_again(const gi_site *site, const gi_http_request *request, asked_tile *out,
                       gi_http_response *response)
{
    enum { NO_PAGE = 0xFE }; /* where pages have their language (web/whole.c) */
    gi_known_answer kept;
    bool aged = false;
    gi_bytes target = request->target;
    out->at = (gi_known_moment){ .usable = false };
    if (site->known == NULL || request->if_none_match.size > 0 || target.size >= sizeof out->key) {
        return false;
    }
    out->at = gi_known_now(site->known);
    out->key[0] = NO_PAGE;
    memcpy(out->key + 1, target.data, target.size);
    out->size = target.size + 1;
    if (!gi_known_answer_to(site->known, &out->at, (gi_bytes){ out->key, out->size }, &kept,
                            &aged)) {
        return false;
    }
    response->ready = kept.ready;
    return true;
}

static void keep_tile(const gi_site *site, const asked_tile *asked, gi_http_response *response)
{
    gi_known_answer fresh = { .scannable = false };
    if (!asked->at.usable || response->body.failed != GI_OK) {
        return;
    }
    fresh.ready = gi_http_ready_create(&site->http, response, gi_known_press(site->known), false);
    if (fresh.ready != NULL) {
        gi_known_keep_answer(site->known, &asked->at, (gi_bytes){ asked->key, asked->size },
                             &fresh);
        response->ready = fresh.ready;
    }
}

/* ---- files ---- */

static gi_status serve(const gi_site *site, gi_bytes file, gi_publish_kind *kind,
                       gi_http_response *response, gi_error *err)
{
    gi_error why = { 0 };
    const gi_publisher *publisher = &site->publisher;
    response->any_origin = true;
    response->body.max = GI_PUBLISH_MAX;
    if (publisher->read == NULL) {
        return no_page(err);
    }
    gi_status status = publisher->read(publisher->context, file, &response->body, kind, &why);
    if (status != GI_OK) {
        /* A log that is not founded yet has no files: nothing is wrong with the request. */
        *err = why;
        return why.why == GI_WHY_NOT_FOUNDED ? no_page(err) : status;
    }
    response->type = treatments[*kind].type;
    response->cache = treatments[*kind].cache;
    response->dense = treatments[*kind].dense;
    gi_http_tag(response, gi_buf_view(&response->body));
    return GI_OK;
}

gi_status gi_handle_log(void *context, const gi_http_request *request, gi_http_response *response,
                        gi_error *err)
{
    gi_bytes file = { NULL, 0 };
    gi_bytes proof = { NULL, 0 };
    bool fits = gi_http_pattern_fits("/log/{rest}", request->path, &file);
    /* A proof has one address, and it is not this one. */
    if (!fits || gi_http_pattern_fits("/log/proof/{rest}", request->path, &proof)) {
        response->any_origin = true;
        return no_page(err);
    }
    gi_publish_kind kind = GI_PUBLISH_TEXT;
    asked_tile asked;
    if (send_again(context, request, &asked, response)) {
        return GI_OK;
    }
    GI_TRY(serve(context, file, &kind, response, err));
    if (kind == GI_PUBLISH_HASHES) {
        keep_tile(context, &asked, response);
    }
    return GI_OK;
}

gi_status gi_handle_proof(void *context, const gi_http_request *request, gi_http_response *response,
                          gi_error *err)
{
    gi_bytes file = request->path;
    gi_publish_kind kind = GI_PUBLISH_TEXT;
    return serve(context, (gi_bytes){ file.data + 1, file.size - 1 }, &kind, response, err);
}

/* The field since of the query, a size of the log; absent and 0 ask for the whole bundle. */
static gi_status read_since(const gi_http_request *request, int64_t *out, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(GI_HTTP_TARGET_MAX);
    *out = 0;
    if (!gi_http_field(request, "since", &text)) {
        return GI_OK;
    }
    GI_TRY(gi_buf_status(&text, "since", err));
    return gi_text_int(gi_buf_view(&text), "since", 0, INT64_MAX, out, err);
}

gi_status gi_handle_bundle(void *context, const gi_http_request *request,
                           gi_http_response *response, gi_error *err)
{
    int64_t since = 0;
    const gi_site *site = context;
    response->any_origin = true;
    if (site->bundle == NULL) {
        return no_page(err);
    }
    GI_TRY(read_since(request, &since, err));
    GI_TRY(gi_bundle_file_serve(site->bundle, since, request->accepts_gzip, response, err));
    response->type = octets;
    response->cache = "no-cache";
    response->dense = true;
    return GI_OK;
}
