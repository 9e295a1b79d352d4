/* How soon another hidden code may be tried (web/scan/tries.c). */
#include "tests/support/spec.h"
#include "web/scan/tries.h"

static const gi_unit_id unit = { 7, 5 };
static const uint8_t home[8] = { 1, 2, 3 };
static const uint8_t other[8] = { 4, 5, 6 };

static gi_tries *tries_of(void)
{
    gi_error err = { 0 };
    gi_tries *tries = NULL;
    EXPECT_OK(gi_tries_create(&tries, &err));
    return tries;
}

static void wrong(gi_tries *tries, int times, gi_time now)
{
    for (int i = 0; i < times; i++) {
        gi_tries_wrong(tries, unit, home, now);
    }
}

SPEC(two_slips_cost_no_wait_and_the_third_begins_it)
{
    GI_AUTO(gi_tries) tries = tries_of();
    wrong(tries, 2, 0);
    EXPECT_INT(gi_tries_wait(tries, unit, home, 0), 0);
    wrong(tries, 1, 0);
    EXPECT_INT(gi_tries_wait(tries, unit, home, 0), 1);
    wrong(tries, 3, 0);
    EXPECT_INT(gi_tries_wait(tries, unit, home, 0), 8);
    EXPECT_INT(gi_tries_wait(tries, unit, home, 7999), 1);
    EXPECT_INT(gi_tries_wait(tries, unit, home, 8000), 0);
}

SPEC(the_wait_grows_to_an_hour_and_no_further)
{
    GI_AUTO(gi_tries) tries = tries_of();
    wrong(tries, 1000, 0);

    EXPECT_INT(gi_tries_wait(tries, unit, home, 0), 3600);
}

SPEC(a_day_later_it_is_forgotten)
{
    GI_AUTO(gi_tries) tries = tries_of();
    wrong(tries, 11, 0);
    wrong(tries, 1, INT64_C(86400) * 1000);

    EXPECT_INT(gi_tries_wait(tries, unit, home, INT64_C(86400) * 1000), 0);
}

SPEC(somebody_elses_wrong_codes_lock_no_label)
{
    GI_AUTO(gi_tries) tries = tries_of();
    wrong(tries, 59, 0);
    EXPECT_INT(gi_tries_wait(tries, unit, other, 0), 0);
    wrong(tries, 1000, 0);

    EXPECT_INT(gi_tries_wait(tries, unit, other, 0), 5);
}

SPEC(a_network_that_goes_from_label_to_label_waits_for_all_of_them)
{
    GI_AUTO(gi_tries) tries = tries_of();
    for (uint32_t serial = 1; serial <= 14; serial++) {
        gi_tries_wrong(tries, (gi_unit_id){ 7, serial }, home, 0);
    }

    EXPECT_INT(gi_tries_wait(tries, (gi_unit_id){ 7, 99 }, home, 0), 4);
    EXPECT_INT(gi_tries_wait(tries, (gi_unit_id){ 7, 99 }, other, 0), 0);
}

SPEC(more_networks_than_places_stay_bounded)
{
    GI_AUTO(gi_tries) tries = tries_of();
    for (uint32_t i = 0; i < 100000; i++) {
        const uint8_t prefix[8] = { (uint8_t)i, (uint8_t)(i >> 8), (uint8_t)(i >> 16) };
        gi_tries_wrong(tries, (gi_unit_id){ 7, i }, prefix, i);
    }
    wrong(tries, 4, 100000);

    EXPECT_INT(gi_tries_wait(tries, unit, home, 100000), 2);
}
