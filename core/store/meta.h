/*
 * meta.h - facts fixed at the founding, and counters.
 *
 * Acts check, these functions keep: no rule of the business lives here. Changes run inside the
 * caller's writing transaction.
 */
#ifndef GI_STORE_META_H
#define GI_STORE_META_H

#include "core/store/db.h"

GI_CHECKED gi_status gi_meta_get(gi_db *db, const char *name, char *out, size_t size, bool *found,
                                 gi_error *err);
GI_CHECKED gi_status gi_meta_put(gi_db *db, const char *name, const char *value, gi_error *err);
/* Takes the next number of a named counter; the first is 1. */
GI_CHECKED gi_status gi_counter_take(gi_db *db, const char *name, int64_t *out, gi_error *err);
/* What a named counter says, 0 when it does not exist; and setting it (it never goes back). */
GI_CHECKED gi_status gi_counter_get(gi_db *db, const char *name, int64_t *out, gi_error *err);
GI_CHECKED gi_status gi_counter_raise(gi_db *db, const char *name, int64_t value, gi_error *err);

#endif
