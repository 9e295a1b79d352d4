/*
 * db_sqlite_version.c - whether anything was committed since somebody asked last.
 *
 * The engine keeps that number in memory that all connections share, so asking costs no file
 * access while nothing happens.
 */
#include <sqlite3.h>

#include "core/store/db_sqlite.h"
#include "core/store/registry.h"

gi_status gi_db_version(gi_db *db, int64_t *out, gi_error *err)
{
    struct sqlite3_stmt *version = db->control[GI_CONTROL_VERSION];
    int64_t number = sqlite3_step(version) == SQLITE_ROW ? sqlite3_column_int64(version, 0) : 0;
    int code = sqlite3_reset(version);
    if (code != SQLITE_OK) {
        return gi_sqlite_fail(db->handle, code, err);
    }
    *out = number;
    return GI_OK;
}

gi_status gi_registry_version(gi_registry *registry, int64_t *out, gi_error *err)
{
    return gi_db_version(registry->db, out, err);
}
