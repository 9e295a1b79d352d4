/*
 * journey.c - which sightings weigh, and where they put the label (journey.h).
 *
 * A sighting by a carrier fits any city of its province: the same phone is at home in both.
 */
#include "core/scans/journey.h"

#include "core/scans/limits.h"

void gi_journey_begin(gi_journey *journey)
{
    *journey = (gi_journey){ .at = -1 };
}

/* 0 = it says nothing about where a pack is. */
static int64_t weight_of(const gi_sighting *sighting)
{
    static const gi_copy_limit_id by_kind[] = {
        [GI_NET_UNKNOWN] = GI_LIMIT_WEIGHT_UNKNOWN,
        [GI_NET_HOME] = GI_LIMIT_WEIGHT_HOME,
        [GI_NET_CARRIER] = GI_LIMIT_WEIGHT_CARRIER,
        [GI_NET_CENTRE] = GI_LIMIT_WEIGHT_CENTRE,
    };
    bool machine = sighting->net_units > gi_copy_limit_of(GI_LIMIT_NET_LABELS);
    return machine || sighting->province == 0 ? 0 : gi_copy_limit_of(by_kind[sighting->kind]);
}

static bool is_new_net(gi_journey *journey, uint64_t net)
{
    for (int32_t i = 0; i < journey->net_count; i++) {
        if (journey->nets[i] == net) {
            return false;
        }
    }
    if (journey->net_count < GI_SIGHTINGS_MAX) {
        journey->nets[journey->net_count++] = net;
    }
    return true;
}

static bool fits(const gi_place *place, const gi_sighting *sighting)
{
    bool unsaid = place->city == 0 || sighting->city == 0;
    return place->province == sighting->province && (unsaid || place->city == sighting->city);
}

/* The place's index, a new one when no earlier place fits; -1 when there are too many. */
static int32_t find(gi_journey *journey, const gi_sighting *sighting)
{
    for (int32_t i = 0; i < journey->place_count; i++) {
        gi_place *known = &journey->places[i];
        if (fits(known, sighting)) {
            known->city = known->city == 0 ? sighting->city : known->city;
            return i;
        }
    }
    if (journey->place_count == GI_PLACES_MAX) {
        return -1;
    }
    journey->places[journey->place_count] = (gi_place){ sighting->province, sighting->city, 0 };
    return journey->place_count++;
}

/* What comes within hours of the first sighting is one story, and it has two places at most. */
static bool belongs(gi_journey *journey, gi_time at, int32_t place)
{
    int64_t length = gi_copy_limit_of(GI_LIMIT_STORY_HOURS) * 3600 * 1000;
    if (journey->told_count == 0 || at - journey->story >= length) {
        journey->story = at;
        journey->told_count = 0;
    }
    for (int32_t i = 0; i < journey->told_count; i++) {
        if (journey->told[i] == place) {
            return true;
        }
    }
    if (journey->told_count == GI_STORY_PLACES) {
        return false;
    }
    journey->told[journey->told_count++] = place;
    return true;
}

/* A place becomes strong by weight; from then on the label can come back to it. */
static void weigh(gi_journey *journey, int32_t place, int64_t weight)
{
    int64_t enough = gi_copy_limit_of(GI_LIMIT_PLACE_WEIGHT);
    gi_place *found = &journey->places[place];
    bool was_strong = found->weight >= enough;
    found->weight += weight;
    if (found->weight < enough) {
        return;
    }
    journey->strong += was_strong ? 0 : 1;
    journey->returns += was_strong && journey->at != place ? 1 : 0;
    journey->at = place;
}

void gi_journey_add(gi_journey *journey, const gi_sighting *sighting)
{
    int64_t weight = weight_of(sighting);
    if (weight == 0 || !is_new_net(journey, sighting->net)) {
        return;
    }
    int32_t place = find(journey, sighting);
    if (place >= 0 && belongs(journey, sighting->at, place)) {
        weigh(journey, place, weight);
    }
}
