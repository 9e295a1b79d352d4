/*
 * opened_page.c - the key of such an answer, and the two ends of keeping one (opened_page.h).
 */
#include "web/opened_page.h"

#include <string.h>

#include "web/handlers.h"

enum { KEPT = 64, QUERY_MAX = 64, MINUTE_MS = 60000 };

static void hold(void *value)
{
    gi_http_ready **ready = value;
    (void)gi_http_ready_hold(*ready);
}

static void drop(void *value)
{
    gi_http_ready **ready = value;
    gi_http_ready_drop(*ready);
}

gi_status gi_opened_pages_create(gi_memo **out, gi_error *err)
{
    gi_memo *fresh;
    GI_TRY(gi_memo_create(KEPT, sizeof(gi_http_ready *), &fresh, err));
    gi_memo_own(fresh, hold, drop);
    *out = fresh;
    return GI_OK;
}

/* Facts of the batch itself stand under the stamp, with its number. */
static void write_key(const gi_http_request *request, const gi_verdict *verdict,
                      const gi_hidden_answer *answer, gi_opened_page *out)
{
    const int64_t numbers[] = { gi_asked_language(request),
                                request->accepts_gzip,
                                answer->outcome,
                                answer->outcome == GI_HIDDEN_FIRST ? 0 : answer->opened / MINUTE_MS,
                                verdict->asked,
                                verdict->good,
                                verdict->header.type,
                                verdict->header.flags,
                                verdict->net,
                                verdict->packed,
                                verdict->has_last,
                                verdict->has_last ? verdict->last : 0 };
    GI_AUTO_BUF key = GI_BUF(sizeof out->key);
    gi_buf_add(&key, (gi_bytes){ (const uint8_t *)numbers, sizeof numbers });
    gi_buf_add_text(&key, verdict->batch.id_text);
    gi_buf_add_byte(&key, '?');
    gi_buf_add(&key, request->query);
    out->at.usable = out->at.usable && key.failed == GI_OK;
    out->key_size = key.size;
    if (key.size > 0) {
        memcpy(out->key, key.data, key.size);
    }
}

void gi_opened_page_ask(const gi_site *site, const gi_http_request *request,
                        const gi_verdict *verdict, const gi_hidden_answer *answer,
                        gi_opened_page *out)
{
    bool opened = answer->outcome == GI_HIDDEN_FIRST || answer->outcome == GI_HIDDEN_AGAIN ||
                  answer->outcome == GI_HIDDEN_JUST_NOW;
    bool one_label = verdict->has_unit && verdict->has_batch && !verdict->has_package;
    out->at = (gi_known_moment){ .usable = false };
    if (opened && one_label && site->hidden.pages != NULL && request->query.size <= QUERY_MAX) {
        out->at = gi_known_now(site->known);
        write_key(request, verdict, answer, out);
    }
}

bool gi_opened_page_send(const gi_site *site, const gi_opened_page *page,
                         gi_http_response *response)
{
    gi_bytes key = { page->key, page->key_size };
    return page->at.usable && gi_memo_find(site->hidden.pages, key, &page->at.stamp,
                                           page->at.now_ms, &response->ready);
}

void gi_opened_page_keep(const gi_site *site, const gi_opened_page *page, bool gzip,
                         gi_http_response *response)
{
    gi_bytes key = { page->key, page->key_size };
    if (!page->at.usable || response->body.failed != GI_OK) {
        return;
    }
    gi_http_ready *ready =
        gi_http_ready_create(&site->http, response, gi_known_press(site->known), gzip);
    if (ready != NULL) {
        gi_memo_keep(site->hidden.pages, key, &page->at.stamp, page->at.now_ms, &ready);
        response->ready = ready;
    }
}
