/*
 * crowd_drafts.h - what the random drafts are made with, and the recipes of material.
 */
#ifndef GI_TESTS_CROWD_DRAFTS_H
#define GI_TESTS_CROWD_DRAFTS_H

#include "core/store/batches.h"
#include "core/store/lots.h"
#include "tests/property/ledger/crowd.h"

typedef struct crowd_amount {
    char text[32];
} crowd_amount;

crowd_amount crowd_milligrams(int64_t quantity);
crowd_amount crowd_number_text(uint32_t number);
bool crowd_one_in(crowd_worker *worker, uint64_t n);
/* All of a stock, a part of it, or now and then one milligram too much. */
int64_t crowd_portion(crowd_worker *worker, int64_t stock);
/* Any number up to last, or one of the newest. */
int64_t crowd_pick(crowd_worker *worker, int64_t last);
const char *crowd_some_day(crowd_worker *worker, char out[16]);
/* A lot of a material, mostly with something left that no batch was given. */
bool crowd_some_lot(crowd_worker *worker, const char *material, gi_lot_row *lot);
/* A batch of any producer. */
bool crowd_some_batch(crowd_worker *worker, gi_batch_row *out);
gi_draft *crowd_make_draft(crowd_worker *worker, const char *act, ...) __attribute__((sentinel));

/* ---- crowd_material.c ---- */

/* A recent act of a kind, looked for backwards from somewhere near the end. */
bool crowd_some_act(crowd_worker *worker, const char *kind, int64_t back, int64_t *index);
gi_draft *crowd_card(crowd_worker *worker);
gi_draft *crowd_transfer(crowd_worker *worker);
gi_draft *crowd_split(crowd_worker *worker);
gi_draft *crowd_merge(crowd_worker *worker);
gi_draft *crowd_refine(crowd_worker *worker);
gi_draft *crowd_dispute(crowd_worker *worker);
gi_draft *crowd_settle(crowd_worker *worker);

/* ---- crowd_labels.c ---- */

gi_draft *crowd_cancel(crowd_worker *worker);
gi_draft *crowd_void(crowd_worker *worker);
gi_draft *crowd_activate(crowd_worker *worker);
gi_draft *crowd_spoil(crowd_worker *worker);
gi_draft *crowd_return(crowd_worker *worker);
gi_draft *crowd_lose(crowd_worker *worker);
gi_draft *crowd_repack(crowd_worker *worker);

/* ---- crowd_officer.c ---- */

gi_draft *crowd_grant(crowd_worker *worker);
gi_draft *crowd_outside(crowd_worker *worker);
gi_draft *crowd_freeze(crowd_worker *worker);
gi_draft *crowd_lift(crowd_worker *worker);
gi_draft *crowd_recall(crowd_worker *worker);

/* ---- crowd_season.c ---- */

gi_draft *crowd_adjust(crowd_worker *worker);
gi_draft *crowd_lapse(crowd_worker *worker);
gi_draft *crowd_close(crowd_worker *worker);
gi_draft *crowd_input(crowd_worker *worker);
gi_draft *crowd_status(crowd_worker *worker);

#endif
