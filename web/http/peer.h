/*
 * peer.h - the client of one connection, as libmicrohttpd knows it.
 */
#ifndef GI_WEB_PEER_H
#define GI_WEB_PEER_H

#include <microhttpd.h>

#include "web/http/http.h"

/* The other end, or whom a trusted proxy speaks for. */
gi_http_address gi_http_peer(struct MHD_Connection *connection, const gi_http_limits *limits);

/* What a browser says when nobody looks at the page yet; "" else. */
gi_bytes gi_http_purpose(struct MHD_Connection *connection);

#endif
