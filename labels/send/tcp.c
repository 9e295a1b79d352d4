/*
 * tcp.c - a job to port 9100 ("raw", "JetDirect"): connect, write all, say that no more comes,
 * wait for the printer to hang up. Only to the address of the profile.
 *
 * The protocol has no acknowledgement. What the other side's system took over is known, though,
 * and a connection that breaks before that is a broken job.
 */
#include <errno.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "labels/send/stream.h"

#define CONNECT_MS 5000
#define HANGUP_MS 2000 /* after all is taken over; many printers keep the line open */
#define ADDRESSES_MAX 4
#define LOOK_MS 50

static int connect_one(const struct addrinfo *address)
{
    int fd = socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return -1;
    }
    int why = 0;
    socklen_t size = sizeof why;
    if (connect(fd, address->ai_addr, address->ai_addrlen) != 0) {
        why = errno;
    }
    if (why == EINPROGRESS) {
        why = ETIMEDOUT;
        if (gi_stream_wait(fd, POLLOUT, gi_stream_now() + CONNECT_MS)) {
            (void)getsockopt(fd, SOL_SOCKET, SO_ERROR, &why, &size);
        }
    }
    if (why != 0) {
        (void)close(fd);
        errno = why;
        return -1;
    }
    return fd;
}

/* One of the addresses of the name, looked up once; -1 with why it failed in *cause. */
static int connect_any(const gi_send_host *to, const char **cause)
{
    struct addrinfo wanted = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV };
    struct addrinfo *list = NULL;
    int failed = getaddrinfo(to->host, to->port, &wanted, &list);
    if (failed != 0) {
        *cause = gai_strerror(failed);
        return -1;
    }
    int fd = -1;
    int tried = 0;
    for (struct addrinfo *one = list; one != NULL && fd < 0 && tried < ADDRESSES_MAX; tried++) {
        fd = connect_one(one);
        one = one->ai_next;
    }
    *cause = strerror(errno);
    freeaddrinfo(list);
    return fd;
}

/* Bytes written that the other side's system has not taken over yet. */
static size_t on_the_way(int fd)
{
    int queued = 0;
    return ioctl(fd, SIOCOUTQ, &queued) == 0 && queued > 0 ? (size_t)queued : 0;
}

static gi_status fail_late(gi_sending *job, size_t queued, const char *cause, gi_error *err)
{
    job->sent -= queued < job->sent ? queued : job->sent;
    return gi_send_fail(job, cause, err);
}

/* True when the printer said that no more comes from it; what it says before is thrown away. */
static bool hung_up(int fd, int *why)
{
    char rest[4096];
    ssize_t got = recv(fd, rest, sizeof rest, 0);
    *why = got < 0 && errno != EAGAIN && errno != EINTR ? errno : 0;
    return got == 0;
}

static int error_of(int fd)
{
    int why = 0;
    socklen_t size = sizeof why;
    (void)getsockopt(fd, SOL_SOCKET, SO_ERROR, &why, &size);
    return why;
}

/* Looked at once: GI_OK with *over false means "not yet". The error is read after the queue: a
 * reset empties the queue, which must not look as if all had been taken over. */
static gi_status look(int fd, gi_sending *job, size_t *queued, bool *over, gi_error *err)
{
    int why;
    *over = hung_up(fd, &why);
    size_t now = on_the_way(fd);
    why = why != 0 ? why : error_of(fd);
    if (why != 0) {
        return fail_late(job, *queued, strerror(why), err);
    }
    *queued = now;
    return GI_OK;
}

static gi_status finish(int fd, gi_sending *job, gi_error *err)
{
    size_t queued = on_the_way(fd);
    if (shutdown(fd, SHUT_WR) != 0) {
        int why = error_of(fd); /* a reset; shutdown itself says only "not connected" */
        return fail_late(job, queued, strerror(why != 0 ? why : errno), err);
    }
    int64_t until = gi_stream_now() + (int64_t)job->printer->patience * 1000;
    int64_t enough = gi_stream_now() + HANGUP_MS;
    for (;;) {
        bool over;
        GI_TRY(look(fd, job, &queued, &over, err));
        int64_t now = gi_stream_now();
        if (queued == 0 && (over || now >= enough || now >= until)) {
            return GI_OK;
        }
        if (now >= until) {
            return fail_late(job, queued, "超时 timeout", err);
        }
        if (over) {
            (void)poll(NULL, 0, LOOK_MS);
        } else {
            (void)gi_stream_wait(fd, POLLIN, now + LOOK_MS); /* either way: look again */
        }
    }
}

static gi_status talk(int fd, gi_sending *job, gi_error *err)
{
    GI_TRY(gi_stream_ask(fd, job, err));
    GI_TRY(gi_stream_write(fd, job, err));
    return finish(fd, job, err);
}

static gi_status with_line(gi_sending *job, gi_status (*act)(int, gi_sending *, gi_error *),
                           gi_error *err)
{
    gi_send_host to;
    const char *cause = "";
    if (!gi_send_host_parse(job->printer->place, &to)) {
        return gi_send_fail(job, "HOST:PORT", err);
    }
    int fd = connect_any(&to, &cause);
    if (fd < 0) {
        return gi_send_fail(job, cause, err);
    }
    gi_status status = act(fd, job, err);
    (void)close(fd);
    return status;
}

gi_status gi_send_tcp(gi_sending *job, gi_error *err)
{
    return with_line(job, talk, err);
}

gi_status gi_reach_tcp(gi_sending *job, gi_error *err)
{
    return with_line(job, gi_stream_ask, err);
}
