/*
 * tries.h - how soon somebody may try another hidden code.
 *
 * After a few wrong ones the wait doubles for that network: for this label first, for all labels
 * after more. A label itself is never locked: when many tried it, those who were wrong before wait
 * some seconds more, and whoever comes new is heard at once. In memory only, of bounded size; the
 * oldest entry makes room.
 */
#ifndef GI_WEB_TRIES_H
#define GI_WEB_TRIES_H

#include "gi/clock.h"
#include "gi/unit_number.h"

typedef struct gi_tries gi_tries;

/* GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_tries_create(gi_tries **out, gi_error *err);
/* Takes NULL. */
void gi_tries_destroy(gi_tries *tries);
GI_DEFINE_AUTO(gi_tries, gi_tries_destroy)

/*
 * Seconds until the network (gi_http_prefix) may try on that label again; 0 = now, and then the
 * try is booked as a wrong one in the same moment, so that many at once are no way around. Any
 * thread.
 */
int gi_tries_begin(gi_tries *tries, gi_unit_id unit, const uint8_t prefix[8], gi_time now);

/* The code was right: the booking is taken back. */
void gi_tries_right(gi_tries *tries, gi_unit_id unit, const uint8_t prefix[8]);

#endif
