/*
 * crowd_officer.c - random drafts of those who rule: late grants, material from outside, freezes
 * and what ends them, recalls. Seldom, so that work goes on.
 */
#include <stdio.h>

#include "core/store/batches.h"
#include "core/store/lots.h"
#include "core/store/registry.h"
#include "tests/property/ledger/crowd_drafts.h"

#define DIGEST "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* Land that was not granted at the beginning, and now and then some that was. */
gi_draft *crowd_grant(crowd_worker *worker)
{
    int64_t place = 1 + CROWD_GRANTED + (int64_t)crowd_below(worker, CROWD_PLACES - CROWD_GRANTED);
    place -= crowd_one_in(worker, 10) ? CROWD_GRANTED : 0;
    bool second = (place - 1) / CROWD_HOLDERS % 4 == 1;
    return crowd_make_draft(worker, "grant", "product", "LSYW", "season",
                            second ? "2026-2" : "2026-1", "sources", gi_num(place).text, NULL);
}

gi_draft *crowd_outside(crowd_worker *worker)
{
    char day[16];
    int64_t quantity = 1 + (int64_t)crowd_below(worker, 30000000);
    uint32_t holder = 1 + (uint32_t)crowd_below(worker, CROWD_HOLDERS);
    return crowd_make_draft(
        worker, "outside", "product", crowd_one_in(worker, 20) ? "NHHC" : "LSYW", "season",
        "2026-1", "holder", crowd_number_text(holder).text, "qty", crowd_milligrams(quantity).text,
        "day", crowd_some_day(worker, day), "doc", DIGEST, NULL);
}

gi_draft *crowd_freeze(crowd_worker *worker)
{
    gi_batch_row batch;
    gi_lot_row lot;
    if (crowd_one_in(worker, 2)) {
        return crowd_some_lot(worker, "made", &lot)
                   ? crowd_make_draft(worker, "freeze", "lot", gi_num(lot.id).text, "why",
                                      "inspection", "who", "示例监管所", "doc", DIGEST, NULL)
                   : NULL;
    }
    return crowd_some_batch(worker, &batch)
               ? crowd_make_draft(worker, "freeze", "batch", batch.id, "why", "complaint", "who",
                                  "示例监管所", NULL)
               : NULL;
}

gi_draft *crowd_lift(crowd_worker *worker)
{
    int64_t ref = 0;
    return crowd_some_act(worker, "freeze", 4096, &ref)
               ? crowd_make_draft(worker, "lift", "ref", gi_num(ref).text, "why", "cleared", NULL)
               : NULL;
}

gi_draft *crowd_recall(crowd_worker *worker)
{
    gi_batch_row batch;
    return crowd_some_batch(worker, &batch)
               ? crowd_make_draft(worker, "recall", "batch", batch.id, "grade", "II", "why",
                                  "unsafe", "who", "示例监管所", "doc", DIGEST, NULL)
               : NULL;
}
