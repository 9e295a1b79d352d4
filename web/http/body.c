/*
 * body.c - places for big bodies by network and progress, and time by progress (body.h).
 */
#include "web/http/body.h"

#include <string.h>

#include "web/http/load.h"

enum { V6_KEPT = 6, FAMILY_AT = GI_BODY_NETWORK - 1 };

void gi_body_places_init(gi_body_places *places)
{
    memset(places->place, 0, sizeof places->place);
    places->held = places->gone = 0;
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

static bool is_live(const gi_body_place *at)
{
    return at->taken && !at->gone;
}

/* How many places a network holds; all networks for NULL. */
static unsigned held_by(const gi_body_places *places, const uint8_t *network)
{
    unsigned count = 0;
    for (size_t i = 0; i < GI_BODY_SLOTS; i++) {
        const gi_body_place *at = &places->place[i];
        bool same = network == NULL || memcmp(at->network, network, GI_BODY_NETWORK) == 0;
        count += is_live(at) && same ? 1 : 0;
    }
    return count;
}

/* Which came on the longest ago; NULL: all do come on. */
static gi_body_place *slowest(gi_body_places *places, int64_t now)
{
    gi_body_place *found = NULL;
    for (size_t i = 0; i < GI_BODY_SLOTS; i++) {
        gi_body_place *at = &places->place[i];
        bool slow = is_live(at) && now - at->moved >= GI_BODY_QUICK_MS;
        found = slow && (found == NULL || at->moved < found->moved) ? at : found;
    }
    return found;
}

/* False: nobody does, or too much is still kept of those that did. */
static bool gives_way(gi_body_places *places, gi_body_place *at)
{
    if (at == NULL || places->gone + at->held > GI_HTTP_BIG_GONE) {
        return false;
    }
    at->gone = true;
    places->gone += at->held;
    places->held -= at->held;
    return true;
}

/* Where every place is taken, one of them for a network that has none. */
static gi_body_place *find_place(gi_body_places *places, unsigned held, int64_t now)
{
    if (held_by(places, NULL) >= GI_HTTP_BIG_BODIES &&
        (held > 0 || !gives_way(places, slowest(places, now)))) {
        return NULL;
    }
    for (size_t i = 0; i < GI_BODY_SLOTS; i++) {
        if (!places->place[i].taken) {
            return &places->place[i];
        }
    }
    return NULL;
}

gi_body_place *gi_body_places_take(gi_body_places *places, const gi_http_address *client,
                                   int64_t now)
{
    uint8_t network[GI_BODY_NETWORK];
    network_of(client, network);
    unsigned most = gi_load_is_own(client) ? GI_HTTP_BIG_BODIES : GI_HTTP_BIG_OF_NETWORK;
    (void)pthread_mutex_lock(&places->lock);
    unsigned held = held_by(places, network);
    gi_body_place *found = held < most ? find_place(places, held, now) : NULL;
    if (found != NULL) {
        *found = (gi_body_place){ .taken = true, .moved = now };
        memcpy(found->network, network, sizeof network);
    }
    (void)pthread_mutex_unlock(&places->lock);
    return found;
}

/* Whoever is the slowest himself gives way, and finds none. */
static bool find_room(gi_body_places *places, const gi_body_place *place, size_t bytes, int64_t now)
{
    while (!place->gone && bytes > GI_HTTP_BIG_BYTES - places->held) {
        if (!gives_way(places, slowest(places, now))) {
            return false;
        }
    }
    return !place->gone;
}

static void come_on(gi_body_place *place, size_t bytes, int64_t now)
{
    place->held += bytes;
    place->step += bytes;
    if (place->step >= GI_HTTP_BODY_STEP) {
        place->step = 0;
        place->moved = now;
    }
}

bool gi_body_places_more(gi_body_places *places, gi_body_place *place, size_t bytes, int64_t now)
{
    if (place == NULL) {
        return true;
    }
    (void)pthread_mutex_lock(&places->lock);
    bool fits = find_room(places, place, bytes, now);
    if (fits) {
        places->held += bytes;
        come_on(place, bytes, now);
    }
    (void)pthread_mutex_unlock(&places->lock);
    return fits;
}

void gi_body_places_give(gi_body_places *places, gi_body_place *place)
{
    if (place != NULL) {
        (void)pthread_mutex_lock(&places->lock);
        place->taken = false;
        *(place->gone ? &places->gone : &places->held) -= place->held;
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
