/* Who asks: addresses and what trusted proxies say (web/http/client.c). */
#include <string.h>

#include "tests/support/spec.h"
#include "web/http/client.h"

static gi_http_address address(const char *text)
{
    gi_http_address out = { { 0 } };
    EXPECT(gi_http_address_read(gi_bytes_of(text), &out));
    return out;
}

static bool reads(const char *text)
{
    gi_http_address out;
    return gi_http_address_read(gi_bytes_of(text), &out);
}

static bool same(gi_http_address one, const char *other)
{
    gi_http_address wanted = address(other);
    return memcmp(one.bytes, wanted.bytes, sizeof one.bytes) == 0;
}

static gi_http_net net(const char *text)
{
    gi_error err = { 0 };
    gi_http_net out = { .bits = 0 };
    EXPECT_OK(gi_http_net_read(gi_bytes_of(text), &out, &err));
    return out;
}

static gi_http_address client(const char *peer, const char *forwarded)
{
    const gi_http_net proxies[] = { net("127.0.0.1"), net("10.0.0.0/8"), net("2001:db8::/32") };
    gi_http_address from = address(peer);
    return gi_http_client_of(&from, gi_bytes_of(forwarded), proxies, 3);
}

SPEC(addresses_are_read_with_and_without_port)
{
    EXPECT(same(address("192.0.2.1:443"), "192.0.2.1"));
    EXPECT(same(address("[2001:db8::1]:443"), "2001:db8::1"));
    EXPECT(same(address("[2001:db8::1]"), "2001:db8::1"));
    EXPECT(same(address("::ffff:192.0.2.1"), "192.0.2.1"));
}

SPEC(what_is_no_address_is_not_read)
{
    static const char *const bad[] = { "",           "unknown",          "192.0.2.256",  "192.0.2",
                                       "192.0.2.1:", "192.0.2.1:123456", "[2001:db8::1", "[]",
                                       "[::1]x",     "192.0.2.1 ",       "_hidden",      "1:2" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        EXPECT(!reads(bad[i]));
    }
    EXPECT(!gi_http_address_read((gi_bytes){ (const uint8_t *)"1.2.3.4\0x", 9 },
                                 &(gi_http_address){ { 0 } }));
}

SPEC(a_stranger_is_who_connects_whatever_he_says)
{
    EXPECT(same(client("192.0.2.9", "198.51.100.1"), "192.0.2.9"));
}

SPEC(a_trusted_proxy_speaks_for_the_right_most_stranger)
{
    EXPECT(same(client("127.0.0.1", "203.0.113.5, 198.51.100.1"), "198.51.100.1"));
    EXPECT(same(client("10.1.2.3", "203.0.113.5, 198.51.100.1,10.9.9.9"), "198.51.100.1"));
    EXPECT(same(client("2001:db8::7", "2400:3200::1"), "2400:3200::1"));
}

SPEC(what_is_no_address_ends_the_reading)
{
    EXPECT(same(client("10.1.2.3", "198.51.100.1, unknown"), "10.1.2.3"));
    EXPECT(same(client("10.1.2.3", "198.51.100.1, garbage, 10.2.2.2"), "10.2.2.2"));
    EXPECT(same(client("10.1.2.3", ","), "10.1.2.3"));
    EXPECT(same(client("10.1.2.3", ""), "10.1.2.3"));
}

SPEC(only_proxies_in_a_row_end_with_the_first_of_them)
{
    EXPECT(same(client("10.1.2.3", "10.3.3.3, 10.2.2.2"), "10.3.3.3"));
}

SPEC(a_network_holds_its_own_addresses)
{
    gi_http_net eleven = net("10.32.0.0/11");
    gi_http_address inside = address("10.63.255.255");
    gi_http_address outside = address("10.64.0.0");
    EXPECT(gi_http_net_holds(&eleven, &inside));
    EXPECT(!gi_http_net_holds(&eleven, &outside));
}

SPEC(a_network_that_is_none_is_refused)
{
    gi_error err = { 0 };
    gi_http_net out;
    EXPECT_WHY(gi_http_net_read(gi_bytes_of("10.0.0.0/33"), &out, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_WHY(gi_http_net_read(gi_bytes_of("ten/8"), &out, &err), GI_WHY_BAD_FIELD);
    EXPECT_WHY(gi_http_net_read(gi_bytes_of("10.0.0.0/"), &out, &err), GI_WHY_BAD_NUMBER);
}

SPEC(a_prefix_hides_the_last_part_of_an_address)
{
    uint8_t v4[8];
    uint8_t v6[8];
    gi_http_address one = address("198.51.100.77");
    gi_http_address other = address("2400:3200:12:77::1");
    gi_http_prefix(&one, v4);
    gi_http_prefix(&other, v6);
    EXPECT(memcmp(v4, "\xC6\x33\x64\0\0\0\0\0", 8) == 0);
    EXPECT(memcmp(v6, "\x24\x00\x32\x00\x00\x12\x00\x77", 8) == 0);
}
