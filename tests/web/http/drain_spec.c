/* A server that leaves while it is slow: whoever was accepted is answered. */
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/spec.h"
#include "tests/web/http/client.h"

/* libmicrohttpd takes ten at a time: these alone take longer than the grace of a second. */
enum { CLIENTS = 16, LOOK_MS = 130 };

static gi_status look_slowly(void *context, gi_bytes text, gi_verdict *out, gi_error *err)
{
    const struct timespec pause = { .tv_nsec = LOOK_MS * 1000000L };
    (void)text;
    (void)err;
    (void)nanosleep(&pause, NULL);
    *out = ((served *)context)->verdict;
    return GI_OK;
}

SPEC(a_slow_server_that_leaves_answers_all_that_it_accepted)
{
    static const char raw[] = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
    served at;
    reply got;
    int fd[CLIENTS];
    gi_http_limits limits = gi_http_limits_default();
    limits.threads = 1;
    served_open(&at, &limits);
    at.site.look = (gi_look){ look_slowly, &at };
    for (size_t i = 0; i < CLIENTS; i++) {
        fd[i] = client_connect(&at);
        client_send(fd[i], raw, sizeof raw - 1);
    }

    EXPECT_INT(gi_http_server_drain(at.server, 20000, true), 0);
    for (size_t i = 0; i < CLIENTS; i++) {
        client_read(fd[i], 2000, &got);
        EXPECT_INT(reply_code(&got), 200);
        (void)close(fd[i]);
    }
    served_close(&at);
}
