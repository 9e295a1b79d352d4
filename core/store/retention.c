/*
 * retention.c - lots with the days that bound how long their records are kept, newest first, and
 * taking the private values of an act for good.
 */
#include "core/store/officer.h"

static const char q_keep_lots[] = "SELECT id, day, act FROM lot ORDER BY id DESC";
static const char q_keep_filled[] =
    "SELECT COUNT(*) FROM private WHERE act = ?1 AND value IS NOT NULL";
static const char q_keep_purge[] =
    "UPDATE private SET value = NULL, salt = NULL WHERE act = ?1 AND value IS NOT NULL";

const char *const gi_keep_statements[] = { q_keep_lots, q_keep_filled, q_keep_purge, NULL };

gi_status gi_keep_each_lot(gi_db *db, gi_keep_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_keep_lots);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_day day = (gi_day)gi_row_int(row, 1);
        GI_TRY(take(context, gi_row_int(row, 0), day, gi_row_int(row, 2), err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_private_filled(gi_db *db, int64_t act, int64_t *fields, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_keep_filled);
    bool found = false;
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, &found, err));
    *fields = found ? gi_row_int(row, 0) : 0;
    return GI_OK;
}

gi_status gi_private_purge(gi_db *db, int64_t act, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_keep_purge);
    gi_row_bind_int(row, 1, act);
    return gi_row_run(row, err);
}
