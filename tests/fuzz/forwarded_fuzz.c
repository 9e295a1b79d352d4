/*
 * Any bytes as X-Forwarded-For. Without a trusted network the other end is the client. With some,
 * the client stands in the list, only proxies of ours stand right of it, and it is one of them
 * only where the list ends or holds no address left of it. Who is trusted is judged here by the
 * bytes of the two networks, and the list is cut here from its left end.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "web/http/client.h"

enum { ENTRIES = 4096 };

static void expect(bool holds)
{
    if (!holds) {
        abort();
    }
}

static bool is_same(const gi_http_address *a, const gi_http_address *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

/* In 10.0.0.0/8 or 2001:db8::/32. */
static bool is_ours(const gi_http_address *address)
{
    static const uint8_t v4[13] = { [10] = 0xFF, [11] = 0xFF, [12] = 10 };
    static const uint8_t v6[4] = { 0x20, 0x01, 0x0D, 0xB8 };
    return memcmp(address->bytes, v4, sizeof v4) == 0 || memcmp(address->bytes, v6, sizeof v6) == 0;
}

/* The bytes as they are, too: an address or a network that is read holds itself. */
static void try_alone(gi_bytes text)
{
    gi_http_net net;
    if (gi_http_net_read(text, &net, NULL) == GI_OK) {
        expect(net.bits >= 0 && net.bits <= 128 && gi_http_net_holds(&net, &net.address));
    }
}

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t';
}

static gi_bytes trimmed(const uint8_t *from, const uint8_t *to)
{
    while (from < to && is_blank(*from)) {
        from++;
    }
    while (to > from && is_blank(to[-1])) {
        to--;
    }
    return (gi_bytes){ from, (size_t)(to - from) };
}

/* The pieces between commas, from the left. */
static size_t cut(gi_bytes list, gi_bytes out[ENTRIES])
{
    size_t count = 0;
    size_t from = 0;
    for (size_t i = 0; i <= list.size && list.size > 0; i++) {
        if (i == list.size || list.data[i] == ',') {
            out[count++] = trimmed(list.data + from, list.data + i);
            from = i + 1;
        }
    }
    return count;
}

/* From the right: addresses of ours as far as they go, then the one that they vouch for. */
static void expect_rule(gi_bytes list, const gi_http_address *peer, const gi_http_address *client)
{
    gi_bytes entries[ENTRIES];
    size_t left = cut(list, entries);
    gi_http_address nearest = *peer;
    gi_http_address next;
    while (left > 0 && is_ours(&nearest) && gi_http_address_read(entries[left - 1], &next)) {
        nearest = next;
        left--;
    }
    expect(is_same(client, &nearest));
    expect(!is_ours(client) || left == 0 || !gi_http_address_read(entries[left - 1], &next));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_bytes list = { data, size };
    if (size >= ENTRIES) {
        return 0;
    }
    gi_http_address peer;
    gi_http_address stranger;
    gi_http_net trusted[2];
    expect(gi_http_address_read(gi_bytes_of("10.0.0.1"), &peer) &&
           gi_http_address_read(gi_bytes_of("192.0.2.1"), &stranger) &&
           gi_http_net_read(gi_bytes_of("10.0.0.0/8"), &trusted[0], NULL) == GI_OK &&
           gi_http_net_read(gi_bytes_of("2001:db8::/32"), &trusted[1], NULL) == GI_OK);
    try_alone(list);
    gi_http_address nobody = gi_http_client_of(&peer, list, NULL, 0);
    gi_http_address unknown = gi_http_client_of(&stranger, list, trusted, 2);
    gi_http_address client = gi_http_client_of(&peer, list, trusted, 2);
    expect(is_same(&nobody, &peer) && is_same(&unknown, &stranger));
    expect_rule(list, &peer, &client);
    return 0;
}
