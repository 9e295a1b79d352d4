/*
 * inherit.c - sockets that systemd opened for this process (sd_listen_fds(3)).
 *
 * With them a restart of the program drops nothing: the socket stays open in systemd and clients
 * wait in its queue. The variables are removed, so that no child takes them for its own.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "gi/text.h"
#include "web/http/listen.h"

enum { FIRST = 3 };

static int int_option(int socket, int option)
{
    int value = -1;
    socklen_t size = sizeof value;
    return getsockopt(socket, SOL_SOCKET, option, &value, &size) == 0 ? value : -1;
}

/* The i-th of the names, which colons separate; "" when there is none. */
static gi_bytes name_of(const char *names, size_t i)
{
    for (; names != NULL && i > 0; i--) {
        names = strchr(names, ':');
        names = names == NULL ? NULL : names + 1;
    }
    return (gi_bytes){ (const uint8_t *)names, names == NULL ? 0 : strcspn(names, ":") };
}

static gi_status take_one(gi_listeners *out, int socket, gi_bytes name, gi_error *err)
{
    char number[32];
    (void)snprintf(number, sizeof number, "LISTEN_FDS: %d", socket);
    if (out->count == GI_LISTENERS_MAX) {
        return gi_fail_field(err, "LISTEN_FDS", GI_WHY_BAD_COUNT, gi_num(GI_LISTENERS_MAX + 1).text,
                             gi_num(GI_LISTENERS_MAX).text);
    }
    if (int_option(socket, SO_TYPE) != SOCK_STREAM || int_option(socket, SO_ACCEPTCONN) != 1) {
        return gi_fail(err, GI_WHY_LISTEN, number, "not a listening stream socket");
    }
    (void)fcntl(socket, F_SETFD, FD_CLOEXEC);
    gi_listener *one = &out->one[out->count++];
    *one = (gi_listener){ .socket = socket,
                          .inherited = true,
                          .tls = name.size > 0 && memmem(name.data, name.size, "tls", 3) != NULL,
                          .local = int_option(socket, SO_DOMAIN) == AF_UNIX };
    (void)snprintf(one->name, sizeof one->name, "systemd:%d%s", socket, one->tls ? " (tls)" : "");
    return GI_OK;
}

static gi_status take_all(gi_listeners *out, size_t count, gi_error *err)
{
    for (size_t i = 0; i < count; i++) {
        gi_bytes name = name_of(getenv("LISTEN_FDNAMES"), i);
        GI_TRY(take_one(out, FIRST + (int)i, name, err));
    }
    return GI_OK;
}

gi_status gi_listeners_inherit(gi_listeners *out, size_t *count, gi_error *err)
{
    const char *pid = getenv("LISTEN_PID");
    const char *fds = getenv("LISTEN_FDS");
    int64_t number = 0;
    *count = 0;
    if (pid == NULL || fds == NULL || strcmp(pid, gi_num(getpid()).text) != 0) {
        return GI_OK;
    }
    GI_TRY(gi_text_int(gi_bytes_of(fds), "LISTEN_FDS", 0, 1024, &number, err));
    GI_TRY(take_all(out, (size_t)number, err));
    (void)unsetenv("LISTEN_PID");
    (void)unsetenv("LISTEN_FDS");
    (void)unsetenv("LISTEN_FDNAMES");
    *count = (size_t)number;
    return GI_OK;
}
