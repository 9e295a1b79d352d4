/*
 * handlers.h - what handlers of pages share: language, links, content type.
 */
#ifndef GI_WEB_HANDLERS_H
#define GI_WEB_HANDLERS_H

#include "web/pages/consumer/consumer.h"
#include "web/routes.h"

#define GI_VIEW_URL_MAX 4096

/* The language a page is asked for in. */
gi_language gi_asked_language(const gi_http_request *request);

/* Chooses language and size of text, and writes the links to the other ones into other_url, which
 * must outlive the view. */
gi_page_view gi_view_of(const gi_site *site, const gi_http_request *request, gi_buf *other_url);

void gi_set_page_type(gi_http_response *response, const gi_page_view *view);

#endif
