/*
 * db_sqlite_scratch.c - a private copy of a store, to try things on (db.h).
 *
 * Its file is written beside the store, so that what is private stays on that medium, and loses
 * its name when it is filled. Who dies before that leaves it, unlocked; the next trial takes such
 * files away. Nothing of it is ever synced, checked or given a lock that others know.
 */
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/db_sqlite.h"

#define SUFFIX ".trial-"

/* Removes a copy whose maker is gone: whoever fills one holds its lock. */
static void remove_left(int folder, const char *name)
{
    int file = openat(folder, name, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (file >= 0) {
        if (flock(file, LOCK_EX | LOCK_NB) == 0) {
            (void)unlinkat(folder, name, 0);
        }
        (void)close(file);
    }
}

static void sweep(const char *store)
{
    char place[4096];
    const char *slash = strrchr(store, '/');
    const char *base = slash == NULL ? store : slash + 1;
    (void)snprintf(place, sizeof place, "%.*s", slash == NULL ? 1 : (int)(slash - store) + 1,
                   slash == NULL ? "." : store);
    DIR *folder = opendir(place);
    for (struct dirent *at; folder != NULL && (at = readdir(folder)) != NULL;) {
        size_t size = strlen(base);
        if (strncmp(at->d_name, base, size) == 0 &&
            strncmp(at->d_name + size, SUFFIX, strlen(SUFFIX)) == 0) {
            remove_left(dirfd(folder), at->d_name);
        }
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
}

/* *file stays open, and locked, until the copy has lost its name. */
static gi_status make_file(gi_db *db, const char *store, int *file, gi_error *err)
{
    if (asprintf(&db->path, "%s" SUFFIX "XXXXXX", store) < 0) {
        db->path = NULL;
        return gi_fail(err, GI_WHY_NO_MEMORY, "path");
    }
    *file = mkostemp(db->path, O_CLOEXEC); /* mode 600 */
    if (*file < 0) {
        return gi_fail(err, GI_WHY_FILE_WRITE, db->path, strerror(errno));
    }
    struct stat now;
    if (flock(*file, LOCK_EX | LOCK_NB) != 0 || fstat(*file, &now) != 0 || now.st_nlink == 0) {
        (void)close(*file); /* swept away in the moment before it was locked */
        return gi_fail(err, GI_WHY_FILE_WRITE, db->path, strerror(EAGAIN));
    }
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

static gi_status make_copy(gi_db *db, gi_db *from, gi_error *err)
{
    int file = -1;
    GI_TRY(make_file(db, from->path, &file, err));
    gi_status status = fill(db, from, err);
    if (status != GI_OK) {
        (void)unlink(db->path);
    }
    (void)close(file); /* and with it locks of the engine, which nobody else could meet */
    return status;
}

gi_status gi_db_scratch(gi_db *from, gi_db **out, gi_error *err)
{
    assert(!from->in_transaction);
    GI_AUTO(gi_db) db = calloc(1, sizeof *db);
    if (db == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "store");
    }
    *db = (gi_db){ .shape = from->shape, .access = GI_DB_SCRATCH, .lock = GI_LOCK_NONE };
    sweep(from->path);
    GI_TRY(make_copy(db, from, err));
    *out = GI_TAKE(db);
    return GI_OK;
}
