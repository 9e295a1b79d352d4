/*
 * lapse.h - what is left over and due to lapse, shared by `lapse` and `close`.
 */
#ifndef GI_ACTS_LAPSE_H
#define GI_ACTS_LAPSE_H

#include "core/acts/act.h"

/*
 * Posts what is due in a season to `lapsed`: raw material past the product's days; of a closed
 * season all raw material and all allowance. At most a few hundred accounts and lots per act: the
 * answer says whether more is left. Sets the leaf's members and the answer.
 */
GI_CHECKED gi_status gi_lapse_due(gi_act *act, const gi_product *product, int season, bool closed,
                                  gi_error *err);

#endif
