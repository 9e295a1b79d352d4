/*
 * conformity.h - what a batch of fresh produce asks of its certificate of conformity.
 */
#ifndef GI_ACTS_CONFORMITY_H
#define GI_ACTS_CONFORMITY_H

#include "core/acts/act.h"
#include "core/store/batches.h"
#include "core/store/lots.h"

/*
 * Refuses to release an amount of a lot whose certificate does not hold for it. Only products with
 * the rule fresh=yes are asked; selling leaf never is.
 * GI_CONFLICT conformity-wanted, conformity-mixed, conformity-short
 */
GI_CHECKED gi_status gi_conformity_gate(gi_act *act, const gi_lot_row *lot,
                                        const gi_product *product, int64_t quantity, gi_error *err);

/*
 * Refuses new labels of a batch some of whose labels were retired to pack anew, until it has a new
 * certificate. Only fresh produce is asked; a recovered log is not asked again.
 * GI_CONFLICT conformity-repacked
 */
GI_CHECKED gi_status gi_conformity_gate_labels(gi_act *act, const gi_batch_row *batch,
                                               const gi_product *product, gi_error *err);

/* May this material have a certificate: raw, or made of a product that may be fresh? */
bool gi_conformity_suits(const gi_lot_row *lot, const gi_product *product);

#endif
