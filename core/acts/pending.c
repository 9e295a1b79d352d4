/*
 * pending.c - the acts that wait for their signatures, and the threads that make them
 * (pending.h).
 *
 * One mutex guards which act is signed next and which is done; an act belongs to one thread at a
 * time. Whoever waits for the end signs along, so without threads all goes as well, only later.
 */
#include "core/acts/pending.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HELPERS_MAX 3
#define HELP_FROM 2 /* acts that wait; a thread for a single one would cost more than it saves */

struct gi_pending {
    gi_pending_act act[GI_PENDING_MAX];
    size_t count;
    bool threads;
    pthread_t helper[HELPERS_MAX];
    size_t helpers;
    pthread_mutex_t mutex; /* of all that follows, and of count */
    pthread_cond_t more;
    pthread_cond_t all_done;
    size_t next; /* to be signed */
    size_t done;
    bool closing;
};

gi_status gi_pending_create(bool threads, gi_pending **out, gi_error *err)
{
    gi_pending *pending = calloc(1, sizeof *pending);
    if (pending == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "session");
    }
    pending->threads = threads;
    (void)pthread_mutex_init(&pending->mutex, NULL);
    (void)pthread_cond_init(&pending->more, NULL);
    (void)pthread_cond_init(&pending->all_done, NULL);
    *out = pending;
    return GI_OK;
}

/* ---- signing ---- */

/* Signs the next act, without the mutex meanwhile; false when none is left. */
static bool sign_next(gi_pending *pending)
{
    if (pending->next == pending->count) {
        return false;
    }
    gi_pending_act *act = &pending->act[pending->next++];
    (void)pthread_mutex_unlock(&pending->mutex);
    gi_pending_sign(act);
    (void)pthread_mutex_lock(&pending->mutex);
    pending->done++;
    if (pending->done == pending->count) {
        (void)pthread_cond_signal(&pending->all_done);
    }
    return true;
}

static void *help(void *context)
{
    gi_pending *pending = context;
    (void)pthread_mutex_lock(&pending->mutex);
    while (!pending->closing) {
        if (!sign_next(pending)) {
            (void)pthread_cond_wait(&pending->more, &pending->mutex);
        }
    }
    (void)pthread_mutex_unlock(&pending->mutex);
    return NULL;
}

/* A thread that cannot start is no loss. */
static void start_helpers(gi_pending *pending)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    pending->threads = false; /* once */
    while (pending->helpers < HELPERS_MAX && (long)pending->helpers + 1 < processors &&
           pthread_create(&pending->helper[pending->helpers], NULL, help, pending) == 0) {
        pending->helpers++;
    }
}

static void wait_until_signed(gi_pending *pending)
{
    (void)pthread_mutex_lock(&pending->mutex);
    while (sign_next(pending)) {
    }
    while (pending->done < pending->count) {
        (void)pthread_cond_wait(&pending->all_done, &pending->mutex);
    }
    (void)pthread_mutex_unlock(&pending->mutex);
}

/* ---- the list ---- */

size_t gi_pending_count(const gi_pending *pending)
{
    return pending->count;
}

bool gi_pending_holds(const gi_pending *pending, const uint8_t request[16])
{
    for (size_t i = 0; i < pending->count; i++) {
        if (memcmp(pending->act[i].row.request, request, 16) == 0) {
            return true;
        }
    }
    return false;
}

void gi_pending_add(gi_pending *pending, gi_pending_act *act)
{
    (void)pthread_mutex_lock(&pending->mutex);
    pending->act[pending->count++] = *act;
    (void)pthread_cond_signal(&pending->more);
    (void)pthread_mutex_unlock(&pending->mutex);
    act->answer = GI_BUF(0);
    act->leaf = GI_BUF(0);
    if (pending->threads && pending->count >= HELP_FROM) {
        start_helpers(pending);
    }
}

gi_status gi_pending_write(gi_pending_act *act, gi_registry *registry, gi_error *err)
{
    if (act->status != GI_OK) {
        if (err != NULL) {
            *err = act->why;
        }
        return act->status;
    }
    gi_bytes leaf = gi_buf_view(&act->leaf);
    gi_digest hash = gi_leaf_hash(leaf);
    GI_TRY(gi_act_insert(registry->db, &act->row, gi_buf_text(&act->answer), leaf, err));
    return gi_tree_append(&registry->tree, gi_tiles_of(registry->db), &hash, err);
}

static void drop_all(gi_pending *pending)
{
    for (size_t i = 0; i < pending->count; i++) {
        gi_buf_clear(&pending->act[i].answer);
        gi_buf_clear(&pending->act[i].leaf);
    }
    (void)pthread_mutex_lock(&pending->mutex);
    pending->count = 0;
    pending->next = 0;
    pending->done = 0;
    (void)pthread_mutex_unlock(&pending->mutex);
}

gi_status gi_pending_finish(gi_pending *pending, gi_registry *registry, gi_error *err)
{
    gi_status status = GI_OK;
    wait_until_signed(pending);
    for (size_t i = 0; i < pending->count && status == GI_OK; i++) {
        status = gi_pending_write(&pending->act[i], registry, err);
    }
    drop_all(pending);
    return status;
}

void gi_pending_destroy(gi_pending *pending)
{
    if (pending == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&pending->mutex);
    pending->closing = true;
    (void)pthread_cond_broadcast(&pending->more);
    (void)pthread_mutex_unlock(&pending->mutex);
    for (size_t i = 0; i < pending->helpers; i++) {
        (void)pthread_join(pending->helper[i], NULL);
    }
    drop_all(pending);
    (void)pthread_cond_destroy(&pending->all_done);
    (void)pthread_cond_destroy(&pending->more);
    (void)pthread_mutex_destroy(&pending->mutex);
    free(pending);
}
