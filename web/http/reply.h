/*
 * reply.h - hands a finished response to libmicrohttpd.
 */
#ifndef GI_WEB_REPLY_H
#define GI_WEB_REPLY_H

#include "web/http/inspect.h"
#include "web/http/ready.h"

/* How an answer leaves. */
typedef struct gi_reply_manner {
    bool close;  /* the connection ends after it */
    bool secure; /* over TLS of our own: browsers are told to come back that way */
    gi_press *press;
} gi_reply_manner;

/* The body compressed where that is worth it; false: it stayed as it was. */
bool gi_http_press(gi_press *press, gi_buf *body);

/* All headers but those of the manner; coded: the body is gzip. */
void gi_http_add_headers(struct MHD_Response *out, const gi_http_site *site,
                         const gi_http_response *response, bool coded);
/* The entity tag, if there is one; weak when what is sent is gzip of what was tagged. */
void gi_http_add_tag(struct MHD_Response *out, const gi_http_response *response, bool gzip);
void gi_http_add_manner(struct MHD_Response *out, const gi_reply_manner *manner);

/* Queues one that is ready (ready.c); the caller goes on owning it. */
enum MHD_Result gi_http_ready_queue(struct MHD_Connection *connection, gi_http_ready *ready,
                                    const gi_reply_manner *manner);

/* Adds the security headers and gzip, queues the answer and takes the memory of its body. One that
 * is ready stays the caller's, who keeps it until it was sent. */
enum MHD_Result gi_http_reply(struct MHD_Connection *connection, const gi_http_site *site,
                              const gi_http_request *request, gi_http_response *response,
                              const gi_reply_manner *manner);

#endif
