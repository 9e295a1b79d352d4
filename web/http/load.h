/*
 * load.h - how many requests are heard: from one address, and in all.
 *
 * Two token buckets: each request takes one token, tokens come back at the rate. Whoever finds
 * none is told how many seconds to wait, before anything else is done for him. In memory of a
 * fixed size; the address that was quiet longest makes room. It must never forget the total.
 */
#ifndef GI_WEB_LOAD_H
#define GI_WEB_LOAD_H

#include "web/http/http.h"

typedef struct gi_load gi_load;

/* Which limit was met: a row of gi_load_rules. */
typedef struct gi_load_rule {
    const char *name; /* for metrics: "address", "total" */
    int status;       /* HTTP code: 429 or 503 */
    int burst;        /* the bucket holds so many seconds of the rate */
} gi_load_rule;

extern const gi_load_rule gi_load_rules[];
extern const size_t gi_load_rule_count;

/* Requests a second from one address (IPv4, or a /64 of IPv6) and in all; 0 = no limit.
 * GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_load_create(unsigned address_rate, unsigned total_rate, gi_load **out,
                                    gi_error *err);
/* Takes NULL. */
void gi_load_destroy(gi_load *load);
GI_DEFINE_AUTO(gi_load, gi_load_destroy)

/*
 * Takes a token for a client at a moment of a clock that never goes back (microseconds). NULL: go
 * on. Else the rule that stands in the way, and *wait seconds until a token is there (1 or more).
 * A client of this machine itself (127.0.0.0/8, ::1, a local socket) meets the total only: it is
 * an operator's program, or a proxy that nobody named. Any thread.
 */
const gi_load_rule *gi_load_ask(gi_load *load, const gi_http_address *client, int64_t now_us,
                                int *wait);

/* A client of this machine itself: 127.0.0.0/8, ::1, or a local socket. */
bool gi_load_is_own(const gi_http_address *client);

/* How often each rule refused, in the order of the table. */
uint64_t gi_load_refused(const gi_load *load, size_t rule);

#endif
