/*
 * holders.h - rows of holders, of their sources, and what those were granted and gave.
 *
 * Acts check, these functions keep: no rule of the business lives here. Changes run inside the
 * caller's writing transaction.
 */
#ifndef GI_STORE_HOLDERS_H
#define GI_STORE_HOLDERS_H

#include "core/store/db.h"
#include "gi/batch.h"
#include "gi/clock.h"

typedef struct gi_holder_row {
    uint32_t id;
    bool producer;
    char name[GI_NAME_TEXT]; /* "" for a grower: see private */
    char uscc[GI_USCC_TEXT]; /* "" for a grower */
    char address[GI_NAME_TEXT];
    char card[32]; /* "" for a producer */
    bool suspended;
    int64_t next_batch;
    int64_t act;
} gi_holder_row;

GI_CHECKED gi_status gi_holder_insert(gi_db *db, const gi_holder_row *row, gi_error *err);
GI_CHECKED gi_status gi_holder_load(gi_db *db, uint32_t id, gi_holder_row *out, gi_error *err);
GI_CHECKED gi_status gi_holder_by_name(gi_db *db, const char *uscc_or_card, bool *found,
                                       uint32_t *id, gi_error *err);
/* Every holder, by number. */
typedef gi_status (*gi_holder_visit)(void *context, const gi_holder_row *row, gi_error *err);
GI_CHECKED gi_status gi_holder_each(gi_db *db, gi_holder_visit take, void *context, gi_error *err);
GI_CHECKED gi_status gi_holder_suspend(gi_db *db, uint32_t id, bool suspended, gi_error *err);
/* A holder's new card number. */
GI_CHECKED gi_status gi_holder_card(gi_db *db, uint32_t id, const char *number, gi_error *err);
GI_CHECKED gi_status gi_holder_take_batch(gi_db *db, uint32_t id, int64_t next, gi_error *err);
/* Leaves out so many batch numbers of every producer: acts that were lost may have used them. */
GI_CHECKED gi_status gi_holder_skip_batches(gi_db *db, int64_t count, gi_error *err);

typedef struct gi_source_row {
    int64_t id;
    uint32_t holder;
    char kind[8];
    int64_t township;
    int64_t capacity;
    int64_t act;
} gi_source_row;

GI_CHECKED gi_status gi_source_insert(gi_db *db, const gi_source_row *row, gi_error *err);
GI_CHECKED gi_status gi_source_load(gi_db *db, int64_t id, gi_source_row *out, gi_error *err);

typedef struct gi_allotment_row {
    int64_t source;
    int year;
    uint16_t product;
    int season;
    int64_t quantity;
    int64_t used;
    int64_t act;
} gi_allotment_row;

GI_CHECKED gi_status gi_allotment_insert(gi_db *db, const gi_allotment_row *row, gi_error *err);
GI_CHECKED gi_status gi_allotment_load(gi_db *db, int64_t source, int year, bool *found,
                                       gi_allotment_row *out, gi_error *err);
GI_CHECKED gi_status gi_allotment_use(gi_db *db, int64_t source, int year, int64_t quantity,
                                      gi_error *err);
/* What was picked from a source on a day so far, and adding to what there was before. */
GI_CHECKED gi_status gi_picked_load(gi_db *db, int64_t source, gi_day day, int64_t *quantity,
                                    gi_error *err);
GI_CHECKED gi_status gi_picked_add(gi_db *db, int64_t source, gi_day day, int64_t before,
                                   int64_t quantity, gi_error *err);

#endif
