/*
 * Raw requests that two readers may understand differently: refused, closed, and nothing that
 * came behind them is ever served. Each row of the list of facts about libmicrohttpd 0.9.75.
 */
#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/http/client.h"

static const char behind[] = "GET /7777 HTTP/1.1\r\nHost: x\r\n\r\n";

/* Sends raw with a good request behind it; expects one answer with that code, then the end. */
static void expect_refused_bytes(const char *raw, size_t size, int code)
{
    served at;
    reply got;
    GI_AUTO_BUF all = GI_BUF(200000);
    served_open(&at, NULL);
    gi_buf_add(&all, (gi_bytes){ (const uint8_t *)raw, size });
    gi_buf_add_text(&all, behind);
    client_ask(&at, gi_buf_text(&all), all.size, &got);
    EXPECT_INT(reply_code(&got), code);
    EXPECT_INT(reply_count(&got), 1);
    EXPECT(got.closed);
    EXPECT_INT(at.looks, 0);
    served_close(&at);
}

static void expect_refused(const char *raw, int code)
{
    expect_refused_bytes(raw, strlen(raw), code);
}

SPEC(two_content_lengths_are_refused)
{
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n",
                   400);
}

SPEC(two_equal_content_lengths_are_refused)
{
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n"
                   "hello",
                   400);
}

SPEC(content_length_with_transfer_encoding_is_refused)
{
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
                   "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                   400);
}

SPEC(two_hosts_are_refused)
{
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400);
}

SPEC(a_missing_host_is_refused)
{
    expect_refused("GET / HTTP/1.1\r\nAccept: */*\r\n\r\n", 400);
}

SPEC(an_empty_host_is_refused)
{
    expect_refused("GET / HTTP/1.1\r\nHost: \r\n\r\n", 400);
}

SPEC(a_blank_between_host_and_colon_is_refused)
{
    expect_refused("GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400);
}

SPEC(an_unknown_transfer_encoding_is_refused_at_once)
{
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n", 411);
}

SPEC(a_chunked_body_is_refused)
{
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                   "5\r\nhello\r\n0\r\n\r\n",
                   411);
}

SPEC(a_chunked_body_on_get_is_refused)
{
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411);
}

SPEC(a_folded_transfer_encoding_is_refused)
{
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n chunked\r\n\r\n"
                   "0\r\n\r\n",
                   400);
}

SPEC(a_folded_line_is_refused)
{
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\nAccept: a\r\n b\r\n\r\n", 400);
}

SPEC(a_percent_zero_in_the_path_is_refused)
{
    expect_refused("GET /123%00b HTTP/1.1\r\nHost: x\r\n\r\n", 400);
}

SPEC(a_percent_zero_in_the_query_is_refused)
{
    expect_refused("GET /?q=1%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400);
}

SPEC(a_nul_in_the_target_is_refused)
{
    static const char raw[] = "GET /123\0b HTTP/1.1\r\nHost: x\r\n\r\n";
    expect_refused_bytes(raw, sizeof raw - 1, 400);
}

SPEC(a_nul_in_host_is_refused)
{
    static const char raw[] = "GET / HTTP/1.1\r\nHost: x\0.evil\r\n\r\n";
    expect_refused_bytes(raw, sizeof raw - 1, 400);
}

SPEC(a_nul_in_a_value_is_refused)
{
    static const char raw[] = "GET / HTTP/1.1\r\nHost: x\r\nAccept: a\0b\r\n\r\n";
    expect_refused_bytes(raw, sizeof raw - 1, 400);
}

SPEC(a_header_line_without_a_name_is_refused)
{
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\n: b\r\n"
                   "GET /666 HTTP/1.1\r\nHost: x\r\n\r\n",
                   400);
}

