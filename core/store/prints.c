/*
 * prints.c - ranges of labels that were printed, and those that still wait for it.
 *
 * Disjoint ranges that only grow, as runs and activations: a serial is found by one index seek,
 * and what is not printed is a difference, never a row.
 */
#include <string.h>

#include "core/store/prints.h"
#include "core/store/runs.h"

static const char q_print_insert[] =
    "INSERT INTO print (key, first, count, batch, act) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char q_reprint_insert[] =
    "INSERT INTO reprint (key, first, count, batch, act, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char q_print_by_serial[] =
    "SELECT first, count FROM print "
    "WHERE key = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1";
static const char q_print_after[] =
    "SELECT first, count FROM print WHERE key = ?1 AND first > ?2 ORDER BY first LIMIT 1";
static const char q_print_dead_after[] =
    "SELECT first, count FROM label_state WHERE key = ?1 AND first > ?2 ORDER BY first LIMIT 1";
static const char q_print_each[] = "SELECT key, first, count, batch, act, '' FROM print "
                                   "WHERE batch = ?1 ORDER BY key, first";
static const char q_reprint_each[] = "SELECT key, first, count, batch, act, why FROM reprint "
                                     "WHERE batch = ?1 ORDER BY key, first, act";
static const char q_print_units[] = "SELECT COALESCE(SUM(count), 0) FROM print WHERE batch = ?1";

const char *const gi_print_statements[] = {
    q_print_insert, q_reprint_insert, q_print_by_serial, q_print_after, q_print_dead_after,
    q_print_each,   q_reprint_each,   q_print_units,     NULL,
};

gi_status gi_print_insert(gi_db *db, const gi_print_row *row, gi_error *err)
{
    bool again = row->why[0] != '\0';
    GI_AUTO(gi_row) insert = gi_db_use(db, again ? q_reprint_insert : q_print_insert);
    gi_row_bind_int(insert, 1, row->key);
    gi_row_bind_int(insert, 2, row->first);
    gi_row_bind_int(insert, 3, row->count);
    gi_row_bind_text(insert, 4, row->batch);
    gi_row_bind_int(insert, 5, row->act);
    if (again) {
        gi_row_bind_text(insert, 6, row->why);
    }
    return gi_row_run(insert, err);
}

/* ---- spans of serials ---- */

typedef struct span {
    int64_t first, end;
} span;

/* The row of a statement at this serial; an empty span behind every serial when there is none. */
static gi_status read_span(gi_db *db, const char *statement, uint16_t key, int64_t serial,
                           span *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    bool found = false;
    gi_row_bind_int(row, 1, key);
    gi_row_bind_int(row, 2, serial);
    GI_TRY(gi_row_step(row, &found, err));
    *out = (span){ INT64_MAX, INT64_MAX };
    if (found) {
        out->first = gi_row_int(row, 0);
        out->end = out->first + gi_row_int(row, 1);
    }
    return GI_OK;
}

/* The printed range that holds a serial, or the next one behind it. */
static gi_status printed_from(gi_db *db, uint16_t key, int64_t serial, span *out, gi_error *err)
{
    GI_TRY(read_span(db, q_print_by_serial, key, serial, out, err));
    if (out->first > serial || out->end <= serial) {
        GI_TRY(read_span(db, q_print_after, key, serial, out, err));
    }
    return GI_OK;
}

/* The same of ended labels. */
static gi_status ended_from(gi_db *db, uint16_t key, int64_t serial, span *out, gi_error *err)
{
    gi_label_state state;
    bool found = false;
    GI_TRY(gi_label_state_by_serial(db, key, (uint32_t)serial, &found, &state, err));
    if (!found) {
        return read_span(db, q_print_dead_after, key, serial, out, err);
    }
    *out = (span){ state.first, (int64_t)state.first + state.count };
    return GI_OK;
}

gi_status gi_print_cover_of(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                            gi_print_cover *out, gi_error *err)
{
    int64_t end = (int64_t)first + count;
    gi_print_cover cover = { .missing = end, .printed = end };
    for (int64_t at = first; at < end;) {
        span next;
        GI_TRY(printed_from(db, key, at, &next, err));
        if (next.first > at && cover.missing == end) {
            cover.missing = at;
        }
        int64_t from = next.first > at ? next.first : at;
        int64_t to = next.end < end ? next.end : end;
        if (from < end && cover.printed == end) {
            cover.printed = from;
        }
        cover.units += from < to ? (uint32_t)(to - from) : 0;
        at = next.end;
    }
    *out = cover;
    return GI_OK;
}

gi_status gi_print_gap(gi_db *db, uint16_t key, uint32_t from, uint32_t last, bool *found,
                       uint32_t *first, uint32_t *count, gi_error *err)
{
    int64_t at = from;
    int64_t end = at;
    while (end == at && at <= last) {
        span printed;
        span ended;
        GI_TRY(printed_from(db, key, at, &printed, err));
        GI_TRY(ended_from(db, key, at, &ended, err));
        const span *next = printed.first <= ended.first ? &printed : &ended;
        at = next->first <= at ? next->end : at;
        end = next->first <= at ? at : next->first;
    }
    *found = end > at;
    if (*found) {
        end = end <= last ? end : (int64_t)last + 1;
        *first = (uint32_t)at;
        *count = (uint32_t)(end - at);
    }
    return GI_OK;
}

/* ---- of a batch ---- */

static gi_status read_print(const gi_row *row, gi_print_row *out, gi_error *err)
{
    gi_print_row print = {
        .key = (uint16_t)gi_row_int(row, 0),
        .first = (uint32_t)gi_row_int(row, 1),
        .count = (uint32_t)gi_row_int(row, 2),
        .act = gi_row_int(row, 4),
    };
    GI_TRY(gi_row_text(row, 3, print.batch, sizeof print.batch, err));
    GI_TRY(gi_row_text(row, 5, print.why, sizeof print.why, err));
    *out = print;
    return GI_OK;
}

static gi_status each(gi_db *db, const char *statement, const char *batch, gi_print_visit take,
                      void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    bool found = false;
    gi_row_bind_text(row, 1, batch);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_print_row print;
        GI_TRY(read_print(row, &print, err));
        GI_TRY(take(context, &print, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_print_each(gi_db *db, const char *batch, gi_print_visit take, void *context,
                        gi_error *err)
{
    GI_TRY(each(db, q_print_each, batch, take, context, err));
    return each(db, q_reprint_each, batch, take, context, err);
}

gi_status gi_print_units(gi_db *db, const char *batch, int64_t *units, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_print_units);
    bool found = false;
    gi_row_bind_text(row, 1, batch);
    GI_TRY(gi_row_step(row, &found, err));
    *units = gi_row_int(row, 0);
    return GI_OK;
}
