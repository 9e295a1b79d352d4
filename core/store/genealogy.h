/*
 * genealogy.h - which lots went into which: the recursive walks, as numbers of lots.
 */
#ifndef GI_STORE_GENEALOGY_H
#define GI_STORE_GENEALOGY_H

#include "core/store/batches.h"

typedef gi_status (*gi_line_visit)(void *context, int64_t id, int64_t quantity, gi_error *err);

/* The lot and all it came from, at most limit of them, in no order; quantity is 0. */
GI_CHECKED gi_status gi_line_up(gi_db *db, int64_t lot, int64_t limit, gi_line_visit take,
                                void *context, gi_error *err);
/* A lot, or every lot of a source (the other is 0), and all that came of them. */
GI_CHECKED gi_status gi_line_down(gi_db *db, int64_t lot, int64_t source, int64_t limit,
                                  gi_line_visit take, void *context, gi_error *err);
/* The lots that went into a lot, by number, with the amounts. */
GI_CHECKED gi_status gi_line_parents(gi_db *db, int64_t lot, gi_line_visit take, void *context,
                                     gi_error *err);
/* The batches of a lot, by their acts. */
GI_CHECKED gi_status gi_line_batches(gi_db *db, int64_t lot, gi_batch_visit take, void *context,
                                     gi_error *err);

#endif
