/*
 * lots.h - amounts of several lots that go together into one act: transfer, make, merge.
 *
 * All are of one holder, product, season and material, free, and not held. A child made of them
 * is younger than each of them, and knows how much of it came from outside.
 */
#ifndef GI_ACTS_LOTS_H
#define GI_ACTS_LOTS_H

#include "core/acts/act.h"
#include "core/store/lots.h"

#define GI_PARTS_MAX 64
#define GI_LOTS_OF_ACT_MAX 256 /* new lots that one act makes at most */

typedef struct gi_part {
    gi_lot_row lot;
    int64_t quantity;
    int64_t outside; /* of the quantity, rounded up */
} gi_part;

typedef struct gi_parts {
    gi_product product;
    gi_part part[GI_PARTS_MAX];
    size_t count;
    int64_t total;
    int64_t outside;
} gi_parts;

/* GI_CONFLICT lot-held when a dispute holds the lot; frozen, recalled. */
GI_CHECKED gi_status gi_lot_usable(gi_act *act, const gi_lot_row *lot, gi_error *err);
/* Of an amount taken from a lot, how much came from outside; rounded up. */
int64_t gi_lot_outside(const gi_lot_row *lot, int64_t quantity);

/*
 * Reads "1:42kg,2:10kg". GI_INVALID bad-field, bad-quantity, duplicate-field
 * GI_CONFLICT not-owner, lots-differ, lot-held, over-lot
 */
GI_CHECKED gi_status gi_parts_read(gi_act *act, int field, uint32_t holder, gi_parts *out,
                                   gi_error *err);
/* The day is not in the future and not before any of the lots. GI_CONFLICT day-order */
GI_CHECKED gi_status gi_parts_day(const gi_act *act, const gi_parts *parts, gi_day day,
                                  gi_error *err);
/* Uses the amounts up. */
GI_CHECKED gi_status gi_parts_use(gi_act *act, gi_parts *parts, gi_error *err);
/* A new lot of quantity child->quantity made of all parts: sets its number, first_day, outside. */
GI_CHECKED gi_status gi_parts_into(gi_act *act, const gi_parts *parts, gi_lot_row *child,
                                   gi_error *err);
/* A new lot of an amount of one lot, for a holder (its own or another). */
GI_CHECKED gi_status gi_lot_branch(gi_act *act, const gi_lot_row *lot, int64_t quantity,
                                   uint32_t holder, gi_lot_row *child, gi_error *err);
/* The account of a lot's material; the material is one of the ledger's names. */
gi_account gi_lot_account(const gi_lot_row *lot, uint32_t holder);

#endif
