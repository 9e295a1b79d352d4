/*
 * hold.h - what every act asks before it moves material or labels: is it recalled or frozen?
 *
 * And what freeze and recall share: one target out of several fields, and the list of batches
 * as it stands in the public leaf.
 */
#ifndef GI_ACTS_HOLD_H
#define GI_ACTS_HOLD_H

#include "core/acts/act.h"
#include "core/store/officer.h"

/* GI_CONFLICT frozen, recalled. units: of one key, inside one batch. */
GI_CHECKED gi_status gi_act_free_lot(gi_act *act, int64_t lot, gi_error *err);
GI_CHECKED gi_status gi_act_free_batch(gi_act *act, const char *batch, gi_error *err);
GI_CHECKED gi_status gi_act_free_units(gi_act *act, const char *batch, uint16_t key, uint32_t first,
                                       uint32_t last, gi_error *err);
GI_CHECKED gi_status gi_act_free_source(gi_act *act, int64_t source, gi_error *err);
GI_CHECKED gi_status gi_act_free_holder(gi_act *act, uint32_t holder, gi_error *err);

/* The one field of [first, last] that is given. GI_INVALID one-target, names names */
GI_CHECKED gi_status gi_act_one_target(const gi_act *act, int first, int last, const char *names,
                                       int *field, gi_error *err);

/* Visits the batches of an act's scope in the order of their IDs. */
typedef gi_status gi_scope_each(gi_db *db, int64_t act, gi_name_visit take, void *context,
                                gi_error *err);
/*
 * Leaf members count (of batches) and list (SHA-256 of the sorted IDs as a canonical JSON
 * array); batches, the IDs themselves, while they are at most GI_SCOPE_LISTED. The answer gets
 * count too.
 */
#define GI_SCOPE_LISTED 32
GI_CHECKED gi_status gi_scope_to_leaf(gi_act *act, gi_scope_each *each, gi_error *err);
/* Leaf member doc of a DIGEST field. */
GI_CHECKED gi_status gi_act_leaf_doc(gi_act *act, int field, gi_digest *out, gi_error *err);

#endif
