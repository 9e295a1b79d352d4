/*
 * client.h - who asks: the address of the other end, or what a trusted proxy says of it.
 *
 * X-Forwarded-For is believed only when the connection comes from a configured network, and
 * then from its right end: the first address that is not of those networks. Whatever stands
 * left of it the stranger wrote himself.
 */
#ifndef GI_WEB_CLIENT_H
#define GI_WEB_CLIENT_H

#include "gi/bytes.h"

/* An address in the 16 bytes of IPv6; IPv4 as ::ffff:a.b.c.d. */
typedef struct gi_http_address {
    uint8_t bytes[16];
} gi_http_address;

/* Addresses whose first bits are those. */
typedef struct gi_http_net {
    gi_http_address address;
    int bits; /* 0..128 */
} gi_http_net;

#define GI_HTTP_NETS_MAX 16

/* "192.0.2.1", "2001:db8::1", "[2001:db8::1]:443" or "192.0.2.1:443"; false for anything else. */
bool gi_http_address_read(gi_bytes text, gi_http_address *out);

bool gi_http_address_is_v4(const gi_http_address *address);

/* "10.0.0.0/8", "2001:db8::/32", or one address. GI_INVALID bad-field */
GI_CHECKED gi_status gi_http_net_read(gi_bytes text, gi_http_net *out, gi_error *err);

bool gi_http_net_holds(const gi_http_net *net, const gi_http_address *address);

/*
 * The client of a request. forwarded holds the values of all X-Forwarded-For lines in order,
 * joined by commas; "" = there is none. An entry that is no address ends the reading: the client
 * is then the proxy that passed it on.
 */
gi_http_address gi_http_client_of(const gi_http_address *peer, gi_bytes forwarded,
                                  const gi_http_net *proxies, size_t proxy_count);

/*
 * The network an address belongs to, for limits and scans: the first 24 bits of IPv4 and then
 * zeros, or 64 of IPv6.
 */
void gi_http_prefix(const gi_http_address *address, uint8_t out[8]);

#endif
