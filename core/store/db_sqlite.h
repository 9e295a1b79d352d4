/*
 * db_sqlite.h - what the parts of the SQLite driver share; nobody else includes it.
 *
 * db_sqlite.c              opening and closing as a whole, SQL without parameters
 * db_sqlite_open.c         one connection and its defensive settings
 * db_sqlite_transaction.c  transactions and undo points
 * db_sqlite_rows.c         statements and their parameters
 * db_sqlite_columns.c      the columns of a row
 * db_sqlite_error.c        result codes to reasons
 * db_sqlite_copy.c         backup, check, checkpoint
 * db_sqlite_scratch.c      private copies to try things on
 * db_sqlite_version.c      whether others committed
 * db_migrate.c             missing migrations (no engine call of its own)
 * db_lock.c                the write lock
 */
#ifndef GI_STORE_DB_SQLITE_H
#define GI_STORE_DB_SQLITE_H

#include "core/store/db.h"
#include "core/store/db_lock.h"

struct sqlite3;
struct sqlite3_stmt;

/* How long the engine's own locks are waited for; ours come first, so this hardly counts. */
#define GI_SQLITE_BUSY_MS 5000
/* Largest text, blob or row in bytes. */
#define GI_SQLITE_VALUE_MAX (16 * 1024 * 1024)
/* A commit that leaves the WAL longer than this (4 MiB of 4096-byte pages) checkpoints it. */
#define GI_SQLITE_WAL_PAGES 1024

/* The transaction commands, prepared once like everything else. */
typedef enum gi_control {
    GI_CONTROL_READ,
    GI_CONTROL_WRITE,
    GI_CONTROL_COMMIT,
    GI_CONTROL_ROLLBACK,
    GI_CONTROL_SAVEPOINT,
    GI_CONTROL_RELEASE,
    GI_CONTROL_ROLLBACK_TO,
    GI_CONTROL_VERSION,
    GI_CONTROL_COUNT
} gi_control;

struct gi_row {
    gi_db *db;
    const char *sql; /* the q_ constant; its address is the key */
    struct sqlite3_stmt *statement;
    int failed; /* the first binding or step that went wrong; sticks until done */
    bool writes;
    bool in_use;
    bool stepped;
    bool ended;
};

struct gi_db {
    struct sqlite3 *handle;
    char *path;
    const gi_db_shape *shape;
    gi_db_access access;
    gi_lock lock;
    struct sqlite3_stmt *control[GI_CONTROL_COUNT];
    gi_row *rows; /* one per statement of the lists */
    size_t row_count;
    gi_row **slots; /* open addressing over the addresses; 1 << slot_bits of them */
    unsigned slot_bits;
    int wal_pages; /* length of the WAL after the last commit */
    int depth;     /* open savepoints */
    bool in_transaction;
    bool writing;
    void *memo; /* see gi_row_memo */
};

/* --- db_sqlite_error.c --- */

/* Turns a result code into a reason. Never shows SQL. */
gi_status gi_sqlite_fail(struct sqlite3 *handle, int code, gi_error *err);
/* The same for statements of the program: a mistake in one is reported with what names it. */
gi_status gi_sqlite_fail_naming(struct sqlite3 *handle, int code, const char *name, gi_error *err);

/* --- db_sqlite_open.c --- */

/* Opens db->path with every setting applied and read back; GI_DB_CREATE: an empty file. */
GI_CHECKED gi_status gi_sqlite_connect(gi_db *db, gi_error *err);
/* The name under which the engine opens path as a file that never changes; free it. */
char *gi_sqlite_immutable_name(const char *path);

/* --- db_sqlite.c --- */

/* Runs SQL without rows; name (may be NULL) stands in the message of a mistake in it. */
GI_CHECKED gi_status gi_sqlite_run(struct sqlite3 *handle, const char *name, const char *sql,
                                   gi_error *err);
/* The first column of the first row, 0 when there is none. */
GI_CHECKED gi_status gi_sqlite_number(struct sqlite3 *handle, const char *sql, int64_t *out,
                                      gi_error *err);

/* --- db_sqlite_rows.c --- */

GI_CHECKED gi_status gi_sqlite_prepare(gi_db *db, const char *sql, const char *name,
                                       struct sqlite3_stmt **out, gi_error *err);
GI_CHECKED gi_status gi_sqlite_prepare_all(gi_db *db, gi_error *err);
void gi_sqlite_finalize_all(gi_db *db);
/* --- db_sqlite_transaction.c --- */

GI_CHECKED gi_status gi_sqlite_prepare_control(gi_db *db, gi_error *err);
/* GI_IO when the engine undid the transaction by itself, as it does after a full disk. */
GI_CHECKED gi_status gi_sqlite_still_open(const gi_db *db, gi_error *err);

/* --- db_sqlite_copy.c --- */

typedef enum gi_wal_checkpoint { GI_CHECKPOINT_PASSIVE, GI_CHECKPOINT_TRUNCATE } gi_wal_checkpoint;

/*
 * The caller holds the lock. Readers in the way are no failure: the rest waits for next time.
 * The answer may be neglected: what is committed is safe without a checkpoint.
 */
gi_status gi_sqlite_checkpoint(gi_db *db, gi_wal_checkpoint how, gi_error *err);
/* All pages of a store as they are at one moment, into the empty file at path; not synced. */
GI_CHECKED gi_status gi_sqlite_copy_pages(gi_db *db, const char *path, gi_error *err);
/* Makes the names in the folder of path durable. */
GI_CHECKED gi_status gi_sqlite_sync_folder(const char *path, gi_error *err);

/* --- db_migrate.c --- */

GI_CHECKED gi_status gi_db_migrate(gi_db *db, gi_error *err);

#endif
