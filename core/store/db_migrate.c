/*
 * db_migrate.c - brings a registry to the schema of this program, one transaction per step.
 *
 * A copy of the file is made first whenever there is anything to lose. A schema from the
 * future is refused, and a reader never migrates. Calls only the driver, not the engine.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/db_sqlite.h"

#define COPIES_MAX 9

static int64_t newest_of(const gi_db_shape *shape)
{
    int newest = 0;
    for (const gi_migration *step = shape->migrations; step->number != 0; step++) {
        newest = step->number;
    }
    return newest;
}

/* A copy from an interrupted attempt stays: the next is registry.db.before-002.2, and so on. */
static gi_status copy_to_free_name(gi_db *db, int number, gi_error *err)
{
    gi_status status = GI_CONFLICT;
    for (int i = 1; i <= COPIES_MAX && status == GI_CONFLICT; i++) {
        char *path = NULL;
        char again[8] = "";
        if (i > 1) {
            (void)snprintf(again, sizeof again, ".%d", i);
        }
        if (asprintf(&path, "%s.before-%03d%s", db->path, number, again) < 0) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "path");
        }
        status = gi_db_backup(db, path, err);
        free(path);
    }
    return status;
}

static gi_status set_header(gi_db *db, const char *name, int64_t value, gi_error *err)
{
    char sql[64];
    (void)snprintf(sql, sizeof sql, "PRAGMA %s = %s", name, gi_num(value).text);
    return gi_sqlite_run(db->handle, NULL, sql, err);
}

static gi_status run_step(gi_db *db, const gi_migration *step, gi_error *err)
{
    GI_TRY(gi_sqlite_run(db->handle, step->name, step->sql, err));
    /* A COMMIT inside the script would have let the next lines slip out of the transaction. */
    GI_TRY(gi_sqlite_still_open(db, err));
    GI_TRY(set_header(db, "application_id", db->shape->application_id, err));
    return set_header(db, "user_version", step->number, err);
}

static gi_status apply(gi_db *db, const gi_migration *step, gi_error *err)
{
    GI_TRY(gi_db_begin(db, true, err));
    gi_status status = run_step(db, step, err);
    if (status != GI_OK) {
        gi_db_rollback(db);
        return status;
    }
    return gi_db_commit(db, err);
}

static gi_status apply_missing(gi_db *db, gi_error *err)
{
    int64_t version = 0;
    /* Read again: another process may have migrated while the lock was awaited. */
    GI_TRY(gi_sqlite_number(db->handle, "PRAGMA user_version", &version, err));
    const gi_migration *step = db->shape->migrations;
    while (step->number != 0 && step->number <= version) {
        step++;
    }
    if (step->number != 0 && version > 0) {
        GI_TRY(copy_to_free_name(db, step->number, err));
    }
    for (; step->number != 0; step++) {
        GI_TRY(apply(db, step, err));
    }
    return GI_OK;
}

gi_status gi_db_migrate(gi_db *db, gi_error *err)
{
    int64_t version = 0;
    int64_t newest = newest_of(db->shape);
    GI_TRY(gi_sqlite_number(db->handle, "PRAGMA user_version", &version, err));
    if (version > newest) {
        return gi_fail(err, GI_WHY_DB_NEWER, gi_num(version).text, gi_num(newest).text);
    }
    if (version == newest) {
        return GI_OK;
    }
    if (db->access == GI_DB_READ) {
        const char *name = strrchr(db->path, '/');
        return gi_fail(err, GI_WHY_DB_OLDER, gi_num(version).text, gi_num(newest).text,
                       name == NULL ? db->path : name + 1);
    }
    GI_TRY(gi_lock_take(&db->lock, err));
    gi_status status = apply_missing(db, err);
    gi_lock_give(&db->lock);
    return status;
}
