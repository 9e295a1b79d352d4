/*
 * db_sqlite_version.c - whether anything was committed since somebody asked last.
 *
 * The engine keeps that number in memory that all connections share, so asking costs no file
 * access while nothing happens.
 */
#include "core/store/db_sqlite.h"
#include "core/store/registry.h"

gi_status gi_db_version(gi_db *db, int64_t *out, gi_error *err)
{
    return gi_sqlite_number(db->handle, "PRAGMA data_version", out, err);
}

gi_status gi_registry_version(gi_registry *registry, int64_t *out, gi_error *err)
{
    return gi_db_version(registry->db, out, err);
}
