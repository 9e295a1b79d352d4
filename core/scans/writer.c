/*
 * writer.c - the one thread that writes scans.db, and its queue (gi/scans.h).
 *
 * A commit takes what came within 20 ms of its first scan; what somebody waits for (an opening, a
 * note) is not kept waiting for that. Whoever scans never waits: a full queue drops the scan and
 * counts it. What a commit could not store is dropped as well, after a second try when the file
 * was busy (group.c).
 */
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/scans/inbox.h"
#include "core/scans/store.h"
#include "core/scans/writer.h"
#include "gi/scan_writer.h"

/* ---- the thread ---- */

static struct timespec soon(void)
{
    struct timespec at;
    (void)clock_gettime(CLOCK_MONOTONIC, &at);
    at.tv_nsec += GI_SCAN_GROUP_MS * 1000000L;
    if (at.tv_nsec >= 1000000000L) {
        at.tv_nsec -= 1000000000L;
        at.tv_sec++;
    }
    return at;
}

/* Whoever is about to hand over as well shares the commit; nobody waits who is not ready now. */
static void let_others_ask(gi_scan_writer *writer)
{
    if (writer->asked > 0 && !writer->closing) {
        (void)pthread_mutex_unlock(&writer->mutex);
        (void)sched_yield();
        (void)pthread_mutex_lock(&writer->mutex);
    }
}

/* False when there is nothing left to do. */
static bool wait_for_some(gi_scan_writer *writer)
{
    while (writer->count == 0 && writer->day == 0 && !writer->closing) {
        (void)pthread_cond_wait(&writer->more, &writer->mutex);
    }
    if (writer->day != 0) {
        return true;
    }
    struct timespec until = soon();
    int late = 0;
    while (writer->count < GI_SCAN_GROUP && writer->asked == 0 && !writer->closing && late == 0) {
        late = pthread_cond_timedwait(&writer->more, &writer->mutex, &until);
    }
    let_others_ask(writer);
    return writer->count > 0;
}

static void take_group(gi_scan_writer *writer)
{
    writer->group_count = 0;
    while (writer->count > 0 && writer->group_count < GI_SCAN_GROUP) {
        const gi_scan_item *next = &writer->queue[writer->first];
        writer->asked -= next->who != NULL ? 1 : 0;
        writer->group[writer->group_count++] = *next;
        writer->figures.waiting -= 1 + next->again;
        writer->first = (writer->first + 1) % GI_SCAN_QUEUE;
        writer->count--;
    }
}

static void answer(gi_scan_asked *who, gi_status status, const gi_error *err)
{
    if (status != GI_OK) {
        who->status = status;
        who->err = *err;
    }
    if (who->told.tell == NULL) {
        who->done = true;
        (void)pthread_cond_signal(&who->answered);
    }
}

static void count(gi_scan_figures *figures, const gi_scan_item *item, gi_status status)
{
    const gi_scan_asked *who = item->who;
    if (who == NULL) {
        int64_t scans = item->folded ? 0 : 1 + item->again;
        *(status == GI_OK ? &figures->scans : &figures->dropped) += scans;
    } else if (status == GI_OK && who->status == GI_OK) {
        *(who->note == NULL ? &figures->openings : &figures->notes) += 1;
    }
}

/* Counts what was done and wakes those who wait; under the mutex. What is left in the group is
 * still to be told. */
static void answer_group(gi_scan_writer *writer, gi_status status, const gi_error *err)
{
    writer->figures.commits += status == GI_OK && writer->group_count > 0 ? 1 : 0;
    for (size_t i = 0; i < writer->group_count; i++) {
        gi_scan_asked *who = writer->group[i].who;
        count(&writer->figures, &writer->group[i], status);
        if (who != NULL) {
            writer->group[i].who = who->told.tell == NULL ? NULL : who;
            answer(who, status, err); /* who waited is gone with the mutex */
        }
    }
}

/* Without the mutex: whoever is told may hand over the next one at once. */
static void tell_group(gi_scan_writer *writer)
{
    for (size_t i = 0; i < writer->group_count; i++) {
        gi_scan_asked *who = writer->group[i].who;
        if (who != NULL) {
            who->told.tell(who->told.context, who->status, &who->seen);
            free(who);
        }
    }
}

static void find_places(gi_scan_writer *writer, gi_place_finder finder)
{
    for (size_t i = 0; i < writer->group_count && finder.find != NULL; i++) {
        if (!writer->group[i].folded) {
            finder.find(finder.context, &writer->group[i].scan);
        }
    }
}

void gi_scan_writer_find_places(gi_scan_writer *writer, gi_place_finder finder)
{
    (void)pthread_mutex_lock(&writer->mutex);
    writer->finder = finder;
    (void)pthread_mutex_unlock(&writer->mutex);
}

