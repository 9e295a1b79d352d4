/*
 * journey.h - the places of one label in order of time, after everything that weighs nothing
 * was left out.
 */
#ifndef GI_SCANS_JOURNEY_H
#define GI_SCANS_JOURNEY_H

#include "gi/scans.h"

#define GI_PLACES_MAX 32 /* more change no answer */
#define GI_STORY_PLACES 2

typedef struct gi_place {
    uint32_t province, city; /* city 0: only the province is known */
    int64_t weight;
} gi_place;

/*
 * places   different ones, in order of their first sighting
 * strong   how many of them weigh enough to be a place where a pack is
 * returns  how often a strong place was seen again after another one
 */
typedef struct gi_journey {
    gi_place places[GI_PLACES_MAX];
    int32_t place_count;
    int32_t strong;
    int32_t returns;
    int32_t at; /* the strong place seen last, -1 = none yet */

    gi_time story; /* when the current story began */
    int32_t told[GI_STORY_PLACES];
    int32_t told_count;

    uint64_t nets[GI_SIGHTINGS_MAX]; /* each counts once a day, and says another hash tomorrow */
    int32_t net_count;
} gi_journey;

void gi_journey_begin(gi_journey *journey);

/* Adds a sighting of the window; at most GI_SIGHTINGS_MAX of them. */
void gi_journey_add(gi_journey *journey, const gi_sighting *sighting);

#endif
