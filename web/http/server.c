/*
 * server.c - libmicrohttpd as a gi_http_server: starting it, and ending it.
 *
 * Each door works on a copy of its listening socket, so the socket itself outlives the server. A
 * daemon that fails while it starts shuts the socket down for all who share it: what may fail is
 * therefore tried first without one. How a server leaves stands in drain.c, what happens to one
 * request in exchange.c.
 */
#include "web/http/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NO_SOCKET = -1 };

#define TLS_PRIORITIES "SECURE128:-VERS-TLS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

gi_http_limits gi_http_limits_default(void)
{
    return (gi_http_limits){ .threads = 2,
                             .connections = 512,
                             .header_ms = 10000,
                             .request_ms = 30000,
                             .body_ms = 5000,
                             .address_rate = 50,
                             .total_rate = 5000 };
}

/* ---- starting ---- */

/* socket: NO_SOCKET for one that accepts nothing. It is the daemon's, also when none starts. */
static struct MHD_Daemon *start_daemon(gi_door *door, int socket)
{
    const gi_http_server *server = door->server;
    const gi_http_limits *limits = &server->limits;
    struct MHD_OptionItem more[] = {
        { MHD_OPTION_LISTEN_SOCKET, socket, NULL },
        { door->tls ? MHD_OPTION_HTTPS_MEM_CERT : MHD_OPTION_END, 0,
          door->tls ? server->tls->chain.data : NULL },
        { MHD_OPTION_HTTPS_MEM_KEY, 0, door->tls ? server->tls->key.data : NULL },
        { MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)TLS_PRIORITIES },
        { MHD_OPTION_END, 0, NULL },
    };
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
                     (door->tls ? MHD_USE_TLS : 0U) |
                     (socket == NO_SOCKET ? MHD_USE_NO_LISTEN_SOCKET : 0U);
    return MHD_start_daemon(
        flags, 0, NULL, NULL, gi_exchange_request, door, MHD_OPTION_THREAD_POOL_SIZE,
        limits->threads, MHD_OPTION_CONNECTION_LIMIT, limits->connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, door->local ? 0U : limits->address_connections,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)(limits->header_ms / 1000 + 1),
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)GI_HTTP_MEMORY, MHD_OPTION_STRICT_FOR_CLIENT, 0,
        MHD_OPTION_URI_LOG_CALLBACK, gi_exchange_target, door, MHD_OPTION_UNESCAPE_CALLBACK,
        gi_exchange_unescape, door, MHD_OPTION_NOTIFY_CONNECTION, gi_exchange_connection, door,
        MHD_OPTION_NOTIFY_COMPLETED, gi_exchange_completed, door, MHD_OPTION_ARRAY,
        socket == NO_SOCKET ? more + 1 : more, MHD_OPTION_END);
}

static gi_status say_failed(const gi_listener *listener, gi_error *err)
{
    const char *why = errno != 0 ? strerror(errno) : "server";
    return gi_fail(err, GI_WHY_LISTEN, listener->name,
                   listener->tls ? "certificate, key or server" : why);
}

/* A door as it will be, with all its threads but no socket, until gi_doors_stop. */
static gi_status rehearse_door(gi_http_server *server, const gi_listener *listener, gi_error *err)
{
    gi_door *door = &server->door[server->door_count];
    *door = (gi_door){ .server = server,
                       .tls = listener->tls,
                       .local = listener->local,
                       .inherited = listener->inherited,
                       .kept = NO_SOCKET };
    if (door->tls && server->tls == NULL) {
        return gi_fail(err, GI_WHY_LISTEN, listener->name, "--tls-cert, --tls-key");
    }
    errno = 0;
    door->daemon = start_daemon(door, NO_SOCKET);
    if (door->daemon == NULL) {
        return say_failed(listener, err);
    }
    server->door_count++;
    return GI_OK;
}

static gi_status open_door(gi_http_server *server, const gi_listener *listener, gi_error *err)
{
    gi_door *door = &server->door[server->door_count];
    int copy = fcntl(listener->socket, F_DUPFD_CLOEXEC, 0);
    if (copy < 0) {
        return gi_fail(err, GI_WHY_LISTEN, listener->name, strerror(errno));
    }
    errno = 0;
    door->daemon = start_daemon(door, copy);
    if (door->daemon == NULL) {
        return say_failed(listener, err);
    }
    server->door_count++;
    return GI_OK;
}

