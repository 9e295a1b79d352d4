/* How many requests are heard: buckets by address and in all, and what the others are told. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/spec.h"
#include "tests/web/http/client.h"
#include "web/http/load.h"

#define SECOND INT64_C(1000000)

static gi_http_address address_of(const char *text)
{
    gi_http_address out;
    EXPECT(gi_http_address_read(gi_bytes_of(text), &out));
    return out;
}

static gi_load *load_of(unsigned address_rate, unsigned total_rate)
{
    gi_error err = { 0 };
    gi_load *load = NULL;
    EXPECT_OK(gi_load_create(address_rate, total_rate, &load, &err));
    return load;
}

/* How many of count requests at one moment are heard. */
static int heard(gi_load *load, const char *client, int count, int64_t now)
{
    int good = 0;
    int wait = 0;
    gi_http_address address = address_of(client);
    for (int i = 0; i < count; i++) {
        good += gi_load_ask(load, &address, now, &wait) == NULL;
    }
    return good;
}

SPEC(an_address_may_burst_for_four_seconds_of_its_rate_and_then_has_to_wait)
{
    GI_AUTO(gi_load) load = load_of(5, 0);
    EXPECT_INT(heard(load, "192.0.2.1", 100, SECOND), 20);
    EXPECT_INT(heard(load, "192.0.2.1", 100, 2 * SECOND), 5);
    EXPECT_INT(heard(load, "192.0.2.1", 100, 100 * SECOND), 20);
    EXPECT_INT(heard(load, "192.0.2.2", 1, 100 * SECOND), 1);
    EXPECT_INT(heard(load, "192.0.2.2", 100, 103 * SECOND), 20);
}

SPEC(one_address_takes_nothing_from_another)
{
    GI_AUTO(gi_load) load = load_of(5, 0);
    EXPECT_INT(heard(load, "192.0.2.1", 100, SECOND), 20);
    EXPECT_INT(heard(load, "192.0.2.2", 100, SECOND), 20);
}

SPEC(a_slash_64_of_ipv6_counts_as_one_address)
{
    GI_AUTO(gi_load) load = load_of(5, 0);
    EXPECT_INT(heard(load, "2001:db8:0:1::1", 12, SECOND), 12);
    EXPECT_INT(heard(load, "2001:db8:0:1:ffff::2", 12, SECOND), 8);
    EXPECT_INT(heard(load, "2001:db8:0:2::1", 12, SECOND), 12);
}

SPEC(the_total_stops_those_who_have_many_addresses)
{
    GI_AUTO(gi_load) load = load_of(5, 50);
    int good = 0;
    for (int i = 1; i <= 200; i++) {
        char client[32];
        (void)snprintf(client, sizeof client, "192.0.2.%d", i);
        good += heard(load, client, 1, SECOND);
    }
    EXPECT_INT(good, 50);
    EXPECT_INT(gi_load_refused(load, 1), 150);
}

SPEC(a_refusal_names_the_seconds_after_which_one_is_heard)
{
    int wait = 0;
    GI_AUTO(gi_load) load = load_of(1, 0);
    gi_http_address client = address_of("192.0.2.1");
    EXPECT_INT(heard(load, "192.0.2.1", 9, SECOND), 4);
    const gi_load_rule *rule = gi_load_ask(load, &client, SECOND, &wait);
    EXPECT(rule != NULL && rule->status == 429);
    EXPECT_INT(wait, 1);
    EXPECT(gi_load_ask(load, &client, (1 + wait) * SECOND, &wait) == NULL);
}

SPEC(a_client_on_this_machine_meets_the_total_only)
{
    GI_AUTO(gi_load) load = load_of(5, 60);
    EXPECT_INT(heard(load, "127.0.0.1", 30, SECOND), 30);
    EXPECT_INT(heard(load, "::1", 100, SECOND), 30);
}

SPEC(a_rate_of_zero_is_no_limit)
{
    GI_AUTO(gi_load) load = load_of(0, 0);
    EXPECT_INT(heard(load, "192.0.2.1", 10000, SECOND), 10000);
}

