/*
 * Any bytes as X-Forwarded-For: without a trusted network the other end is the client, and a client
 * who was believed stands in no trusted network unless the list ends there.
 */
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "web/http/client.h"

static bool is_same(const gi_http_address *a, const gi_http_address *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

/* The bytes as they are, too: an address or a network that is read holds itself. */
static void try_alone(gi_bytes text)
{
    gi_http_address address;
    gi_http_net net;
    uint8_t prefix[8];
    if (gi_http_address_read(text, &address)) {
        gi_http_prefix(&address, prefix);
    }
    if (gi_http_net_read(text, &net, NULL) == GI_OK &&
        (net.bits < 0 || net.bits > 128 || !gi_http_net_holds(&net, &net.address))) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    gi_bytes list = { data, size };
    gi_http_address peer;
    gi_http_net trusted[2];
    if (!gi_http_address_read(gi_bytes_of("10.0.0.1"), &peer) ||
        gi_http_net_read(gi_bytes_of("10.0.0.0/8"), &trusted[0], NULL) != GI_OK ||
        gi_http_net_read(gi_bytes_of("2001:db8::/32"), &trusted[1], NULL) != GI_OK) {
        abort();
    }
    try_alone(list);
    gi_http_address nobody = gi_http_client_of(&peer, list, NULL, 0);
    gi_http_address client = gi_http_client_of(&peer, list, trusted, 2);
    gi_http_address again = gi_http_client_of(&client, (gi_bytes){ NULL, 0 }, trusted, 2);
    if (!is_same(&nobody, &peer) || !is_same(&again, &client)) {
        abort();
    }
    return 0;
}
