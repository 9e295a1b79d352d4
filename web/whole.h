/*
 * whole.h - finished answers to codes, sent again to those who ask the same within a moment.
 *
 * The page of a code that many ask for at once is rendered and compressed once, until something
 * else was seen of its label, which is looked for every GI_SEEN_MS; each of those who ask is
 * counted as before. Nothing is sent that was not written
 * for the same question under the same stamp, with the same scans, openings and minute.
 */
#ifndef GI_WEB_WHOLE_H
#define GI_WEB_WHOLE_H

#include "web/known.h"
#include "web/pages/consumer/consumer.h"

/* No finished answer is sent longer than that. */
enum { GI_WHOLE_MS = 1000 };

/* One question: its moment, and all that its answer depends on beside the registry. */
typedef struct gi_whole {
    gi_known_moment at; /* not usable when nothing can be kept */
    gi_language language;
    bool counted; /* a person asks, where scans are counted */
    size_t key_size;
    uint8_t key[GI_MEMO_KEY_MAX];
} gi_whole;

/* Before anything is looked up, so that what is kept is never older than its moment. */
void gi_whole_ask(const gi_site *site, const gi_http_request *request, gi_whole *out);

/* Fills response with the finished answer and counts the scan; false: there is none. */
bool gi_whole_send(const gi_site *site, const gi_whole *whole, const gi_http_request *request,
                   gi_http_response *response);

/* Whether its answer is to be kept: it is one to a code that was asked for before. Once for each
 * question; view is that of its page. */
bool gi_whole_wanted(const gi_site *site, const gi_whole *whole, const gi_verdict *verdict,
                     const gi_page_view *view);

/* Finishes that answer, whose body is its own, and keeps it. */
void gi_whole_keep(const gi_site *site, const gi_whole *whole, const gi_http_request *request,
                   const gi_verdict *verdict, const gi_page_view *view, gi_http_response *response);

#endif
