/*
 * db_sqlite.c - the driver behind db.h as a whole: opening, closing, SQL without parameters.
 * SQLite 3.40; one thread uses a gi_db at a time.
 *
 * A file that could not be made complete is removed again; a file that was there is never
 * touched by a failed opening. The only file with sqlite3_exec.
 */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/store/db_sqlite.h"

gi_status gi_sqlite_run(struct sqlite3 *handle, const char *name, const char *sql, gi_error *err)
{
    int code = sqlite3_exec(handle, sql, NULL, NULL, NULL);
    if (code == SQLITE_OK) {
        return GI_OK;
    }
    return name == NULL ? gi_sqlite_fail(handle, code, err)
                        : gi_sqlite_fail_naming(handle, code, name, err);
}

gi_status gi_sqlite_number(struct sqlite3 *handle, const char *sql, int64_t *out, gi_error *err)
{
    struct sqlite3_stmt *statement = NULL;
    int64_t number = 0;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
    if (code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        number = sqlite3_column_int64(statement, 0);
    }
    int end = sqlite3_finalize(statement);
    if (code != SQLITE_OK || end != SQLITE_OK) {
        return gi_sqlite_fail(handle, code != SQLITE_OK ? code : end, err);
    }
    *out = number;
    return GI_OK;
}

static gi_status make_file(const char *path, gi_error *err)
{
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0660);
    if (file >= 0) {
        (void)close(file);
        return GI_OK;
    }
    if (errno == EEXIST) {
        return gi_fail(err, GI_WHY_FILE_EXISTS, path);
    }
    return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
}

static void remove_files(const char *path)
{
    static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        char *name = NULL;
        if (asprintf(&name, "%s%s", path, endings[i]) >= 0) {
            (void)unlink(name);
            free(name);
        }
    }
}

static gi_status make_ready(gi_db *db, const char *lock_path, gi_error *err)
{
    GI_TRY(gi_sqlite_connect(db, err));
    if (db->access != GI_DB_READ) {
        GI_TRY(gi_lock_open(&db->lock, lock_path, err));
    }
    GI_TRY(gi_sqlite_prepare_control(db, err));
    GI_TRY(gi_db_migrate(db, err));
    GI_TRY(gi_sqlite_prepare_all(db, err));
    return db->access == GI_DB_CREATE ? gi_sqlite_sync_folder(db->path, err) : GI_OK;
}

static gi_status open_there(const char *path, const char *lock_path, gi_db_access access,
                            const gi_db_shape *shape, gi_db **out, gi_error *err)
{
    GI_AUTO(gi_db) db = calloc(1, sizeof *db);
    if (db == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "store");
    }
    *db = (gi_db){ .path = strdup(path), .shape = shape, .access = access, .lock = GI_LOCK_NONE };
    if (db->path == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "store");
    }
    GI_TRY(make_ready(db, lock_path, err));
    *out = GI_TAKE(db);
    return GI_OK;
}

gi_status gi_db_open(const char *path, const char *lock_path, gi_db_access access,
                     const gi_db_shape *shape, gi_db **out, gi_error *err)
{
    if (access != GI_DB_CREATE) {
        if (faccessat(AT_FDCWD, path, F_OK, 0) != 0 && errno == ENOENT) {
            return gi_fail(err, GI_WHY_NO_REGISTRY, path);
        }
        return open_there(path, lock_path, access, shape, out, err);
    }
    GI_TRY(make_file(path, err));
    gi_status status = open_there(path, lock_path, access, shape, out, err);
    if (status != GI_OK) {
        remove_files(path);
    }
    return status;
}

void gi_db_close(gi_db *db)
{
    if (db == NULL) {
        return;
    }
    gi_db_rollback(db);
    /* A writer that finds the lock taken leaves the WAL to the one who holds it. */
    if (db->rows != NULL && db->lock.file >= 0 && gi_lock_try(&db->lock)) {
        (void)gi_sqlite_checkpoint(db, GI_CHECKPOINT_TRUNCATE, NULL);
        gi_lock_give(&db->lock);
    }
    gi_sqlite_finalize_all(db);
    (void)sqlite3_close(db->handle);
    gi_lock_close(&db->lock);
    free(db->memo);
    free(db->path);
    free(db);
}