SPEC(a_header_name_that_is_no_token_is_refused)
{
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\nCont(ent: 1\r\n\r\n", 400);
}

SPEC(a_target_that_is_no_path_is_refused)
{
    expect_refused("GET http://x/1 HTTP/1.1\r\nHost: x\r\n\r\n", 400);
}

SPEC(a_target_with_raw_bytes_above_ascii_is_refused)
{
    expect_refused("GET /\xE8\x8C\xB6 HTTP/1.1\r\nHost: x\r\n\r\n", 400);
}

SPEC(a_body_on_get_is_refused)
{
    expect_refused("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", 400);
}

SPEC(a_body_on_head_is_refused)
{
    expect_refused("HEAD / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", 400);
}

/* Refused by libmicrohttpd itself, which writes its header twice; then it closes. */
SPEC(a_content_length_that_is_no_number_is_refused)
{
    served at;
    reply got;
    static const char raw[] = "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: +0\r\n\r\n"
                              "GET /7777 HTTP/1.1\r\nHost: x\r\n\r\n";
    served_open(&at, NULL);
    client_ask(&at, raw, sizeof raw - 1, &got);
    EXPECT_INT(reply_code(&got), 400);
    EXPECT(got.closed);
    EXPECT_INT(at.looks, 0);
    served_close(&at);
}

SPEC(a_body_far_past_the_limit_is_refused_before_it_is_read)
{
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6291457\r\n\r\n", 413);
    expect_refused("POST /report HTTP/1.1\r\nHost: x\r\nContent-Length: 33554433\r\n\r\n", 413);
    expect_refused("POST /h/000W003RJ0W HTTP/1.1\r\nHost: x\r\nContent-Length: 33554433\r\n\r\n",
                   413);
}

static void expect_refused_long(const char *head, size_t filling, const char *tail, int code)
{
    GI_AUTO_BUF raw = GI_BUF(100000);
    gi_buf_add_text(&raw, head);
    for (size_t i = 0; i < filling; i++) {
        gi_buf_add_byte(&raw, '1');
    }
    gi_buf_add_text(&raw, tail);
    expect_refused_bytes(gi_buf_text(&raw), raw.size, code);
}

SPEC(a_target_of_nine_kilobytes_is_refused)
{
    expect_refused_long("GET /", 9000, " HTTP/1.1\r\nHost: x\r\n\r\n", 414);
}

SPEC(a_target_one_byte_past_the_limit_is_refused)
{
    expect_refused_long("GET /", GI_HTTP_TARGET_MAX, " HTTP/1.1\r\nHost: x\r\n\r\n", 414);
}

SPEC(a_header_of_twenty_kilobytes_is_refused)
{
    expect_refused_long("GET / HTTP/1.1\r\nHost: x\r\nA: ", 20000, "\r\n\r\n", 431);
}

SPEC(a_header_past_the_memory_of_a_connection_is_refused)
{
    expect_refused_long("GET / HTTP/1.1\r\nHost: x\r\nA: ", 60000, "\r\n\r\n", 431);
}

SPEC(a_header_with_too_many_lines_is_refused)
{
    GI_AUTO_BUF raw = GI_BUF(100000);
    gi_buf_add_text(&raw, "GET / HTTP/1.1\r\nHost: x\r\n");
    for (int i = 0; i < GI_HTTP_FIELDS_MAX; i++) {
        gi_buf_add_text(&raw, "A: b\r\n");
    }
    gi_buf_add_text(&raw, "\r\n");
    expect_refused_bytes(gi_buf_text(&raw), raw.size, 431);
}

SPEC(a_post_is_answered_405_and_closes)
{
    expect_refused("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", 405);
}

SPEC(an_unknown_method_is_answered_405_and_closes)
{
    expect_refused("BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 405);
}

/* Each line one byte short of "Name: value": together they would make room for ": b". */
SPEC(a_line_without_a_name_cannot_hide_behind_short_lines)
{
    expect_refused("GET / HTTP/1.1\r\nHost:x\r\nA:b\r\nC:d\r\nE:f\r\nG:h\r\n: b\r\n"
                   "GET /666 HTTP/1.1\r\nHost: x\r\n\r\n",
                   400);
}

/* Served once, because nothing tells it from a good header, but what hides is never served. */
static void expect_one_answer(const char *raw)
{
    served at;
    reply got;
    served_open(&at, NULL);
    client_ask(&at, raw, strlen(raw), &got);
    EXPECT_INT(reply_count(&got), 1);
    EXPECT(got.closed);
    EXPECT_INT(at.looks, 1);
    served_close(&at);
}

SPEC(what_hides_behind_a_colon_as_long_as_the_blank_line_is_never_served)
{
    expect_one_answer("GET /1 HTTP/1.1\r\nHost: x\r\n:\nGET /7777 HTTP/1.1\r\nHost: x\r\n\r\n");
}