void gi_inbox_keep_reports(gi_scan_writer *writer, int days)
{
    (void)pthread_mutex_lock(&writer->mutex);
    writer->report_days = days;
    (void)pthread_mutex_unlock(&writer->mutex);
}

/* A day that cannot begin now begins with the next look at it, or with the next scan. */
static gi_status store_group(gi_scan_writer *writer, gi_time day, gi_error *err)
{
    gi_status status = day == 0 ? GI_OK : gi_group_day(&writer->keeper, day, err);
    return writer->group_count == 0
               ? status
               : gi_group_commit(&writer->keeper, writer->group, writer->group_count, err);
}

static void tell_unseen(gi_scan_writer *writer, gi_status status)
{
    gi_unseen_mark(&writer->unseen, writer->group, writer->group_count);
    if (status == GI_OK && writer->group_count > 0) {
        gi_unseen_check(&writer->unseen, writer->keeper.version);
    }
}

static void *write_groups(void *context)
{
    gi_scan_writer *writer = context;
    (void)pthread_mutex_lock(&writer->mutex);
    while (wait_for_some(writer)) {
        gi_error err = { 0 };
        take_group(writer);
        gi_place_finder finder = writer->finder;
        gi_time day = writer->day;
        writer->day = 0;
        writer->keeper.report_days = writer->report_days;
        (void)pthread_mutex_unlock(&writer->mutex);
        gi_group_fold(&writer->keeper, writer->group, writer->group_count);
        find_places(writer, finder);
        gi_status status = store_group(writer, day, &err);
        tell_unseen(writer, status);
        (void)pthread_mutex_lock(&writer->mutex);
        answer_group(writer, status, &err);
        (void)pthread_mutex_unlock(&writer->mutex);
        tell_group(writer);
        (void)pthread_mutex_lock(&writer->mutex);
    }
    (void)pthread_mutex_unlock(&writer->mutex);
    return NULL;
}

/* ---- life ---- */

static void prepare_waiting(gi_scan_writer *writer)
{
    pthread_condattr_t how;
    (void)pthread_mutex_init(&writer->mutex, NULL);
    (void)pthread_mutex_init(&writer->unseen.mutex, NULL);
    (void)pthread_condattr_init(&how);
    (void)pthread_condattr_setclock(&how, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&writer->more, &how);
    (void)pthread_condattr_destroy(&how);
}

static gi_scan_writer *create(void)
{
    gi_scan_writer *fresh = calloc(1, sizeof *fresh);
    if (fresh != NULL) {
        prepare_waiting(fresh);
        fresh->queue = calloc(GI_SCAN_QUEUE, sizeof fresh->queue[0]);
    }
    return fresh;
}

static gi_status name_photos(gi_keeper *keeper, const char *dir, gi_error *err)
{
    int size = snprintf(keeper->photos, sizeof keeper->photos, "%s/" GI_PHOTOS_FOLDER, dir);
    return size > 0 && (size_t)size < sizeof keeper->photos
               ? GI_OK
               : gi_fail(err, GI_WHY_TOO_LONG, "--dir", gi_num(size).text,
                         gi_num(GI_PHOTOS_DIR - 1).text);
}

gi_status gi_scan_writer_open(const char *dir, const gi_about *about, gi_random random,
                              gi_scan_writer **out, gi_error *err)
{
    GI_AUTO(gi_scan_writer) fresh = create();
    if (fresh == NULL || fresh->queue == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "scans");
    }
    fresh->keeper = (gi_keeper){ .suite = about->suite,
                                 .utc_offset_min = about->utc_offset_min,
                                 .random = random };
    fresh->report_days = GI_REPORT_DAYS;
    GI_TRY(name_photos(&fresh->keeper, dir, err));
    GI_TRY(gi_scans_open_to_write(dir, &fresh->keeper.db, err));
    GI_TRY(gi_db_version(fresh->keeper.db, &fresh->unseen.version, err));
    int failed = pthread_create(&fresh->thread, NULL, write_groups, fresh);
    if (failed != 0) {
        return gi_fail(err, GI_WHY_NO_MEMORY, strerror(failed));
    }
    fresh->started = true;
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_scan_writer_close(gi_scan_writer *writer)
{
    if (writer == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&writer->mutex);
    writer->closing = true;
    (void)pthread_cond_signal(&writer->more);
    (void)pthread_mutex_unlock(&writer->mutex);
    if (writer->started) {
        (void)pthread_join(writer->thread, NULL);
    }
    gi_keeper_forget(&writer->keeper);
    gi_db_close(writer->keeper.db);
    (void)pthread_cond_destroy(&writer->more);
    (void)pthread_mutex_destroy(&writer->unseen.mutex);
    (void)pthread_mutex_destroy(&writer->mutex);
    free(writer->queue);
    free(writer);
}
