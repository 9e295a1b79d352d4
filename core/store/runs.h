/*
 * runs.h - rows of runs of labels, and of labels that are not in force.
 *
 * Acts check, these functions keep: no rule of the business lives here. Changes run inside the
 * caller's writing transaction.
 */
#ifndef GI_STORE_RUNS_H
#define GI_STORE_RUNS_H

#include "core/store/db.h"
#include "gi/batch.h"
#include "gi/clock.h"

GI_CHECKED gi_status gi_run_insert(gi_db *db, const gi_run *run, gi_error *err);
/* The run that holds a serial: one index seek. */
GI_CHECKED gi_status gi_run_by_serial(gi_db *db, uint16_t key, uint32_t serial, bool *found,
                                      gi_run *out, gi_error *err);
typedef gi_status (*gi_run_visit)(void *context, const gi_run *run, gi_error *err);
/* Runs of a batch in the order of issue; NULL = of all batches. */
GI_CHECKED gi_status gi_run_each(gi_db *db, const char *batch, gi_run_visit take, void *context,
                                 gi_error *err);

typedef struct gi_label_state {
    uint16_t key;
    uint32_t first;
    uint32_t count;
    char state[16]; /* void, cancelled ... as in FORMATS 11 */
    char why[32];
    char who[GI_NAME_TEXT];
    char batch[GI_BATCH_ID_TEXT];
    gi_time ts;
    int64_t act;
} gi_label_state;

GI_CHECKED gi_status gi_label_state_insert(gi_db *db, const gi_label_state *row, gi_error *err);
GI_CHECKED gi_status gi_label_state_by_serial(gi_db *db, uint16_t key, uint32_t serial, bool *found,
                                              gi_label_state *out, gi_error *err);
/* The first dead range that touches [first, first + count). */
GI_CHECKED gi_status gi_label_state_overlap(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                                            bool *found, gi_label_state *out, gi_error *err);
typedef gi_status (*gi_label_state_visit)(void *context, const gi_label_state *row, gi_error *err);
GI_CHECKED gi_status gi_label_state_each(gi_db *db, gi_label_state_visit take, void *context,
                                         gi_error *err);
/* Units issued to a batch and units of it not in force. */
GI_CHECKED gi_status gi_batch_units(gi_db *db, const char *batch, int64_t *issued, int64_t *dead,
                                    gi_error *err);

#endif
