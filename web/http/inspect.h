/*
 * inspect.h - what libmicrohttpd knows about a request, as facts for the guard.
 */
#ifndef GI_WEB_INSPECT_H
#define GI_WEB_INSPECT_H

#include <microhttpd.h>

#include "web/http/guard.h"

/* Walks the header lines once; method and version are the handler's own arguments. target is
 * the raw one, target_size its full length also when it was too long to keep. */
gi_guard_facts gi_http_inspect(struct MHD_Connection *connection, const char *method,
                               const char *version, gi_bytes target, size_t target_size);

/* A header value, "" when absent. */
gi_bytes gi_http_header(struct MHD_Connection *connection, const char *name);

#endif
