/*
 * db_sqlite_rows.c - borrowed statements: found by the address of their constant, bound,
 * stepped and given back.
 *
 * Every statement is compiled when the store opens, so a mistake in one fails there. A
 * binding that fails is kept and reported by the step. A write outside a writing
 * transaction, or after the engine undid the transaction, is refused: it would be stored
 * alone and without the lock.
 */
#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/db_sqlite.h"

gi_status gi_sqlite_prepare(gi_db *db, const char *sql, const char *name, struct sqlite3_stmt **out,
                            gi_error *err)
{
    int code = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
    return code == SQLITE_OK ? GI_OK : gi_sqlite_fail_naming(db->handle, code, name, err);
}

/* Fibonacci hashing: the addresses differ in their low bits, the answer is in the high ones. */
static size_t slot_of(const gi_db *db, const char *sql)
{
    uint64_t mixed = (uint64_t)(uintptr_t)sql * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(mixed >> (64 - db->slot_bits));
}

static gi_row **find_slot(const gi_db *db, const char *sql)
{
    size_t mask = ((size_t)1 << db->slot_bits) - 1;
    size_t at = slot_of(db, sql);
    while (db->slots[at] != NULL && db->slots[at]->sql != sql) {
        at = (at + 1) & mask;
    }
    return &db->slots[at];
}

static size_t count_statements(const gi_db_shape *shape)
{
    size_t count = 0;
    for (const char *const *const *list = shape->statements; *list != NULL; list++) {
        for (const char *const *sql = *list; *sql != NULL; sql++) {
            count++;
        }
    }
    return count;
}

static gi_status make_table(gi_db *db, size_t count, gi_error *err)
{
    db->slot_bits = 4;
    while (((size_t)1 << db->slot_bits) < 2 * count) {
        db->slot_bits++;
    }
    db->rows = calloc(count + 1, sizeof db->rows[0]);
    db->slots = (gi_row **)calloc((size_t)1 << db->slot_bits, sizeof(gi_row *));
    if (db->rows == NULL || db->slots == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "statements");
    }
    return GI_OK;
}

static gi_status prepare_one(gi_db *db, const char *sql, const char *name, gi_error *err)
{
    gi_row *row = &db->rows[db->row_count];
    gi_row **slot = find_slot(db, sql);
    assert(*slot == NULL && "a statement is listed twice");
    GI_TRY(gi_sqlite_prepare(db, sql, name, &row->statement, err));
    row->db = db;
    row->sql = sql;
    row->writes = sqlite3_stmt_readonly(row->statement) == 0;
    *slot = row;
    db->row_count++;
    return GI_OK;
}

gi_status gi_sqlite_prepare_all(gi_db *db, gi_error *err)
{
    GI_TRY(make_table(db, count_statements(db->shape), err));
    for (int list = 0; db->shape->statements[list] != NULL; list++) {
        const char *const *statements = db->shape->statements[list];
        for (int place = 0; statements[place] != NULL; place++) {
            char name[48];
            (void)snprintf(name, sizeof name, "list %d statement %d", list + 1, place + 1);
            GI_TRY(prepare_one(db, statements[place], name, err));
        }
    }
    return GI_OK;
}

void gi_sqlite_finalize_all(gi_db *db)
{
    for (size_t i = 0; i < db->row_count; i++) {
        assert(!db->rows[i].in_use && "a statement outlives its store");
        (void)sqlite3_finalize(db->rows[i].statement);
    }
    free(db->rows);
    free((void *)db->slots);
    for (int i = 0; i < GI_CONTROL_COUNT; i++) {
        (void)sqlite3_finalize(db->control[i]);
    }
}

gi_row *gi_db_use(gi_db *db, const char *statement)
{
    gi_row *row = *find_slot(db, statement);
    assert(row != NULL && "the statement is in no list");
    assert(!row->in_use && "the statement is in use");
    row->in_use = true;
    return row;
}

static void start_anew(gi_row *row)
{
    if (row->stepped) {
        (void)sqlite3_reset(row->statement);
        row->stepped = false;
        row->ended = false;
    }
}

void gi_row_done(gi_row *row)
{
    if (row != NULL) {
        start_anew(row);
        (void)sqlite3_clear_bindings(row->statement);
        row->failed = SQLITE_OK;
        row->in_use = false;
    }
}

static void keep_failure(gi_row *row, int code)
{
    if (row->failed == SQLITE_OK) {
        row->failed = code;
    }
}

void gi_row_bind_int(gi_row *row, int index, int64_t value)
{
    start_anew(row);
    keep_failure(row, sqlite3_bind_int64(row->statement, index, value));
}

void gi_row_bind_text(gi_row *row, int index, const char *text)
{
    assert(text != NULL);
    start_anew(row);
    keep_failure(row, sqlite3_bind_text(row->statement, index, text, -1, SQLITE_TRANSIENT));
}

void gi_row_bind_blob(gi_row *row, int index, gi_bytes bytes)
{
    start_anew(row);
    /* A NULL pointer would store NULL, but no bytes are a value too. */
    const void *data = bytes.size == 0 ? "" : (const void *)bytes.data;
    keep_failure(row,
                 sqlite3_bind_blob64(row->statement, index, data, bytes.size, SQLITE_TRANSIENT));
}

void gi_row_lend_text(gi_row *row, int index, const char *text)
{
    assert(text != NULL);
    start_anew(row);
    keep_failure(row, sqlite3_bind_text(row->statement, index, text, -1, SQLITE_STATIC));
}

void gi_row_lend_blob(gi_row *row, int index, gi_bytes bytes)
{
    start_anew(row);
    const void *data = bytes.size == 0 ? "" : (const void *)bytes.data;
    keep_failure(row, sqlite3_bind_blob64(row->statement, index, data, bytes.size, SQLITE_STATIC));
}

void gi_row_bind_null(gi_row *row, int index)
{
    start_anew(row);
    keep_failure(row, sqlite3_bind_null(row->statement, index));
}

static gi_status may_step(const gi_row *row, gi_error *err)
{
    if (row->failed != SQLITE_OK) {
        return gi_sqlite_fail(row->db->handle, row->failed, err);
    }
    if (row->writes && !row->db->writing) {
        return gi_fail(err, GI_WHY_DB, "a write outside a writing transaction");
    }
    return gi_sqlite_still_open(row->db, err);
}

gi_status gi_row_step(gi_row *row, bool *found, gi_error *err)
{
    GI_TRY(may_step(row, err));
    int code = row->ended ? SQLITE_DONE : sqlite3_step(row->statement);
    row->stepped = true;
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        row->failed = code;
        return gi_sqlite_fail(row->db->handle, code, err);
    }
    row->ended = code == SQLITE_DONE;
    *found = code == SQLITE_ROW;
    return GI_OK;
}

gi_status gi_row_run(gi_row *row, gi_error *err)
{
    bool found = false;
    start_anew(row);
    GI_TRY(gi_row_step(row, &found, err));
    assert(!found && "a statement with rows is stepped, not run");
    return GI_OK;
}
