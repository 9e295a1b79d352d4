/*
 * unseen.h - labels of which nothing was seen, in blocks of serials (unseen.c).
 *
 * A block says which of its labels scans.db has a row of: read once, and brought up to date by the
 * writer with each commit, before anybody is told of it. Should somebody else have committed, all
 * of them are forgotten. Inside a gi_scan_writer.
 */
#ifndef GI_SCANS_UNSEEN_H
#define GI_SCANS_UNSEEN_H

#include <pthread.h>

#include "core/scans/group.h"
#include "core/store/scans.h"

enum { GI_UNSEEN_BLOCKS = 1024 };

typedef struct gi_unseen_block {
    uint16_t key;
    uint32_t number; /* serial / GI_SEEN_BLOCK */
    bool asked;      /* somebody asked for that block: there is one */
    bool known;
    int64_t read_ms; /* when, by a clock that never goes back */
    uint8_t seen[GI_SEEN_BLOCK / 8];
} gi_unseen_block;

typedef struct gi_unseen {
    pthread_mutex_t mutex;
    uint64_t commits; /* what was read before the last one may lack what it stored */
    int64_t version;  /* of scans.db as the writer's connection tells it (gi_db_version) ... */
    int64_t alone_ms; /* ... and until when it told of no commit of others */
    gi_unseen_block blocks[GI_UNSEEN_BLOCKS];
} gi_unseen;

/* Marks what a commit may have stored. In the writer's thread, before others hear of it. */
void gi_unseen_mark(gi_unseen *unseen, const gi_scan_item *items, size_t count);
/* After a commit: the version found when it began. */
void gi_unseen_check(gi_unseen *unseen, int64_t version);

#endif
