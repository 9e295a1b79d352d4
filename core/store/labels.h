/*
 * labels.h - rows about labels besides their run and their end (005-labels.sql).
 *
 * A label of a waiting run counts from its activation on; a label that ended says how. Nothing
 * here is ever changed or removed.
 */
#ifndef GI_STORE_LABELS_H
#define GI_STORE_LABELS_H

#include "core/store/runs.h"

/* ---- activations.c: waiting, activation ---- */

/* Makes a run wait for its activation; who answers for it. */
GI_CHECKED gi_status gi_waiting_insert(gi_db *db, const gi_run *run, const char *who,
                                       gi_error *err);
/* The waiting run that holds a serial, as a state "not_activated" of all of it. */
GI_CHECKED gi_status gi_waiting_by_serial(gi_db *db, uint16_t key, uint32_t serial, bool *found,
                                          gi_label_state *out, gi_error *err);
/* Activates labels of a waiting run; key, first, count, batch and act count. */
GI_CHECKED gi_status gi_activation_insert(gi_db *db, const gi_label_state *range, gi_error *err);
/* A label of [first, first + count) that is activated; *found is false when there is none. */
GI_CHECKED gi_status gi_activation_overlap(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                                           bool *found, uint32_t *serial, gi_error *err);

/* Every part of a range within one run that waits; take may activate what it is given. */
GI_CHECKED gi_status gi_waiting_gaps(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                                     gi_label_state_visit take, void *context, gi_error *err);
/* How many labels of a range within one run wait for their activation; 0 for a run that does not.
 */
GI_CHECKED gi_status gi_waiting_in(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                                   uint32_t *units, gi_error *err);

/* The state of one label: ended, or waiting for its activation; *found false = in force. */
GI_CHECKED gi_status gi_label_now(gi_db *db, uint16_t key, uint32_t serial, bool *found,
                                  gi_label_state *out, gi_error *err);
/* Every range that waits for its activation, by key and serial; of one batch, or of all with NULL.
 * Labels that ended while they waited are not among them. */
GI_CHECKED gi_status gi_waiting_each(gi_db *db, const char *batch, gi_label_state_visit take,
                                     void *context, gi_error *err);

/* ---- endings.c: ending ---- */

typedef struct gi_ending_row {
    int64_t act;
    char kind[12]; /* the act's name */
    char batch[GI_BATCH_ID_TEXT];
    uint32_t count;
    uint32_t waiting; /* of them not activated */
    int64_t quantity; /* credited */
} gi_ending_row;

GI_CHECKED gi_status gi_ending_insert(gi_db *db, const gi_ending_row *row, gi_error *err);
/* Labels of a batch that acts of a kind gave credit for. */
GI_CHECKED gi_status gi_ending_credited(gi_db *db, const char *batch, const char *kind,
                                        int64_t *units, gi_error *err);

/* An ended range with the act that ended it. */
typedef struct gi_ended_range {
    uint16_t key;
    uint32_t first, count;
    char kind[12];
    uint32_t waiting; /* of its labels not activated */
} gi_ended_range;

/* Ended ranges of a batch, by key and serial. */
typedef gi_status (*gi_ended_visit)(void *context, const gi_ended_range *range, gi_error *err);
GI_CHECKED gi_status gi_ended_each(gi_db *db, const char *batch, gi_ended_visit take, void *context,
                                   gi_error *err);
/* Labels of a batch that wait for their activation and did not end. */
GI_CHECKED gi_status gi_waiting_units(gi_db *db, const char *batch, int64_t *units, gi_error *err);

#endif
