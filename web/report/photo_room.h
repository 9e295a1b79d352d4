/*
 * photo_room.h - how much all photos of reports may take; for notice.c only.
 *
 * Two bounds: the operator's, and that some of the disk stays free for scans.db. A report never
 * fails for either: it is taken in without its photo.
 */
#ifndef GI_WEB_PHOTO_ROOM_H
#define GI_WEB_PHOTO_ROOM_H

#include <pthread.h>

#include "gi/bytes.h"
#include "gi/clock.h"

/* Bytes of the disk that photos leave free. */
#define GI_PHOTO_SPARE (INT64_C(64) << 20)

typedef struct gi_photo_room {
    pthread_mutex_t lock;
    int64_t most;
    int64_t used;    /* bytes of the files in the folder ... */
    gi_time counted; /* ... as of then, and of those that came since; 0 = never */
} gi_photo_room;

void gi_photo_room_init(gi_photo_room *room, int64_t most);
void gi_photo_room_clear(gi_photo_room *room);

/* Another bound from now on, 0 = no photo. */
void gi_photo_room_bound(gi_photo_room *room, int64_t most);

/* Books size bytes in a folder, which need not be there yet; false when there is no room for them.
 * The folder is counted again every hour: photos go when their time is over. Any thread. */
bool gi_photo_room_take(gi_photo_room *room, const char *dir, int64_t size, gi_time now);
void gi_photo_room_give(gi_photo_room *room, int64_t size);

#endif
