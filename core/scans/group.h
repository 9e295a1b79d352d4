/*
 * group.h - what the writer's thread stores in one commit (group.c).
 */
#ifndef GI_SCANS_GROUP_H
#define GI_SCANS_GROUP_H

#include <pthread.h>

#include "core/scans/keep.h"
#include "gi/inbox.h"
#include "gi/scan_writer.h"

/* Who waits until an opening or a note is durable: on the stack of who asked, or the writer's own
 * when he wants to be told. */
typedef struct gi_scan_asked {
    const gi_inbox_note *note; /* NULL: an opening; checked before */
    gi_unit_seen seen;         /* the answer to an opening */
    int64_t number;            /* the answer to a note */
    gi_status status;
    gi_error err;
    gi_opening_told told; /* tell is not NULL: nobody waits, answered is not used */
    bool done;
    pthread_cond_t answered;
} gi_scan_asked;

typedef struct gi_scan_item {
    gi_scan scan;       /* empty with a note */
    gi_scan_asked *who; /* NULL: a scan */
    int64_t again;      /* later scans that are counted with this one ... */
    gi_time last;       /* ... and when the last of them was */
    bool folded;        /* it is one of those */
} gi_scan_item;

/* Counts next with the item before it, when both are scans of one label by one network on one day;
 * nothing of that label may stand between them. What is stored is the same. */
bool gi_group_join(const gi_keeper *keeper, gi_scan_item *before, const gi_scan_item *next);

/* Joins what can be joined of a group: what is folded then is counted with an item before it. */
void gi_group_fold(const gi_keeper *keeper, gi_scan_item *items, size_t count);

/* Begins the day of a moment at which nothing was seen; once more when the file was busy. */
GI_CHECKED gi_status gi_group_day(gi_keeper *keeper, gi_time at, gi_error *err);

/*
 * Stores all of them, folded, in one transaction, and once more when the file was busy; fills what
 * the askers want to know. A note that finds the inbox full is refused by itself (who->status). A
 * failure means that nothing was stored.
 */
GI_CHECKED gi_status gi_group_commit(gi_keeper *keeper, gi_scan_item *items, size_t count,
                                     gi_error *err);

#endif
