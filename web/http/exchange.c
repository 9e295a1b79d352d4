/*
 * exchange.c - one request from its first line to the end of its answer.
 *
 * Order: the target is kept raw; the first call asks the load limits, judges the header (guard.h)
 * and may refuse at once, which closes the connection; the second answers. Good answers wait for
 * the second call because one queued in the first closes it as well. A body is read only for a
 * route that takes one, up to its limit, and into one piece; the connection ends after it, so
 * nothing that stands behind a body is ever taken for a request.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "web/http/peer.h"
#include "web/http/reply.h"
#include "web/http/server.h"

typedef struct exchange {
    bool judged;
    bool big;   /* one of the server's big bodies */
    bool close; /* doubtful, or more bytes came: the connection ends after the answer */
    gi_http_method method;
    gi_http_address client;
    const gi_load_rule *over; /* the limit that was met, or NULL */
    int wait;
    gi_buf body;
    size_t target_size; /* as sent */
    size_t kept;
    uint8_t target[];
} exchange;

void *gi_exchange_target(void *context, const char *target, struct MHD_Connection *connection)
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
size_t gi_exchange_unescape(void *context, struct MHD_Connection *connection, char *text)
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

void gi_exchange_connection(void *context, struct MHD_Connection *connection, void **place,
                            enum MHD_ConnectionNotificationCode code)
{
    const gi_http_server *server = ((gi_door *)context)->server;
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

void gi_exchange_completed(void *context, struct MHD_Connection *connection, void **place,
                           enum MHD_RequestTerminationCode code)
{
    gi_http_server *server = ((gi_door *)context)->server;
    exchange *at = *place;
    (void)code;
    if (at != NULL) {
        atomic_fetch_sub(&server->big_bodies, at->big ? 1 : 0);
        gi_buf_clear(&at->body);
    }
    free(at);
    *place = NULL;
    gi_connection_rest(connection_of(connection), server->limits.header_ms);
}

static gi_http_request request_of(struct MHD_Connection *connection, const exchange *at)
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
    out.content_type = gi_http_header(connection, MHD_HTTP_HEADER_CONTENT_TYPE);
    out.purpose = gi_http_purpose(connection);
    out.client = at->client;
    return out;
}

/* What somebody hears who asks too often: made without looking anything up. */
static void say_wait(const gi_http_site *site, const gi_http_request *request, const exchange *at,
                     gi_http_response *out)
{
    out->status = at->over->status;
    out->retry_after = at->wait;
    if (site->for_programs != NULL && site->for_programs(request)) {
        site->problem(site->context, request, out);
        return;
    }
    out->type = "text/plain; charset=utf-8";
    out->dense = true;
    gi_buf_add_format(&out->body,
                      "请求太多，请 %d 秒后再试；这不说明标签的真假。\n"
                      "Too many requests: try again in %d s. This says nothing about the label.\n",
                      at->wait, at->wait);
}

static enum MHD_Result reply(const gi_door *door, struct MHD_Connection *connection,
                             const gi_http_request *request, gi_http_response *response, bool close)
{
    gi_reply_manner manner = { .close = close || atomic_load(&door->server->leaving),
                               .secure = door->tls,
                               .press = door->server->press };
    return gi_http_reply(connection, door->server->site, request, response, &manner);
}

/* The first call refuses: with that code; 0 = dispatch finds the words (404, 405). */
static enum MHD_Result end_now(const gi_door *door, struct MHD_Connection *connection,
                               const exchange *at, int code)
{
    gi_http_request request = request_of(connection, at);
    gi_http_response response = { .status = 200, .body = GI_BUF(GI_HTTP_PAGE_MAX) };
    if (at->over != NULL) {
        say_wait(door->server->site, &request, at, &response);
    } else if (code != 0) {
        gi_http_refuse(door->server->site, &request, code, &response);
    } else {
        gi_http_dispatch(door->server->site, &request, &response);
    }
    return reply(door, connection, &request, &response, true);
}

static int64_t now_us(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* True when bytes may stand behind the header that nobody accounts for. TLS and UNIX sockets have
 * no count of them, so their connections serve one request each. */
static bool has_more(const gi_door *door, gi_connection *kept, size_t header_size)
{
    return door->tls || door->local || gi_connection_has_more(kept, header_size);
}

/* Fills what is known of a request before anything answers; the guard's rule or NULL. */
static const gi_guard_rule *look_at(const gi_door *door, struct MHD_Connection *connection,
                                    exchange *at, const gi_guard_facts *facts)
{
    gi_connection *kept = connection_of(connection);
    gi_connection_extend(kept, door->server->limits.request_ms);
    at->judged = true;
    at->method = facts->method;
    at->close = has_more(door, kept, facts->header_size) || facts->unusual_layout ||
                facts->method == GI_HTTP_POST;
    at->client = gi_http_peer(connection, &door->server->limits);
    at->over = gi_load_ask(door->server->load, &at->client, now_us(), &at->wait);
    return gi_guard_judge(facts);
}

/* Memory for photos is bounded: false when too many of them are on their way already. */
static bool take_big(gi_http_server *server, exchange *at, uint64_t size)
{
    at->big = size > GI_HTTP_BODY_BIG;
    return !at->big || atomic_fetch_add(&server->big_bodies, 1) < GI_HTTP_BIG_BODIES;
}

/* The first call: judge, and refuse or answer at once what must not read a body. */
static enum MHD_Result judge(const gi_door *door, struct MHD_Connection *connection, exchange *at,
                             const char *method, const char *version)
{
    gi_bytes target = { at->target, at->kept };
    gi_guard_facts facts = gi_http_inspect(connection, method, version, target, at->target_size);
    const gi_guard_rule *rule = look_at(door, connection, at, &facts);
    if (rule != NULL) {
        return end_now(door, connection, at, rule->status);
    }
    if ((facts.method & (GI_HTTP_GET | GI_HTTP_HEAD)) != 0) {
        return MHD_YES;
    }
    gi_http_request request = request_of(connection, at);
    size_t limit = gi_http_body_limit(door->server->site, &request);
    if (at->over != NULL || limit == 0 || facts.length > limit) {
        return end_now(door, connection, at, limit == 0 ? 0 : 413);
    }
    if (!take_big(door->server, at, facts.length)) {
        return end_now(door, connection, at, 503);
    }
    at->body = GI_BUF(limit);
    return MHD_YES;
}

static enum MHD_Result answer(const gi_door *door, struct MHD_Connection *connection,
                              const exchange *at)
{
    gi_http_request request = request_of(connection, at);
    gi_http_response response = { .status = 200, .body = GI_BUF(GI_HTTP_PAGE_MAX) };
    if (at->over != NULL) {
        say_wait(door->server->site, &request, at, &response);
    } else {
        gi_http_dispatch(door->server->site, &request, &response);
    }
    return reply(door, connection, &request, &response, at->close);
}

enum MHD_Result gi_exchange_request(void *context, struct MHD_Connection *connection,
                                    const char *url, const char *method, const char *version,
                                    const char *upload, size_t *upload_size, void **place)
{
    const gi_door *door = context;
    exchange *at = *place;
    (void)url;
    if (at == NULL) {
        return MHD_NO;
    }
    if (!at->judged) {
        return judge(door, connection, at, method, version);
    }
    if (*upload_size == 0) {
        return answer(door, connection, at);
    }
    gi_buf_add(&at->body, (gi_bytes){ (const uint8_t *)upload, *upload_size });
    *upload_size = 0;
    return at->body.failed == GI_OK ? MHD_YES : MHD_NO; /* a maximum of 0 ends it, too */
}
