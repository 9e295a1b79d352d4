/*
 * site.h - a registry served as gitrace-serve would, and a client that keeps the raw answer.
 */
#ifndef GI_TESTS_LOG_SITE_H
#define GI_TESTS_LOG_SITE_H

#include "tests/support/registry.h"
#include "web/pool.h"

typedef struct site {
    gi_fixture *fixture; /* NULL when the registry is not founded */
    gi_pool *pool;
    gi_site pages;
    gi_http_server *server;
} site;

/* A founded registry with a batch, and one more act for each leaf up to size. */
void site_open(site *at, int64_t size);
/* The registry in dir, whatever it is. */
void site_open_dir(site *at, const char *dir);
void site_grow(site *at, int64_t size);
void site_close(site *at);

typedef struct reply {
    gi_buf raw;
    int code;
    gi_bytes body;
} reply;

/* One request on a connection of its own; lines are further header lines, each with CRLF. The
 * answer is valid until the next one; out starts as { 0 } and is cleared by reply_clear. */
void site_ask(const site *at, const char *method, const char *target, const char *lines,
              reply *out);
void reply_clear(reply *out);
#define AUTO_REPLY __attribute__((cleanup(reply_clear))) reply

/* The value of a header, "" when absent. */
const char *reply_header(const reply *at, const char *name, char out[256]);

#endif
