/*
 * reply.h - hands a finished response to libmicrohttpd.
 */
#ifndef GI_WEB_REPLY_H
#define GI_WEB_REPLY_H

#include "web/http/gzip.h"
#include "web/http/inspect.h"

/* Adds the security headers and gzip, queues the answer and takes the memory of its body.
 * close ends the connection after it. */
enum MHD_Result gi_http_reply(struct MHD_Connection *connection, const gi_http_site *site,
                              const gi_http_request *request, gi_http_response *response,
                              bool close);

#endif
