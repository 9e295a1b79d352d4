/*
 * parcels.h - which source has which plot, by keyed digests of plot numbers (013-parcel.sql).
 */
#ifndef GI_STORE_PARCELS_H
#define GI_STORE_PARCELS_H

#include "core/store/db.h"
#include "gi/crypto.h"

GI_CHECKED gi_status gi_parcel_insert(gi_db *db, const gi_digest *digest, int64_t source,
                                      gi_error *err);
/* The source that a plot is registered for. */
GI_CHECKED gi_status gi_parcel_find(gi_db *db, const gi_digest *digest, bool *found,
                                    int64_t *source, gi_error *err);
/* Has the source a plot number? */
GI_CHECKED gi_status gi_parcel_known(gi_db *db, int64_t source, bool *known, gi_error *err);
/* For a registration that is undone; a source without a number is none either way. */
GI_CHECKED gi_status gi_parcel_remove(gi_db *db, int64_t source, gi_error *err);

#endif
