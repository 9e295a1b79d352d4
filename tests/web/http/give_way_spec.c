/* Big bodies where places or memory are at an end: who came on the longest ago gives way. */
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/spec.h"
#include "tests/web/http/reporting.h"
#include "web/http/body.h"

enum { NETWORKS = GI_HTTP_BIG_BODIES / GI_HTTP_BIG_OF_NETWORK, LATER = GI_BODY_QUICK_MS };

/* Of the n-th network. */
static gi_body_place *take(gi_body_places *places, int n, int64_t now)
{
    char text[32];
    gi_http_address client;
    (void)snprintf(text, sizeof text, "198.51.%d.7", n);
    EXPECT(gi_http_address_read(gi_bytes_of(text), &client));
    return gi_body_places_take(places, &client, now);
}

/* Every place, two for a network, taken one ms after the other from 1 on. */
static void fill(gi_body_places *places, gi_body_place *taken[GI_HTTP_BIG_BODIES])
{
    gi_body_places_init(places);
    for (int i = 0; i < GI_HTTP_BIG_BODIES; i++) {
        taken[i] = take(places, i / GI_HTTP_BIG_OF_NETWORK, i + 1);
        EXPECT(taken[i] != NULL);
    }
}

SPEC(sixteen_networks_in_all_places_keep_no_other_out)
{
    gi_body_places places;
    gi_body_place *taken[GI_HTTP_BIG_BODIES];
    fill(&places, taken);
    int64_t now = 2 * LATER;
    for (int i = 0; i < GI_HTTP_BIG_BODIES; i++) { /* at their slowest, but for the tenth */
        EXPECT(gi_body_places_more(&places, taken[i], GI_HTTP_BODY_STEP, i == 9 ? 20 : 40 + i));
    }
    EXPECT(take(&places, NETWORKS, now) != NULL);
    for (int i = 0; i < GI_HTTP_BIG_BODIES; i++) {
        EXPECT_INT(gi_body_places_more(&places, taken[i], 1, now), i != 9);
    }
    gi_body_places_clear(&places);
}

SPEC(nobody_gives_way_to_a_network_that_has_a_place)
{
    gi_body_places places;
    gi_body_place *taken[GI_HTTP_BIG_BODIES];
    fill(&places, taken);
    gi_body_places_give(&places, taken[0]);
    EXPECT(take(&places, NETWORKS, LATER) != NULL);
    EXPECT(take(&places, NETWORKS, 100 * LATER) == NULL); /* it has one now */
    EXPECT(take(&places, 0, 100 * LATER) == NULL);
    EXPECT(gi_body_places_more(&places, taken[1], 1, 100 * LATER));
    gi_body_places_clear(&places);
}

SPEC(who_came_on_by_a_step_just_now_gives_way_to_nobody)
{
    gi_body_places places;
    gi_body_place *taken[GI_HTTP_BIG_BODIES];
    fill(&places, taken);
    EXPECT(take(&places, NETWORKS, LATER) == NULL); /* all began just now */
    for (int i = 0; i < GI_HTTP_BIG_BODIES; i++) {
        size_t half = GI_HTTP_BODY_STEP / 2;
        EXPECT(gi_body_places_more(&places, taken[i], half, 1000));
        EXPECT(gi_body_places_more(&places, taken[i], i == 5 ? half - 1 : half, 1001));
    }
    EXPECT(take(&places, NETWORKS, 1000 + LATER) != NULL);
    EXPECT(!gi_body_places_more(&places, taken[5], 1, 1000 + LATER)); /* bytes are no step */
    EXPECT(take(&places, NETWORKS + 1, 1000 + LATER) == NULL);
    EXPECT(take(&places, NETWORKS + 1, 1001 + LATER) != NULL);
    gi_body_places_clear(&places);
}

SPEC(memory_is_had_from_who_came_on_the_longest_ago)
{
    enum { PART = 10 << 20 };
    gi_body_places places;
    gi_body_places_init(&places);
    gi_body_place *slow = take(&places, 1, 0);
    gi_body_place *next = take(&places, 2, 0);
    gi_body_place *quick = take(&places, 3, 0);
    EXPECT(gi_body_places_more(&places, slow, PART, 1) &&
           gi_body_places_more(&places, next, PART, 2));
    EXPECT(gi_body_places_more(&places, quick, PART, 3));

    EXPECT(!gi_body_places_more(&places, slow, PART, 3 + LATER)); /* he is the slowest himself */
    EXPECT(gi_body_places_more(&places, quick, PART, 3 + LATER));
    EXPECT(!gi_body_places_more(&places, slow, 1, 3 + LATER));
    EXPECT(gi_body_places_more(&places, next, 1, 3 + LATER));
    gi_body_places_clear(&places);
}

/* The bytes of who gave way are there until he notices. */
SPEC(no_more_give_way_while_much_is_kept_of_those_that_did)
{
    gi_body_places places;
    gi_body_place *held[4];
    gi_body_places_init(&places);
    for (int i = 0; i < 4; i++) {
        held[i] = take(&places, i, i);
        EXPECT(gi_body_places_more(&places, held[i], GI_HTTP_BIG_BYTES / 4, i));
    }
    gi_body_place *fresh = take(&places, 9, 2 * LATER);
    EXPECT(gi_body_places_more(&places, fresh, GI_HTTP_BIG_GONE, 2 * LATER));
    EXPECT(!gi_body_places_more(&places, fresh, 1, 2 * LATER));
    gi_body_places_give(&places, held[0]);
    EXPECT(gi_body_places_more(&places, fresh, 1, 2 * LATER));
    for (int i = 1; i < 4; i++) {
        gi_body_places_give(&places, held[i]);
    }
    gi_body_places_give(&places, fresh);
    EXPECT(places.held == 0 && places.gone == 0);
    gi_body_places_clear(&places);
}

SPEC(a_report_finds_a_place_among_those_that_only_hold_theirs)
{
    enum { SIZE = 100000 };
    served at;
    reply got;
    int half[GI_HTTP_BIG_BODIES];
    int refused = 0;
    open_behind_proxy(&at, 20000);
    for (int i = 0; i < GI_HTTP_BIG_BODIES; i++) {
        char client[32];
        (void)snprintf(client, sizeof client, "198.51.%d.7", i / GI_HTTP_BIG_OF_NETWORK);
        half[i] = begin_report(&at, client, SIZE);
    }
    struct pollfd none = { .fd = half[GI_HTTP_BIG_BODIES - 1], .events = POLLIN };
    EXPECT_INT(poll(&none, 1, LATER + 100), 0); /* all of them stand in the server now */
    (void)end_report(begin_report(&at, "203.0.113.5", SIZE), SIZE, &got);
    EXPECT(strstr(got.text, TAKEN_UP) != NULL);

    for (int i = 0; i < GI_HTTP_BIG_BODIES; i++) {
        refused += end_report(half[i], SIZE, &got) == 503 && strstr(got.text, TAKEN_UP) == NULL;
    }
    EXPECT_INT(refused, 1); /* who gave way is told to come again */
    served_close(&at);
}
