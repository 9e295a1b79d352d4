/*
 * drain.c - how a server leaves: it accepts no more, finishes what it has, and stops.
 *
 * Listening sockets are shared with the program and with the server that comes after.
 * MHD_stop_daemon shuts down the one it accepts on, which would end it for all of them: a daemon
 * therefore always gives its copy back first, and the copy stays open until the daemon has ended.
 */
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "web/http/server.h"

enum { STEP_MS = 10, GRACE_MS = 1000, QUIET_MS = 50, QUEUE_MS = 1000 };

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void wait_a_step(void)
{
    struct timespec step = { .tv_nsec = STEP_MS * 1000000L };
    (void)nanosleep(&step, NULL);
}

static void stop_accepting(gi_http_server *server)
{
    for (size_t i = 0; i < server->door_count; i++) {
        gi_door *door = &server->door[i];
        if (door->kept < 0) {
            door->kept = MHD_quiesce_daemon(door->daemon); /* -1 the second time */
        }
    }
}

/* Serves what the kernel accepted and nobody took yet. Client and kernel may disagree for a moment
 * about who is connected: the queue is empty when it stays so, or when it never does. */
static void empty_queue(const gi_door *door, int64_t end)
{
    end = now_ms() + QUEUE_MS < end ? now_ms() + QUEUE_MS : end;
    struct pollfd queue = { .fd = door->kept, .events = POLLIN };
    while (now_ms() < end && poll(&queue, 1, QUIET_MS) == 1) {
        struct sockaddr_storage from;
        socklen_t size = sizeof from;
        int fresh =
            accept4(door->kept, (struct sockaddr *)&from, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        bool gone = fresh < 0 && (errno == ECONNABORTED || errno == EAGAIN || errno == EINTR);
        if (gone) {
            continue;
        }
        if (fresh < 0) {
            return;
        }
        /* On failure it is closed there. */
        (void)MHD_add_connection(door->daemon, fresh, (const struct sockaddr *)&from, size);
    }
}

/* Whoever comes now is refused at once instead of waiting in a queue that nobody empties. What
 * systemd keeps open stays so: its queue is the next server's. */
static void end_queues(const gi_http_server *server, int64_t end)
{
    for (size_t i = 0; i < server->door_count; i++) {
        const gi_door *door = &server->door[i];
        if (door->kept < 0) {
            continue;
        }
        empty_queue(door, end);
        if (!door->inherited) {
            (void)shutdown(door->kept, SHUT_RDWR);
        }
    }
}

unsigned gi_http_server_drain(gi_http_server *server, int limit_ms, bool last)
{
    int64_t end = now_ms() + limit_ms;
    atomic_store(&server->leaving, true);
    stop_accepting(server);
    if (last) {
        end_queues(server, end);
    }
    unsigned left = gi_deadlines_end_resting(server->deadlines, GRACE_MS);
    while (left > 0 && now_ms() < end) {
        wait_a_step();
        left = gi_deadlines_end_resting(server->deadlines, GRACE_MS);
    }
    return left;
}

/* The socket behind a number; 0 = none. */
static ino_t socket_at(int fd)
{
    struct stat found;
    return fd >= 0 && fstat(fd, &found) == 0 ? found.st_ino : 0;
}

/* With a pool of threads libmicrohttpd 0.9.75 closes the copy all the same. By then the number may
 * be a client's of the next server: it is closed here only while it is still the same socket. */
static void stop_door(gi_door *door)
{
    ino_t kept = socket_at(door->kept);
    MHD_stop_daemon(door->daemon);
    door->daemon = NULL;
    if (kept != 0 && socket_at(door->kept) == kept) {
        (void)close(door->kept);
    }
    door->kept = -1;
}

void gi_doors_stop(gi_http_server *server)
{
    stop_accepting(server);
    gi_waiting_end(server); /* libmicrohttpd aborts the program over a connection put aside */
    for (size_t i = 0; i < server->door_count; i++) {
        stop_door(&server->door[i]);
    }
    server->door_count = 0;
    atomic_store(&server->ending, false);
}
