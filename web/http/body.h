/*
 * body.h - how much is read of a request's body, how long, and how many big ones at once.
 *
 * A big body has a place of few. One network may hold two of them, so that nobody who sends
 * slowly keeps all others out; this machine's own programs hold as many as there are. Memory is
 * bounded by the bytes that came, not by those that were announced: places can be many, for a slow
 * sender takes up little.
 *
 * Where places or memory are at an end, the body that came on the longest ago gives way: to a
 * network that has no place, or to a body that came on since. Its bytes go when its next piece
 * comes, or its time is over. So whoever wants to keep others out has to send as fast as they do,
 * in every place; 16 KiB/s are safe from all.
 *
 * It must never keep the bytes of a body that will be refused: those are read and thrown away, up
 * to a bound, because a browser shows an answer only when it could send all.
 */
#ifndef GI_WEB_HTTP_BODY_H
#define GI_WEB_HTTP_BODY_H

#include <pthread.h>

#include "web/http/http.h"

/* Whoever came on by a GI_HTTP_BODY_STEP, or began, since then gives way to nobody. */
#define GI_BODY_QUICK_MS 2000

/* A place that gave way is its owner's until he gives it back. */
#define GI_BODY_SLOTS (2 * GI_HTTP_BIG_BODIES)

/* Network of IPv4 (/24) or IPv6 (/48), and which of the two. */
#define GI_BODY_NETWORK 9

typedef struct gi_body_place {
    bool taken;
    bool gone;     /* gave way: it takes no more bytes, and counts for nobody */
    uint64_t held; /* bytes */
    uint64_t step; /* of them since it came on last */
    int64_t moved; /* ms: when that was, on the clock of whoever asks */
    uint8_t network[GI_BODY_NETWORK];
} gi_body_place;

typedef struct gi_body_places {
    pthread_mutex_t lock;
    uint64_t held; /* bytes of all, but for those that gave way */
    uint64_t gone; /* bytes of those */
    gi_body_place place[GI_BODY_SLOTS];
} gi_body_places;

void gi_body_places_init(gi_body_places *places);
void gi_body_places_clear(gi_body_places *places);

/* A place for a body of that client, NULL when his network holds what it may, or all of them do and
 * nobody gives way. now: ms on a clock that never goes back. Any thread. */
gi_body_place *gi_body_places_take(gi_body_places *places, const gi_http_address *client,
                                   int64_t now);
/* Room for so many more bytes in a place; false: all of them together hold what they may and nobody
 * gives way, or this one did. Always true for NULL, a body that is not big. */
bool gi_body_places_more(gi_body_places *places, gi_body_place *place, size_t bytes, int64_t now);
/* Takes NULL. */
void gi_body_places_give(gi_body_places *places, gi_body_place *place);

/* When a body has to be further on, on a clock of ms that never goes back. */
typedef struct gi_body_time {
    int64_t ends;    /* of the whole request */
    uint64_t passed; /* bytes at which the last time was given */
} gi_body_time;

/*
 * How many ms from now a body that has come so far may take: step_ms for the next
 * GI_HTTP_BODY_STEP bytes, never past the request's end. -1: no new time, the last step is not
 * done.
 */
int gi_body_more_time(gi_body_time *time, uint64_t come, int64_t now, int step_ms);

#endif
