/*
 * reply.h - hands a finished response to libmicrohttpd.
 */
#ifndef GI_WEB_REPLY_H
#define GI_WEB_REPLY_H

#include "web/http/inspect.h"
#include "web/http/press.h"

/* How an answer leaves. */
typedef struct gi_reply_manner {
    bool close;  /* the connection ends after it */
    bool secure; /* over TLS of our own: browsers are told to come back that way */
    gi_press *press;
} gi_reply_manner;

/* Adds the security headers and gzip, queues the answer and takes the memory of its body. */
enum MHD_Result gi_http_reply(struct MHD_Connection *connection, const gi_http_site *site,
                              const gi_http_request *request, gi_http_response *response,
                              const gi_reply_manner *manner);

#endif
