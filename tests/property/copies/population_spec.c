/*
 * population_spec.c - the copy rules judge simulated people: households are left alone, copies
 * are found, a competitor with proxies reaches nothing more than "several places".
 */
#include "tests/bench/scan_crowd.h"

enum { HOUSEHOLDS = 100000, CODES = 1000, ATTACKS = 100 };

static crowd all;

SPEC(at_most_one_household_in_ten_thousand_is_told_of_several_places)
{
    int64_t odd = 0;
    for (int i = 0; i < HOUSEHOLDS; i++) {
        crowd_household(&all);
        odd += crowd_judge(&all).value != GI_COPIED_NONE_SEEN;
    }

    EXPECT(odd * 10000 <= HOUSEHOLDS);
}

SPEC(of_codes_copied_fifty_times_over_five_cities_95_percent_are_found)
{
    int64_t found = 0;
    for (int i = 0; i < CODES; i++) {
        crowd_copies(&all, 50, 5);
        found += crowd_judge(&all).value == GI_COPIED_SEVERAL_PLACES;
    }

    EXPECT(found * 100 >= INT64_C(95) * CODES);
}

/* One honest opening, and a thousand proxies around it: the buyer is not told of a copy. */
SPEC(a_competitor_with_a_thousand_proxies_makes_no_copy_of_an_opened_pack)
{
    const gi_opening once = { 20030 * CROWD_DAY, 1, 20030 };
    for (int i = 0; i < ATTACKS; i++) {
        crowd_attack(&all, 1000);
        gi_copied value = gi_copies_judge(all.list, all.count, &once, 1, 20100 * CROWD_DAY).value;
        EXPECT(value == GI_COPIED_OPENED_BEFORE || value == GI_COPIED_SEVERAL_PLACES);
    }
}
