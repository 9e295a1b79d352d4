/*
 * parcels.c - which source has which plot (parcels.h).
 */
#include "core/store/parcels.h"

static const char q_parcel_insert[] = "INSERT INTO parcel (digest, source) VALUES (?1, ?2)";
static const char q_parcel_find[] = "SELECT source FROM parcel WHERE digest = ?1";
static const char q_parcel_known[] = "SELECT 1 FROM parcel WHERE source = ?1";
static const char q_parcel_remove[] = "DELETE FROM parcel WHERE source = ?1";

const char *const gi_parcel_statements[] = {
    q_parcel_insert, q_parcel_find, q_parcel_known, q_parcel_remove, NULL,
};

gi_status gi_parcel_insert(gi_db *db, const gi_digest *digest, int64_t source, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_parcel_insert);
    gi_row_bind_blob(row, 1, gi_digest_view(digest));
    gi_row_bind_int(row, 2, source);
    return gi_row_run(row, err);
}

gi_status gi_parcel_find(gi_db *db, const gi_digest *digest, bool *found, int64_t *source,
                         gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_parcel_find);
    gi_row_bind_blob(row, 1, gi_digest_view(digest));
    GI_TRY(gi_row_step(row, found, err));
    *source = *found ? gi_row_int(row, 0) : 0;
    return GI_OK;
}

gi_status gi_parcel_known(gi_db *db, int64_t source, bool *known, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_parcel_known);
    gi_row_bind_int(row, 1, source);
    return gi_row_step(row, known, err);
}

gi_status gi_parcel_remove(gi_db *db, int64_t source, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_parcel_remove);
    gi_row_bind_int(row, 1, source);
    return gi_row_run(row, err);
}
