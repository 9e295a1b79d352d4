/*
 * limits.h - the numbers of the copy rules by name (limits.c).
 */
#ifndef GI_SCANS_LIMITS_H
#define GI_SCANS_LIMITS_H

#include <stdint.h>

typedef enum gi_copy_limit_id {
    GI_LIMIT_WINDOW_DAYS,
    GI_LIMIT_NET_LABELS,
    GI_LIMIT_STORY_HOURS,
    GI_LIMIT_STORY_PLACES,
    GI_LIMIT_WEIGHT_HOME,
    GI_LIMIT_WEIGHT_CARRIER,
    GI_LIMIT_WEIGHT_UNKNOWN,
    GI_LIMIT_WEIGHT_CENTRE,
    GI_LIMIT_PLACE_WEIGHT,
    GI_LIMIT_PLACES,
    GI_LIMIT_RETURN_PLACES,
    GI_LIMIT_RETURNS,
    GI_LIMIT_OPENING_MINUTES,
    GI_LIMIT_HELD_LABELS,
    GI_LIMIT_HELD_TIMES,
    GI_LIMIT_STRETCH,
    GI_LIMIT_DOUBLED_SEEN,
    GI_LIMIT_DOUBLED_TIMES,
    GI_LIMIT_BASELINE,
    GI_LIMIT_COUNT
} gi_copy_limit_id;

int64_t gi_copy_limit_of(gi_copy_limit_id id);

#endif
