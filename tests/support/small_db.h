/*
 * small_db.h - a registry of two tables, for the specs of the driver.
 *
 * Header only: each spec file gets its own constants, as each aggregate of the store does.
 */
#ifndef GI_TESTS_SMALL_DB_H
#define GI_TESTS_SMALL_DB_H

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/store/db.h"
#include "tests/support/spec.h"

#define SMALL_ID 0x67695453

static const char q_note_insert[] = "INSERT INTO note (id, body, photo) VALUES (?1, ?2, ?3)";
static const char q_note_by_id[] = "SELECT body, photo, id FROM note WHERE id = ?1";
static const char q_note_count[] = "SELECT COUNT(*) FROM note";
static const char q_note_all[] = "SELECT id FROM note ORDER BY id";
static const char q_tag_insert[] = "INSERT INTO tag (id, note) VALUES (?1, ?2)";

static const char *const note_statements[] = { q_note_insert, q_note_by_id, q_note_count,
                                               q_note_all, NULL };
static const char *const tag_statements[] = { q_tag_insert, NULL };
static const char *const *const small_statements[] = { note_statements, tag_statements, NULL };

static const gi_migration small_migrations[] = {
    { 1, "001-note",
      "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE CHECK (body <> 'no'),"
      " photo BLOB) STRICT;"
      "CREATE TABLE tag (id INTEGER PRIMARY KEY, note INTEGER REFERENCES note (id)) STRICT;" },
    { 2, "002-seen", "ALTER TABLE note ADD COLUMN seen INTEGER;" },
    { 0, NULL, NULL },
};

/* The first schema alone, as an older program would know it. */
static const gi_migration small_old_migrations[] = {
    { 1, "001-note",
      "CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE CHECK (body <> 'no'),"
      " photo BLOB) STRICT;"
      "CREATE TABLE tag (id INTEGER PRIMARY KEY, note INTEGER REFERENCES note (id)) STRICT;" },
    { 0, NULL, NULL },
};

static const gi_db_shape small_shape = { SMALL_ID, small_migrations, small_statements };
static const gi_db_shape small_old_shape = { SMALL_ID, small_old_migrations, small_statements };

typedef struct small_place {
    char path[120];
    char lock[120];
} small_place;

static inline small_place small_fresh_place(void)
{
    small_place place;
    const char *directory = gi_spec_directory();
    (void)snprintf(place.path, sizeof place.path, "%s/registry.db", directory);
    (void)snprintf(place.lock, sizeof place.lock, "%s/write.lock", directory);
    return place;
}

static inline gi_status small_try(const small_place *place, gi_db_access access,
                                  const gi_db_shape *shape, gi_db **out, gi_error *err)
{
    return gi_db_open(place->path, place->lock, access, shape, out, err);
}

static inline gi_db *small_open(const small_place *place, gi_db_access access)
{
    gi_error err = { 0 };
    gi_db *db = NULL;
    EXPECT_OK(small_try(place, access, &small_shape, &db, &err));
    return db;
}

/* One note inside the open transaction; its body is made of its number. */
static inline gi_status small_add(gi_db *db, int64_t id, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_insert);
    gi_row_bind_int(row, 1, id);
    gi_row_bind_text(row, 2, gi_num(id).text);
    return gi_row_run(row, err);
}

/* One note in a transaction of its own. */
static inline gi_status small_commit_one(gi_db *db, int64_t id, gi_error *err)
{
    GI_TRY(gi_db_begin(db, true, err));
    gi_status status = small_add(db, id, err);
    if (status != GI_OK) {
        gi_db_rollback(db);
        return status;
    }
    return gi_db_commit(db, err);
}

static inline int64_t small_count(gi_db *db)
{
    gi_error err = { 0 };
    bool found = false;
    GI_AUTO(gi_row) row = gi_db_use(db, q_note_count);
    EXPECT_OK(gi_row_step(row, &found, &err));
    return gi_row_int(row, 0);
}

/* How many notes a fresh reader sees, after a full check of the file. */
static inline int64_t small_count_there(const small_place *place)
{
    gi_error err = { 0 };
    GI_AUTO(gi_db) db = small_open(place, GI_DB_READ);
    EXPECT_OK(gi_db_check(db, &err));
    return small_count(db);
}

/* Runs part in a child process and answers what it returned (0..255), or minus its signal. */
static inline int small_in_child(int (*part)(const small_place *), const small_place *place)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        _exit(part(place));
    }
    EXPECT(child > 0 && waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

#endif
