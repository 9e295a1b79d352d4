/*
 * server.c - libmicrohttpd as a gi_http_server.
 *
 * Order of one request: on_target keeps the raw target; the first on_request call judges the
 * header (guard.h) and may refuse at once, which closes the connection; the second answers.
 * Good answers wait for the second call because one queued in the first closes it as well.
 * A body is read only for a route that takes one, up to its limit, and into one piece; the
 * connection ends after it, so nothing that stands behind a body is ever taken for a request.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "web/http/connection.h"
#include "web/http/peer.h"
#include "web/http/reply.h"

struct gi_http_server {
    const gi_http_site *site;
    gi_http_limits limits;
    gi_deadlines *deadlines;
    struct MHD_Daemon *daemon;
};

/* One request from its first line to the end of the answer. */
typedef struct exchange {
    bool judged;
    bool close; /* doubtful, or more bytes came: the connection ends after the answer */
    gi_http_method method;
    gi_buf body;
    size_t target_size; /* as sent */
    size_t kept;
    uint8_t target[];
} exchange;

gi_http_limits gi_http_limits_default(void)
{
    return (gi_http_limits){
        .threads = 2, .connections = 512, .header_ms = 10000, .request_ms = 30000
    };
}

static void *on_target(void *context, const char *target, struct MHD_Connection *connection)
{
    (void)context;
    (void)connection;
    size_t size = strlen(target);
    size_t kept = size > GI_HTTP_TARGET_MAX ? 0 : size;
    exchange *fresh = calloc(1, sizeof *fresh + kept + 1);
    if (fresh != NULL) {
        fresh->target_size = size;
        fresh->kept = kept;
        memcpy(fresh->target, target, kept);
    }
    return fresh;
}

/* Leaves %XX alone: nothing but our own readers decodes. */
static size_t on_unescape(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

static gi_connection *connection_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info == NULL ? NULL : info->socket_context;
}

static void on_connection(void *context, struct MHD_Connection *connection, void **place,
                          enum MHD_ConnectionNotificationCode code)
{
    gi_http_server *server = context;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        gi_connection_close(*place);
        *place = NULL;
        return;
    }
    int socket = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    *place = gi_connection_open(server->deadlines, socket, server->limits.header_ms);
    if (*place == NULL) {
        (void)shutdown(socket, SHUT_RDWR);
    }
}

static void on_completed(void *context, struct MHD_Connection *connection, void **place,
                         enum MHD_RequestTerminationCode code)
{
    gi_http_server *server = context;
    exchange *at = *place;
    (void)code;
    if (at != NULL) {
        gi_buf_clear(&at->body);
    }
    free(at);
    *place = NULL;
    gi_connection_extend(connection_of(connection), server->limits.header_ms);
}

static gi_http_request request_of(const gi_http_server *server, struct MHD_Connection *connection,
                                  const exchange *at)
{
    gi_http_request out = { .method = at->method,
                            .target = { at->target, at->kept },
                            .body = gi_buf_view(&at->body) };
    const uint8_t *mark = memchr(at->target, '?', at->kept);
    size_t path = mark == NULL ? at->kept : (size_t)(mark - at->target);
    out.path = (gi_bytes){ at->target, path };
    out.query =
        mark == NULL ? (gi_bytes){ at->target, 0 } : (gi_bytes){ mark + 1, at->kept - path - 1 };
    out.accept_language = gi_http_header(connection, MHD_HTTP_HEADER_ACCEPT_LANGUAGE);
    out.if_none_match = gi_http_header(connection, MHD_HTTP_HEADER_IF_NONE_MATCH);
    out.accepts_gzip = gi_gzip_wanted(gi_http_header(connection, MHD_HTTP_HEADER_ACCEPT_ENCODING));
    out.user_agent = gi_http_header(connection, MHD_HTTP_HEADER_USER_AGENT);
    out.accept = gi_http_header(connection, MHD_HTTP_HEADER_ACCEPT);
    out.purpose = gi_http_purpose(connection);
    out.client = gi_http_peer(connection, &server->limits);
    return out;
}

/* The first call refuses with that code; 0 = dispatch finds the words (404, 405). */
static enum MHD_Result end_now(gi_http_server *server, struct MHD_Connection *connection,
                               const exchange *at, int code)
{
    gi_http_request request = request_of(server, connection, at);
    gi_http_response response = { .status = 200, .body = GI_BUF(GI_HTTP_PAGE_MAX) };
    if (code != 0) {
        gi_http_refuse(server->site, &request, code, &response);
    } else {
        gi_http_dispatch(server->site, &request, &response);
    }
    return gi_http_reply(connection, server->site, &request, &response, true);
}

