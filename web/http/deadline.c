/*
 * deadline.c - one table of sockets and moments, one thread that walks it (deadline.h).
 *
 * The table has a fixed size, so a flood cannot grow it. Sockets are shut down under the
 * lock that gi_deadline_stop takes: a number that the kernel gave away again is never hit.
 */
#include "web/http/deadline.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>

#define WALK_MS 100 /* between two walks over the table */

/* NEW: nothing asked yet; RESTING: between an answer and the next request. */
typedef enum phase { NEW, BUSY, RESTING } phase;

struct gi_deadline {
    int socket;
    phase phase;
    bool hurried;  /* was given its grace */
    uint64_t read; /* while it rests: bytes of all requests before */
    int64_t at;    /* ms of the monotonic clock; 0 = the place is free */
};

struct gi_deadlines {
    pthread_mutex_t lock;
    pthread_cond_t stop;
    pthread_t thread;
    bool stopping;
    unsigned max;
    gi_deadline place[];
};

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void end_late_ones(gi_deadlines *deadlines)
{
    int64_t now = now_ms();
    for (unsigned i = 0; i < deadlines->max; i++) {
        gi_deadline *place = &deadlines->place[i];
        if (place->at != 0 && place->at <= now) {
            (void)shutdown(place->socket, SHUT_RDWR); /* libmicrohttpd sees the end and closes */
            place->at = INT64_MAX;
        }
    }
}

static void wait_a_little(gi_deadlines *deadlines)
{
    struct timespec until;
    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += WALK_MS * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    (void)pthread_cond_timedwait(&deadlines->stop, &deadlines->lock, &until);
}

static void *walk(void *context)
{
    gi_deadlines *deadlines = context;
    (void)pthread_mutex_lock(&deadlines->lock);
    while (!deadlines->stopping) {
        end_late_ones(deadlines);
        wait_a_little(deadlines);
    }
    (void)pthread_mutex_unlock(&deadlines->lock);
    return NULL;
}

static void init_locks(gi_deadlines *deadlines)
{
    pthread_condattr_t attributes;
    (void)pthread_condattr_init(&attributes);
    (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&deadlines->stop, &attributes);
    (void)pthread_condattr_destroy(&attributes);
    (void)pthread_mutex_init(&deadlines->lock, NULL);
}

gi_status gi_deadlines_create(unsigned max, gi_deadlines **out, gi_error *err)
{
    gi_deadlines *fresh = calloc(1, sizeof *fresh + (size_t)max * sizeof fresh->place[0]);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "connections");
    }
    fresh->max = max;
    init_locks(fresh);
    if (pthread_create(&fresh->thread, NULL, walk, fresh) != 0) {
        free(fresh);
        return gi_fail(err, GI_WHY_NO_MEMORY, "thread");
    }
    *out = fresh;
    return GI_OK;
}

void gi_deadlines_destroy(gi_deadlines *deadlines)
{
    if (deadlines == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&deadlines->lock);
    deadlines->stopping = true;
    (void)pthread_cond_signal(&deadlines->stop);
    (void)pthread_mutex_unlock(&deadlines->lock);
    (void)pthread_join(deadlines->thread, NULL);
    (void)pthread_cond_destroy(&deadlines->stop);
    (void)pthread_mutex_destroy(&deadlines->lock);
    free(deadlines);
}

gi_deadline *gi_deadline_start(gi_deadlines *deadlines, int socket, int ms)
{
    gi_deadline *found = NULL;
    (void)pthread_mutex_lock(&deadlines->lock);
    for (unsigned i = 0; i < deadlines->max && found == NULL; i++) {
        if (deadlines->place[i].at == 0) {
            found = &deadlines->place[i];
            *found = (gi_deadline){ .socket = socket, .at = now_ms() + ms };
        }
    }
    (void)pthread_mutex_unlock(&deadlines->lock);
    return found;
}

static void set(gi_deadlines *deadlines, gi_deadline *deadline, phase next, int ms, uint64_t read)
{
    if (deadline != NULL) {
        (void)pthread_mutex_lock(&deadlines->lock);
        if (deadline->at != INT64_MAX) {
            deadline->at = now_ms() + ms;
            deadline->phase = next;
            deadline->read = read;
        }
        (void)pthread_mutex_unlock(&deadlines->lock);
    }
}

void gi_deadline_set(gi_deadlines *deadlines, gi_deadline *deadline, int ms)
{
    set(deadlines, deadline, BUSY, ms, 0);
}

void gi_deadline_rest(gi_deadlines *deadlines, gi_deadline *deadline, int ms, uint64_t read)
{
    set(deadlines, deadline, RESTING, ms, read);
}

bool gi_socket_received(int socket, uint64_t *out)
{
    struct tcp_info info = { 0 };
    socklen_t size = sizeof info;
    if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0 ||
        size < offsetof(struct tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received) {
        return false;
    }
    *out = info.tcpi_bytes_received;
    return true;
}

static bool has_input(int socket)
{
    int waiting = 0;
    return ioctl(socket, FIONREAD, &waiting) == 0 && waiting > 0;
}

/* Half a header was read already: the kernel counted more than the requests had. */
static bool has_begun(const gi_deadline *place)
{
    uint64_t received = 0;
    return gi_socket_received(place->socket, &received) && received > place->read;
}

/* A request that is on its way is waited for as long as a new connection is. While bytes wait, it
 * is us who are late, and no client is cut for that. */
static void hurry(gi_deadline *place, int64_t now, int grace_ms)
{
    if (place->phase == BUSY || place->at == INT64_MAX) {
        return;
    }
    if (has_input(place->socket)) {
        place->at = place->at < now + grace_ms ? now + grace_ms : place->at;
        return;
    }
    if (place->phase == RESTING && !has_begun(place)) {
        place->at = now;
    } else if (!place->hurried && place->at > now + grace_ms) {
        place->at = now + grace_ms;
    }
    place->hurried = true;
}

unsigned gi_deadlines_end_resting(gi_deadlines *deadlines, int grace_ms)
{
    unsigned left = 0;
    (void)pthread_mutex_lock(&deadlines->lock);
    int64_t now = now_ms();
    for (unsigned i = 0; i < deadlines->max; i++) {
        gi_deadline *place = &deadlines->place[i];
        if (place->at != 0) {
            left++;
            hurry(place, now, grace_ms);
        }
    }
    end_late_ones(deadlines);
    (void)pthread_mutex_unlock(&deadlines->lock);
    return left;
}

void gi_deadline_stop(gi_deadlines *deadlines, gi_deadline *deadline)
{
    if (deadline != NULL) {
        (void)pthread_mutex_lock(&deadlines->lock);
        deadline->at = 0;
        (void)pthread_mutex_unlock(&deadlines->lock);
    }
}
