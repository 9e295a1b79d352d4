/*
 * whole.c - the key of a finished answer, and the two ends of keeping one (whole.h).
 *
 * All that a page shows must follow from its key and its moment; whoever lets it show more adds
 * that to the key. The target stands in it as it was sent: what a page takes from its query is
 * told apart without being named here.
 */
#include "web/whole.h"

#include <string.h>

#include "web/api/metrics.h"
#include "web/handlers.h"
#include "web/scan/scan.h"

/* A target too long for a key is answered afresh each time. */
static void write_key(const gi_http_request *request, gi_whole *out)
{
    const uint8_t manner[] = { (uint8_t)out->language, out->counted, request->accepts_gzip };
    gi_bytes target = request->target;
    if (target.size > sizeof out->key - sizeof manner) {
        out->at.usable = false;
        return;
    }
    memcpy(out->key, manner, sizeof manner);
    memcpy(out->key + sizeof manner, target.data, target.size);
    out->key_size = sizeof manner + target.size;
}

void gi_whole_ask(const gi_site *site, const gi_http_request *request, gi_whole *out)
{
    out->at = (gi_known_moment){ .usable = false };
    out->language = gi_asked_language(request);
    out->counted = site->scans.of != NULL && gi_why_no_scan(request) == NULL;
    if (site->known != NULL) {
        out->at = gi_known_now(site->known);
        write_key(request, out);
    }
}

static gi_bytes key_of(const gi_whole *whole)
{
    return (gi_bytes){ whole->key, whole->key_size };
}

bool gi_whole_send(const gi_site *site, const gi_whole *whole, const gi_http_request *request,
                   gi_http_response *response)
{
    gi_known_answer kept;
    if (!whole->at.usable || !gi_known_answer_to(site->known, &whole->at, key_of(whole), &kept)) {
        return false;
    }
    if (whole->counted && kept.scannable) {
        gi_scan scan = gi_scan_again(&kept.scan, request, whole->at.as_of);
        site->scans.add(site->scans.context, &scan);
    }
    gi_metrics_count_look(site->metrics, kept.issued);
    response->ready = kept.ready;
    return true;
}

/* Typed numbers and batches cost no verification and are seldom asked for again; a page that could
 * not tell what was seen may tell it the next time. */
static bool is_worth_keeping(const gi_site *site, const gi_whole *whole, const gi_verdict *verdict,
                             const gi_page_view *view)
{
    bool same_minute = gi_known_minute(verdict->as_of) == gi_known_minute(whole->at.as_of);
    bool seen = site->scans.of == NULL || !gi_is_scannable(verdict) || view->seen != NULL;
    return whole->at.usable && verdict->asked == GI_ASKED_CODE && same_minute && seen;
}

void gi_whole_keep(const gi_site *site, const gi_whole *whole, const gi_http_request *request,
                   const gi_verdict *verdict, const gi_page_view *view, gi_http_response *response)
{
    if (!is_worth_keeping(site, whole, verdict, view) || response->body.failed != GI_OK) {
        return;
    }
    gi_known_answer fresh = { .issued = verdict->issued,
                              .scannable = gi_is_scannable(verdict),
                              .scan = gi_scan_of(request, verdict) };
    fresh.ready = gi_http_ready_create(&site->http, response, gi_known_press(site->known),
                                       request->accepts_gzip);
    if (fresh.ready != NULL) {
        gi_known_keep_answer(site->known, &whole->at, key_of(whole), &fresh);
        response->ready = fresh.ready;
    }
}
