/*
 * body.c - places for big bodies by network, and time by progress (body.h).
 */
#include "web/http/body.h"

#include <string.h>

#include "web/http/load.h"

enum { V6_KEPT = 6, FAMILY_AT = GI_BODY_NETWORK - 1 };

void gi_body_places_init(gi_body_places *places)
{
    memset(places->place, 0, sizeof places->place);
    places->held = 0;
    (void)pthread_mutex_init(&places->lock, NULL);
}

void gi_body_places_clear(gi_body_places *places)
{
    (void)pthread_mutex_destroy(&places->lock);
}

/* Whoever rents a server has a /64 or a /56 of IPv6: they count with their provider's /48. */
static void network_of(const gi_http_address *client, uint8_t out[GI_BODY_NETWORK])
{
    bool v4 = gi_http_address_is_v4(client);
    gi_http_prefix(client, out);
    if (!v4) {
        memset(out + V6_KEPT, 0, FAMILY_AT - V6_KEPT);
    }
    out[FAMILY_AT] = v4 ? 4 : 6;
}

static unsigned held_by(const gi_body_places *places, const uint8_t network[GI_BODY_NETWORK])
{
    unsigned count = 0;
    for (size_t i = 0; i < GI_HTTP_BIG_BODIES; i++) {
        const gi_body_place *at = &places->place[i];
        count += at->taken && memcmp(at->network, network, GI_BODY_NETWORK) == 0 ? 1 : 0;
    }
    return count;
}

static gi_body_place *first_free(gi_body_places *places)
{
    for (size_t i = 0; i < GI_HTTP_BIG_BODIES; i++) {
        if (!places->place[i].taken) {
            return &places->place[i];
        }
    }
    return NULL;
}

gi_body_place *gi_body_places_take(gi_body_places *places, const gi_http_address *client)
{
    uint8_t network[GI_BODY_NETWORK];
    network_of(client, network);
    unsigned most = gi_load_is_own(client) ? GI_HTTP_BIG_BODIES : GI_HTTP_BIG_OF_NETWORK;
    (void)pthread_mutex_lock(&places->lock);
    gi_body_place *found = held_by(places, network) < most ? first_free(places) : NULL;
    if (found != NULL) {
        found->taken = true;
        found->held = 0;
        memcpy(found->network, network, sizeof network);
    }
    (void)pthread_mutex_unlock(&places->lock);
    return found;
}

bool gi_body_places_more(gi_body_places *places, gi_body_place *place, size_t bytes)
{
    if (place == NULL) {
        return true;
    }
    (void)pthread_mutex_lock(&places->lock);
    bool fits = bytes <= GI_HTTP_BIG_BYTES - places->held;
    places->held += fits ? bytes : 0;
    place->held += fits ? bytes : 0;
    (void)pthread_mutex_unlock(&places->lock);
    return fits;
}

void gi_body_places_give(gi_body_places *places, gi_body_place *place)
{
    if (place != NULL) {
        (void)pthread_mutex_lock(&places->lock);
        place->taken = false;
        places->held -= place->held;
        (void)pthread_mutex_unlock(&places->lock);
    }
}

int gi_body_more_time(gi_body_time *time, uint64_t come, int64_t now, int step_ms)
{
    if (come > 0 && come - time->passed < GI_HTTP_BODY_STEP) {
        return -1;
    }
    time->passed = come;
    int64_t rest = time->ends > now ? time->ends - now : 0;
    return (int)(rest < step_ms ? rest : step_ms);
}
