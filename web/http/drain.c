/*
 * drain.c - how a server leaves: it accepts no more, finishes what it has, and stops.
 *
 * Listening sockets are shared with the program and with the server that comes after.
 * MHD_stop_daemon shuts down the one it accepts on, which would end it for all of them: a daemon
 * therefore always gives its copy back first.
 */
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "web/http/server.h"

enum { STEP_MS = 10, GRACE_MS = 1000 };

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

static void close_kept(gi_http_server *server)
{
    for (size_t i = 0; i < server->door_count; i++) {
        gi_door *door = &server->door[i];
        if (door->kept >= 0) {
            (void)close(door->kept);
            door->kept = -1;
        }
    }
}

/* Serves what the kernel accepted and nobody took yet. */
static void empty_queue(const gi_door *door, int64_t end)
{
    struct pollfd queue = { .fd = door->kept, .events = POLLIN };
    while (now_ms() < end && poll(&queue, 1, 0) == 1) {
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
    close_kept(server);
    unsigned left = gi_deadlines_end_resting(server->deadlines, GRACE_MS);
    while (left > 0 && now_ms() < end) {
        wait_a_step();
        left = gi_deadlines_end_resting(server->deadlines, GRACE_MS);
    }
    return left;
}

void gi_doors_stop(gi_http_server *server)
{
    stop_accepting(server);
    close_kept(server);
    for (size_t i = 0; i < server->door_count; i++) {
        MHD_stop_daemon(server->door[i].daemon);
        server->door[i].daemon = NULL;
    }
    server->door_count = 0;
}
