/*
 * fetched.h - one request through a fetcher of its own, and what came of it.
 */
#ifndef GI_TESTS_WITNESS_FETCHED_H
#define GI_TESTS_WITNESS_FETCHED_H

#include "core/log/fetch.h"

enum { PATIENT_MS = 5000, HASTY_MS = 250, SMALL = 1000 };

typedef struct fetched {
    gi_status status;
    gi_error err;
    int code;
    char body[2 * SMALL];
    int64_t ms;
} fetched;

/* A GET, or a POST of body; at most SMALL bytes are taken and ms waited. */
void fetch_from(const char *url, const char *body, int64_t ms, fetched *out);

#endif
