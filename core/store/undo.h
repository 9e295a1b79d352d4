/*
 * undo.h - what taking an import back asks of the store: rows as if the acts had not been.
 *
 * Acts, postings and the parents of lots stay; a row of a holder or source that nothing ever used
 * goes, so that its card or code is free again. Its number is never given twice.
 */
#ifndef GI_STORE_UNDO_H
#define GI_STORE_UNDO_H

#include "core/store/accounts.h"
#include "gi/clock.h"

/* What the postings of acts first..last add up to, per account; accounts of sum 0 are left out. */
typedef gi_status (*gi_sum_visit)(void *context, const gi_posting *sum, gi_error *err);
GI_CHECKED gi_status gi_posting_sums(gi_db *db, int64_t first, int64_t last, gi_sum_visit take,
                                     void *context, gi_error *err);

/* Gives back to the lots below what went into a lot. */
GI_CHECKED gi_status gi_lot_give_back(gi_db *db, int64_t child, gi_error *err);
/* Takes from what was picked on a day; the row goes with the last of it. */
GI_CHECKED gi_status gi_picked_take(gi_db *db, int64_t source, gi_day day, int64_t quantity,
                                    gi_error *err);

/* Does a laboratory report or a certificate of conformity stand on this lot, on this batch? */
GI_CHECKED gi_status gi_lot_has_papers(gi_db *db, int64_t lot, bool *out, gi_error *err);
GI_CHECKED gi_status gi_batch_has_papers(gi_db *db, const char *batch, bool *out, gi_error *err);

/* GI_CONFLICT built-on: something names it. */
GI_CHECKED gi_status gi_holder_remove(gi_db *db, uint32_t id, gi_error *err);
GI_CHECKED gi_status gi_source_remove(gi_db *db, int64_t id, gi_error *err);

#endif
