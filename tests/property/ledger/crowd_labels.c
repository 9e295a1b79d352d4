/*
 * crowd_labels.c - random drafts of what happens to labels: ranges inside one run, or a little
 * past its end, begin to count or end for a reason of the kind.
 */
#include <stdio.h>

#include "core/store/keys.h"
#include "core/store/registry.h"
#include "core/store/runs.h"
#include "gi/unit_number.h"
#include "tests/property/ledger/crowd_drafts.h"

static bool some_run(crowd_worker *worker, gi_run *run)
{
    gi_key_row key;
    bool found = false;
    gi_db *db = worker->registry->db;
    uint16_t id = (uint16_t)(7 + crowd_below(worker, 2));
    return gi_key_load(db, id, &key, NULL) == GI_OK && key.next_unit > 1 &&
           gi_run_by_serial(db, id, (uint32_t)crowd_pick(worker, key.next_unit - 1), &found, run,
                            NULL) == GI_OK &&
           found;
}

/* All of a run, a part of it, or more than there is. Small parts stay within credits. */
static bool some_units(crowd_worker *worker, char units[40])
{
    gi_run run;
    char first[GI_UNIT_NUMBER_TEXT];
    char last[GI_UNIT_NUMBER_TEXT];
    if (!some_run(worker, &run)) {
        return false;
    }
    bool whole = crowd_one_in(worker, 3);
    uint32_t skip = whole ? 0 : (uint32_t)crowd_below(worker, run.count);
    uint32_t count = whole ? run.count : 1 + (uint32_t)crowd_below(worker, run.count - skip);
    count = crowd_one_in(worker, 3) ? 1 + count % 24 : count;
    count += crowd_one_in(worker, 12) ? run.count : 0;
    gi_unit_number_print((gi_unit_id){ run.key, run.first + skip }, first);
    gi_unit_number_print((gi_unit_id){ run.key, run.first + skip + count - 1 }, last);
    (void)snprintf(units, 40, "%s..%s", first, last);
    return true;
}

static gi_draft *end_of(crowd_worker *worker, const char *act, const char *why, bool may_credit)
{
    char units[40];
    if (!some_units(worker, units)) {
        return NULL;
    }
    return may_credit ? crowd_make_draft(worker, act, "units", units, "why", why, "credit",
                                         crowd_one_in(worker, 3) ? "no" : "yes", NULL)
                      : crowd_make_draft(worker, act, "units", units, "why", why, NULL);
}

gi_draft *crowd_cancel(crowd_worker *worker)
{
    return end_of(worker, "cancel", "unused", false);
}

gi_draft *crowd_void(crowd_worker *worker)
{
    return end_of(worker, "void", "damaged", false);
}

gi_draft *crowd_spoil(crowd_worker *worker)
{
    return end_of(worker, "spoil", "torn", true);
}

gi_draft *crowd_return(crowd_worker *worker)
{
    return end_of(worker, "return", "unused", true);
}

gi_draft *crowd_lose(crowd_worker *worker)
{
    return end_of(worker, "lose", "stolen", false);
}

gi_draft *crowd_repack(crowd_worker *worker)
{
    return end_of(worker, "repack", "size", false);
}

gi_draft *crowd_activate(crowd_worker *worker)
{
    char units[40];
    return some_units(worker, units) ? crowd_make_draft(worker, "activate", "units", units, NULL)
                                     : NULL;
}
