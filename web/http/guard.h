/*
 * guard.h - which requests are refused before anything else looks at them.
 *
 * libmicrohttpd 0.9.75 serves requests that two readers may understand differently (two
 * lengths, two hosts, NUL, folded lines, a header line without a name). The guard judges
 * plain facts about one request header, so every rule can be tested without a socket.
 */
#ifndef GI_WEB_GUARD_H
#define GI_WEB_GUARD_H

#include "web/http/http.h"

/* Collected in one walk over the header lines, in the first handler call. */
typedef struct gi_guard_facts {
    gi_http_method method;
    gi_bytes target;       /* raw; empty when it was too long to keep */
    size_t target_size;    /* as sent */
    unsigned lengths;      /* Content-Length lines */
    unsigned hosts;        /* Host lines */
    bool host_is_due;      /* HTTP/1.1 or later */
    unsigned transfers;    /* Transfer-Encoding lines */
    unsigned fields;       /* all header lines */
    bool length_is_number; /* 1..19 digits, nothing else */
    uint64_t length;       /* value of Content-Length, 0 without one */
    bool bad_name;         /* a name that is no RFC 9110 token */
    bool host_is_empty;    /* a Host line without a value */
    bool folded;           /* a line that was moved in memory: continued on the next line */
    size_t header_size;    /* bytes that libmicrohttpd read as the header */
    size_t canonical_size; /* bytes of "Name: value" CRLF lines made from what it reports */
    bool unusual_layout;   /* a line that is not exactly "Name: value" CRLF */
} gi_guard_facts;

typedef struct gi_guard_rule {
    const char *id;
    int status; /* HTTP code of the refusal; the connection closes after it */
    bool (*refuses)(const gi_guard_facts *facts);
} gi_guard_rule;

extern const gi_guard_rule gi_guard_rules[];
extern const size_t gi_guard_rule_count;

/* The first rule that refuses, or NULL. */
const gi_guard_rule *gi_guard_judge(const gi_guard_facts *facts);

#endif
