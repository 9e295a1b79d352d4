/*
 * meta.c - named facts fixed at founding, and counters that never go back.
 */
#include "core/store/meta.h"

static const char q_meta_get[] = "SELECT value FROM meta WHERE name = ?1";
static const char q_meta_put[] = "INSERT INTO meta (name, value) VALUES (?1, ?2)";
static const char q_counter_take[] = "UPDATE counter SET next = next + 1 WHERE name = ?1";
static const char q_counter_make[] = "INSERT INTO counter (name, next) VALUES (?1, 2)";
static const char q_counter_get[] = "SELECT next FROM counter WHERE name = ?1";
static const char q_counter_raise[] = "UPDATE counter SET next = ?2 WHERE name = ?1 AND next <= ?2";
static const char q_counter_start[] = "INSERT INTO counter (name, next) VALUES (?1, ?2)";

const char *const gi_meta_statements[] = {
    q_meta_get,    q_meta_put,      q_counter_take,  q_counter_make,
    q_counter_get, q_counter_raise, q_counter_start, NULL,
};

gi_status gi_meta_get(gi_db *db, const char *name, char *out, size_t size, bool *found,
                      gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_meta_get);
    gi_row_bind_text(row, 1, name);
    GI_TRY(gi_row_step(row, found, err));
    return *found ? gi_row_text(row, 0, out, size, err) : GI_OK;
}

gi_status gi_meta_put(gi_db *db, const char *name, const char *value, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_meta_put);
    gi_row_bind_text(row, 1, name);
    gi_row_bind_text(row, 2, value);
    return gi_row_run(row, err);
}

static gi_status counter_make(gi_db *db, const char *name, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_counter_make);
    gi_row_bind_text(row, 1, name);
    return gi_row_run(row, err);
}

/* Read, then raised: the transaction is ours, and RETURNING costs three times as much. */
gi_status gi_counter_take(gi_db *db, const char *name, int64_t *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_counter_take);
    int64_t taken = 0;
    GI_TRY(gi_counter_get(db, name, &taken, err));
    gi_row_lend_text(row, 1, name);
    GI_TRY(taken > 0 ? gi_row_run(row, err) : counter_make(db, name, err));
    *out = taken > 0 ? taken : 1;
    return GI_OK;
}

gi_status gi_counter_get(gi_db *db, const char *name, int64_t *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_counter_get);
    bool found = false;
    gi_row_lend_text(row, 1, name);
    GI_TRY(gi_row_step(row, &found, err));
    *out = found ? gi_row_int(row, 0) : 0;
    return GI_OK;
}

static gi_status counter_run(gi_db *db, const char *statement, const char *name, int64_t value,
                             gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    gi_row_bind_text(row, 1, name);
    gi_row_bind_int(row, 2, value);
    return gi_row_run(row, err);
}

gi_status gi_counter_raise(gi_db *db, const char *name, int64_t value, gi_error *err)
{
    GI_TRY(counter_run(db, q_counter_raise, name, value, err));
    /* A lower value finds no row to change and then one that is there: refused (constraint). */
    return gi_db_changes(db) > 0 ? GI_OK : counter_run(db, q_counter_start, name, value, err);
}
