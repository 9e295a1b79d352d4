/*
 * freeze.h - what the acts on a freeze share: its days, its leaf members, finding it again.
 */
#ifndef GI_ACTS_FREEZE_H
#define GI_ACTS_FREEZE_H

#include "core/acts/hold.h"

#define GI_FREEZE_DAYS 30    /* and as many again by one extension */
#define GI_FREEZE_DOC_DAYS 7 /* for the document that orders it */

/* The freeze of a ref field; it must still be in force.
 * GI_NOT_FOUND no-freeze   GI_CONFLICT freeze-over */
GI_CHECKED gi_status gi_freeze_of_field(gi_act *act, int field, gi_freeze_row *out, gi_error *err);
/* Stores the changed row; leaf member ref beside those of gi_freeze_to_leaf. */
GI_CHECKED gi_status gi_freeze_update(gi_act *act, const gi_freeze_row *freeze, gi_error *err);
/* Leaf members why, who, until; until also in the answer, as a day. */
void gi_freeze_to_leaf(gi_act *act, const gi_freeze_row *freeze);

#endif
