/*
 * Bodies sent raw to the form that takes one: two lengths, chunks and their tricks, bodies that
 * dribble, that are too long, too short, or awaited. What stands behind a body is never served.
 */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/spec.h"
#include "tests/web/http/client.h"
#include "tests/web/http/moments.h"

#define FORM "POST /t/h/000W003RJ0W HTTP/1.1\r\nHost: x\r\n"

static const char hidden_request[] = "GET /7777 HTTP/1.1\r\nHost: x\r\n\r\n";

/* Sends lines and body with a request behind them: one answer of that code, and the end. */
static void expect_one(const char *lines, const char *body, int code)
{
    served at;
    reply got;
    GI_AUTO_BUF raw = GI_BUF(70000);
    served_open(&at, NULL);
    gi_buf_add_format(&raw, FORM "%s\r\n%s%s", lines, body, hidden_request);
    client_ask(&at, gi_buf_text(&raw), raw.size, &got);
    EXPECT_INT(reply_code(&got), code);
    EXPECT_INT(reply_count(&got), 1);
    EXPECT(got.closed);
    EXPECT_INT(at.looks, code == 200 ? 1 : 0);
    served_close(&at);
}

SPEC(a_posted_form_is_answered_once_and_what_stands_behind_it_never)
{
    expect_one("Content-Length: 15\r\n", "hidden=AQ786Y6X", 200);
}

/* The codes of both answers that two forms on one connection get. */
static void ask_twice(const char *lines, const char *body, reply *first, reply *second)
{
    served at;
    GI_AUTO_BUF raw = GI_BUF(1000);
    served_open(&at, NULL);
    gi_buf_add_format(&raw, FORM "%sContent-Length: %zu\r\n\r\n%s", lines, strlen(body), body);
    int fd = client_connect(&at);
    client_send(fd, gi_buf_text(&raw), raw.size);
    client_read_one(fd, first);
    client_send(fd, gi_buf_text(&raw), raw.size);
    client_read_one(fd, second);
    (void)close(fd);
    served_close(&at);
}

SPEC(a_form_that_was_read_whole_leaves_its_connection_open)
{
    reply first;
    reply second;
    ask_twice("", "hidden=AQ786Y6X", &first, &second);
    EXPECT_INT(reply_code(&first), 200);
    EXPECT_INT(reply_code(&second), 200);
}

/* They might be lines of a header that was ended too early, and the body be still to come. */
SPEC(a_body_with_ends_of_lines_ends_its_connection)
{
    static const char *const bodies[] = { "hidden=A\nB", "hidden=A\rB", "\r\n" };
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        reply first;
        reply second;
        ask_twice("", bodies[i], &first, &second);
        EXPECT_INT(reply_code(&first), 200);
        EXPECT(second.closed && second.size == 0);
    }
}

/* Of one that was thrown away nobody looked at what it holds. */
SPEC(a_body_that_was_too_long_ends_its_connection_although_all_of_it_came)
{
    static const char raw[] = "POST /report HTTP/1.1\r\nHost: x\r\nContent-Length: 6291457\r\n\r\n";
    static const char body[GI_HTTP_BODY_MAX + 1];
    served at;
    reply got;
    served_open(&at, NULL);
    int fd = client_connect(&at);
    client_send(fd, raw, sizeof raw - 1);
    client_send(fd, body, sizeof body);
    client_read_one(fd, &got);
    EXPECT_INT(reply_code(&got), 413);
    client_send(fd, hidden_request, sizeof hidden_request - 1);
    client_read_one(fd, &got);
    EXPECT(got.closed && got.size == 0);
    (void)close(fd);
    served_close(&at);
}

/* ":" LF has the size of a blank line, and ends the header here but nowhere else. */
SPEC(a_request_sent_as_the_body_of_a_header_ended_early_is_not_served)
{
    static const char raw[] = FORM "Content-Length: 2\r\n:\n\r\n";
    served at;
    reply got;
    served_open(&at, NULL);
    int fd = client_connect(&at);
    client_send(fd, raw, sizeof raw - 1);
    client_read_one(fd, &got);
    client_send(fd, hidden_request, sizeof hidden_request - 1);
    client_read(fd, 500, &got);
    EXPECT_INT(reply_count(&got), 0);
    EXPECT(at.looks <= 1);
    (void)close(fd);
    served_close(&at);
}

SPEC(two_lengths_of_a_body_are_refused)
{
    expect_one("Content-Length: 15\r\nContent-Length: 46\r\n", "hidden=AQ786Y6X", 400);
}

SPEC(a_length_and_chunks_are_refused)
{
    expect_one("Content-Length: 15\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", 400);
}

SPEC(chunks_and_a_length_behind_them_are_refused)
{
    expect_one("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "0\r\n\r\n", 400);
}

SPEC(every_spelling_of_chunked_is_refused_before_the_body)
{
    static const char *const spellings[] = {
        "chunked",  "Chunked",   "chunked, chunked", "gzip, chunked",
        "identity", "\tchunked", "\"chunked\"",
    };
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        char lines[128];
        (void)snprintf(lines, sizeof lines, "Transfer-Encoding: %s\r\n", spellings[i]);
        expect_one(lines, "f\r\nhidden=AQ786Y6X\r\n0\r\n\r\n", 411);
    }
}

