/*
 * dispute.h - the lots of a disputed transfer, for the acts dispute and settle.
 */
#ifndef GI_ACTS_DISPUTE_H
#define GI_ACTS_DISPUTE_H

#include "core/acts/lots.h"
#include "core/store/lots.h"

#define GI_DISPUTED_MAX GI_LOTS_OF_ACT_MAX /* each may go back as a new lot */

typedef struct gi_disputed {
    gi_product product;
    gi_lot_row lot[GI_DISPUTED_MAX]; /* of the transfer, and what they were split into */
    size_t count;
} gi_disputed;

/* GI_NO_MEMORY over-limit past GI_DISPUTED_MAX */
GI_CHECKED gi_status gi_dispute_lots(gi_act *act, int64_t ref, gi_disputed *out, gi_error *err);

#endif
