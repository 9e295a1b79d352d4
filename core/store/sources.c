/*
 * sources.c - what caps a holder (plot, vessel, flock, permit), its yearly allotment, and what
 * was picked from it day by day.
 */
#include "core/store/about.h"
#include "core/store/holders.h"

static const char q_source_insert[] =
    "INSERT INTO source (id, holder, kind, township, capacity, act) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char q_source_load[] =
    "SELECT id, holder, kind, township, capacity, act FROM source WHERE id = ?1";
static const char q_source_of_holder[] = "SELECT id FROM source WHERE holder = ?1 ORDER BY id";
static const char q_allotment_insert[] =
    "INSERT INTO allotment (source, year, product, season, qty, act) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char q_allotment_load[] =
    "SELECT product, season, qty, used, act FROM allotment WHERE source = ?1 AND year = ?2";
static const char q_allotment_use[] =
    "UPDATE allotment SET used = used + ?3 WHERE source = ?1 AND year = ?2";
static const char q_picked_load[] = "SELECT qty FROM picked WHERE source = ?1 AND day = ?2";
static const char q_picked_add[] =
    "UPDATE picked SET qty = qty + ?3 WHERE source = ?1 AND day = ?2";
static const char q_picked_insert[] = "INSERT INTO picked (source, day, qty) VALUES (?1, ?2, ?3)";

const char *const gi_source_statements[] = {
    q_source_insert, q_source_load, q_source_of_holder, q_allotment_insert, q_allotment_load,
    q_allotment_use, q_picked_load, q_picked_add,       q_picked_insert,    NULL,
};

gi_status gi_source_insert(gi_db *db, const gi_source_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_source_insert);
    gi_row_bind_int(insert, 1, row->id);
    gi_row_bind_int(insert, 2, row->holder);
    gi_row_bind_text(insert, 3, row->kind);
    gi_row_bind_int(insert, 4, row->township);
    gi_row_bind_int(insert, 5, row->capacity);
    gi_row_bind_int(insert, 6, row->act);
    return gi_row_run(insert, err);
}

gi_status gi_source_load(gi_db *db, int64_t id, gi_source_row *out, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_source_load);
    bool found = false;
    gi_row_bind_int(row, 1, id);
    GI_TRY(gi_row_step(row, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_NO_SOURCE, gi_num(id).text);
    }
    gi_source_row source = {
        .id = gi_row_int(row, 0),
        .holder = (uint32_t)gi_row_int(row, 1),
        .township = gi_row_int(row, 3),
        .capacity = gi_row_int(row, 4),
        .act = gi_row_int(row, 5),
    };
    GI_TRY(gi_row_text(row, 2, source.kind, sizeof source.kind, err));
    *out = source;
    return GI_OK;
}

gi_status gi_source_of_each(gi_db *db, uint32_t holder, gi_source_visit take, void *context,
                            gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_source_of_holder);
    bool found = false;
    gi_row_bind_int(row, 1, holder);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_source_row source;
        GI_TRY(gi_source_load(db, gi_row_int(row, 0), &source, err));
        GI_TRY(take(context, &source, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_allotment_insert(gi_db *db, const gi_allotment_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_allotment_insert);
    gi_row_bind_int(insert, 1, row->source);
    gi_row_bind_int(insert, 2, row->year);
    gi_row_bind_int(insert, 3, row->product);
    gi_row_bind_int(insert, 4, row->season);
    gi_row_bind_int(insert, 5, row->quantity);
    gi_row_bind_int(insert, 6, row->act);
    return gi_row_run(insert, err);
}

gi_status gi_allotment_load(gi_db *db, int64_t source, int year, bool *found, gi_allotment_row *out,
                            gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_allotment_load);
    gi_row_bind_int(row, 1, source);
    gi_row_bind_int(row, 2, year);
    GI_TRY(gi_row_step(row, found, err));
    if (*found) {
        *out = (gi_allotment_row){
            .source = source,
            .year = year,
            .product = (uint16_t)gi_row_int(row, 0),
            .season = (int)gi_row_int(row, 1),
            .quantity = gi_row_int(row, 2),
            .used = gi_row_int(row, 3),
            .act = gi_row_int(row, 4),
        };
    }
    return GI_OK;
}

/* The three numbers of the statements below: source, a day or year, an amount. */
static gi_status run_three(gi_db *db, const char *statement, int64_t source, int64_t when,
                           int64_t quantity, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    gi_row_bind_int(row, 1, source);
    gi_row_bind_int(row, 2, when);
    gi_row_bind_int(row, 3, quantity);
    return gi_row_run(row, err);
}

gi_status gi_allotment_use(gi_db *db, int64_t source, int year, int64_t quantity, gi_error *err)
{
    return run_three(db, q_allotment_use, source, year, quantity, err);
}

gi_status gi_picked_load(gi_db *db, int64_t source, gi_day day, int64_t *quantity, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_picked_load);
    bool found = false;
    gi_row_bind_int(row, 1, source);
    gi_row_bind_int(row, 2, day);
    GI_TRY(gi_row_step(row, &found, err));
    *quantity = found ? gi_row_int(row, 0) : 0;
    return GI_OK;
}

gi_status gi_picked_add(gi_db *db, int64_t source, gi_day day, int64_t before, int64_t quantity,
                        gi_error *err)
{
    return run_three(db, before > 0 ? q_picked_add : q_picked_insert, source, day, quantity, err);
}
