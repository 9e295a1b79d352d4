/*
 * activations.c - runs that wait for their activation, and what was activated of them.
 *
 * Both tables hold disjoint ranges and only grow, so each question is one index seek, as for
 * runs; what still waits is the difference of the two, never a row of its own.
 */
#include <stdio.h>
#include <string.h>

#include "core/store/labels.h"
#include "core/store/runs.h"

#define WAITING "not_activated"
#define WAITING_COLUMNS "key, first, count, batch, who, ts, act"

static const char q_waiting_insert[] =
    "INSERT INTO waiting (key, first, count, batch, who, ts, act) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static const char q_waiting_by_serial[] =
    "SELECT " WAITING_COLUMNS " FROM waiting "
    "WHERE key = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1";
static const char q_waiting_all[] = "SELECT " WAITING_COLUMNS " FROM waiting ORDER BY key, first";
static const char q_waiting_each[] =
    "SELECT " WAITING_COLUMNS " FROM waiting WHERE batch = ?1 ORDER BY key, first";
static const char q_activation_insert[] =
    "INSERT INTO activation (key, first, count, batch, act) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char q_activation_by_serial[] =
    "SELECT first, count FROM activation "
    "WHERE key = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1";
static const char q_activation_next[] =
    "SELECT first, count FROM activation WHERE key = ?1 AND first > ?2 ORDER BY first LIMIT 1";
static const char q_ended_next[] =
    "SELECT first, count FROM label_state WHERE key = ?1 AND first > ?2 ORDER BY first LIMIT 1";
/* What waits of a batch, less what was activated, less what ended while it waited. */
static const char q_waiting_units[] =
    "SELECT (SELECT COALESCE(SUM(count), 0) FROM waiting WHERE batch = ?1) - "
    "(SELECT COALESCE(SUM(count), 0) FROM activation WHERE batch = ?1) - "
    "(SELECT COALESCE(SUM(waiting), 0) FROM ending WHERE batch = ?1)";

const char *const gi_activation_statements[] = {
    q_waiting_insert,    q_waiting_by_serial,
    q_waiting_all,       q_waiting_each,
    q_activation_insert, q_activation_by_serial,
    q_activation_next,   q_ended_next,
    q_waiting_units,     NULL,
};

gi_status gi_waiting_insert(gi_db *db, const gi_run *run, const char *who, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_waiting_insert);
    gi_row_bind_int(insert, 1, run->key);
    gi_row_bind_int(insert, 2, run->first);
    gi_row_bind_int(insert, 3, run->count);
    gi_row_bind_text(insert, 4, run->batch);
    gi_row_bind_text(insert, 5, who);
    gi_row_bind_int(insert, 6, run->issued);
    gi_row_bind_int(insert, 7, run->act);
    return gi_row_run(insert, err);
}

static gi_status read_waiting(const gi_row *row, gi_label_state *out, gi_error *err)
{
    gi_label_state state = {
        .key = (uint16_t)gi_row_int(row, 0),
        .first = (uint32_t)gi_row_int(row, 1),
        .count = (uint32_t)gi_row_int(row, 2),
        .state = WAITING,
        .ts = gi_row_int(row, 5),
        .act = gi_row_int(row, 6),
    };
    GI_TRY(gi_row_text(row, 3, state.batch, sizeof state.batch, err));
    GI_TRY(gi_row_text(row, 4, state.who, sizeof state.who, err));
    *out = state;
    return GI_OK;
}

gi_status gi_waiting_by_serial(gi_db *db, uint16_t key, uint32_t serial, bool *found,
                               gi_label_state *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_waiting_by_serial);
    bool below = false;
    gi_row_bind_int(row, 1, key);
    gi_row_bind_int(row, 2, serial);
    GI_TRY(gi_row_step(row, &below, err));
    *found = below && serial - (uint32_t)gi_row_int(row, 1) < (uint32_t)gi_row_int(row, 2);
    return *found ? read_waiting(row, out, err) : GI_OK;
}

gi_status gi_activation_insert(gi_db *db, const gi_label_state *range, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_activation_insert);
    gi_row_bind_int(insert, 1, range->key);
    gi_row_bind_int(insert, 2, range->first);
    gi_row_bind_int(insert, 3, range->count);
    gi_row_bind_text(insert, 4, range->batch);
    gi_row_bind_int(insert, 5, range->act);
    return gi_row_run(insert, err);
}

/* The last activated range of a key that begins at or before a serial. */
static gi_status last_activation(gi_db *db, uint16_t key, int64_t serial, int64_t *first,
                                 int64_t *end, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_activation_by_serial);
    bool found = false;
    gi_row_bind_int(row, 1, key);
    gi_row_bind_int(row, 2, serial);
    GI_TRY(gi_row_step(row, &found, err));
    *first = found ? gi_row_int(row, 0) : 0;
    *end = found ? *first + gi_row_int(row, 1) : 0;
    return GI_OK;
}

