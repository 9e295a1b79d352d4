/*
 * db_sqlite_transaction.c - transactions and undo points.
 *
 * A writing transaction owns the write lock from begin to its end, and every checkpoint is
 * made while the lock is held: SQLite before 3.51.3 can damage a WAL when a checkpoint and
 * a commit of two connections meet.
 */
#include <assert.h>
#include <sqlite3.h>

#include "core/store/db_sqlite.h"

static const char *const control_sql[GI_CONTROL_COUNT] = {
    [GI_CONTROL_READ] = "BEGIN",
    [GI_CONTROL_WRITE] = "BEGIN IMMEDIATE",
    [GI_CONTROL_COMMIT] = "COMMIT",
    [GI_CONTROL_ROLLBACK] = "ROLLBACK",
    /* One name at every depth: the inmost of that name is meant. */
    [GI_CONTROL_SAVEPOINT] = "SAVEPOINT undo",
    [GI_CONTROL_RELEASE] = "RELEASE undo",
    [GI_CONTROL_ROLLBACK_TO] = "ROLLBACK TO undo",
    [GI_CONTROL_VERSION] = "PRAGMA data_version",
};

gi_status gi_sqlite_prepare_control(gi_db *db, gi_error *err)
{
    for (int i = 0; i < GI_CONTROL_COUNT; i++) {
        GI_TRY(gi_sqlite_prepare(db, control_sql[i], "control", &db->control[i], err));
    }
    return GI_OK;
}

static gi_status run_control(gi_db *db, gi_control control, gi_error *err)
{
    (void)sqlite3_step(db->control[control]);
    int code = sqlite3_reset(db->control[control]);
    return code == SQLITE_OK ? GI_OK : gi_sqlite_fail(db->handle, code, err);
}

gi_status gi_sqlite_still_open(const gi_db *db, gi_error *err)
{
    if (db->in_transaction && sqlite3_get_autocommit(db->handle) != 0) {
        return gi_fail(err, GI_WHY_DB, "the transaction was undone after an earlier failure");
    }
    return GI_OK;
}

gi_status gi_db_begin(gi_db *db, bool write, gi_error *err)
{
    assert(!db->in_transaction);
    if (write && db->access == GI_DB_READ) {
        return gi_fail(err, GI_WHY_DB_READ_ONLY, db->path);
    }
    if (write) {
        GI_TRY(gi_lock_take(&db->lock, err));
    }
    gi_status status = run_control(db, write ? GI_CONTROL_WRITE : GI_CONTROL_READ, err);
    if (status != GI_OK && write) {
        gi_lock_give(&db->lock);
    }
    db->in_transaction = status == GI_OK;
    db->writing = status == GI_OK && write;
    return status;
}

static void end_transaction(gi_db *db)
{
    if (db->writing) {
        gi_lock_give(&db->lock);
    }
    db->in_transaction = false;
    db->writing = false;
    db->depth = 0;
}

/*
 * A commit that failed at its sync may stand complete at the end of the WAL file, and a
 * crash before the next commit would bring it back. Emptying the WAL makes "failed" true;
 * if that fails as well (or a reader is in the way), the next commit overwrites it.
 */
static void undo_failed_commit(gi_db *db)
{
    if (sqlite3_get_autocommit(db->handle) == 0) {
        (void)run_control(db, GI_CONTROL_ROLLBACK, NULL);
    }
    if (db->writing) {
        (void)gi_sqlite_checkpoint(db, GI_CHECKPOINT_TRUNCATE, NULL);
    }
    end_transaction(db);
}

gi_status gi_db_commit(gi_db *db, gi_error *err)
{
    assert(db->in_transaction);
    gi_status status = gi_sqlite_still_open(db, err);
    if (status == GI_OK) {
        status = run_control(db, GI_CONTROL_COMMIT, err);
    }
    if (status != GI_OK) {
        undo_failed_commit(db);
        return status;
    }
    if (db->writing && db->wal_pages >= GI_SQLITE_WAL_PAGES) {
        /* What was committed is safe already; a failure shows at the next commit. */
        (void)gi_sqlite_checkpoint(db, GI_CHECKPOINT_PASSIVE, NULL);
    }
    end_transaction(db);
    return GI_OK;
}

void gi_db_rollback(gi_db *db)
{
    if (!db->in_transaction) {
        return;
    }
    if (sqlite3_get_autocommit(db->handle) == 0) {
        (void)run_control(db, GI_CONTROL_ROLLBACK, NULL);
    }
    end_transaction(db);
}

bool gi_db_in_transaction(const gi_db *db)
{
    return db->in_transaction;
}

static gi_status run_inside(gi_db *db, gi_control control, gi_error *err)
{
    GI_TRY(gi_sqlite_still_open(db, err));
    return run_control(db, control, err);
}

gi_status gi_db_savepoint(gi_db *db, gi_error *err)
{
    assert(db->in_transaction);
    GI_TRY(run_inside(db, GI_CONTROL_SAVEPOINT, err));
    db->depth++;
    return GI_OK;
}

gi_status gi_db_release(gi_db *db, gi_error *err)
{
    assert(db->depth > 0);
    GI_TRY(run_inside(db, GI_CONTROL_RELEASE, err));
    db->depth--;
    return GI_OK;
}

void gi_db_rollback_to(gi_db *db)
{
    assert(db->depth > 0);
    /* When the engine undid everything, there is nothing left to undo here. */
    (void)run_inside(db, GI_CONTROL_ROLLBACK_TO, NULL);
    (void)run_inside(db, GI_CONTROL_RELEASE, NULL);
    db->depth--;
}
