/*
 * asked.c - what is handed over to the writer: scans, openings, notes (gi/scans.h, gi/inbox.h).
 *
 * Scans wait for nobody, openings and notes until they are durable; those of openings who cannot
 * wait are told. Nothing here touches the file.
 */
#include <stdlib.h>

#include "core/scans/inbox.h"
#include "core/scans/writer.h"
#include "gi/scan_writer.h"

/* Whoever asks for one page again and again takes one place of the queue. */
static bool joins_last(gi_scan_writer *writer, const gi_scan_item *item)
{
    size_t last = (writer->first + writer->count + GI_SCAN_QUEUE - 1) % GI_SCAN_QUEUE;
    return writer->count > 0 && gi_group_join(&writer->keeper, &writer->queue[last], item);
}

/* Under the mutex. */
static bool push(gi_scan_writer *writer, const gi_scan *scan, gi_scan_asked *who)
{
    const gi_scan_item item = { .scan = *scan, .who = who };
    if (joins_last(writer, &item)) {
        writer->figures.waiting++;
        return true;
    }
    if (writer->count == GI_SCAN_QUEUE) {
        return false;
    }
    writer->queue[(writer->first + writer->count) % GI_SCAN_QUEUE] = item;
    writer->figures.waiting++;
    writer->asked += who != NULL ? 1 : 0;
    writer->count++;
    if (writer->count == 1 || writer->count == GI_SCAN_GROUP || who != NULL) {
        (void)pthread_cond_signal(&writer->more);
    }
    return true;
}

bool gi_scan_writer_add(gi_scan_writer *writer, const gi_scan *scan)
{
    (void)pthread_mutex_lock(&writer->mutex);
    bool taken = push(writer, scan, NULL);
    writer->figures.dropped += taken ? 0 : 1;
    (void)pthread_mutex_unlock(&writer->mutex);
    return taken;
}

void gi_scan_writer_day(gi_scan_writer *writer, gi_time now)
{
    (void)pthread_mutex_lock(&writer->mutex);
    writer->day = now;
    (void)pthread_cond_signal(&writer->more);
    (void)pthread_mutex_unlock(&writer->mutex);
}

/* Waits until the item is durable, or refused. */
static gi_status ask(gi_scan_writer *writer, const gi_scan *scan, gi_scan_asked *mine,
                     gi_error *err)
{
    (void)pthread_mutex_lock(&writer->mutex);
    bool taken = push(writer, scan, mine);
    while (taken && !mine->done) {
        (void)pthread_cond_wait(&mine->answered, &writer->mutex);
    }
    (void)pthread_mutex_unlock(&writer->mutex);
    (void)pthread_cond_destroy(&mine->answered);
    if (!taken) {
        return gi_fail(err, GI_WHY_QUEUE_FULL, gi_num(GI_SCAN_QUEUE).text);
    }
    if (mine->status != GI_OK && err != NULL) {
        *err = mine->err;
    }
    return mine->status;
}

gi_status gi_scan_writer_opening(gi_scan_writer *writer, const gi_scan *scan, gi_unit_seen *out,
                                 gi_error *err)
{
    gi_scan_asked mine = { .answered = PTHREAD_COND_INITIALIZER };
    GI_TRY(ask(writer, scan, &mine, err));
    *out = mine.seen;
    return GI_OK;
}

gi_status gi_scan_writer_begin_opening(gi_scan_writer *writer, const gi_scan *scan,
                                       gi_opening_told told, gi_error *err)
{
    gi_scan_asked *mine = calloc(1, sizeof *mine);
    if (mine == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "opening");
    }
    mine->told = told;
    (void)pthread_mutex_lock(&writer->mutex);
    bool taken = push(writer, scan, mine);
    (void)pthread_mutex_unlock(&writer->mutex);
    if (!taken) {
        free(mine);
        return gi_fail(err, GI_WHY_QUEUE_FULL, gi_num(GI_SCAN_QUEUE).text);
    }
    return GI_OK;
}

gi_status gi_inbox_add(gi_scan_writer *writer, const gi_inbox_note *note, int64_t *number,
                       gi_error *err)
{
    static const gi_scan no_scan;
    gi_scan_asked mine = { .note = note, .answered = PTHREAD_COND_INITIALIZER };
    GI_TRY(gi_inbox_check(note, err));
    GI_TRY(ask(writer, &no_scan, &mine, err));
    *number = mine.number;
    return GI_OK;
}

gi_scan_figures gi_scan_writer_figures(gi_scan_writer *writer)
{
    (void)pthread_mutex_lock(&writer->mutex);
    gi_scan_figures figures = writer->figures;
    (void)pthread_mutex_unlock(&writer->mutex);
    return figures;
}
