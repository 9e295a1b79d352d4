/*
 * desk.c - gitrace desk: keeps the keys of every day unlocked and does the drafts of many.
 *
 * A thread per connection, one writer behind them all. SIGTERM ends it gently: no new lines
 * are read, what was read is done and answered. Never runs what needs root, authority or
 * bureau: their keys are not unlocked here.
 */
#include "core/commands/desk.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/commands/keyring.h"
#include "core/commands/runs.h"
#include "core/commands/say.h"
#include "gi/group.h"

const option_rule desk_options[] = {
    { "socket", "PATH", "套接字路径（须在仅受信者可进入的目录）",
      "path of the socket, in a folder that only the trusted may enter" },
    { NULL, NULL, NULL, NULL },
};

typedef struct client {
    pthread_t thread;
    int line; /* -1 = free */
    bool ended;
    gi_group *group;
    pthread_mutex_t *mutex; /* of all clients' line and ended */
} client;

typedef struct desk {
    command *cmd;
    gi_registry *registry;
    keyring keys;
    gi_group *group;
    int listener;
    const char *path; /* once it is ours to unlink */
    pthread_mutex_t mutex;
    client clients[DESK_CLIENTS];
} desk;

/* ---- one connection ---- */

static void *attend(void *context)
{
    client *at = context;
    desk_talk(at->group, at->line);
    (void)pthread_mutex_lock(at->mutex);
    (void)shutdown(at->line, SHUT_RDWR);
    at->ended = true;
    (void)pthread_mutex_unlock(at->mutex);
    return NULL;
}

/* ---- all connections ---- */

static void collect(client *at)
{
    (void)pthread_join(at->thread, NULL);
    (void)close(at->line);
    at->line = -1;
}

static client *free_place(desk *at)
{
    client *found = NULL;
    for (size_t i = 0; i < DESK_CLIENTS; i++) {
        client *one = &at->clients[i];
        (void)pthread_mutex_lock(&at->mutex);
        bool ended = one->line >= 0 && one->ended;
        (void)pthread_mutex_unlock(&at->mutex);
        if (ended) {
            collect(one);
        }
        found = found == NULL && one->line < 0 ? one : found;
    }
    return found;
}

static void welcome(desk *at, int line)
{
    client *one = free_place(at);
    gi_error err = { 0 };
    if (one != NULL) {
        *one = (client){ .line = line, .group = at->group, .mutex = &at->mutex };
        if (pthread_create(&one->thread, NULL, attend, one) == 0) {
            return;
        }
        one->line = -1;
    }
    (void)gi_fail(&err, GI_WHY_DESK_FULL, gi_num(DESK_CLIENTS).text);
    desk_refuse(line, &err);
    (void)close(line);
}

/* No line is cut off in the middle: reading ends, answering does not. */
static void dismiss(desk *at)
{
    for (size_t i = 0; i < DESK_CLIENTS; i++) {
        client *one = &at->clients[i];
        if (one->line >= 0) {
            (void)shutdown(one->line, SHUT_RD);
            collect(one);
        }
    }
}

/* ---- the whole ---- */

static void desk_clear(desk *at)
{
    dismiss(at);
    if (at->listener >= 0) {
        (void)close(at->listener);
    }
    if (at->path != NULL) {
        (void)unlink(at->path);
    }
    gi_group_close(at->group);
    keyring_close(&at->keys);
    gi_registry_close(at->registry);
    (void)pthread_mutex_destroy(&at->mutex);
}

/* A socket nobody listens at any more is left over from a crash. */
static bool is_deserted(const struct sockaddr_un *address)
{
    int line = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool refused = line >= 0 &&
                   connect(line, (const struct sockaddr *)address, sizeof *address) != 0 &&
                   errno == ECONNREFUSED;
    (void)close(line);
    return refused;
}

static gi_status listen_at(desk *at, const char *path, gi_error *err)
{
    struct sockaddr_un address;
    GI_TRY(desk_address(path, &address, err));
    if (is_deserted(&address)) {
        (void)unlink(path);
    }
    at->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    mode_t before = umask(0117); /* owner and group */
    bool bound = at->listener >= 0 &&
                 bind(at->listener, (const struct sockaddr *)&address, sizeof address) == 0;
    (void)umask(before);
    if (!bound || listen(at->listener, DESK_CLIENTS) != 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    at->path = path;
    return GI_OK;
}

static gi_status unlock(desk *at, gi_error *err)
{
    static const gi_role roles[] = { GI_ROLE_REGISTRY, GI_ROLE_LABEL, GI_ROLE_LOG };
    GI_TRY(keyring_begin(at->cmd, &at->keys, err));
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        GI_TRY(keyring_add_role(&at->keys, at->registry, roles[i], err));
    }
    return at->keys.count > 0
               ? GI_OK
               : gi_fail(err, GI_WHY_SIGNER_MISSING, "desk", gi_role_name(GI_ROLE_REGISTRY));
}

static void attend_all(desk *at, sigset_t *signals)
{
    struct pollfd at_door = { .fd = at->listener, .events = POLLIN };
    const struct timespec none = { 0 };
    while (sigtimedwait(signals, NULL, &none) < 0) {
        int line = -1;
        if (poll(&at_door, 1, 100) > 0) {
            line = accept4(at->listener, NULL, NULL, SOCK_CLOEXEC);
        }
        if (line >= 0) {
            welcome(at, line);
        }
    }
}

static gi_status serve(desk *at, const char *path, gi_error *err)
{
    sigset_t signals;
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigaddset(&signals, SIGINT);
    (void)sigprocmask(SIG_BLOCK, &signals, NULL); /* before any thread: all inherit it */
    GI_TRY(gi_group_open(at->registry, at->keys.signer, at->keys.count, &at->group, err));
    GI_TRY(listen_at(at, path, err));
    say_value(at->cmd, "受理", "desk open", path);
    GI_TRY(say_end(err));
    attend_all(at, &signals);
    return GI_OK;
}

gi_status run_desk(command *cmd, gi_error *err)
{
    desk at __attribute__((cleanup(desk_clear))) = { .cmd = cmd, .listener = -1 };
    const char *path = NULL;
    (void)pthread_mutex_init(&at.mutex, NULL);
    for (size_t i = 0; i < DESK_CLIENTS; i++) {
        at.clients[i].line = -1;
    }
    GI_TRY(words_expect(cmd, 0, 0, err));
    GI_TRY(option_needed(cmd, "socket", &path, err));
    GI_TRY(registry_open(cmd, GI_ACCESS_WRITE, &at.registry, err));
    GI_TRY(unlock(&at, err));
    return serve(&at, path, err);
}
