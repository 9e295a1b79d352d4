/*
 * server.c - libmicrohttpd as a gi_http_server: starting, stopping, draining.
 *
 * Each door works on a copy of its listening socket, so the socket itself outlives the server.
 * What happens to one request stands in exchange.c.
 */
#include "web/http/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { DRAIN_STEP_MS = 10, DRAIN_GRACE_MS = 1000 };

#define TLS_PRIORITIES "SECURE128:-VERS-TLS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

gi_http_limits gi_http_limits_default(void)
{
    return (gi_http_limits){ .threads = 2,
                             .connections = 512,
                             .header_ms = 10000,
                             .request_ms = 30000,
                             .address_rate = 50,
                             .total_rate = 5000 };
}

/* ---- starting ---- */

static struct MHD_Daemon *start_daemon(gi_door *door, int socket)
{
    const gi_http_server *server = door->server;
    const gi_http_limits *limits = &server->limits;
    struct MHD_OptionItem tls[] = {
        { MHD_OPTION_HTTPS_MEM_CERT, 0, door->tls ? server->tls->chain.data : NULL },
        { MHD_OPTION_HTTPS_MEM_KEY, 0, door->tls ? server->tls->key.data : NULL },
        { MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)TLS_PRIORITIES },
        { MHD_OPTION_END, 0, NULL },
    };
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | (door->tls ? MHD_USE_TLS : 0U), 0, NULL, NULL,
        gi_exchange_request, door, MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_THREAD_POOL_SIZE,
        limits->threads, MHD_OPTION_CONNECTION_LIMIT, limits->connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, door->local ? 0U : limits->address_connections,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)(limits->header_ms / 1000 + 1),
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)GI_HTTP_MEMORY, MHD_OPTION_STRICT_FOR_CLIENT, 0,
        MHD_OPTION_URI_LOG_CALLBACK, gi_exchange_target, door, MHD_OPTION_UNESCAPE_CALLBACK,
        gi_exchange_unescape, door, MHD_OPTION_NOTIFY_CONNECTION, gi_exchange_connection, door,
        MHD_OPTION_NOTIFY_COMPLETED, gi_exchange_completed, door,
        door->tls ? MHD_OPTION_ARRAY : MHD_OPTION_END, tls, MHD_OPTION_END);
}

static gi_status open_door(gi_http_server *server, const gi_listener *listener, gi_error *err)
{
    gi_door *door = &server->door[server->door_count];
    *door =
        (gi_door){ .server = server, .tls = listener->tls, .local = listener->local, .kept = -1 };
    if (door->tls && server->tls == NULL) {
        return gi_fail(err, GI_WHY_LISTEN, listener->name, "--tls-cert, --tls-key");
    }
    int copy = fcntl(listener->socket, F_DUPFD_CLOEXEC, 0);
    if (copy < 0) {
        return gi_fail(err, GI_WHY_LISTEN, listener->name, strerror(errno));
    }
    errno = 0;
    door->daemon = start_daemon(door, copy);
    if (door->daemon == NULL) {
        const char *why = errno != 0 ? strerror(errno) : "server";
        (void)close(copy);
        return gi_fail(err, GI_WHY_LISTEN, listener->name,
                       door->tls ? "certificate, key or server" : why);
    }
    server->door_count++;
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
    for (size_t i = 0; i < listeners->count; i++) {
        GI_TRY(open_door(server, &listeners->one[i], err));
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

/* ---- stopping ---- */

static void stop_accepting(gi_http_server *server)
{
    for (size_t i = 0; i < server->door_count; i++) {
        gi_door *door = &server->door[i];
        if (door->kept < 0) {
            door->kept = MHD_quiesce_daemon(door->daemon);
        }
    }
}

/* Serves what the kernel accepted and nobody took yet. */
static void empty_queue(const gi_door *door)
{
    struct pollfd queue = { .fd = door->kept, .events = POLLIN };
    while (door->kept >= 0 && poll(&queue, 1, 0) == 1) {
        struct sockaddr_storage from;
        socklen_t size = sizeof from;
        int fresh =
            accept4(door->kept, (struct sockaddr *)&from, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fresh < 0) {
            return;
        }
        /* On failure it is closed there. */
        (void)MHD_add_connection(door->daemon, fresh, (const struct sockaddr *)&from, size);
    }
}

static void close_doors(gi_http_server *server, bool last)
{
    for (size_t i = 0; i < server->door_count; i++) {
        gi_door *door = &server->door[i];
        if (last) {
            empty_queue(door);
        }
        if (door->kept >= 0) {
            (void)close(door->kept);
        }
    }
}

static void wait_ms(int ms)
{
    struct timespec step = { .tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000 };
    (void)nanosleep(&step, NULL);
}

unsigned gi_http_server_drain(gi_http_server *server, int limit_ms, bool last)
{
    unsigned left = 1;
    atomic_store(&server->leaving, true);
    stop_accepting(server);
    close_doors(server, last);
    for (int waited = 0; waited <= limit_ms && left > 0; waited += DRAIN_STEP_MS) {
        left = gi_deadlines_end_resting(server->deadlines, DRAIN_GRACE_MS);
        if (left > 0) {
            wait_ms(DRAIN_STEP_MS);
        }
    }
    return left;
}

void gi_http_server_close(gi_http_server *server)
{
    if (server == NULL) {
        return;
    }
    for (size_t i = 0; i < server->door_count; i++) {
        MHD_stop_daemon(server->door[i].daemon);
    }
    if (server->own.socket >= 0) {
        (void)close(server->own.socket);
    }
    gi_deadlines_destroy(server->deadlines);
    gi_load_destroy(server->load);
    gi_press_destroy(server->press);
    gi_tls_destroy(server->tls);
    free(server);
}
