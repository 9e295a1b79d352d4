/*
 * db.h - the small database driver; SQLite stands behind it (db_sqlite.c), PostgreSQL can.
 *
 * Statements are named constants `q_...`, prepared when the store opens and found again by
 * their address. Binding never fails by itself: the step that follows reports it. Every
 * result that is not GI_OK means: roll back. SQL rules: no engine type, function or
 * placeholder that only one engine knows (?1 ?2 ...; BIGINT/TEXT/BLOB). Messages name the
 * constraint or the engine's code, never SQL. One thread uses a gi_db at a time; each thread
 * or process opens its own. A gi_db does not survive fork().
 */
#ifndef GI_STORE_DB_H
#define GI_STORE_DB_H

#include "gi/bytes.h"

typedef struct gi_db gi_db;
typedef struct gi_row gi_row;

typedef enum gi_db_access {
    GI_DB_READ,     /* opened read-write with query_only, or immutable on read-only media */
    GI_DB_WRITE,    /* the registry must exist */
    GI_DB_CREATE,   /* makes the file; fails when it exists */
    GI_DB_SCRATCH   /* a copy of gi_db_scratch; never given to gi_db_open */
} gi_db_access;

typedef struct gi_migration {
    int number;       /* 1, 2, 3 ... = user_version after it */
    const char *name; /* "001-registry" */
    const char *sql;
} gi_migration;

/* What one database file is; all pointers are static tables. */
typedef struct gi_db_shape {
    int32_t application_id;
    const gi_migration *migrations; /* ends with number 0; its sql takes out of a copy what no
                                       copy may hold, NULL = a copy holds all */
    const char *const *const *statements; /* lists of q_..., each ending NULL; list ends NULL */
} gi_db_shape;

/*
 * Opens path, applies defensive settings (and reads them back), migrates when writing (a copy
 * path.before-NNN is taken first, one transaction per step), prepares every statement: a
 * mistake in one fails here and is named by its list and place. lock_path names the write
 * lock; readers do not touch it. A creation that fails leaves no file.
 *
 * GI_NOT_FOUND no-registry   GI_INVALID not-a-registry   GI_BUSY db-busy
 * GI_CONFLICT db-newer, file-exists; db-older: a reader cannot migrate
 * GI_CORRUPT db-corrupt      GI_IO db-full, db-read-only, file-open, db
 */
GI_CHECKED gi_status gi_db_open(const char *path, const char *lock_path, gi_db_access access,
                                const gi_db_shape *shape, gi_db **out, gi_error *err);
/* Undoes an open transaction; a writer empties the WAL unless another one is at work. */
void gi_db_close(gi_db *db);
GI_DEFINE_AUTO(gi_db, gi_db_close)

/*
 * A writing transaction holds the lock file (flock, tried every 5 ms, 5 s at most: GI_BUSY
 * db-busy) from begin to commit or rollback, then BEGIN IMMEDIATE. A reading one is BEGIN.
 *
 * A commit that fails has undone the transaction and given the lock back: GI_IO means "not
 * stored". On a disk that is dead for good, or with a reader in the way, and only if the
 * process dies before the next commit, it may still turn out stored: a repeat must be
 * harmless (request keys see to that).
 *
 * When the engine itself undid the transaction (a full disk), every later step, savepoint and
 * the commit fail until gi_db_rollback, which never fails and does nothing outside one.
 */
GI_CHECKED gi_status gi_db_begin(gi_db *db, bool write, gi_error *err);
GI_CHECKED gi_status gi_db_commit(gi_db *db, gi_error *err);
void gi_db_rollback(gi_db *db);
bool gi_db_in_transaction(const gi_db *db);

/* Nested undo points for group commit; release or rollback_to ends the inmost. */
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

/*
 * Parameters count from 1. Text and blobs are copied; no bytes are an empty blob, not null;
 * text is never NULL. What is not bound is null. Binding after a step starts the statement
 * anew and keeps the other parameters, so a loop binds and runs one borrowed row.
 */
void gi_row_bind_int(gi_row *row, int index, int64_t value);
void gi_row_bind_text(gi_row *row, int index, const char *text);
void gi_row_bind_blob(gi_row *row, int index, gi_bytes bytes);
void gi_row_bind_null(gi_row *row, int index);
/* The same without a copy, where it counts: the bytes stay as they are until the row's end. */
void gi_row_lend_text(gi_row *row, int index, const char *text);
void gi_row_lend_blob(gi_row *row, int index, gi_bytes bytes);

/*
 * *found tells whether there is a row; after the last one it stays false. A write outside a
 * writing transaction is refused (db).
 *
 * GI_CONFLICT constraint: stored data forbids it   GI_NO_MEMORY over-limit: above 16 MiB
 * GI_CORRUPT db-corrupt   GI_IO db-full, db        GI_BUSY db-busy
 */
GI_CHECKED gi_status gi_row_step(gi_row *row, bool *found, gi_error *err);
/* For statements without rows; starts from the beginning each time. */
GI_CHECKED gi_status gi_row_run(gi_row *row, gi_error *err);

/* Columns count from 0; valid until the next step, binding or the row's end. Null is 0 or "". */
int64_t gi_row_int(const gi_row *row, int column);
gi_bytes gi_row_bytes(const gi_row *row, int column);
bool gi_row_is_null(const gi_row *row, int column);
/* Copies text into a fixed field; GI_CORRUPT db-corrupt when it does not fit or holds a NUL. */
GI_CHECKED gi_status gi_row_text(const gi_row *row, int column, char *out, size_t size,
                                 gi_error *err);

/* A place of the connection for what products.c keeps between calls: NULL at first, released with
 * free when the connection closes. */
void **gi_row_memo(const gi_row *row);

/* Rows changed by the last run of this connection. */
int64_t gi_db_changes(const gi_db *db);

/*
 * A consistent copy by the backup interface, outside a transaction: temporary file beside path
 * (mode 600), fsync, check of the copy, rename, fsync of the folder. So a copy that has its
 * name is complete and checked; a failure leaves no file. GI_CONFLICT file-exists
 */
GI_CHECKED gi_status gi_db_backup(gi_db *db, const char *path, gi_error *err);

/*
 * A private copy of the store at this moment, outside a transaction, to try things on: whatever
 * is written there nobody else sees, and it is gone when it is closed. Copies every page, without
 * any lock but a reading one; needs room for them beside the store, in a file without a name.
 * GI_IO file-write, db-full
 */
GI_CHECKED gi_status gi_db_scratch(gi_db *from, gi_db **out, gi_error *err);

/* A number that is another one after a commit of any other connection, of this process or not;
 * only numbers of one connection may be compared. Outside a transaction, or as the first thing in
 * one. */
GI_CHECKED gi_status gi_db_version(gi_db *db, int64_t *out, gi_error *err);

/* Full integrity and foreign-key check; GI_CORRUPT db-corrupt with the first finding. */
GI_CHECKED gi_status gi_db_check(gi_db *db, gi_error *err);

/*
 * Moves the WAL into the file and empties it, under the lock, outside a transaction. A reader
 * in the way is no failure: what it still needs stays for the next time. Commits do the same
 * by themselves, without emptying, once the WAL has passed 4 MiB.
 */
GI_CHECKED gi_status gi_db_checkpoint(gi_db *db, gi_error *err);
/* Whether the WAL was emptied: no page of it holds what was deleted since. */
bool gi_db_wal_empty(const gi_db *db);

#endif
