/*
 * copies_bench.c - the copy rules against simulated people: false alarms, copies found, attacks.
 */
#include "tests/bench/scan_crowd.h"

#include <stdio.h>

static double odd_of_households(int count)
{
    static crowd all;
    int odd = 0;
    for (int i = 0; i < count; i++) {
        crowd_household(&all);
        odd += crowd_judge(&all).value != GI_COPIED_NONE_SEEN;
    }
    return 10000.0 * odd / count;
}

static double found_of_copies(int count, int copies, int cities)
{
    static crowd all;
    int found = 0;
    for (int i = 0; i < count; i++) {
        crowd_copies(&all, copies, cities);
        found += crowd_judge(&all).value == GI_COPIED_SEVERAL_PLACES;
    }
    return 100.0 * found / count;
}

static int worst_of_attacks(int count, int proxies)
{
    static crowd all;
    int worst = 0;
    for (int i = 0; i < count; i++) {
        crowd_attack(&all, proxies);
        int value = (int)crowd_judge(&all).value;
        worst = value > worst ? value : worst;
    }
    return worst;
}

static void print_assumptions(void)
{
    const crowd_habits *h = &crowd_usual;
    (void)printf(
        "assumed, %%: shelf %d, shop sweep %d, roaming %d, present %d, onward %d, trip "
        "%d, share %d, friends who scan %d, buyers who scan %d; labels a day at a carrier's "
        "exit: up to %d\n",
        h->shelf, h->shop_sweep, h->roaming, h->present, h->onward, h->trip, h->share,
        h->friend_scans, h->buyer_scans, h->carrier_labels);
}

SPEC(how_the_copy_rules_judge_simulated_people)
{
    static const int copies[][2] = { { 50, 5 }, { 50, 3 }, { 20, 5 }, { 10, 5 }, { 10, 10 } };
    print_assumptions();
    (void)printf("false alarms: %.2f of 10,000 households\n", odd_of_households(1000000));
    for (size_t i = 0; i < sizeof copies / sizeof copies[0]; i++) {
        (void)printf("found of codes copied %d x over %d cities: %.1f %%\n", copies[i][0],
                     copies[i][1], found_of_copies(5000, copies[i][0], copies[i][1]));
    }
    (void)printf("worst answer under 1,000 proxies: %s\n",
                 gi_copied_word((gi_copied)worst_of_attacks(500, 1000)));
}
