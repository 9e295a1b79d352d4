/*
 * peer.c - the other end's address, and every X-Forwarded-For line in order (peer.h).
 */
#include "web/http/peer.h"

#include <netinet/in.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "web/http/inspect.h"

/* An end without an address, a local socket, is all zeros. */
static gi_http_address address_of(const struct sockaddr *end)
{
    gi_http_address out = { { 0 } };
    if (end != NULL && end->sa_family == AF_INET) {
        const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)end;
        out.bytes[10] = 0xFF;
        out.bytes[11] = 0xFF;
        memcpy(out.bytes + 12, &v4->sin_addr, 4);
    } else if (end != NULL && end->sa_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)(const void *)end;
        memcpy(out.bytes, &v6->sin6_addr, 16);
    }
    return out;
}

static enum MHD_Result join(void *context, enum MHD_ValueKind kind, const char *name,
                            const char *value)
{
    gi_buf *all = context;
    (void)kind;
    if (strcasecmp(name, "X-Forwarded-For") == 0 && value != NULL) {
        gi_buf_add_text(all, all->size > 0 ? "," : "");
        gi_buf_add_text(all, value);
    }
    return MHD_YES;
}

gi_http_address gi_http_peer(struct MHD_Connection *connection, const gi_http_limits *limits)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    gi_http_address peer = address_of(info == NULL ? NULL : info->client_addr);
    if (limits->proxy_count == 0) {
        return peer;
    }
    GI_AUTO_BUF forwarded = GI_BUF(GI_HTTP_HEADER_MAX);
    (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, join, &forwarded);
    gi_bytes list = forwarded.failed == GI_OK ? gi_buf_view(&forwarded) : (gi_bytes){ NULL, 0 };
    return gi_http_client_of(&peer, list, limits->proxies, limits->proxy_count);
}

gi_bytes gi_http_purpose(struct MHD_Connection *connection)
{
    static const char *const names[] = { "Sec-Purpose", "Purpose", "X-Purpose", "X-Moz" };
    gi_bytes found = { NULL, 0 };
    for (size_t i = 0; i < sizeof names / sizeof names[0] && found.size == 0; i++) {
        found = gi_http_header(connection, names[i]);
    }
    return found;
}
