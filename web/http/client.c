/*
 * client.c - addresses read and compared; the client behind trusted proxies (client.h).
 */
#include "web/http/client.h"

#include <arpa/inet.h>
#include <string.h>

#include "gi/text.h"

enum { V4_AT = 12, TEXT_MAX = 64 };

static const uint8_t v4_before[V4_AT] = { [10] = 0xFF, [11] = 0xFF };

bool gi_http_address_is_v4(const gi_http_address *address)
{
    return memcmp(address->bytes, v4_before, V4_AT) == 0;
}

static bool read_plain(const char *text, gi_http_address *out)
{
    gi_http_address found;
    memcpy(found.bytes, v4_before, V4_AT);
    if (inet_pton(AF_INET, text, found.bytes + V4_AT) != 1 &&
        inet_pton(AF_INET6, text, found.bytes) != 1) {
        return false;
    }
    *out = found;
    return true;
}

static bool is_port(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits <= 5 && text[digits] == '\0';
}

/* Cuts "[address]:port" and "1.2.3.4:port" down to the address; NULL when it is neither. */
static char *without_port(char *text)
{
    char *end = NULL;
    if (text[0] == '[') {
        end = strchr(++text, ']');
        if (end == NULL || (end[1] != '\0' && !(end[1] == ':' && is_port(end + 2)))) {
            return NULL;
        }
    } else {
        end = strchr(text, ':');
        if (end == NULL || strchr(end + 1, ':') != NULL) {
            return text; /* no port: IPv4, or IPv6 with its many colons */
        }
        if (!is_port(end + 1)) {
            return NULL;
        }
    }
    *end = '\0';
    return text;
}

bool gi_http_address_read(gi_bytes text, gi_http_address *out)
{
    char room[TEXT_MAX];
    if (text.size == 0 || text.size >= sizeof room || memchr(text.data, '\0', text.size) != NULL) {
        return false;
    }
    memcpy(room, text.data, text.size);
    room[text.size] = '\0';
    char *plain = without_port(room);
    return plain != NULL && read_plain(plain, out);
}

gi_status gi_http_net_read(gi_bytes text, gi_http_net *out, gi_error *err)
{
    gi_http_net net = { .bits = 128 };
    int64_t bits = 0;
    const uint8_t *slash = text.size == 0 ? NULL : memchr(text.data, '/', text.size);
    gi_bytes front = { text.data, slash == NULL ? text.size : (size_t)(slash - text.data) };
    if (!gi_http_address_read(front, &net.address)) {
        return gi_fail_field(err, "--proxy", GI_WHY_BAD_FIELD, "--proxy", "", "10.0.0.0/8");
    }
    if (slash != NULL) {
        int64_t most = gi_http_address_is_v4(&net.address) ? 32 : 128;
        gi_bytes rest = { slash + 1, text.size - front.size - 1 };
        GI_TRY(gi_text_int(rest, "--proxy", 0, most, &bits, err));
        net.bits = (int)(bits + 128 - most);
    }
    *out = net;
    return GI_OK;
}

bool gi_http_net_holds(const gi_http_net *net, const gi_http_address *address)
{
    size_t whole = (size_t)net->bits / 8;
    unsigned rest = (unsigned)net->bits % 8;
    if (memcmp(net->address.bytes, address->bytes, whole) != 0) {
        return false;
    }
    unsigned mask = 0xFF00U >> rest & 0xFFU;
    return rest == 0 || ((net->address.bytes[whole] ^ address->bytes[whole]) & mask) == 0;
}

static bool is_proxy(const gi_http_address *address, const gi_http_net *proxies, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (gi_http_net_holds(&proxies[i], address)) {
            return true;
        }
    }
    return false;
}

static gi_bytes trimmed(gi_bytes text)
{
    while (text.size > 0 && (text.data[0] == ' ' || text.data[0] == '\t')) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && (text.data[text.size - 1] == ' ' || text.data[text.size - 1] == '\t')) {
        text.size--;
    }
    return text;
}

/* The last entry of a list with commas; what stands before it stays in rest. */
static gi_bytes take_last(gi_bytes *rest)
{
    size_t at = rest->size;
    while (at > 0 && rest->data[at - 1] != ',') {
        at--;
    }
    gi_bytes last = { rest->data + at, rest->size - at };
    rest->size = at == 0 ? 0 : at - 1;
    return trimmed(last);
}

gi_http_address gi_http_client_of(const gi_http_address *peer, gi_bytes forwarded,
                                  const gi_http_net *proxies, size_t proxy_count)
{
    gi_http_address client = *peer;
    while (forwarded.size > 0 && is_proxy(&client, proxies, proxy_count)) {
        if (!gi_http_address_read(take_last(&forwarded), &client)) {
            break;
        }
    }
    return client;
}

void gi_http_prefix(const gi_http_address *address, uint8_t out[8])
{
    bool v4 = gi_http_address_is_v4(address);
    memset(out, 0, 8);
    memcpy(out, address->bytes + (v4 ? V4_AT : 0), v4 ? 3 : 8);
}
