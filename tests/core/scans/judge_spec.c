/* What sightings and openings of one label amount to: core/scans/judge.c. */
#include <string.h>

#include "gi/scans.h"
#include "tests/support/spec.h"

#define HOUR (INT64_C(3600) * 1000)
#define DAY (24 * HOUR)
#define START (20000 * DAY)

enum { NOW_DAYS = 100, FEW = 3 };

typedef struct story {
    gi_sighting list[400];
    size_t count;
} story;

/* A home that scans the label on that many days, once a day. */
static void seen(story *all, int from, int days, uint32_t province, gi_net_kind kind)
{
    for (int i = 0; i < days; i++) {
        gi_sighting *next = &all->list[all->count++];
        *next = (gi_sighting){ .at = START + (from + i) * DAY,
                               .net = all->count * 7919,
                               .province = province,
                               .city = kind == GI_NET_CARRIER ? 0 : 1,
                               .kind = kind,
                               .net_units = 1 };
    }
}

static gi_copy_finding judged(const story *all)
{
    return gi_copies_judge(all->list, all->count, NULL, 0, START + NOW_DAYS * DAY);
}

/* Homes in different provinces, one after the other, three days each. */
static story homes(int count)
{
    story all = { .count = 0 };
    for (int i = 0; i < count; i++) {
        seen(&all, i * FEW, FEW, (uint32_t)i + 1, GI_NET_HOME);
    }
    return all;
}

SPEC(a_label_nobody_scanned_was_seen_nowhere)
{
    gi_copy_finding found = gi_copies_judge(NULL, 0, NULL, 0, START);

    EXPECT(found.value == GI_COPIED_NONE_SEEN);
    EXPECT_TEXT(found.rule, "");
    EXPECT_INT(found.places, 0);
}

SPEC(four_homes_in_a_row_are_a_present_and_five_are_many_places)
{
    story four = homes(4);
    story five = homes(5);

    EXPECT(judged(&four).value == GI_COPIED_NONE_SEEN);
    EXPECT_INT(judged(&four).places, 4);
    EXPECT(judged(&five).value == GI_COPIED_SEVERAL_PLACES);
    EXPECT_TEXT(judged(&five).rule, "many-places");
}

SPEC(the_finding_names_the_sighting_with_which_it_became_so)
{
    story five = homes(5);
    gi_time last = five.list[five.count - 1].at;
    seen(&five, 5 * FEW, FEW, 6, GI_NET_HOME);

    EXPECT_INT(judged(&five).since, last);
}

SPEC(three_places_by_turns_are_several_places)
{
    story all = homes(3);
    for (uint32_t i = 0; i < 3; i++) {
        seen(&all, 20 + (int)i * 3, 1, i + 1, GI_NET_HOME);
    }
    EXPECT(judged(&all).value == GI_COPIED_NONE_SEEN);

    seen(&all, 40, 1, 1, GI_NET_HOME);

    EXPECT_TEXT(judged(&all).rule, "back-and-forth");
    EXPECT(judged(&all).value == GI_COPIED_SEVERAL_PLACES);
}

SPEC(two_homes_may_take_turns_for_ever)
{
    story all = { .count = 0 };
    for (int i = 0; i < 40; i++) {
        seen(&all, i * 2, 1, (uint32_t)i % 2 + 1, GI_NET_HOME);
    }

    EXPECT(judged(&all).value == GI_COPIED_NONE_SEEN);
}

SPEC(a_data_centre_weighs_nothing)
{
    story all = homes(4);
    seen(&all, 30, 20, 9, GI_NET_CENTRE);

    EXPECT_INT(judged(&all).places, 4);
}

SPEC(a_network_that_scans_many_labels_weighs_nothing)
{
    story all = homes(5);
    story sweep = all;
    for (size_t i = 0; i < sweep.count; i++) {
        sweep.list[i].net_units = 12;
    }
    EXPECT(judged(&sweep).value == GI_COPIED_SEVERAL_PLACES);
    for (size_t i = 0; i < sweep.count; i++) {
        sweep.list[i].net_units = 13;
    }

    EXPECT_INT(judged(&sweep).places, 0);
}

SPEC(a_place_that_is_not_known_weighs_nothing)
{
    story all = homes(5);
    for (size_t i = 0; i < all.count; i++) {
        all.list[i].province = 0;
    }

    EXPECT_INT(judged(&all).places, 0);
}

SPEC(a_phone_is_at_home_in_every_city_of_its_province)
{
    story all = { .count = 0 };
    seen(&all, 0, FEW, 1, GI_NET_HOME);
    seen(&all, 10, 2 * FEW, 1, GI_NET_CARRIER);

    EXPECT_INT(judged(&all).places, 1);
}

