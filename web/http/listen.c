/*
 * listen.c - sockets of all kinds, made ready to accept (listen.h).
 *
 * What stands at a UNIX path is removed only when it is a socket and a connection to it is
 * refused: a file of somebody else, or a server that still runs, is left alone and named.
 */
#include "web/http/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "gi/text.h"

enum { BACKLOG = 511, UNIX_MODE = 0660, ADDRESS_MAX = 64 };

/* Any address of ours, seen as the kernel wants it. */
typedef union place {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_un local;
} place;

static gi_status refuse(const char *text, const char *why, gi_error *err)
{
    return gi_fail(err, GI_WHY_LISTEN, text, why);
}

/* ---- TCP ---- */

/* "127.0.0.1" or "[::1]" with a port. */
static socklen_t read_address(const char *text, uint16_t port, place *out)
{
    char plain[ADDRESS_MAX];
    size_t size = strlen(text);
    *out = (place){ .v4 = { .sin_family = AF_INET, .sin_port = htons(port) } };
    if (inet_pton(AF_INET, text, &out->v4.sin_addr) == 1) {
        return sizeof out->v4;
    }
    if (size < 3 || size >= sizeof plain || text[0] != '[' || text[size - 1] != ']') {
        return 0;
    }
    memcpy(plain, text + 1, size - 2);
    plain[size - 2] = '\0';
    *out = (place){ .v6 = { .sin6_family = AF_INET6, .sin6_port = htons(port) } };
    return inet_pton(AF_INET6, plain, &out->v6.sin6_addr) == 1 ? sizeof out->v6 : 0;
}

static gi_status bind_tcp(int socket, const place *at, socklen_t size, const char *text,
                          gi_error *err)
{
    int yes = 1;
    (void)setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (at->any.sa_family == AF_INET6) {
        (void)setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    }
    if (bind(socket, &at->any, size) != 0 || listen(socket, BACKLOG) != 0) {
        return refuse(text, strerror(errno), err);
    }
    return GI_OK;
}

static gi_status open_tcp(const char *text, gi_listener *out, gi_error *err)
{
    char address[ADDRESS_MAX];
    int64_t port = 0;
    place at;
    const char *colon = strrchr(text, ':');
    size_t size = colon == NULL ? 0 : (size_t)(colon - text);
    if (colon == NULL || size >= sizeof address) {
        return refuse(text, "ADDRESS:PORT, [ADDRESS]:PORT, unix:PATH", err);
    }
    GI_TRY(gi_text_int(gi_bytes_of(colon + 1), "port", 0, UINT16_MAX, &port, err));
    memcpy(address, text, size);
    address[size] = '\0';
    socklen_t room = read_address(address, (uint16_t)port, &at);
    if (room == 0) {
        return refuse(text, "not an IPv4 address or [IPv6 address]", err);
    }
    out->socket = socket(at.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    GI_TRY(out->socket < 0 ? refuse(text, strerror(errno), err)
                           : bind_tcp(out->socket, &at, room, text, err));
    (void)snprintf(out->name, sizeof out->name, "%s://%s:%u/", out->tls ? "https" : "http", address,
                   (unsigned)gi_listener_port(out));
    return GI_OK;
}

/* ---- UNIX ---- */

/* True when a socket stands there and nobody answers at it. */
static bool is_stale(const place *at)
{
    struct stat found;
    if (lstat(at->local.sun_path, &found) != 0 || !S_ISSOCK(found.st_mode)) {
        return false;
    }
    int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool refused =
        probe >= 0 && connect(probe, &at->any, sizeof at->local) != 0 && errno == ECONNREFUSED;
    if (probe >= 0) {
        (void)close(probe);
    }
    return refused;
}

/* The file is made without rights for anybody else and opened up once it has its mode. */
static gi_status bind_local(int socket, const place *at, const char *text, gi_error *err)
{
    if (is_stale(at)) {
        (void)unlink(at->local.sun_path);
    }
    if (fchmod(socket, 0600) != 0 || bind(socket, &at->any, sizeof at->local) != 0 ||
        chmod(at->local.sun_path, UNIX_MODE) != 0 || listen(socket, BACKLOG) != 0) {
        return refuse(text, strerror(errno), err);
    }
    return GI_OK;
}

static gi_status open_local(const char *text, const char *path, gi_listener *out, gi_error *err)
{
    place at = { .local = { .sun_family = AF_UNIX } };
    size_t size = strlen(path);
    if (size == 0 || size >= sizeof at.local.sun_path) {
        return refuse(text, "PATH: 1..107 bytes", err);
    }
    memcpy(at.local.sun_path, path, size + 1);
    out->socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    GI_TRY(out->socket < 0 ? refuse(text, strerror(errno), err)
                           : bind_local(out->socket, &at, text, err));
    out->local = true;
    memcpy(out->path, path, size + 1);
    (void)snprintf(out->name, sizeof out->name, "unix:%s", path);
    return GI_OK;
}

/* ---- all ---- */

static void close_one(gi_listener *one)
{
    if (one->socket >= 0) {
        (void)close(one->socket);
        one->socket = -1;
    }
    if (one->path[0] != '\0' && !one->inherited) {
        (void)unlink(one->path);
    }
}

static gi_status check_room(const gi_listeners *out, gi_error *err)
{
    return out->count < GI_LISTENERS_MAX
               ? GI_OK
               : gi_fail_field(err, "--listen", GI_WHY_BAD_COUNT, gi_num(GI_LISTENERS_MAX + 1).text,
                               gi_num(GI_LISTENERS_MAX).text);
}

gi_status gi_listeners_add(gi_listeners *out, const char *text, gi_error *err)
{
    gi_listener fresh = { .socket = -1, .tls = strncmp(text, "tls:", 4) == 0 };
    GI_TRY(check_room(out, err));
    bool local = strncmp(text, "unix:", 5) == 0;
    gi_status status = local ? open_local(text, text + 5, &fresh, err)
                             : open_tcp(text + (fresh.tls ? 4 : 0), &fresh, err);
    if (status != GI_OK) {
        close_one(&fresh);
        return status;
    }
    out->one[out->count++] = fresh;
    return GI_OK;
}

uint16_t gi_listener_port(const gi_listener *listener)
{
    place at = { .any = { .sa_family = AF_UNSPEC } };
    socklen_t size = sizeof at;
    if (getsockname(listener->socket, &at.any, &size) != 0 || at.any.sa_family == AF_UNIX) {
        return 0;
    }
    return ntohs(at.any.sa_family == AF_INET6 ? at.v6.sin6_port : at.v4.sin_port);
}

void gi_listeners_close(gi_listeners *listeners)
{
    for (size_t i = 0; i < listeners->count; i++) {
        close_one(&listeners->one[i]);
    }
    listeners->count = 0;
}
