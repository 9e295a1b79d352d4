/*
 * runs.c - ranges of issued serials, and ranges that are no longer in force.
 *
 * Both tables only grow and hold disjoint ranges, so a serial is found by one index seek:
 * the greatest first <= serial, then the end is compared here. No row per unit, ever.
 */
#include <string.h>

#include "core/store/about.h"
#include "core/store/runs.h"

#define RUN_COLUMNS "key, first, count, batch, header, ts, act"
#define STATE_COLUMNS "key, first, count, state, why, who, batch, ts, act"

static const char q_run_insert[] = "INSERT INTO run (key, first, count, batch, header, ts, act) "
                                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static const char q_run_by_serial[] = "SELECT " RUN_COLUMNS " FROM run "
                                      "WHERE key = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1";
static const char q_run_each[] = "SELECT " RUN_COLUMNS " FROM run WHERE batch = ?1 ORDER BY act";
static const char q_run_all[] = "SELECT " RUN_COLUMNS " FROM run ORDER BY key, first";
static const char q_state_insert[] =
    "INSERT INTO label_state (key, first, count, state, why, who, batch, ts, act) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char q_state_by_serial[] =
    "SELECT " STATE_COLUMNS " FROM label_state "
    "WHERE key = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1";
static const char q_state_each[] = "SELECT " STATE_COLUMNS " FROM label_state ORDER BY key, first";
static const char q_state_of_batch[] =
    "SELECT " STATE_COLUMNS " FROM label_state WHERE batch = ?1 ORDER BY key, first";
static const char q_batch_units[] =
    "SELECT (SELECT COALESCE(SUM(count), 0) FROM run WHERE batch = ?1), "
    "(SELECT COALESCE(SUM(count), 0) FROM label_state WHERE batch = ?1)";

const char *const gi_run_statements[] = {
    q_run_insert,      q_run_by_serial, q_run_each,       q_run_all,     q_state_insert,
    q_state_by_serial, q_state_each,    q_state_of_batch, q_batch_units, NULL,
};

gi_status gi_run_insert(gi_db *db, const gi_run *run, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_run_insert);
    gi_row_bind_int(insert, 1, run->key);
    gi_row_bind_int(insert, 2, run->first);
    gi_row_bind_int(insert, 3, run->count);
    gi_row_bind_text(insert, 4, run->batch);
    gi_row_bind_blob(insert, 5, (gi_bytes){ run->header, sizeof run->header });
    gi_row_bind_int(insert, 6, run->issued);
    gi_row_bind_int(insert, 7, run->act);
    return gi_row_run(insert, err);
}

static gi_status read_run(const gi_row *row, gi_run *out, gi_error *err)
{
    gi_run run = {
        .key = (uint16_t)gi_row_int(row, 0),
        .first = (uint32_t)gi_row_int(row, 1),
        .count = (uint32_t)gi_row_int(row, 2),
        .issued = gi_row_int(row, 5),
        .act = gi_row_int(row, 6),
    };
    gi_bytes header = gi_row_bytes(row, 4);
    if (header.size != sizeof run.header) {
        return gi_fail(err, GI_WHY_DB_CORRUPT, "run");
    }
    memcpy(run.header, header.data, sizeof run.header);
    GI_TRY(gi_row_text(row, 3, run.batch, sizeof run.batch, err));
    *out = run;
    return GI_OK;
}

gi_status gi_run_by_serial(gi_db *db, uint16_t key, uint32_t serial, bool *found, gi_run *out,
                           gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_run_by_serial);
    bool below = false;
    gi_row_bind_int(row, 1, key);
    gi_row_bind_int(row, 2, serial);
    GI_TRY(gi_row_step(row, &below, err));
    *found = below && serial - (uint32_t)gi_row_int(row, 1) < (uint32_t)gi_row_int(row, 2);
    return *found ? read_run(row, out, err) : GI_OK;
}

gi_status gi_run_each(gi_db *db, const char *batch, gi_run_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, batch != NULL ? q_run_each : q_run_all);
    if (batch != NULL) {
        gi_row_bind_text(row, 1, batch);
    }
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_run run;
        GI_TRY(read_run(row, &run, err));
        GI_TRY(take(context, &run, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_label_state_insert(gi_db *db, const gi_label_state *state, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_state_insert);
    gi_row_bind_int(insert, 1, state->key);
    gi_row_bind_int(insert, 2, state->first);
    gi_row_bind_int(insert, 3, state->count);
    gi_row_bind_text(insert, 4, state->state);
    gi_row_bind_text(insert, 5, state->why);
    gi_row_bind_text(insert, 6, state->who);
    gi_row_bind_text(insert, 7, state->batch);
    gi_row_bind_int(insert, 8, state->ts);
    gi_row_bind_int(insert, 9, state->act);
    return gi_row_run(insert, err);
}

static gi_status read_state(const gi_row *row, gi_label_state *out, gi_error *err)
{
    gi_label_state state = {
        .key = (uint16_t)gi_row_int(row, 0),
        .first = (uint32_t)gi_row_int(row, 1),
        .count = (uint32_t)gi_row_int(row, 2),
        .ts = gi_row_int(row, 7),
        .act = gi_row_int(row, 8),
    };
    GI_TRY(gi_row_text(row, 3, state.state, sizeof state.state, err));
    GI_TRY(gi_row_text(row, 4, state.why, sizeof state.why, err));
    GI_TRY(gi_row_text(row, 5, state.who, sizeof state.who, err));
    GI_TRY(gi_row_text(row, 6, state.batch, sizeof state.batch, err));
    *out = state;
    return GI_OK;
}

gi_status gi_label_state_overlap(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                                 bool *found, gi_label_state *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_state_by_serial);
    bool below = false;
    gi_row_bind_int(row, 1, key);
    gi_row_bind_int(row, 2, (int64_t)first + count - 1);
    GI_TRY(gi_row_step(row, &below, err));
    *found = below && gi_row_int(row, 1) + gi_row_int(row, 2) > (int64_t)first;
    return *found ? read_state(row, out, err) : GI_OK;
}

gi_status gi_label_state_by_serial(gi_db *db, uint16_t key, uint32_t serial, bool *found,
                                   gi_label_state *out, gi_error *err)
{
    return gi_label_state_overlap(db, key, serial, 1, found, out, err);
}

static gi_status each_state(gi_row *row, gi_label_state_visit take, void *context, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_label_state state;
        GI_TRY(read_state(row, &state, err));
        GI_TRY(take(context, &state, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_label_state_each(gi_db *db, gi_label_state_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_state_each);
    return each_state(row, take, context, err);
}

gi_status gi_label_state_of_batch(gi_db *db, const char *batch, gi_label_state_visit take,
                                  void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_state_of_batch);
    gi_row_bind_text(row, 1, batch);
    return each_state(row, take, context, err);
}

gi_status gi_batch_units(gi_db *db, const char *batch, int64_t *issued, int64_t *dead,
                         gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_batch_units);
    bool found = false;
    gi_row_bind_text(row, 1, batch);
    GI_TRY(gi_row_step(row, &found, err));
    *issued = gi_row_int(row, 0);
    *dead = gi_row_int(row, 1);
    return GI_OK;
}
