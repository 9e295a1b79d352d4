/*
 * batches.h - rows of batches and of amendments to them.
 *
 * Acts check, these functions keep: no rule of the business lives here. Changes run inside the
 * caller's writing transaction.
 */
#ifndef GI_STORE_BATCHES_H
#define GI_STORE_BATCHES_H

#include "core/store/db.h"
#include "gi/batch.h"

typedef struct gi_batch_row {
    char id[GI_BATCH_ID_TEXT];
    uint32_t holder;
    int64_t number;
    uint16_t product;
    int season;
    int64_t lot;
    int64_t quantity, remaining;
    int grade;
    char place[GI_NAME_TEXT];
    char note[GI_NAME_TEXT];
    int64_t act;
    int64_t amended;
    int64_t undone; /* the act that took it back, 0 = stands */
} gi_batch_row;

GI_CHECKED gi_status gi_batch_insert(gi_db *db, const gi_batch_row *row, gi_error *err);
GI_CHECKED gi_status gi_batch_load(gi_db *db, const char *id, gi_batch_row *out, gi_error *err);
GI_CHECKED gi_status gi_batch_by_number(gi_db *db, uint32_t holder, int64_t number, bool *found,
                                        gi_batch_row *out, gi_error *err);
/* Every batch, by holder and number. */
typedef gi_status (*gi_batch_visit)(void *context, const gi_batch_row *row, gi_error *err);
GI_CHECKED gi_status gi_batch_each(gi_db *db, gi_batch_visit take, void *context, gi_error *err);
/* Stores remaining, grade, place, note, amended, undone. */
GI_CHECKED gi_status gi_batch_change(gi_db *db, const gi_batch_row *row, gi_error *err);
GI_CHECKED gi_status gi_amendment_insert(gi_db *db, int64_t act, int64_t ref, const char *batch,
                                         const char *field, const char *before, const char *after,
                                         gi_error *err);

#endif
