/*
 * crowd_season.c - random drafts of what limits and ends a season: grants lowered, what was left
 * over lapses, a season is closed; what was sprayed or spread on its land; and the daily status.
 */
#include <stdio.h>

#include "core/store/registry.h"
#include "tests/property/ledger/crowd_drafts.h"

/* Source i is granted to trade i / CROWD_HOLDERS, see crowd_found.c. */
static const struct trade {
    const char *product, *season;
} trades[] = {
    { "LSYW", "2026-1" },
    { "LSYW", "2026-2" },
    { "NHHC", "2026-1" },
    { "HKDC", "2026-1" },
};

/* A little of a grant, or more than there is: then what was used is owed. */
gi_draft *crowd_adjust(crowd_worker *worker)
{
    int64_t source = 1 + (int64_t)crowd_below(worker, CROWD_GRANTED);
    const struct trade *trade = &trades[(source - 1) / CROWD_HOLDERS];
    int64_t quantity = 1 + (int64_t)crowd_below(worker, 100000000);
    quantity *= crowd_one_in(worker, 10) ? 100 : 1;
    return crowd_make_draft(worker, "adjust", "product", trade->product, "season", trade->season,
                            "source", gi_num(source).text, "qty", crowd_milligrams(quantity).text,
                            "why", "area", NULL);
}

/* Mostly of NHHC, whose leaf rots, or of the season that is closed at last. */
gi_draft *crowd_lapse(crowd_worker *worker)
{
    const struct trade *trade = &trades[1 + crowd_below(worker, 2)];
    return crowd_make_draft(worker, "lapse", "product", trade->product, "season", trade->season,
                            NULL);
}

/* One season of four, when most is done. */
gi_draft *crowd_close(crowd_worker *worker)
{
    long long target = atomic_load(&worker->shared->target);
    if (atomic_load(&worker->shared->attempted) < target / 10 * 7) {
        return NULL;
    }
    return crowd_make_draft(worker, "close", "product", "LSYW", "season", "2026-2", NULL);
}

gi_draft *crowd_input(crowd_worker *worker)
{
    char day[16];
    gi_num_text source = gi_num(1 + (int64_t)crowd_below(worker, CROWD_GRANTED));
    (void)crowd_some_day(worker, day);
    if (!crowd_one_in(worker, 4)) {
        return crowd_make_draft(worker, "input", "source", source.text, "day", day, "kind",
                                "fertiliser", "name", "菜籽饼肥", NULL);
    }
    return crowd_make_draft(worker, "input", "source", source.text, "day", day, "kind", "pesticide",
                            "name", "示例乳油", "active", "联苯菊酯", "registration", "PD20080001",
                            "maker", "示例农药厂", "dose", "20 mL/mu", "target", "茶小绿叶蝉",
                            "interval", "2", NULL);
}

/* In turns, so that no season waits two days for its own; now and then the general one. */
gi_draft *crowd_status(crowd_worker *worker)
{
    long long turn = atomic_fetch_add(&worker->shared->statuses, 1);
    const struct trade *trade = &trades[turn % 4];
    return crowd_one_in(worker, 25) ? crowd_make_draft(worker, "status", NULL)
                                    : crowd_make_draft(worker, "status", "product", trade->product,
                                                       "season", trade->season, NULL);
}
