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

/* So many wrong codes, each when the wait before it is over; the moment of the last. */
static gi_time wrong_by(gi_tries *tries, const uint8_t who[8], int times, gi_time now)
{
    for (int i = 0; i < times; i++) {
        int wait = 0;
        while ((wait = gi_tries_begin(tries, unit, who, now)) > 0) {
            now += wait * INT64_C(1000);
        }
    }
    return now;
}

SPEC(two_slips_cost_no_wait_and_the_third_begins_it)
{
    GI_AUTO(gi_tries) tries = tries_of();
    EXPECT_INT(wrong_by(tries, home, 3, 0), 0);
    EXPECT_INT(gi_tries_begin(tries, unit, home, 0), 1);
    EXPECT_INT(wrong_by(tries, home, 3, 0), 1000 + 2000 + 4000);
    EXPECT_INT(gi_tries_begin(tries, unit, home, 7000), 8);
    EXPECT_INT(gi_tries_begin(tries, unit, home, 14999), 1);
    EXPECT_INT(gi_tries_begin(tries, unit, home, 15000), 0);
}

SPEC(many_at_once_are_no_way_around_the_wait)
{
    GI_AUTO(gi_tries) tries = tries_of();
    int heard = 0;
    for (int i = 0; i < 64; i++) {
        heard += gi_tries_begin(tries, unit, home, 0) == 0;
    }

    EXPECT_INT(heard, 3);
}

SPEC(a_right_code_is_no_wrong_one)
{
    GI_AUTO(gi_tries) tries = tries_of();
    for (int i = 0; i < 100; i++) {
        EXPECT_INT(gi_tries_begin(tries, unit, home, 0), 0);
        gi_tries_right(tries, unit, home);
    }
}

SPEC(the_wait_grows_to_an_hour_and_no_further)
{
    GI_AUTO(gi_tries) tries = tries_of();
    gi_time last = wrong_by(tries, home, 40, 0);

    EXPECT_INT(gi_tries_begin(tries, unit, home, last), 3600);
}

SPEC(a_day_later_it_is_forgotten)
{
    GI_AUTO(gi_tries) tries = tries_of();
    gi_time last = wrong_by(tries, home, 11, 0);
    gi_time later = last + INT64_C(86400) * 1000;

    EXPECT_INT(wrong_by(tries, home, 3, later), later);
}

SPEC(whoever_comes_new_is_heard_whatever_others_tried)
{
    GI_AUTO(gi_tries) tries = tries_of();
    for (uint32_t i = 0; i < 1000; i++) {
        const uint8_t one[8] = { 9, (uint8_t)i, (uint8_t)(i >> 8) };
        EXPECT_INT(gi_tries_begin(tries, unit, one, 0), 0);
    }

    EXPECT_INT(gi_tries_begin(tries, unit, other, 0), 0);
    EXPECT_INT(gi_tries_begin(tries, unit, other, 0), 5);
}

SPEC(a_network_that_goes_from_label_to_label_waits_for_all_of_them)
{
    GI_AUTO(gi_tries) tries = tries_of();
    for (uint32_t serial = 1; serial <= 12; serial++) {
        EXPECT_INT(gi_tries_begin(tries, (gi_unit_id){ 7, serial }, home, 0), 0);
    }

    EXPECT_INT(gi_tries_begin(tries, (gi_unit_id){ 7, 99 }, home, 0), 1);
    EXPECT_INT(gi_tries_begin(tries, (gi_unit_id){ 7, 99 }, other, 0), 0);
}

SPEC(more_networks_than_places_stay_bounded)
{
    GI_AUTO(gi_tries) tries = tries_of();
    for (uint32_t i = 0; i < 100000; i++) {
        const uint8_t prefix[8] = { (uint8_t)i, (uint8_t)(i >> 8), (uint8_t)(i >> 16) };
        (void)gi_tries_begin(tries, (gi_unit_id){ 7, i }, prefix, i);
    }

    EXPECT_INT(wrong_by(tries, home, 4, 100000), 101000);
}
