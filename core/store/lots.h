/*
 * lots.h - rows of lots, of what they were made of, and of disputes over them.
 *
 * Acts check, these functions keep: no rule of the business lives here. Changes run inside the
 * caller's writing transaction.
 */
#ifndef GI_STORE_LOTS_H
#define GI_STORE_LOTS_H

#include "core/store/db.h"
#include "gi/batch.h"
#include "gi/clock.h"

/* ---- lots.c ---- */

typedef struct gi_lot_row {
    int64_t id;
    uint32_t holder;
    uint16_t product;
    int season;
    char material[8]; /* raw or made */
    gi_day day;       /* picked or made */
    gi_day first_day; /* earliest picking day below it; 0 without a raw step */
    int64_t source;   /* 0 = none */
    int64_t quantity, remaining;
    int64_t released; /* given to batches, or taken as material */
    int64_t outside;  /* how much of quantity came from elsewhere */
    int64_t held;     /* the dispute that holds it, 0 = free */
    int64_t act;
} gi_lot_row;

/* Takes the next lot number into row->id. */
GI_CHECKED gi_status gi_lot_insert(gi_db *db, gi_lot_row *row, gi_error *err);
/* Takes count (> 0) lot numbers, of which *first is the first; and a lot under one of them. */
GI_CHECKED gi_status gi_lot_numbers(gi_db *db, int64_t count, int64_t *first, gi_error *err);
GI_CHECKED gi_status gi_lot_insert_numbered(gi_db *db, const gi_lot_row *row, gi_error *err);
GI_CHECKED gi_status gi_lot_load(gi_db *db, int64_t id, gi_lot_row *out, gi_error *err);
/* Stores remaining and released. */
GI_CHECKED gi_status gi_lot_change(gi_db *db, const gi_lot_row *row, gi_error *err);
/* What of a lot is neither used nor released to a batch. */
int64_t gi_lot_free(const gi_lot_row *lot);
/* Uses some of a lot as material; quantity is at most what is free (assert). */
GI_CHECKED gi_status gi_lot_take(gi_db *db, gi_lot_row *lot, int64_t quantity, gi_error *err);
/* Holds a lot for a dispute; act 0 sets it free. */
GI_CHECKED gi_status gi_lot_hold(gi_db *db, int64_t id, int64_t act, gi_error *err);
/* The lots that an act made and what they were split into since, by number. Past max: over-limit */
GI_CHECKED gi_status gi_lot_parts(gi_db *db, int64_t act, gi_lot_row *out, size_t max,
                                  size_t *count, gi_error *err);
/* The first parent of a lot. GI_NOT_FOUND no-lot: it has none */
GI_CHECKED gi_status gi_lot_parent(gi_db *db, int64_t child, int64_t *out, gi_error *err);
/* child is younger than parent (assert), so there is no way round in a circle. */
GI_CHECKED gi_status gi_lot_parent_insert(gi_db *db, int64_t child, int64_t parent,
                                          int64_t quantity, gi_error *err);
/* Days and townships of the sources below a lot, for the facts of a batch. */
typedef struct gi_lot_origin {
    gi_day first, last;
    int64_t township[GI_TOWNSHIPS_MAX];
    size_t township_count;
} gi_lot_origin;
GI_CHECKED gi_status gi_lot_origin_load(gi_db *db, int64_t lot, gi_lot_origin *out, gi_error *err);

/* ---- disputes.c ---- */

typedef struct gi_dispute_row {
    int64_t ref; /* the disputed transfer */
    int64_t act;
    int64_t settled; /* 0 = open */
} gi_dispute_row;

GI_CHECKED gi_status gi_dispute_insert(gi_db *db, int64_t ref, int64_t act, gi_error *err);
GI_CHECKED gi_status gi_dispute_load(gi_db *db, int64_t ref, bool *found, gi_dispute_row *out,
                                     gi_error *err);
GI_CHECKED gi_status gi_dispute_settle(gi_db *db, int64_t ref, int64_t act, gi_error *err);

#endif
