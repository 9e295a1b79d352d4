/*
 * scan_crowd.h - simulated people who scan one label: households, copies, attackers.
 *
 * Every number below is an assumption of ours, printed by the bench; nobody has measured how
 * people scan tea. Header only, for the property and the bench alike.
 */
#ifndef GI_TESTS_BENCH_SCAN_CROWD_H
#define GI_TESTS_BENCH_SCAN_CROWD_H

#include <stdlib.h>

#include "gi/scans.h"
#include "tests/support/spec.h"

#define CROWD_DAY (INT64_C(24) * 3600 * 1000)
#define CROWD_MAX 2048

enum { PROVINCES = 31, CITIES = 11, FAMILY = 5 };

/* Chances in per cent, counts as largest values. */
typedef struct crowd_habits {
    int shelf, shop_sweep, roaming, present, onward, trip, share, friend_scans, buyer_scans;
    int carrier_labels; /* labels that a carrier's shared exit sees in a day, at most */
} crowd_habits;

static const crowd_habits crowd_usual = {
    .shelf = 30,       /* other shoppers scan the pack on the shelf, up to 3 of them */
    .shop_sweep = 20,  /* the shop scans everything it gets */
    .roaming = 10,     /* a phone whose carrier leads it out through another province */
    .present = 25,     /* the pack is given away */
    .onward = 5,       /* and given away again, as often as that happens */
    .trip = 10,        /* it is scanned on a journey, once or twice */
    .share = 5,        /* a picture of it goes to 30 friends, who are anywhere */
    .friend_scans = 8, /* each friend who scans the picture itself, within a day and a half */
    .carrier_labels = 30,
    .buyer_scans = 40, /* a household that scans at all; for copies: of each copy */
};

typedef struct crowd {
    gi_sighting list[CROWD_MAX];
    size_t count;
} crowd;

typedef struct spot {
    uint32_t province, city;
} spot;

static inline bool crowd_chance(int percent)
{
    return gi_spec_below(100) < (uint64_t)percent;
}

static inline spot crowd_anywhere(void)
{
    return (spot){ (uint32_t)gi_spec_below(PROVINCES) + 1, (uint32_t)gi_spec_below(CITIES) + 1 };
}

static inline gi_time crowd_within(int days)
{
    return (gi_time)gi_spec_below((uint64_t)(days * CROWD_DAY));
}

static inline void crowd_see(crowd *all, gi_time at, spot where, gi_net_kind kind, uint64_t net,
                             uint32_t net_units)
{
    if (kind == GI_NET_CARRIER) { /* thousands leave through one exit */
        net_units += (uint32_t)gi_spec_below((uint64_t)crowd_usual.carrier_labels);
    }
    if (all->count < CROWD_MAX) {
        uint64_t day = (uint64_t)(at / CROWD_DAY);
        all->list[all->count++] = (gi_sighting){
            .at = at,
            .net = net * 1000003 + day, /* another hash every day */
            .province = where.province,
            .city = kind == GI_NET_CARRIER ? 0 : where.city,
            .kind = kind,
            .net_units = net_units,
        };
    }
}

/* Up to five people, each once to three times in so many days; at home or by phone. */
static inline void crowd_family(crowd *all, gi_time from, int days, spot home)
{
    uint64_t wifi = gi_spec_random();
    uint64_t people = gi_spec_below(FAMILY) + 1;
    for (uint64_t i = 0; i < people; i++) {
        uint64_t phone = gi_spec_random();
        spot exit = crowd_chance(crowd_usual.roaming) ? crowd_anywhere() : home;
        uint64_t times = gi_spec_below(3) + 1;
        for (uint64_t k = 0; k < times; k++) {
            bool by_wifi = crowd_chance(60);
            crowd_see(all, from + crowd_within(days), by_wifi ? home : exit,
                      by_wifi ? GI_NET_HOME : GI_NET_CARRIER, by_wifi ? wifi : phone, 1);
        }
    }
}

static inline void crowd_friends(crowd *all, gi_time from)
{
    for (int i = 0; i < 30; i++) {
        if (crowd_chance(crowd_usual.friend_scans)) {
            crowd_see(all, from + crowd_within(3) / 2, crowd_anywhere(),
                      crowd_chance(50) ? GI_NET_HOME : GI_NET_CARRIER, gi_spec_random(), 1);
        }
    }
}

static inline void crowd_shop(crowd *all, gi_time from, spot where)
{
    if (crowd_chance(crowd_usual.shop_sweep)) {
        crowd_see(all, from + crowd_within(5), where, GI_NET_HOME, gi_spec_random(), 40);
    }
    for (int i = 0; i < 3 && crowd_chance(crowd_usual.shelf); i++) {
        crowd_see(all, from + crowd_within(20), where, GI_NET_CARRIER, gi_spec_random(), 2);
    }
}

static inline int crowd_earlier(const void *one, const void *other)
{
    const gi_sighting *a = one;
    const gi_sighting *b = other;
    return a->at < b->at ? -1 : a->at > b->at;
}

static inline void crowd_sort(crowd *all)
{
    qsort(all->list, all->count, sizeof all->list[0], crowd_earlier);
}

/* One honest pack from the shelf to the last cup. */
static inline void crowd_household(crowd *all)
{
    all->count = 0;
    gi_time at = 20000 * CROWD_DAY;
    spot home = crowd_anywhere();
    crowd_shop(all, at, home);
    crowd_family(all, at + 20 * CROWD_DAY, 20, home);
    if (crowd_chance(crowd_usual.share)) {
        crowd_friends(all, at + 25 * CROWD_DAY);
    }
    if (crowd_chance(crowd_usual.trip)) {
        crowd_see(all, at + 30 * CROWD_DAY, crowd_anywhere(), GI_NET_CARRIER, gi_spec_random(), 1);
        crowd_see(all, at + 31 * CROWD_DAY, crowd_anywhere(), GI_NET_HOME, gi_spec_random(), 1);
    }
    int chance = crowd_usual.present;
    for (int i = 1; i < 5 && crowd_chance(chance); i++) {
        crowd_family(all, at + (20 + 20 * i) * CROWD_DAY, 20, crowd_anywhere());
        chance = crowd_usual.onward;
    }
    crowd_sort(all);
}

/* One label printed that many times and sold in that many cities within two months. */
static inline void crowd_copies(crowd *all, int copies, int cities)
{
    spot where[16];
    all->count = 0;
    for (int i = 0; i < cities; i++) {
        where[i] = crowd_anywhere();
    }
    for (int i = 0; i < copies; i++) {
        if (crowd_chance(crowd_usual.buyer_scans)) {
            crowd_family(all, 20000 * CROWD_DAY + crowd_within(60), 30, where[i % cities]);
        }
    }
    crowd_sort(all);
}

/* A competitor with that many proxies in homes all over the country, for months. */
static inline void crowd_attack(crowd *all, int proxies)
{
    all->count = 0;
    for (int i = 0; i < proxies; i++) {
        crowd_see(all, 20000 * CROWD_DAY + crowd_within(60), crowd_anywhere(), GI_NET_HOME,
                  gi_spec_random(), 1);
    }
    crowd_sort(all);
}

static inline gi_copy_finding crowd_judge(const crowd *all)
{
    return gi_copies_judge(all->list, all->count, NULL, 0, 20100 * CROWD_DAY);
}

#endif
