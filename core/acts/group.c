/*
 * group.c - the one writing thread, and those who wait for it (gi/group.h).
 *
 * What is asked lives on the stack of who asks, in a list behind one mutex. The writer takes
 * the list, works without the mutex, and answers under it. It waits for more only when several
 * came together last time: then they are on their way back already.
 */
#include "gi/group.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/acts/draft.h"
#include "core/acts/session.h"

typedef struct asked {
    const gi_draft *draft;
    gi_receipt receipt;
    gi_error err;
    gi_status status;
    bool done;
    pthread_cond_t answered;
    struct asked *next;
} asked;

struct gi_group {
    gi_registry *registry;
    gi_signer *const *signers;
    size_t count;
    pthread_t writer;
    pthread_mutex_t mutex; /* of all that follows */
    pthread_cond_t more;
    asked *first;
    asked **end;
    size_t waiting;
    size_t wanted; /* the writer sleeps until so many wait */
    size_t usual;  /* how many came together last time */
    bool closing;
    bool careful; /* of the writer alone: an act was refused last time */
};

/* ---- the writer ---- */

static struct timespec soon(void)
{
    struct timespec at;
    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    at.tv_nsec += GI_GROUP_WAIT_MS * 1000000L;
    if (at.tv_nsec >= 1000000000L) {
        at.tv_nsec -= 1000000000L;
        at.tv_sec++;
    }
    return at;
}

/* False when there is nothing left to do. */
static bool wait_for_some(gi_group *group)
{
    group->wanted = 1;
    while (group->waiting == 0 && !group->closing) {
        (void)pthread_cond_wait(&group->more, &group->mutex);
    }
    group->wanted = group->usual;
    struct timespec until = soon();
    int late = 0;
    while (group->waiting < group->wanted && !group->closing && late == 0) {
        late = pthread_cond_timedwait(&group->more, &group->mutex, &until);
    }
    return group->waiting > 0;
}

/* The first of those that wait, at most GI_GROUP_MAX. */
static asked *take(gi_group *group)
{
    asked *list = group->first;
    asked **cut = &group->first;
    size_t count = 0;
    while (*cut != NULL && count < GI_GROUP_MAX) {
        cut = &(*cut)->next;
        count++;
    }
    group->first = *cut;
    *cut = NULL;
    if (group->first == NULL) {
        group->end = &group->first;
    }
    group->waiting -= count;
    group->usual = count;
    return list;
}

static gi_status run_all(gi_session *session, asked *list, bool *refused, gi_error *err)
{
    for (asked *at = list; at != NULL; at = at->next) {
        at->err = (gi_error){ 0 };
        at->status = gi_session_act(session, at->draft, &at->receipt, &at->err);
        *refused = *refused || at->status != GI_OK;
    }
    return gi_session_commit(session, err);
}

/* Each act by itself: one that is refused undoes only itself. */
static gi_status run_apart(gi_group *group, asked *list, gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    bool refused = false;
    GI_TRY(gi_session_begin(group->registry, group->signers, group->count, &session, err));
    gi_status status = run_all(session, list, &refused, err);
    group->careful = refused;
    return status;
}

/* In good faith, without an undo point for each: *refused says that it has to be done again. */
static gi_status run_whole(gi_group *group, asked *list, bool *refused, gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    GI_TRY(gi_session_begin_whole(group->registry, group->signers, group->count, &session, err));
    return run_all(session, list, refused, err);
}

/* Refusals cost the others time when they were not expected, so they are once there was one. */
static bool in_good_faith(const gi_group *group, const asked *list)
{
    bool faith = !group->careful;
    for (; list != NULL && faith; list = list->next) {
        faith = !gi_draft_has_secret(list->draft);
    }
    return faith;
}

static gi_status run_session(gi_group *group, asked *list, gi_error *err)
{
    bool refused = false;
    if (!in_good_faith(group, list)) {
        return run_apart(group, list, err);
    }
    gi_status status = run_whole(group, list, &refused, err);
    return refused && list->next != NULL ? run_apart(group, list, err) : status;
}

/* An answer may rest on acts of the same session: without COMMIT none of them holds. */
static void run_together(gi_group *group, asked *list)
{
    gi_error err = { 0 };
    gi_status status = run_session(group, list, &err);
    for (asked *at = list; at != NULL && status != GI_OK; at = at->next) {
        at->status = status;
        at->err = err;
    }
}

static void answer(asked *list)
{
    while (list != NULL) {
        asked *next = list->next; /* who asked may be gone right after */
        list->done = true;
        (void)pthread_cond_signal(&list->answered);
        list = next;
    }
}

static void *write_groups(void *context)
{
    gi_group *group = context;
    (void)pthread_mutex_lock(&group->mutex);
    while (wait_for_some(group)) {
        asked *list = take(group);
        (void)pthread_mutex_unlock(&group->mutex);
        run_together(group, list);
        (void)pthread_mutex_lock(&group->mutex);
        answer(list);
    }
    (void)pthread_mutex_unlock(&group->mutex);
    return NULL;
}

/* ---- those who ask ---- */

gi_status gi_group_submit(gi_group *group, const gi_draft *draft, gi_receipt *out, gi_error *err)
{
    asked mine = { .draft = draft, .answered = PTHREAD_COND_INITIALIZER };
    (void)pthread_mutex_lock(&group->mutex);
    *group->end = &mine;
    group->end = &mine.next;
    group->waiting++;
    if (group->waiting >= group->wanted) {
        (void)pthread_cond_signal(&group->more);
    }
    while (!mine.done) {
        (void)pthread_cond_wait(&mine.answered, &group->mutex);
    }
    (void)pthread_mutex_unlock(&group->mutex);
    (void)pthread_cond_destroy(&mine.answered);
    if (mine.status == GI_OK) {
        *out = mine.receipt;
    } else if (err != NULL) {
        *err = mine.err;
    }
    return mine.status;
}

/* ---- beginning and end ---- */

static int start(gi_group *group)
{
    pthread_condattr_t by_monotonic;
    (void)pthread_condattr_init(&by_monotonic);
    (void)pthread_condattr_setclock(&by_monotonic, CLOCK_MONOTONIC);
    (void)pthread_mutex_init(&group->mutex, NULL);
    (void)pthread_cond_init(&group->more, &by_monotonic);
    (void)pthread_condattr_destroy(&by_monotonic);
    return pthread_create(&group->writer, NULL, write_groups, group);
}

static void release(gi_group *group)
{
    (void)pthread_cond_destroy(&group->more);
    (void)pthread_mutex_destroy(&group->mutex);
    free(group);
}

gi_status gi_group_open(gi_registry *registry, gi_signer *const *signers, size_t count,
                        gi_group **out, gi_error *err)
{
    gi_group *group = calloc(1, sizeof *group);
    if (group == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "group");
    }
    group->registry = registry;
    group->signers = signers;
    group->count = count;
    group->end = &group->first;
    group->usual = 1;
    int failed = start(group);
    if (failed != 0) {
        release(group);
        return gi_fail(err, GI_WHY_NO_MEMORY, strerror(failed));
    }
    *out = group;
    return GI_OK;
}

void gi_group_close(gi_group *group)
{
    if (group != NULL) {
        (void)pthread_mutex_lock(&group->mutex);
        group->closing = true;
        (void)pthread_cond_signal(&group->more);
        (void)pthread_mutex_unlock(&group->mutex);
        (void)pthread_join(group->writer, NULL);
        release(group);
    }
}
