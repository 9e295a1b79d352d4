/*
 * scan_copy.c - a copy that an upgrade left beside scans.db, as the schema was then (scans.h).
 */
#include "core/store/scans.h"

static const char q_copy_any[] = "SELECT 1 FROM scan_day LIMIT 1";
static const char q_copy_clear[] = "DELETE FROM scan_day";

const char *const gi_scan_copy_statements[] = { q_copy_any, q_copy_clear, NULL };

static gi_status clear(gi_db *db, bool *cleared, gi_error *err)
{
    bool found = false;
    GI_AUTO(gi_row) any = gi_db_use(db, q_copy_any);
    GI_TRY(gi_row_step(any, &found, err));
    gi_row_done(GI_TAKE(any));
    if (!found) {
        return GI_OK;
    }
    GI_TRY(gi_db_begin(db, true, err));
    GI_AUTO(gi_row) all = gi_db_use(db, q_copy_clear);
    GI_TRY(gi_row_run(all, err));
    GI_TRY(gi_db_commit(db, err));
    *cleared = true;
    return GI_OK;
}

gi_status gi_scan_copy_clear(const char *path, const char *lock, int step, bool *cleared,
                             gi_error *err)
{
    gi_migration room[GI_SCAN_STEPS_MAX];
    GI_AUTO(gi_db) db = NULL;
    gi_db_shape shape = gi_scans_shape_before(step, room);
    GI_TRY(gi_db_open(path, lock, GI_DB_WRITE, &shape, &db, err));
    return clear(db, cleared, err); /* a failure is undone by the closing */
}
