/*
 * tries.h - how soon somebody may try another hidden code.
 *
 * After a few wrong ones the wait doubles for that network: for this label first, for all labels
 * after more. A label itself is never locked: what others tried makes its buyer wait some
 * seconds at most. In memory only, of bounded size; the oldest entry makes room.
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

/* Seconds until the network (gi_http_prefix) may try on that label again; 0 = now. Any thread. */
int gi_tries_wait(gi_tries *tries, gi_unit_id unit, const uint8_t prefix[8], gi_time now);

/* A wrong code. */
void gi_tries_wrong(gi_tries *tries, gi_unit_id unit, const uint8_t prefix[8], gi_time now);

#endif