SPEC(a_carrier_weighs_half_of_a_home)
{
    story five = { .count = 0 };
    seen(&five, 0, 2 * FEW - 1, 1, GI_NET_CARRIER);
    EXPECT_INT(judged(&five).places, 0);

    seen(&five, 20, 1, 1, GI_NET_CARRIER);

    EXPECT_INT(judged(&five).places, 1);
}

SPEC(one_network_counts_once_a_day)
{
    story all = { .count = 0 };
    seen(&all, 0, 10, 1, GI_NET_HOME);
    for (size_t i = 0; i < all.count; i++) {
        all.list[i].net = 5;
    }

    EXPECT_INT(judged(&all).places, 0);
}

/* Thirty friends in thirty cities scan a picture within a day and a half. */
SPEC(a_picture_sent_to_thirty_friends_is_one_story)
{
    story all = homes(2);
    for (uint32_t i = 0; i < 30; i++) {
        for (int k = 0; k < FEW; k++) {
            seen(&all, 20, 1, i + 2, GI_NET_HOME);
            all.list[all.count - 1].at += i * HOUR;
        }
    }

    EXPECT(judged(&all).value == GI_COPIED_NONE_SEEN);
}

SPEC(sightings_before_the_window_are_another_story)
{
    story five = homes(5);

    gi_copy_finding later =
        gi_copies_judge(five.list, five.count, NULL, 0, five.list[2].at + 120 * DAY + 1);

    EXPECT(later.value == GI_COPIED_NONE_SEEN);
    EXPECT_INT(later.places, 4);
}

SPEC(of_too_many_sightings_the_newest_are_judged)
{
    story all = homes(5);
    seen(&all, 20, 70, 1, GI_NET_HOME);
    while (all.count < 5 * FEW + GI_SIGHTINGS_MAX) {
        seen(&all, 90, 1, 1, GI_NET_HOME);
    }

    EXPECT_INT(judged(&all).places, 1);
}

SPEC(scans_alone_never_say_copied)
{
    story all = { .count = 0 };
    for (uint32_t i = 0; i < 80; i++) {
        seen(&all, (int)i, FEW, i % 16 + 1, GI_NET_HOME);
    }

    EXPECT(judged(&all).value == GI_COPIED_SEVERAL_PLACES);
}

SPEC(one_opening_is_told_and_a_second_means_a_copy)
{
    gi_opening two[] = { { START, 1, 0 }, { START + DAY, 2, 0 } };

    EXPECT(gi_copies_judge(NULL, 0, two, 1, START).value == GI_COPIED_OPENED_BEFORE);
    gi_copy_finding both = gi_copies_judge(NULL, 0, two, 2, START + DAY);
    EXPECT(both.value == GI_COPIED_COPIED);
    EXPECT_TEXT(both.rule, "opened-twice");
    EXPECT_INT(both.since, START + DAY);
}

SPEC(a_second_try_in_one_network_is_the_same_opening)
{
    gi_opening two[] = { { START, 1, 0 }, { START + 14 * HOUR / 60, 1, 0 } };
    gi_opening slow[] = { { START, 1, 0 }, { START + 15 * HOUR / 60, 1, 0 } };
    gi_opening other[] = { { START, 1, 0 }, { START + HOUR / 60, 2, 0 } };

    EXPECT(gi_copies_judge(NULL, 0, two, 2, START + DAY).value == GI_COPIED_OPENED_BEFORE);
    EXPECT(gi_copies_judge(NULL, 0, slow, 2, START + DAY).value == GI_COPIED_COPIED);
    EXPECT(gi_copies_judge(NULL, 0, other, 2, START + DAY).value == GI_COPIED_COPIED);
}

SPEC(many_odd_labels_of_one_producer_on_one_day_wait_for_a_person)
{
    EXPECT(!gi_copies_held(20, 0));
    EXPECT(gi_copies_held(21, 0));
    EXPECT(gi_copies_held(26, 150));
    EXPECT(!gi_copies_held(25, 150));
}

SPEC(every_rule_has_its_words_and_every_limit_its_reason)
{
    for (size_t i = 0; gi_copy_rule_at(i) != NULL; i++) {
        const gi_copy_rule *rule = gi_copy_rule_at(i);
        EXPECT(rule->name[0] != '\0' && rule->zh[0] != '\0' && rule->en[0] != '\0');
    }
    for (size_t i = 0; gi_copy_limit_at(i) != NULL; i++) {
        const gi_copy_limit *limit = gi_copy_limit_at(i);
        EXPECT(limit->name != NULL && strlen(limit->why) > 10);
    }
}
