/*
 * db_sqlite_open.c - makes one connection to one registry file, with every setting that the
 * registry relies on, each read back: a setting that did not take is a failed opening.
 *
 * A file that is not ours is refused before anything in it is changed. Nothing here waits
 * for the write lock or reads a table.
 */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "core/store/db_sqlite.h"

/* Checkpoints belong to whoever holds the lock, so no connection makes one by itself. */
static const struct switch_row {
    int option;
    int value;
} switches[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },        { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },   { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },          { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1 },
};

static const struct limit_row {
    int id;
    int value;
} limits[] = {
    { SQLITE_LIMIT_LENGTH, GI_SQLITE_VALUE_MAX },
    { SQLITE_LIMIT_SQL_LENGTH, 256 * 1024 },
    { SQLITE_LIMIT_COLUMN, 200 },
    { SQLITE_LIMIT_EXPR_DEPTH, 100 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 20 },
    { SQLITE_LIMIT_VDBE_OP, 100000 },
    { SQLITE_LIMIT_FUNCTION_ARG, 16 },
    { SQLITE_LIMIT_ATTACHED, 0 },
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 256 },
    { SQLITE_LIMIT_VARIABLE_NUMBER, 200 },
    { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

#define READERS (1U << GI_DB_READ)
#define WRITERS (1U << GI_DB_WRITE | 1U << GI_DB_CREATE)
#define SCRATCH (1U << GI_DB_SCRATCH) /* its file is gone with the process */
#define ALL (READERS | WRITERS | SCRATCH)

static const struct setting_row {
    unsigned who;
    const char *name;
    const char *set;
    const char *get;
    int64_t wanted;
} settings[] = {
    { READERS, "query_only", "PRAGMA query_only=ON", "PRAGMA query_only", 1 },
    { READERS | WRITERS, "synchronous", "PRAGMA synchronous=FULL", "PRAGMA synchronous", 2 },
    { ALL, "foreign_keys", "PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", 1 },
    { ALL, "trusted_schema", "PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", 0 },
    { ALL, "cell_size_check", "PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", 1 },
    { ALL, "temp_store", "PRAGMA temp_store=MEMORY", "PRAGMA temp_store", 2 },
    /* 16 MiB of pages: a long transaction writes a page once, not each time it is pushed out */
    { WRITERS | SCRATCH, "cache_size", "PRAGMA cache_size=-16384", "PRAGMA cache_size", -16384 },
    { ALL, "mmap_size", "PRAGMA mmap_size=0", "PRAGMA mmap_size", 0 },
    { ALL, "secure_delete", "PRAGMA secure_delete=ON", "PRAGMA secure_delete", 1 },
    { READERS | WRITERS, "wal_autocheckpoint", "PRAGMA wal_autocheckpoint=0",
      "PRAGMA wal_autocheckpoint", 0 },
    { WRITERS, "journal_mode", "PRAGMA journal_mode=WAL",
      "SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1 },
    { SCRATCH, "locking_mode", "PRAGMA locking_mode=EXCLUSIVE",
      "SELECT locking_mode = 'exclusive' FROM pragma_locking_mode", 1 },
    { SCRATCH, "synchronous", "PRAGMA synchronous=OFF", "PRAGMA synchronous", 0 },
    { SCRATCH, "journal_mode", "PRAGMA journal_mode=MEMORY",
      "SELECT journal_mode = 'memory' FROM pragma_journal_mode", 1 },
};

static gi_status apply_switches(struct sqlite3 *handle, gi_error *err)
{
    for (size_t i = 0; i < sizeof switches / sizeof switches[0]; i++) {
        int now = -1;
        int code = sqlite3_db_config(handle, switches[i].option, switches[i].value, &now);
        if (code != SQLITE_OK || now != switches[i].value) {
            return gi_fail(err, GI_WHY_DB, "a defensive switch did not take");
        }
    }
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        (void)sqlite3_limit(handle, limits[i].id, limits[i].value);
        if (sqlite3_limit(handle, limits[i].id, -1) > limits[i].value) {
            return gi_fail(err, GI_WHY_DB, "a limit did not take");
        }
    }
    (void)sqlite3_busy_timeout(handle, GI_SQLITE_BUSY_MS);
    return GI_OK;
}

static gi_status apply_settings(gi_db *db, gi_error *err)
{
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        int64_t now = -1;
        if ((settings[i].who & 1U << db->access) == 0) {
            continue;
        }
        GI_TRY(gi_sqlite_run(db->handle, NULL, settings[i].set, err));
        GI_TRY(gi_sqlite_number(db->handle, settings[i].get, &now, err));
        if (now != settings[i].wanted) {
            char text[64];
            (void)snprintf(text, sizeof text, "%s did not take", settings[i].name);
            return gi_fail(err, GI_WHY_DB, text);
        }
    }
    return GI_OK;
}