gi_status gi_activation_overlap(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                                bool *found, uint32_t *serial, gi_error *err)
{
    int64_t last = (int64_t)first + count - 1;
    int64_t begin = 0;
    int64_t end = 0;
    GI_TRY(last_activation(db, key, last, &begin, &end, err));
    *found = end > first;
    if (*found) {
        *serial = begin > first ? (uint32_t)begin : first;
    }
    return GI_OK;
}

gi_status gi_label_now(gi_db *db, uint16_t key, uint32_t serial, bool *found, gi_label_state *out,
                       gi_error *err)
{
    gi_label_state state;
    bool activated = false;
    uint32_t last = 0;
    GI_TRY(gi_label_state_by_serial(db, key, serial, found, out, err));
    if (*found) {
        return GI_OK;
    }
    GI_TRY(gi_waiting_by_serial(db, key, serial, found, &state, err));
    if (*found) {
        GI_TRY(gi_activation_overlap(db, key, serial, 1, &activated, &last, err));
        *found = !activated;
        *out = activated ? *out : state;
    }
    return GI_OK;
}

/* ---- what still waits ---- */

typedef struct cover {
    int64_t first, end;
} cover;

/* The first range of a statement's table that begins after a serial, if it begins before *next. */
static gi_status next_range(gi_db *db, const char *statement, uint16_t key, int64_t serial,
                            cover *next, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    bool found = false;
    gi_row_bind_int(row, 1, key);
    gi_row_bind_int(row, 2, serial);
    GI_TRY(gi_row_step(row, &found, err));
    if (found && gi_row_int(row, 0) < next->first) {
        next->first = gi_row_int(row, 0);
        next->end = next->first + gi_row_int(row, 1);
    }
    return GI_OK;
}

/* The first range, activated or ended, that holds a serial or lies behind it. */
static gi_status next_cover(gi_db *db, uint16_t key, int64_t at, cover *out, gi_error *err)
{
    gi_label_state dead;
    bool found = false;
    cover over = { INT64_MAX, INT64_MAX };
    cover active = { 0, 0 };
    GI_TRY(last_activation(db, key, at, &active.first, &active.end, err));
    GI_TRY(gi_label_state_by_serial(db, key, (uint32_t)at, &found, &dead, err));
    if (active.end > at) {
        over = active;
    } else if (found) {
        over = (cover){ dead.first, (int64_t)dead.first + dead.count };
    } else {
        GI_TRY(next_range(db, q_activation_next, key, at, &over, err));
        GI_TRY(next_range(db, q_ended_next, key, at, &over, err));
    }
    *out = over;
    return GI_OK;
}

/* Hands out what waits in one range of a waiting run: what was neither activated nor ended. */
static gi_status take_gaps(gi_db *db, const gi_label_state *run, gi_label_state_visit take,
                           void *context, gi_error *err)
{
    int64_t end = (int64_t)run->first + run->count;
    for (int64_t at = run->first; at < end;) {
        gi_label_state gap = *run;
        cover next;
        GI_TRY(next_cover(db, run->key, at, &next, err));
        if (next.first > at) {
            gap.first = (uint32_t)at;
            gap.count = (uint32_t)((next.first < end ? next.first : end) - at);
            GI_TRY(take(context, &gap, err));
        }
        at = next.end;
    }
    return GI_OK;
}

gi_status gi_waiting_each(gi_db *db, const char *batch, gi_label_state_visit take, void *context,
                          gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, batch != NULL ? q_waiting_each : q_waiting_all);
    bool found = false;
    if (batch != NULL) {
        gi_row_bind_text(row, 1, batch);
    }
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_label_state run;
        GI_TRY(read_waiting(row, &run, err));
        GI_TRY(take_gaps(db, &run, take, context, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

static gi_status count_gap(void *context, const gi_label_state *gap, gi_error *err)
{
    uint32_t *units = context;
    (void)err;
    *units += gap->count;
    return GI_OK;
}

gi_status gi_waiting_gaps(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                          gi_label_state_visit take, void *context, gi_error *err)
{
    gi_label_state range;
    bool found = false;
    GI_TRY(gi_waiting_by_serial(db, key, first, &found, &range, err));
    range.first = first;
    range.count = count;
    return found ? take_gaps(db, &range, take, context, err) : GI_OK;
}

gi_status gi_waiting_in(gi_db *db, uint16_t key, uint32_t first, uint32_t count, uint32_t *units,
                        gi_error *err)
{
    uint32_t sum = 0;
    GI_TRY(gi_waiting_gaps(db, key, first, count, count_gap, &sum, err));
    *units = sum;
    return GI_OK;
}

gi_status gi_waiting_units(gi_db *db, const char *batch, int64_t *units, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_waiting_units);
    bool found = false;
    gi_row_bind_text(row, 1, batch);
    GI_TRY(gi_row_step(row, &found, err));
    *units = gi_row_int(row, 0);
    return GI_OK;
}