SPEC(a_clock_that_stands_still_brings_no_tokens_and_overflows_nothing)
{
    GI_AUTO(gi_load) load = load_of(100000, 1000000);
    EXPECT_INT(heard(load, "192.0.2.1", 500000, 1), 400000);
    EXPECT_INT(heard(load, "192.0.2.1", 10, INT64_MAX), 10);
}

/* More addresses than places: the table stays as it is, and whoever comes new is heard. */
SPEC(a_flood_of_addresses_leaves_room_for_the_next)
{
    GI_AUTO(gi_load) load = load_of(1, 0);
    int wait = 0;
    for (uint32_t i = 0; i < 100000; i++) {
        gi_http_address client = address_of("2001:db8::");
        memcpy(client.bytes + 4, &i, sizeof i);
        EXPECT(gi_load_ask(load, &client, SECOND + i, &wait) == NULL);
    }
    EXPECT_INT(heard(load, "192.0.2.1", 9, 2 * SECOND), 4);
}

/* ---- over a socket: the client stands behind a proxy, whose own address is that of the test */

static gi_http_limits proxied_limits(unsigned address_rate, unsigned total_rate)
{
    gi_error err = { 0 };
    gi_http_limits limits = gi_http_limits_default();
    limits.address_rate = address_rate;
    limits.total_rate = total_rate;
    EXPECT_OK(gi_http_net_read(gi_bytes_of("127.0.0.1"), &limits.proxies[0], &err));
    limits.proxy_count = 1;
    return limits;
}

static void ask_as(int fd, const char *client, reply *out)
{
    char raw[256];
    int size = snprintf(raw, sizeof raw,
                        "GET /123 HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: %s\r\n\r\n", client);
    client_send(fd, raw, (size_t)size);
    client_read_one(fd, out);
}

SPEC(over_the_limit_429_comes_before_any_look_up_and_the_connection_stays)
{
    served at;
    reply got;
    char value[512];
    gi_http_limits limits = proxied_limits(1, 0);
    served_open(&at, &limits);
    int fd = client_connect(&at);
    for (int i = 0; i < 4; i++) {
        ask_as(fd, "192.0.2.1", &got);
        EXPECT_INT(reply_code(&got), 200);
    }
    ask_as(fd, "192.0.2.1", &got);
    EXPECT_INT(reply_code(&got), 429);
    EXPECT_TEXT(reply_header(&got, "Retry-After", value), "1");
    EXPECT(strstr(got.text, "这不说明标签的真假") != NULL);
    EXPECT_INT(at.looks, 4);
    ask_as(fd, "192.0.2.2", &got);
    EXPECT_INT(reply_code(&got), 200);
    EXPECT_INT(gi_http_server_refused(at.server, 0), 1);
    (void)close(fd);
    served_close(&at);
}

SPEC(over_the_total_503_says_when_to_come_back)
{
    served at;
    reply got;
    char value[512];
    gi_http_limits limits = proxied_limits(0, 1);
    served_open(&at, &limits);
    int fd = client_connect(&at);
    ask_as(fd, "192.0.2.1", &got);
    EXPECT_INT(reply_code(&got), 200);
    ask_as(fd, "192.0.2.2", &got);
    EXPECT_INT(reply_code(&got), 503);
    EXPECT_TEXT(reply_header(&got, "Retry-After", value), "1");
    EXPECT_INT(at.looks, 1);
    (void)close(fd);
    served_close(&at);
}

SPEC(over_the_limit_a_body_is_not_read)
{
    served at;
    reply got;
    gi_http_limits limits = proxied_limits(0, 1);
    static const char raw[] = "POST /t/h/000W003RJ0W HTTP/1.1\r\nHost: x\r\n"
                              "X-Forwarded-For: 192.0.2.1\r\nContent-Length: 400\r\n\r\n";
    served_open(&at, &limits);
    int fd = client_connect(&at);
    ask_as(fd, "192.0.2.1", &got);
    (void)close(fd);
    client_ask(&at, raw, sizeof raw - 1, &got);
    EXPECT_INT(reply_code(&got), 503);
    EXPECT(got.closed);
    served_close(&at);
}