/* The first call: judge, and refuse or answer at once what must not read a body. */
static enum MHD_Result judge(gi_http_server *server, struct MHD_Connection *connection,
                             exchange *at, const char *method, const char *version)
{
    gi_bytes target = { at->target, at->kept };
    gi_guard_facts facts = gi_http_inspect(connection, method, version, target, at->target_size);
    gi_connection *kept = connection_of(connection);
    gi_connection_extend(kept, server->limits.request_ms);
    at->judged = true;
    at->method = facts.method;
    at->close = gi_connection_has_more(kept, facts.header_size) || facts.unusual_layout ||
                facts.method == GI_HTTP_POST;
    const gi_guard_rule *rule = gi_guard_judge(&facts);
    if (rule != NULL) {
        return end_now(server, connection, at, rule->status);
    }
    if ((facts.method & (GI_HTTP_GET | GI_HTTP_HEAD)) != 0) {
        return MHD_YES;
    }
    gi_http_request request = request_of(server, connection, at);
    size_t limit = gi_http_body_limit(server->site, &request);
    if (limit == 0 || facts.length > limit) {
        return end_now(server, connection, at, limit == 0 ? 0 : 413);
    }
    at->body = GI_BUF(limit);
    return MHD_YES;
}

static enum MHD_Result answer(gi_http_server *server, struct MHD_Connection *connection,
                              const exchange *at)
{
    gi_http_request request = request_of(server, connection, at);
    gi_http_response response = { .status = 200, .body = GI_BUF(GI_HTTP_PAGE_MAX) };
    gi_http_dispatch(server->site, &request, &response);
    return gi_http_reply(connection, server->site, &request, &response, at->close);
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **place)
{
    gi_http_server *server = context;
    exchange *at = *place;
    (void)url;
    if (at == NULL) {
        return MHD_NO;
    }
    if (!at->judged) {
        return judge(server, connection, at, method, version);
    }
    if (*upload_size == 0) {
        return answer(server, connection, at);
    }
    gi_buf_add(&at->body, (gi_bytes){ (const uint8_t *)upload, *upload_size });
    *upload_size = 0;
    return at->body.failed == GI_OK ? MHD_YES : MHD_NO; /* a maximum of 0 ends it, too */
}

static gi_status start_daemon(gi_http_server *server, const struct sockaddr *address,
                              const char *name, gi_error *err)
{
    const gi_http_limits *limits = &server->limits;
    server->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, on_request, server,
        MHD_OPTION_SOCK_ADDR, address, MHD_OPTION_THREAD_POOL_SIZE, limits->threads,
        MHD_OPTION_CONNECTION_LIMIT, limits->connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        limits->address_connections, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)(limits->header_ms / 1000 + 1), MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)GI_HTTP_MEMORY, MHD_OPTION_LISTEN_BACKLOG_SIZE, 128U, MHD_OPTION_STRICT_FOR_CLIENT,
        0, MHD_OPTION_URI_LOG_CALLBACK, on_target, server, MHD_OPTION_UNESCAPE_CALLBACK,
        on_unescape, server, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_END);
    if (server->daemon == NULL) {
        return gi_fail(err, GI_WHY_LISTEN, name, strerror(errno));
    }
    return GI_OK;
}

gi_status gi_http_server_open(const gi_http_site *site, const char *address, uint16_t port,
                              const gi_http_limits *limits, gi_http_server **out, gi_error *err)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons(port) };
    if (inet_pton(AF_INET, address, &at.sin_addr) != 1) {
        return gi_fail(err, GI_WHY_LISTEN, address, "not an IPv4 address");
    }
    GI_AUTO(gi_http_server) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "server");
    }
    fresh->site = site;
    fresh->limits = *limits;
    GI_TRY(gi_deadlines_create(limits->connections + 64, &fresh->deadlines, err));
    GI_TRY(start_daemon(fresh, (const struct sockaddr *)&at, address, err));
    *out = GI_TAKE(fresh);
    return GI_OK;
}

uint16_t gi_http_server_port(const gi_http_server *server)
{
    return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void gi_http_server_close(gi_http_server *server)
{
    if (server != NULL) {
        if (server->daemon != NULL) {
            MHD_stop_daemon(server->daemon);
        }
        gi_deadlines_destroy(server->deadlines);
        free(server);
    }
}
