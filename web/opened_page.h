/*
 * opened_page.h - answers to right hidden codes, kept for the other labels of their print run.
 *
 * Such a page names no label: what it shows follows from the run, what came of the opening, and
 * the minute of the first one. Whoever lets it show more adds that to the key.
 */
#ifndef GI_WEB_OPENED_PAGE_H
#define GI_WEB_OPENED_PAGE_H

#include "web/known.h"
#include "web/memo.h"
#include "web/pages/consumer/consumer.h"

/* Memory for some of them. GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_opened_pages_create(gi_memo **out, gi_error *err);

/* One question: what is kept under it. */
typedef struct gi_opened_page {
    gi_known_moment at; /* not usable: nothing is found or kept */
    size_t key_size;
    uint8_t key[GI_MEMO_KEY_MAX];
} gi_opened_page;

/* answer is of a label that was opened, by that very request. */
void gi_opened_page_ask(const gi_site *site, const gi_http_request *request,
                        const gi_verdict *verdict, const gi_hidden_answer *answer,
                        gi_opened_page *out);

/* Answers with the kept page; false: there is none. */
bool gi_opened_page_send(const gi_site *site, const gi_opened_page *page,
                         gi_http_response *response);

/* Keeps the finished page that is in response, and answers with it. */
void gi_opened_page_keep(const gi_site *site, const gi_opened_page *page, bool gzip,
                         gi_http_response *response);

#endif