static gi_status each_door(gi_http_server *server, const gi_listeners *listeners,
                           gi_status (*act)(gi_http_server *, const gi_listener *, gi_error *),
                           gi_error *err)
{
    for (size_t i = 0; i < listeners->count; i++) {
        GI_TRY(act(server, &listeners->one[i], err));
    }
    return GI_OK;
}

/* Whoever may connect to a UNIX socket of ours speaks for others. */
static void trust_local(gi_http_limits *limits)
{
    limits->proxies[limits->proxy_count++] = (gi_http_net){ .bits = 128 };
}

static bool has_local(const gi_listeners *listeners)
{
    bool found = false;
    for (size_t i = 0; i < listeners->count; i++) {
        found = found || listeners->one[i].local;
    }
    return found;
}

static gi_status create(const gi_http_site *site, const gi_http_limits *limits,
                        gi_http_server **out, gi_error *err)
{
    GI_AUTO(gi_http_server) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "server");
    }
    fresh->site = site;
    fresh->limits = *limits;
    fresh->own.socket = -1;
    gi_body_places_init(&fresh->bodies);
    GI_TRY(gi_load_create(limits->address_rate, limits->total_rate, &fresh->load, err));
    GI_TRY(gi_press_create(&fresh->press, err));
    *out = GI_TAKE(fresh);
    return GI_OK;
}

static gi_status start(gi_http_server *server, const gi_listeners *listeners, const gi_tls *tls,
                       gi_error *err)
{
    unsigned most = (server->limits.connections + 64) * (unsigned)listeners->count;
    GI_TRY(gi_tls_copy(tls, &server->tls, err));
    GI_TRY(gi_deadlines_create(most, &server->deadlines, err));
    if (has_local(listeners)) {
        trust_local(&server->limits);
    }
    GI_TRY(each_door(server, listeners, rehearse_door, err));
    gi_doors_stop(server);
    gi_status status = each_door(server, listeners, open_door, err);
    if (status != GI_OK) {
        (void)gi_http_server_drain(server, server->limits.request_ms, false);
        return status;
    }
    server->port = listeners->count > 0 ? gi_listener_port(&listeners->one[0]) : 0;
    return GI_OK;
}

gi_status gi_http_server_start(const gi_http_site *site, const gi_listeners *listeners,
                               const gi_tls *tls, const gi_http_limits *limits,
                               gi_http_server **out, gi_error *err)
{
    GI_AUTO(gi_http_server) fresh = NULL;
    GI_TRY(create(site, limits, &fresh, err));
    GI_TRY(start(fresh, listeners, tls, err));
    *out = GI_TAKE(fresh);
    return GI_OK;
}

gi_status gi_http_server_open(const gi_http_site *site, const char *address, uint16_t port,
                              const gi_http_limits *limits, gi_http_server **out, gi_error *err)
{
    char text[GI_LISTEN_NAME_MAX];
    gi_listeners one = { .count = 0 };
    GI_AUTO(gi_http_server) fresh = NULL;
    (void)snprintf(text, sizeof text, "%s:%u", address, (unsigned)port);
    GI_TRY(create(site, limits, &fresh, err));
    GI_TRY(gi_listeners_add(&one, text, err));
    fresh->own = one.one[0];
    GI_TRY(start(fresh, &one, NULL, err));
    *out = GI_TAKE(fresh);
    return GI_OK;
}

/* ---- figures ---- */

uint16_t gi_http_server_port(const gi_http_server *server)
{
    return server->port;
}

uint64_t gi_http_server_refused(const gi_http_server *server, size_t rule)
{
    return gi_load_refused(server->load, rule);
}

/* ---- ending ---- */

void gi_http_server_close(gi_http_server *server)
{
    if (server == NULL) {
        return;
    }
    gi_doors_stop(server);
    if (server->own.socket >= 0) {
        (void)close(server->own.socket);
    }
    gi_deadlines_destroy(server->deadlines);
    gi_body_places_clear(&server->bodies);
    gi_load_destroy(server->load);
    gi_press_destroy(server->press);
    gi_tls_destroy(server->tls);
    free(server);
}
