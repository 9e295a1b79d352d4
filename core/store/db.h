/*
 * db.h - the small database driver; SQLite stands behind it (db_sqlite.c), PostgreSQL can.
 *
 * Statements are named constants `q_...`, prepared when the store opens and found again by
 * their address. Binding never fails by itself: the step that follows reports it. Every
 * result that is not GI_OK means: roll back. SQL rules: no engine type, function or
 * placeholder that only one engine knows (?1 ?2 ...; BIGINT/TEXT/BLOB).
 */
#ifndef GI_STORE_DB_H
#define GI_STORE_DB_H

#include "gi/bytes.h"

typedef struct gi_db gi_db;
typedef struct gi_row gi_row;

typedef enum gi_db_access {
    GI_DB_READ,     /* opened read-write with query_only, or immutable on read-only media */
    GI_DB_WRITE,    /* the registry must exist */
    GI_DB_CREATE    /* makes the file; fails when it exists */
} gi_db_access;

typedef struct gi_migration {
    int number;       /* 1, 2, 3 ... = user_version after it */
    const char *name; /* "001-registry" */
    const char *sql;
} gi_migration;

/* What one database file is; all pointers are static tables. */
typedef struct gi_db_shape {
    int32_t application_id;
    const gi_migration *migrations; /* ends with number 0 */
    const char *const *const *statements; /* lists of q_..., each ending NULL; list ends NULL */
} gi_db_shape;

/*
 * Opens path, applies defensive settings (and reads them back), migrates when writing (a copy
 * path.before-NNN is taken first), prepares every statement. lock_path names the write lock.
 *
 * GI_NOT_FOUND no-registry   GI_INVALID not-a-registry   GI_CONFLICT db-newer, file-exists
 * GI_CORRUPT db-corrupt      GI_IO db-full, db-read-only, db   GI_BUSY db-busy
 */
GI_CHECKED gi_status gi_db_open(const char *path, const char *lock_path, gi_db_access access,
                                const gi_db_shape *shape, gi_db **out, gi_error *err);
void gi_db_close(gi_db *db);
GI_DEFINE_AUTO(gi_db, gi_db_close)

/*
 * A writing transaction holds the lock file (flock, tried every 5 ms, 5 s at most: GI_BUSY
 * db-busy) from begin to commit or rollback, then BEGIN IMMEDIATE. A reading one is BEGIN.
 * gi_db_rollback never fails; it does nothing outside a transaction.
 */
GI_CHECKED gi_status gi_db_begin(gi_db *db, bool write, gi_error *err);
GI_CHECKED gi_status gi_db_commit(gi_db *db, gi_error *err);
void gi_db_rollback(gi_db *db);
bool gi_db_in_transaction(const gi_db *db);

/* Nested undo points for group commit, named by depth. */
GI_CHECKED gi_status gi_db_savepoint(gi_db *db, gi_error *err);
GI_CHECKED gi_status gi_db_release(gi_db *db, gi_error *err);
void gi_db_rollback_to(gi_db *db);

/*
 * Borrows the statement of a q_ constant; GI_AUTO(gi_row) gives it back (reset, bindings
 * cleared). A statement not in the lists, or in use already, is a programming mistake.
 */
gi_row *gi_db_use(gi_db *db, const char *statement);
void gi_row_done(gi_row *row);
GI_DEFINE_AUTO(gi_row, gi_row_done)

/* Parameters count from 1. Text and blobs are copied. */
void gi_row_bind_int(gi_row *row, int index, int64_t value);
void gi_row_bind_text(gi_row *row, int index, const char *text);
void gi_row_bind_blob(gi_row *row, int index, gi_bytes bytes);
void gi_row_bind_null(gi_row *row, int index);

/* *found tells whether there is a row. GI_CONFLICT: a constraint was met (reason db). */
GI_CHECKED gi_status gi_row_step(gi_row *row, bool *found, gi_error *err);
/* For statements without rows. */
GI_CHECKED gi_status gi_row_run(gi_row *row, gi_error *err);
/* Step to the first row and say whether there is one; read-only look-ups read well with it. */

/* Columns count from 0; valid until the next step or the row's end. */
int64_t gi_row_int(const gi_row *row, int column);
gi_bytes gi_row_bytes(const gi_row *row, int column);
bool gi_row_is_null(const gi_row *row, int column);
/* Copies text into a fixed field; GI_CORRUPT db-corrupt when it does not fit. */
GI_CHECKED gi_status gi_row_text(const gi_row *row, int column, char *out, size_t size,
                                 gi_error *err);

/* Rows changed by the last run of this connection. */
int64_t gi_db_changes(const gi_db *db);

/* A consistent copy by the backup interface: temporary file, fsync, rename, fsync of the
 * directory, then a check of the copy. GI_CONFLICT file-exists */
GI_CHECKED gi_status gi_db_backup(gi_db *db, const char *path, gi_error *err);

/* Full integrity check; GI_CORRUPT db-corrupt with the first finding. */
GI_CHECKED gi_status gi_db_check(gi_db *db, gi_error *err);

/* Checkpoints the WAL under the lock (TRUNCATE); called by closing writers. */
GI_CHECKED gi_status gi_db_checkpoint(gi_db *db, gi_error *err);

#endif
