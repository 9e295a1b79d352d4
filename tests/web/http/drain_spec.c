/* A server that leaves: whoever was accepted is answered, also when it is slow, and whoever comes
 * while it looks whether anybody waits in the queue. */
#include <arpa/inet.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/support/spec.h"
#include "tests/web/http/client.h"
#include "tests/web/http/moments.h"

/* libmicrohttpd takes ten at a time: these alone take longer than the grace of a second. */
enum { CLIENTS = 16, LOOK_MS = 130 };

static gi_status look_slowly(void *context, gi_bytes text, gi_verdict *out, gi_error *err)
{
    (void)text;
    (void)err;
    pause_ms(LOOK_MS);
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

/* As drain.c has it: the queue is empty when it stays so for that long. */
enum { QUIET_MS = 50, LATE_MS = 10 };

/* A client who comes when the server leaves already, and whether it was taken in and answered. */
typedef struct late {
    served *at;
    atomic_bool goes; /* the server leaves */
    int64_t began_ms;
    int64_t connected_ms; /* or was refused */
    bool taken;
    reply got;
} late;

static void *come_late(void *context)
{
    static const char raw[] = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
    late *client = context;
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons(gi_http_server_port(client->at->server)),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    while (!atomic_load(&client->goes)) {
        (void)sched_yield();
    }
    pause_ms(LATE_MS);
    client->taken = connect(fd, (const struct sockaddr *)&to, sizeof to) == 0;
    client->connected_ms = now_ms();
    if (client->taken) {
        client_send(fd, raw, sizeof raw - 1);
        client_read(fd, 2000, &client->got);
    }
    (void)close(fd);
    return NULL;
}

/* A machine that is busy may let it come later than that: then nothing was promised. */
SPEC(who_comes_while_the_queue_is_watched_is_answered)
{
    static late client;
    served at;
    pthread_t thread;
    served_open(&at, NULL);
    client = (late){ .at = &at };
    EXPECT_INT(pthread_create(&thread, NULL, come_late, &client), 0);
    client.began_ms = now_ms();
    atomic_store(&client.goes, true);
    (void)gi_http_server_drain(at.server, 5000, true);
    (void)pthread_join(thread, NULL);
    if (client.connected_ms - client.began_ms < QUIET_MS) {
        EXPECT(client.taken);
        EXPECT_INT(reply_code(&client.got), 200);
    }
    served_close(&at);
}