char *gi_sqlite_immutable_name(const char *path)
{
    static const char hex[] = "0123456789ABCDEF";
    static const char end[] = "?immutable=1";
    const char *start = path[0] == '/' ? "file://" : "file:";
    char *name = malloc(strlen(start) + 3 * strlen(path) + sizeof end);
    if (name == NULL) {
        return NULL;
    }
    char *at = stpcpy(name, start);
    for (; *path != '\0'; path++) {
        if (*path == '%' || *path == '?' || *path == '#') {
            *at++ = '%';
            *at++ = hex[*path >> 4];
            *at++ = hex[*path & 15];
        } else {
            *at++ = *path;
        }
    }
    (void)stpcpy(at, end);
    return name;
}

static gi_status open_handle(gi_db *db, const char *name, int flags, gi_error *err)
{
    flags |= SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2(name, &db->handle, flags, NULL);
    if (code != SQLITE_OK) {
        return gi_sqlite_fail(db->handle, code, err);
    }
    return apply_switches(db->handle, err);
}

/* A medium that nobody can write, and no WAL beside the file that would be overlooked. */
static bool never_changes(const char *path)
{
    struct statvfs medium;
    struct stat wal;
    char *name = NULL;
    if (statvfs(path, &medium) != 0 || (medium.f_flag & ST_RDONLY) == 0 ||
        asprintf(&name, "%s-wal", path) < 0) {
        return false;
    }
    bool empty = stat(name, &wal) != 0 || wal.st_size == 0;
    free(name);
    return empty;
}

static gi_status reopen_immutable(gi_db *db, gi_error *err)
{
    char *name = gi_sqlite_immutable_name(db->path);
    if (name == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "path");
    }
    (void)sqlite3_close(db->handle);
    db->handle = NULL;
    gi_status status = open_handle(db, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    free(name);
    return status;
}

/* Without the right to write, a writer cannot work and a reader cannot see the WAL safely. */
static gi_status settle_read_only(gi_db *db, gi_error *err)
{
    if (sqlite3_db_readonly(db->handle, "main") != 1) {
        return GI_OK;
    }
    if (db->access == GI_DB_READ && never_changes(db->path)) {
        return reopen_immutable(db, err);
    }
    return gi_fail(err, GI_WHY_DB_READ_ONLY, db->path);
}

static gi_status check_application(gi_db *db, gi_error *err)
{
    int64_t application = 0;
    gi_status status = gi_sqlite_number(db->handle, "PRAGMA application_id", &application, err);
    if (status != GI_OK && sqlite3_errcode(db->handle) != SQLITE_NOTADB) {
        return status;
    }
    if (status != GI_OK || application != db->shape->application_id) {
        return gi_fail(err, GI_WHY_NOT_A_REGISTRY, db->path);
    }
    return GI_OK;
}

static int count_wal(void *context, struct sqlite3 *handle, const char *name, int pages)
{
    (void)handle;
    (void)name;
    ((gi_db *)context)->wal_pages = pages;
    return SQLITE_OK;
}

gi_status gi_sqlite_connect(gi_db *db, gi_error *err)
{
    GI_TRY(open_handle(db, db->path, SQLITE_OPEN_READWRITE, err));
    GI_TRY(settle_read_only(db, err));
    if (db->access != GI_DB_CREATE) {
        GI_TRY(check_application(db, err));
    }
    GI_TRY(apply_settings(db, err));
    if ((WRITERS & 1U << db->access) != 0) {
        int keep = 1;
        (void)sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
        (void)sqlite3_wal_hook(db->handle, count_wal, db);
    }
    return GI_OK;
}
