/*
 * db_sqlite_scratch.c - a private copy of a store, to try things on (db.h).
 *
 * Its file has no name by the time anybody could look for it: written beside the store, so that
 * what is private stays on that medium, and gone with the process. Nothing of it is ever synced,
 * checked or given a lock that others know.
 */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/store/db_sqlite.h"

static gi_status make_file(gi_db *db, const char *beside, gi_error *err)
{
    if (asprintf(&db->path, "%s.trial-XXXXXX", beside) < 0) {
        db->path = NULL;
        return gi_fail(err, GI_WHY_NO_MEMORY, "path");
    }
    int file = mkostemp(db->path, O_CLOEXEC); /* mode 600 */
    if (file < 0) {
        return gi_fail(err, GI_WHY_FILE_WRITE, db->path, strerror(errno));
    }
    (void)close(file);
    return GI_OK;
}

/* A lock that is like that of a store, and nobody else's. */
static gi_status make_lock(gi_db *db, gi_error *err)
{
    db->lock.file = memfd_create("gitrace-trial", MFD_CLOEXEC);
    return db->lock.file >= 0 ? GI_OK : gi_fail(err, GI_WHY_FILE_OPEN, "memfd", strerror(errno));
}

/* The copy says that it uses a WAL, as its source does; connecting takes that back, and needs the
 * name for it. */
static gi_status fill(gi_db *db, gi_db *from, gi_error *err)
{
    GI_TRY(gi_sqlite_copy_pages(from, db->path, err));
    GI_TRY(gi_sqlite_connect(db, err));
    (void)unlink(db->path);
    GI_TRY(make_lock(db, err));
    GI_TRY(gi_sqlite_prepare_control(db, err));
    return gi_sqlite_prepare_all(db, err);
}

gi_status gi_db_scratch(gi_db *from, gi_db **out, gi_error *err)
{
    assert(!from->in_transaction);
    GI_AUTO(gi_db) db = calloc(1, sizeof *db);
    if (db == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "store");
    }
    *db = (gi_db){ .shape = from->shape, .access = GI_DB_SCRATCH, .lock = GI_LOCK_NONE };
    GI_TRY(make_file(db, from->path, err));
    gi_status status = fill(db, from, err);
    if (status != GI_OK) {
        (void)unlink(db->path);
        return status;
    }
    *out = GI_TAKE(db);
    return GI_OK;
}
