/*
 * inputs.c - what was used on a source, and the sprays that lie before a lot's pickings.
 *
 * A record is never changed: a correction is a new one that replaces it.
 */
#include "core/store/inputs.h"

static const char q_input_insert[] =
    "INSERT INTO input (act, source, day, kind, active, wait) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char q_input_load[] =
    "SELECT act, source, day, kind, active, wait, replaced FROM input WHERE act = ?1";
static const char q_input_replace[] = "UPDATE input SET replaced = ?2 WHERE act = ?1";
/* Everything below a lot that was picked from a source, and what was sprayed there before. */
static const char q_spray_each[] =
    "WITH RECURSIVE below (id) AS (SELECT ?1 UNION "
    "SELECT p.parent FROM lot_parent p JOIN below b ON p.child = b.id) "
    "SELECT i.act, i.source, i.day, i.kind, i.active, i.wait, i.replaced, l.day "
    "FROM below b JOIN lot l ON l.id = b.id JOIN input i ON i.source = l.source "
    "WHERE i.kind = 'pesticide' AND i.replaced IS NULL AND i.day <= l.day "
    "AND i.day > l.day - ?2 ORDER BY i.act, l.day";

const char *const gi_input_statements[] = {
    q_input_insert, q_input_load, q_input_replace, q_spray_each, NULL,
};

gi_status gi_input_insert(gi_db *db, const gi_input_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_input_insert);
    gi_row_bind_int(insert, 1, row->act);
    gi_row_bind_int(insert, 2, row->source);
    gi_row_bind_int(insert, 3, row->day);
    gi_row_bind_text(insert, 4, row->pesticide ? "pesticide" : "fertiliser");
    gi_row_bind_text(insert, 5, row->active);
    gi_row_bind_int(insert, 6, row->wait);
    return gi_row_run(insert, err);
}

static gi_status read_input(const gi_row *row, gi_input_row *out, gi_error *err)
{
    gi_input_row input = {
        .act = gi_row_int(row, 0),
        .source = gi_row_int(row, 1),
        .day = (gi_day)gi_row_int(row, 2),
        .pesticide = gi_bytes_equal(gi_row_bytes(row, 3), gi_bytes_of("pesticide")),
        .wait = (int)gi_row_int(row, 5),
        .replaced = gi_row_int(row, 6),
    };
    GI_TRY(gi_row_text(row, 4, input.active, sizeof input.active, err));
    *out = input;
    return GI_OK;
}

gi_status gi_input_load(gi_db *db, int64_t act, bool *found, gi_input_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_input_load);
    gi_row_bind_int(row, 1, act);
    GI_TRY(gi_row_step(row, found, err));
    return *found ? read_input(row, out, err) : GI_OK;
}

gi_status gi_input_replace(gi_db *db, int64_t act, int64_t by, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_input_replace);
    gi_row_bind_int(row, 1, act);
    gi_row_bind_int(row, 2, by);
    return gi_row_run(row, err);
}

gi_status gi_spray_each(gi_db *db, int64_t lot, int days, gi_spray_visit take, void *context,
                        gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_spray_each);
    bool found = false;
    gi_row_bind_int(row, 1, lot);
    gi_row_bind_int(row, 2, days);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_input_row spray;
        GI_TRY(read_input(row, &spray, err));
        GI_TRY(take(context, &spray, (gi_day)gi_row_int(row, 7), err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}
