/*
 * exchange.c - one request from its first line to the end of its answer.
 *
 * Order: the target is kept raw; the first call asks the load limits, judges the header (guard.h)
 * and may refuse at once, which closes the connection; the second answers. Good answers wait for
 * the second call because one queued in the first closes it as well. A body is read only for a
 * route that takes one, up to its limit, and into one piece; one that is somewhat too long is read
 * and thrown away (body.h). The connection ends after it, as after any body with something behind
 * it, so nothing that stands behind a body is ever taken for a request.
 */
#include "web/http/exchange.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "web/http/peer.h"
#include "web/http/reply.h"

void *gi_exchange_target(void *context, const char *target, struct MHD_Connection *connection)
{
    (void)context;
    (void)connection;
    size_t size = strlen(target);
    size_t kept = size > GI_HTTP_TARGET_MAX ? 0 : size;
    gi_exchange *fresh = calloc(1, sizeof *fresh + kept + 1);
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

gi_connection *gi_exchange_kept(struct MHD_Connection *connection)
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
    gi_exchange *at = *place;
    (void)code;
    if (at != NULL) {
        gi_body_places_give(&server->bodies, at->big);
        if (at->later.work != NULL) {
            at->later.release(at->later.work);
        }
        gi_http_ready_drop(at->sent);
        gi_buf_clear(&at->body);
    }
    free(at);
    *place = NULL;
    gi_connection_rest(gi_exchange_kept(connection), server->limits.header_ms);
}

gi_http_request gi_exchange_asked(struct MHD_Connection *connection, const gi_exchange *at)
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
    out.done = at->later.work;
    out.begun_us = at->later.begun_us;
    return out;
}

/* What somebody hears who asks too often: made without looking anything up. */
static void say_wait(const gi_http_site *site, const gi_http_request *request,
                     const gi_exchange *at, gi_http_response *out)
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

/* By the routes; false: the answer is to be waited for. */
static bool answer_by_routes(const gi_door *door, struct MHD_Connection *connection,
                             gi_exchange *at, const gi_http_request *request,
                             gi_http_response *response)
{
    const gi_http_site *site = door->server->site;
    gi_http_dispatch(site, request, response);
    gi_http_later later = response->later;
    if (later.work == NULL) {
        return true;
    }
    response->later = (gi_http_later){ .work = NULL };
    if (gi_exchange_wait(door, connection, at, &later)) {
        return false;
    }
    later.release(later.work);
    gi_http_refuse(site, request, 503, response);
    return true;
}

enum MHD_Result gi_exchange_answer(const gi_door *door, struct MHD_Connection *connection,
                                   gi_exchange *at, int code, bool close)
{
    const gi_http_site *site = door->server->site;
    gi_http_request request = gi_exchange_asked(connection, at);
    gi_http_response response = { .status = 200, .body = GI_BUF(GI_HTTP_PAGE_MAX) };
    if (at->over != NULL) {
        say_wait(site, &request, at, &response);
    } else if (code != 0) {
        gi_http_refuse(site, &request, code, &response);
    } else if (!answer_by_routes(door, connection, at, &request, &response)) {
        gi_buf_clear(&response.body);
        return MHD_YES;
    }
    at->sent = response.ready;
    return reply(door, connection, &request, &response, close);
}

/* What a form sends has no ends of lines. Whatever has may be lines of a header that the parser
 * ended too early (guard.h), and the true body comes only now: it would be taken for a request. */
static bool has_lines(const gi_buf *body)
{
    return body->size > 0 && (memchr(body->data, '\n', body->size) != NULL ||
                              memchr(body->data, '\r', body->size) != NULL);
}

/* A connection is kept after a body that was read whole, when nothing stands behind it. */
static void end_body(const gi_door *door, struct MHD_Connection *connection, gi_exchange *at)
{
    if (at->length > 0 && at->later.work == NULL) {
        bool whole = at->drop == 0 && at->come == at->length && !has_lines(&at->body);
        at->close = gi_exchange_has_more(door, connection, at->come) || !whole || at->close;
    }
}

/* One that finds no room, or gave way, is thrown away from now on, and refused at its end. */
static void keep_piece(gi_body_places *places, gi_exchange *at, gi_bytes piece)
{
    if (at->drop == 0 && !gi_body_places_more(places, at->big, piece.size, gi_exchange_now_ms())) {
        at->drop = 503;
        gi_buf_clear(&at->body);
        gi_body_places_give(places, at->big);
        at->big = NULL;
    }
    if (at->drop == 0) {
        gi_buf_add(&at->body, piece);
    }
}

enum MHD_Result gi_exchange_request(void *context, struct MHD_Connection *connection,
                                    const char *url, const char *method, const char *version,
                                    const char *upload, size_t *upload_size, void **place)
{
    const gi_door *door = context;
    gi_exchange *at = *place;
    (void)url;
    if (at == NULL) {
        return MHD_NO;
    }
    if (!at->judged) {
        return gi_exchange_admit(door, connection, at, method, version);
    }
    if (*upload_size == 0) {
        gi_exchange_go_on(door, connection, at, true);
        end_body(door, connection, at);
        return gi_exchange_answer(door, connection, at, at->drop, at->close);
    }
    gi_bytes piece = { (const uint8_t *)upload, *upload_size };
    *upload_size = 0;
    at->come += piece.size;
    gi_exchange_go_on(door, connection, at, false);
    keep_piece(&door->server->bodies, at, piece);
    return at->body.failed == GI_OK ? MHD_YES : MHD_NO; /* a maximum of 0 ends it, too */
}