SPEC(a_chunk_whose_extension_ends_with_a_line_feed_hides_nothing)
{
    expect_one("Transfer-Encoding: chunked\r\n", "2;x\nxx\r\n0\r\n\r\n", 411);
}

SPEC(a_chunk_of_the_largest_size_hangs_nothing)
{
    expect_one("Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\nx", 411);
}

SPEC(a_chunk_with_a_trailer_names_no_length)
{
    expect_one("Transfer-Encoding: chunked\r\n", "0\r\nContent-Length: 5\r\n\r\n", 411);
}

/* Refused by libmicrohttpd itself, which writes its header twice; then it closes. */
SPEC(a_length_that_is_no_plain_number_is_refused)
{
    static const char *const lengths[] = { "-1", "+15", "0xf", "15 5", "15, 15" };
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        served at;
        reply got;
        GI_AUTO_BUF raw = GI_BUF(1000);
        served_open(&at, NULL);
        gi_buf_add_format(&raw, FORM "Content-Length: %s\r\n\r\nhidden=AQ786Y6X%s", lengths[i],
                          hidden_request);
        client_ask(&at, gi_buf_text(&raw), raw.size, &got);
        EXPECT_INT(reply_code(&got), 400);
        EXPECT(got.closed);
        EXPECT_INT(at.looks, 0);
        served_close(&at);
    }
}

/* Its bytes are thrown away, so that a browser is there to read why. */
SPEC(a_form_one_byte_past_its_route_is_refused)
{
    char body[514];
    memset(body, 'x', 513);
    body[513] = '\0';
    expect_one("Content-Length: 513\r\n", body, 413);
}

SPEC(a_form_past_every_limit_is_refused_unread)
{
    expect_one("Content-Length: 9223372036854775807\r\n", "", 413);
}

SPEC(a_body_for_a_page_that_takes_none_is_refused_unread)
{
    served at;
    reply got;
    static const char raw[] = "POST /b/LSYW-26-00A3-001F-7 HTTP/1.1\r\nHost: x\r\n"
                              "Content-Length: 500\r\n\r\n";
    served_open(&at, NULL);
    client_ask(&at, raw, sizeof raw - 1, &got);
    EXPECT_INT(reply_code(&got), 405);
    EXPECT(got.closed);
    served_close(&at);
}

/* The interim answer comes, then the body is taken. */
SPEC(a_client_that_waits_for_100_is_told_to_go_on)
{
    served at;
    reply got;
    static const char head[] = FORM "Content-Length: 15\r\nExpect: 100-continue\r\n\r\n";
    served_open(&at, NULL);
    int fd = client_connect(&at);
    client_send(fd, head, sizeof head - 1);
    client_read(fd, 400, &got);
    EXPECT_INT(reply_code(&got), 100);
    client_send(fd, "hidden=AQ786Y6X", 15);
    client_read_one(fd, &got);
    EXPECT_INT(reply_code(&got), 200);
    (void)close(fd);
    served_close(&at);
}

SPEC(a_client_that_waits_with_a_body_too_long_is_refused_instead)
{
    served at;
    reply got;
    static const char head[] = FORM "Content-Length: 600\r\nExpect: 100-continue\r\n\r\n";
    served_open(&at, NULL);
    client_ask(&at, head, sizeof head - 1, &got);
    EXPECT_INT(reply_code(&got), 413);
    EXPECT_INT(reply_count(&got), 1);
    served_close(&at);
}

/* One byte every 40 ms, up to 6 s; how long the server bore it. */
static int64_t dribble(int fd)
{
    int64_t start = now_ms();
    while (now_ms() - start < 6000) {
        struct pollfd wait = { .fd = fd, .events = POLLIN };
        client_send(fd, "x", 1);
        if (poll(&wait, 1, 40) > 0) {
            break;
        }
    }
    return now_ms() - start;
}

SPEC(a_body_that_dribbles_past_its_deadline_is_ended_unanswered)
{
    served at;
    static const char head[] = FORM "Content-Length: 500\r\n\r\n";
    gi_http_limits limits = gi_http_limits_default();
    limits.request_ms = 600;
    served_open(&at, &limits);
    int fd = client_connect(&at);
    client_send(fd, head, sizeof head - 1);
    int64_t took = dribble(fd);
    EXPECT(took >= 500 && took < 3000);
    EXPECT_INT(at.looks, 0);
    (void)close(fd);
    served_close(&at);
}

SPEC(a_body_cut_short_is_never_looked_at)
{
    served at;
    reply got;
    static const char raw[] = FORM "Content-Length: 400\r\n\r\nhidden=AQ786Y6X";
    served_open(&at, NULL);
    int fd = client_connect(&at);
    client_send(fd, raw, sizeof raw - 1);
    (void)close(fd);
    client_ask(&at, "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 52, &got);
    EXPECT_INT(reply_code(&got), 200);
    EXPECT_INT(at.looks, 1);
    served_close(&at);
}
