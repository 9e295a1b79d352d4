/*
 * limits.c - every number in the copy rules, as one table (gi/scans.h).
 *
 * No law or standard names them: they were chosen so that simulated households are left alone
 * and simulated copies are found (tests/property/copies), and they are shown, not hidden.
 */
#include "core/scans/limits.h"

#include "core/scans/journey.h"

static const gi_copy_limit limits[GI_LIMIT_COUNT] = {
    [GI_LIMIT_WINDOW_DAYS] = { "window-days", 120, "d",
                               "a pack is drunk up within months; older scans are another story" },
    [GI_LIMIT_NET_LABELS] = { "net-labels", 12, "labels a day",
                              "a network that scans more is a shop, an inspector or a machine" },
    [GI_LIMIT_STORY_HOURS] = { "story-hours", 48, "h",
                               "a picture passed around friends is scanned within two days" },
    [GI_LIMIT_STORY_PLACES] = { "story-places", GI_STORY_PLACES, "places",
                                "giver and receiver; more in one story are friends with a "
                                "picture" },
    [GI_LIMIT_WEIGHT_HOME] = { "weight-home", 2, "",
                               "one network a day; a fixed line stands still" },
    [GI_LIMIT_WEIGHT_CARRIER] = { "weight-carrier", 1, "",
                                  "a phone may leave through any province" },
    [GI_LIMIT_WEIGHT_UNKNOWN] = { "weight-unknown", 1, "", "may be either" },
    [GI_LIMIT_WEIGHT_CENTRE] = { "weight-centre", 0, "", "nobody holds a pack in a data centre" },
    [GI_LIMIT_PLACE_WEIGHT] = { "place-weight", 6, "",
                                "travellers and friends scan once or twice, households more" },
    [GI_LIMIT_PLACES] = { "places", 5, "places",
                          "a present given on twice has been in four homes" },
    [GI_LIMIT_RETURN_PLACES] = { "return-places", 3, "places",
                                 "two places take turns in any family with a second home" },
    [GI_LIMIT_RETURNS] = { "returns", 4, "times",
                           "one pack moves on; it does not come back again and again" },
    [GI_LIMIT_OPENING_MINUTES] = { "opening-minutes", 15, "min",
                                   "a reload or a second try in one network is one opening" },
    [GI_LIMIT_HELD_LABELS] = { "held-labels", 20, "labels a day",
                               "fewer odd labels of one producer are shown at once" },
    [GI_LIMIT_HELD_TIMES] = { "held-times", 5, "times",
                              "above so many times the days before, a person looks first" },
    [GI_LIMIT_STRETCH] = { "stretch", 500, "labels", "one roll of labels travels together" },
    [GI_LIMIT_DOUBLED_SEEN] = { "doubled-seen", 10, "labels",
                                "fewer in one province may be presents" },
    [GI_LIMIT_DOUBLED_TIMES] = { "doubled-times", 3, "times",
                                 "as many as the product's sales there explain" },
    [GI_LIMIT_BASELINE] = { "baseline", 100, "labels",
                            "seen elsewhere before sales of a product explain anything" },
};

int64_t gi_copy_limit_of(gi_copy_limit_id id)
{
    return limits[id].value;
}

const gi_copy_limit *gi_copy_limit_at(size_t index)
{
    return index < GI_LIMIT_COUNT ? &limits[index] : NULL;
}
