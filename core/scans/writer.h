/*
 * writer.h - the inside of a gi_scan_writer: its queue, and who waits for what is in it.
 *
 * Only writer.c, which is the thread, asked.c, which hands over to it, and unseen.c, which tells
 * what it did not write, include this.
 */
#ifndef GI_SCANS_WRITER_H
#define GI_SCANS_WRITER_H

#include <pthread.h>

#include "core/scans/group.h"
#include "core/scans/unseen.h"
#include "gi/scan_writer.h"

struct gi_scan_writer {
    gi_keeper keeper; /* of the thread alone */
    gi_scan_item group[GI_SCAN_GROUP];
    size_t group_count;
    pthread_t thread;
    bool started;
    gi_unseen unseen; /* has a mutex of its own */

    pthread_mutex_t mutex; /* of all that follows */
    pthread_cond_t more;
    gi_scan_item *queue; /* GI_SCAN_QUEUE places, a ring */
    size_t first, count;
    size_t asked; /* of the queue: somebody waits for them */
    bool closing;
    gi_time day;            /* a moment whose day is to begin; 0 = none */
    gi_place_finder finder; /* find NULL = none */
    int report_days;
    gi_scan_figures figures;
};

#endif
