/*
 * fetch.h - one HTTP request to somebody who is not trusted: bounded in time and in bytes.
 *
 * Private to core. http and https only; no redirects, no proxy from the environment, no
 * cookies, no credentials in URLs. An answer of the server is a success whatever its status
 * says: judging it is for the caller. Nothing of ours is sent but the path and the body.
 */
#ifndef GI_CORE_LOG_FETCH_H
#define GI_CORE_LOG_FETCH_H

#include "gi/bytes.h"

/* Keeps connections open from request to request. Belongs to one thread at a time; threads
 * open their own. */
typedef struct gi_fetcher gi_fetcher;

GI_CHECKED gi_status gi_fetcher_open(gi_fetcher **out, gi_error *err);
/* Takes NULL. */
void gi_fetcher_close(gi_fetcher *fetcher);
GI_DEFINE_AUTO(gi_fetcher, gi_fetcher_close)

/* What one request may cost. Name look-up, TLS, a server that dribbles: all of it counts. */
typedef struct gi_fetch_limit {
    int64_t ms;    /* by the clock on the wall, from start to last byte; at least 1 */
    int64_t bytes; /* of the answer's body, after gzip was undone */
} gi_fetch_limit;

/*
 * Asks and appends the body of the answer to out; *status is the HTTP status (200, 404 ...).
 * gzip is undone. On failure out holds nothing new. post sends body as text/plain.
 *
 * GI_INVALID  bad-url: not http or https, a user name in it, or no URL at all
 * GI_IO       unreachable (name, connection, TLS, cut off or no HTTP), fetch-slow, fetch-big
 */
GI_CHECKED gi_status gi_fetch_get(gi_fetcher *fetcher, const char *url, gi_fetch_limit limit,
                                  int *status, gi_buf *out, gi_error *err);
GI_CHECKED gi_status gi_fetch_post(gi_fetcher *fetcher, const char *url, gi_bytes body,
                                   gi_fetch_limit limit, int *status, gi_buf *out, gi_error *err);

/* Is this a URL that the calls above would take? For configurations. GI_INVALID bad-url */
GI_CHECKED gi_status gi_fetch_check(const char *url, gi_error *err);

#endif
