/*
 * main_batch.h - the code of a whole batch: a batch paper (type 3), signed by a label key.
 */
#ifndef GI_LABELS_MAIN_BATCH_H
#define GI_LABELS_MAIN_BATCH_H

#include "gi/lookup.h"
#include "gi/unit_code.h"
#include "labels/order.h"

/*
 * Signs it with the key of the batch's labels, else with the first label key.
 * verdict  of gi_lookup_batch; must know the batch
 * GI_CONFLICT taken-back: the batch went with its import
 * GI_DENIED signer-missing, wrong-passphrase ...   GI_NOT_FOUND file-missing
 */
GI_CHECKED gi_status gi_batch_digits(const gi_order *order, gi_registry *registry,
                                     const gi_verdict *verdict, char out[GI_UNIT_DIGITS_MAX + 1],
                                     gi_error *err);

#endif
