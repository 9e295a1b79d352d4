/*
 * allowance.c - counts in windows of an hour and a day, in a table of fixed size (allowance.h).
 *
 * Networks whose hashes meet in a place share its counts: at worst somebody waits for a stranger.
 */
#include "web/report/allowance.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "web/report/notice.h"

enum { PLACES = 4096, LIMITS = 4 };

const gi_notice_limit gi_notice_limits[] = {
    { "network-hour", false, 5, 3600 },
    { "network-day", false, 20, 86400 },
    { "all-hour", true, 120, 3600 },
    { "all-day", true, 600, 86400 },
};

const size_t gi_notice_limit_count = sizeof gi_notice_limits / sizeof gi_notice_limits[0];

typedef struct window {
    int64_t number; /* of the window since 1970 */
    int count;
} window;

struct gi_allowance {
    pthread_mutex_t lock;
    window all[LIMITS];
    window networks[PLACES][LIMITS];
};

gi_allowance *gi_allowance_create(void)
{
    gi_allowance *fresh = calloc(1, sizeof *fresh);
    if (fresh != NULL) {
        (void)pthread_mutex_init(&fresh->lock, NULL);
    }
    return fresh;
}

void gi_allowance_destroy(gi_allowance *allowance)
{
    if (allowance != NULL) {
        (void)pthread_mutex_destroy(&allowance->lock);
        free(allowance);
    }
}

/* The number of the window of a limit that a moment is in. */
static int64_t number_at(size_t limit, gi_time now)
{
    return now / 1000 / gi_notice_limits[limit].seconds;
}

static window *place_of(gi_allowance *at, size_t limit, const uint8_t prefix[8])
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < 8; i++) {
        hash = (hash ^ prefix[i]) * UINT64_C(0x100000001b3);
    }
    return gi_notice_limits[limit].of_all ? &at->all[limit]
                                          : &at->networks[(hash >> 20) % PLACES][limit];
}

/* The window of a limit as it stands now, emptied when a new one began. Never an older one: who
 * read the clock before a new hour and comes after it counts in the new one. */
static window *window_of(gi_allowance *at, size_t limit, const uint8_t prefix[8], gi_time now)
{
    window *found = place_of(at, limit, prefix);
    int64_t number = number_at(limit, now);
    if (number > found->number) {
        *found = (window){ number, 0 };
    }
    return found;
}

static int rest_of(size_t limit, gi_time now)
{
    int seconds = gi_notice_limits[limit].seconds;
    return seconds - (int)(now / 1000 % seconds);
}

int gi_allowance_begin(gi_allowance *allowance, const uint8_t prefix[8], gi_time now)
{
    int wait = 0;
    (void)pthread_mutex_lock(&allowance->lock);
    for (size_t i = 0; i < LIMITS; i++) {
        bool full = window_of(allowance, i, prefix, now)->count >= gi_notice_limits[i].count;
        wait = full && rest_of(i, now) > wait ? rest_of(i, now) : wait;
    }
    for (size_t i = 0; i < LIMITS && wait == 0; i++) {
        window_of(allowance, i, prefix, now)->count++;
    }
    (void)pthread_mutex_unlock(&allowance->lock);
    return wait;
}

void gi_allowance_undo(gi_allowance *allowance, const uint8_t prefix[8], gi_time now)
{
    (void)pthread_mutex_lock(&allowance->lock);
    for (size_t i = 0; i < LIMITS; i++) {
        window *at = place_of(allowance, i, prefix);
        at->count -= at->number == number_at(i, now) && at->count > 0;
    }
    (void)pthread_mutex_unlock(&allowance->lock);
}
