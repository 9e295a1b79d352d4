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

static bool is_same_finding(const gi_copy_finding *a, const gi_copy_finding *b)
{
    return a->value == b->value && a->places == b->places && a->since == b->since &&
           strcmp(a->rule, b->rule) == 0;
}

/* All that may be shown of it. */
static bool is_same_seen(const gi_unit_seen *a, const gi_unit_seen *b)
{
    return a->count == b->count && a->places == b->places && a->first == b->first &&
           a->last == b->last && a->openings == b->openings && a->opened == b->opened &&
           a->held == b->held && a->dismissed == b->dismissed &&
           is_same_finding(&a->finding, &b->finding);
}

/* Of an answer made a while ago: kept on when nothing else was seen of its label since. Not for
 * long, for what no stamp tells (memo.h) must not grow old in it. */
static bool is_still_so(const gi_site *site, const gi_whole *whole, const gi_known_answer *kept)
{
    gi_unit_seen now;
    if (whole->at.now_ms - kept->made_ms >= GI_WHOLE_MS) {
        return false;
    }
    if (kept->scannable && site->scans.of != NULL &&
        (site->scans.of(site->scans.context, kept->scan.unit, &now, NULL) != GI_OK ||
         !is_same_seen(&now, &kept->seen))) {
        return false;
    }
    gi_known_keep_answer(site->known, &whole->at, key_of(whole), kept);
    return true;
}

static bool find(const gi_site *site, const gi_whole *whole, gi_known_answer *out)
{
    bool aged = false;
    if (!whole->at.usable ||
        !gi_known_answer_to(site->known, &whole->at, key_of(whole), out, &aged)) {
        return false;
    }
    if (aged && !is_still_so(site, whole, out)) {
        gi_http_ready_drop(out->ready);
        return false;
    }
    return true;
}

bool gi_whole_send(const gi_site *site, const gi_whole *whole, const gi_http_request *request,
                   gi_http_response *response)
{
    gi_known_answer kept;
    if (!find(site, whole, &kept)) {
        return false;
    }
    if (whole->counted && kept.scannable) {
        gi_scan scan = gi_scan_again(&kept.scan, request, whole->at.as_of);
        site->scans.add(site->scans.context, &scan);
    }
    gi_known_answered(site->known);
    gi_metrics_count_look(site->metrics, kept.issued);
    response->ready = kept.ready;
    return true;
}

/* Typed numbers and batches cost no verification and are seldom asked for again; a page that could
 * not tell what was seen may tell it the next time. Most codes are scanned once in a while. */
bool gi_whole_wanted(const gi_site *site, const gi_whole *whole, const gi_verdict *verdict,
                     const gi_page_view *view)
{
    bool same_minute = gi_known_minute(verdict->as_of) == gi_known_minute(whole->at.as_of);
    bool seen = site->scans.of == NULL || !gi_is_scannable(verdict) || view->seen != NULL;
    return whole->at.usable && verdict->asked == GI_ASKED_CODE && same_minute && seen &&
           gi_known_asked_again(site->known, key_of(whole));
}

void gi_whole_keep(const gi_site *site, const gi_whole *whole, const gi_http_request *request,
                   const gi_verdict *verdict, const gi_page_view *view, gi_http_response *response)
{
    if (response->body.failed != GI_OK) {
        return;
    }
    gi_known_answer fresh = { .issued = verdict->issued,
                              .made_ms = whole->at.now_ms,
                              .scannable = gi_is_scannable(verdict),
                              .scan = gi_scan_of(request, verdict) };
    if (view->seen != NULL) {
        fresh.seen = *view->seen;
    }
    fresh.ready = gi_http_ready_create(&site->http, response, gi_known_press(site->known),
                                       request->accepts_gzip);
    if (fresh.ready != NULL) {
        gi_known_keep_answer(site->known, &whole->at, key_of(whole), &fresh);
        response->ready = fresh.ready;
    }
}
