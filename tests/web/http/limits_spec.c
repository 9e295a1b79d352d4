/* Deadlines and numbers of connections: by the wall clock, not by idling. */
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/spec.h"
#include "tests/web/http/client.h"
#include "tests/web/http/moments.h"

/* Sends one byte of text every pace_ms, over and over, until the server closes; how long that
 * took, at most 6 s. */
static int64_t dribble(int fd, const char *text, int pace_ms)
{
    int64_t start = now_ms();
    size_t size = strlen(text);
    for (size_t i = 0; now_ms() - start < 6000; i++) {
        struct pollfd wait = { .fd = fd, .events = POLLIN };
        client_send(fd, text + i % size, 1);
        if (poll(&wait, 1, pace_ms) > 0) {
            break;
        }
    }
    return now_ms() - start;
}

static gi_http_limits short_limits(void)
{
    gi_http_limits limits = gi_http_limits_default();
    limits.header_ms = 600;
    limits.request_ms = 600;
    return limits;
}

SPEC(a_header_that_dribbles_past_the_deadline_is_ended)
{
    served at;
    gi_http_limits limits = short_limits();
    served_open(&at, &limits);
    int fd = client_connect(&at);
    client_send(fd, "GET / HTTP/1.1\r\nA: ", 19);
    int64_t took = dribble(fd, "b", 40);
    EXPECT(took >= 500 && took < 3000);
    (void)close(fd);
    served_close(&at);
}

SPEC(a_connection_that_says_nothing_is_ended)
{
    served at;
    reply got;
    gi_http_limits limits = short_limits();
    served_open(&at, &limits);
    int fd = client_connect(&at);
    client_read(fd, 5000, &got);
    EXPECT(got.closed && got.size == 0);
    (void)close(fd);
    served_close(&at);
}

SPEC(a_second_request_that_dribbles_is_ended_as_well)
{
    served at;
    reply got;
    static const char raw[] = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
    gi_http_limits limits = short_limits();
    served_open(&at, &limits);
    int fd = client_connect(&at);
    client_send(fd, raw, sizeof raw - 1);
    client_read_one(fd, &got);
    EXPECT_INT(reply_code(&got), 200);
    client_send(fd, "GET / HTTP/1.1\r\nA: ", 19);
    EXPECT(dribble(fd, "b", 40) < 3000);
    (void)close(fd);
    served_close(&at);
}

SPEC(connections_past_the_limit_get_no_answer_before_others_end)
{
    served at;
    reply got;
    static const char raw[] = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
    gi_http_limits limits = gi_http_limits_default();
    int fd[8];
    limits.threads = 2;
    limits.connections = 4;
    served_open(&at, &limits);
    int answered = 0;
    for (int i = 0; i < 8; i++) {
        fd[i] = client_connect(&at);
    }
    for (int i = 0; i < 8; i++) {
        client_send(fd[i], raw, sizeof raw - 1);
    }
    for (int i = 0; i < 8; i++) {
        client_read(fd[i], i == 0 ? 400 : 10, &got); /* the others wait with the first */
        answered += reply_code(&got) == 200;
    }
    EXPECT(answered >= 1 && answered <= 4);
    for (int i = 0; i < 8; i++) {
        (void)close(fd[i]);
    }
    for (int tries = 0; answered > 0; tries++) { /* the server learns of it a moment later */
        EXPECT(tries < 200);
        int one = client_connect(&at);
        client_send(one, raw, sizeof raw - 1);
        client_read(one, 50, &got);
        answered = reply_code(&got) == 200 ? 0 : answered;
        (void)close(one);
    }
    served_close(&at);
}

SPEC(connections_past_the_limit_of_one_address_are_closed)
{
    served at;
    reply got;
    gi_http_limits limits = gi_http_limits_default();
    int fd[4];
    limits.address_connections = 2;
    served_open(&at, &limits);
    for (int i = 0; i < 4; i++) {
        fd[i] = client_connect(&at);
    }
    client_read(fd[3], 2000, &got);
    EXPECT(got.closed);
    for (int i = 0; i < 4; i++) {
        (void)close(fd[i]);
    }
    served_close(&at);
}
