/*
 * db_sqlite_copy.c - consistent copies, the full check, and checkpoints of the WAL.
 *
 * A copy gets its name only when it is complete, checked and on the disk, and never
 * replaces a file that is there.
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/db_sqlite.h"

gi_status gi_sqlite_checkpoint(gi_db *db, gi_wal_checkpoint how, gi_error *err)
{
    assert(db->lock.depth > 0);
    int mode =
        how == GI_CHECKPOINT_PASSIVE ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_TRUNCATE;
    /* Not one moment for a reader while other writers wait for our lock. */
    (void)sqlite3_busy_timeout(db->handle, 0);
    int code = sqlite3_wal_checkpoint_v2(db->handle, "main", mode, NULL, NULL);
    (void)sqlite3_busy_timeout(db->handle, GI_SQLITE_BUSY_MS);
    if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY) {
        return GI_OK;
    }
    return gi_sqlite_fail(db->handle, code, err);
}

gi_status gi_db_checkpoint(gi_db *db, gi_error *err)
{
    assert(!db->in_transaction);
    if (db->access == GI_DB_READ) {
        return gi_fail(err, GI_WHY_DB_READ_ONLY, db->path);
    }
    GI_TRY(gi_lock_take(&db->lock, err));
    gi_status status = gi_sqlite_checkpoint(db, GI_CHECKPOINT_TRUNCATE, err);
    gi_lock_give(&db->lock);
    return status;
}

bool gi_db_wal_empty(const gi_db *db)
{
    char *name = NULL;
    struct stat about = { 0 };
    if (asprintf(&name, "%s-wal", db->path) < 0) {
        return false;
    }
    bool empty = stat(name, &about) == 0 ? about.st_size == 0 : errno == ENOENT;
    free(name);
    return empty;
}

/* The checks answer "ok", or a table name, or a text whose first line is a heading. */
static gi_status expect_sound(struct sqlite3 *handle, const char *sql, gi_error *err)
{
    struct sqlite3_stmt *statement = NULL;
    gi_status status = GI_OK;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
    if (code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        if (text == NULL || strcmp(text, "ok") != 0) {
            const char *line = text == NULL ? "?" : strchrnul(text, '\n');
            status = gi_fail(err, GI_WHY_DB_CORRUPT, *line == '\n' ? line + 1 : text);
        }
    }
    int end = sqlite3_finalize(statement);
    if (status == GI_OK && (code != SQLITE_OK || end != SQLITE_OK)) {
        status = gi_sqlite_fail(handle, code != SQLITE_OK ? code : end, err);
    }
    return status;
}

gi_status gi_db_check(gi_db *db, gi_error *err)
{
    GI_TRY(expect_sound(db->handle, "PRAGMA integrity_check(1)", err));
    return expect_sound(db->handle,
                        "SELECT 'row of ' || \"table\" || ' without its parent'"
                        " FROM pragma_foreign_key_check LIMIT 1",
                        err);
}

static gi_status sync_path(const char *path, int flags, gi_error *err)
{
    int file = open(path, flags | O_RDONLY | O_CLOEXEC);
    if (file < 0 || fsync(file) != 0) {
        int cause = errno;
        if (file >= 0) {
            (void)close(file);
        }
        return gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(cause));
    }
    (void)close(file);
    return GI_OK;
}

gi_status gi_sqlite_sync_folder(const char *path, gi_error *err)
{
    char *copy = strdup(path);
    if (copy == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "path");
    }
    gi_status status = sync_path(dirname(copy), O_DIRECTORY, err);
    free(copy);
    return status;
}

static const char *withheld_by(const gi_db_shape *shape)
{
    const gi_migration *step = shape->migrations;
    while (step->number != 0) {
        step++;
    }
    return step->sql;
}

/* All pages in one step: one read transaction of the source, one moment of the registry. */
static gi_status copy_into(struct sqlite3 *to, struct sqlite3 *from, gi_error *err)
{
    GI_TRY(gi_sqlite_run(to, NULL, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", err));
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup == NULL) {
        return gi_sqlite_fail(to, sqlite3_errcode(to), err);
    }
    (void)sqlite3_backup_step(backup, -1);
    int code = sqlite3_backup_finish(backup);
    return code == SQLITE_OK ? GI_OK : gi_sqlite_fail(to, code, err);
}

gi_status gi_sqlite_copy_pages(gi_db *db, const char *path, gi_error *err)
{
    struct sqlite3 *to = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2(path, &to, flags, NULL);
    gi_status status =
        code == SQLITE_OK ? copy_into(to, db->handle, err) : gi_sqlite_fail(to, code, err);
    const char *withheld = withheld_by(db->shape);
    if (status == GI_OK && withheld != NULL) {
        status = gi_sqlite_run(to, NULL, "PRAGMA secure_delete=ON", err);
        status = status == GI_OK ? gi_sqlite_run(to, "withheld", withheld, err) : status;
    }
    (void)sqlite3_close(to);
    return status;
}

/* As a file that never changes, so that the check leaves no -wal and -shm beside it. */
static gi_status check_copy(const char *path, gi_error *err)
{
    struct sqlite3 *handle = NULL;
    char *name = gi_sqlite_immutable_name(path);
    if (name == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "path");
    }
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2(name, &handle, flags, NULL);
    gi_status status = code == SQLITE_OK ? expect_sound(handle, "PRAGMA quick_check(1)", err)
                                         : gi_sqlite_fail(handle, code, err);
    (void)sqlite3_close(handle);
    free(name);
    return status;
}

/* Some removable media know no exclusive rename; there the look just before it must do. */
static gi_status publish(const char *from, const char *to, gi_error *err)
{
    int code = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
    if (code != 0 && (errno == EINVAL || errno == ENOSYS)) {
        code = access(to, F_OK) == 0 ? (errno = EEXIST, -1) : rename(from, to);
    }
    if (code == 0) {
        return gi_sqlite_sync_folder(to, err);
    }
    return errno == EEXIST ? gi_fail(err, GI_WHY_FILE_EXISTS, to)
                           : gi_fail(err, GI_WHY_FILE_WRITE, to, strerror(errno));
}

static gi_status fill_and_publish(gi_db *db, const char *temporary, const char *path, gi_error *err)
{
    GI_TRY(gi_sqlite_copy_pages(db, temporary, err));
    GI_TRY(sync_path(temporary, 0, err));
    GI_TRY(check_copy(temporary, err));
    return publish(temporary, path, err);
}

gi_status gi_db_backup(gi_db *db, const char *path, gi_error *err)
{
    assert(!db->in_transaction);
    char *temporary = NULL;
    if (access(path, F_OK) == 0) {
        return gi_fail(err, GI_WHY_FILE_EXISTS, path);
    }
    if (asprintf(&temporary, "%s.XXXXXX", path) < 0) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "path");
    }
    int file = mkostemp(temporary, O_CLOEXEC);
    gi_status status = file < 0 ? gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno)) : GI_OK;
    if (status == GI_OK) {
        (void)close(file);
        status = fill_and_publish(db, temporary, path, err);
        (void)unlink(temporary); /* gone already after a success */
    }
    free(temporary);
    return status;
}
