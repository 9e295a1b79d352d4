/*
 * grants.c - what a township was granted, which grants were lowered, and who owes what.
 *
 * Adjustments and deficits only grow; what is owed is a sum.
 */
#include "core/store/seasons.h"

static const char q_township_load[] =
    "SELECT qty FROM township_grant WHERE product = ?1 AND season = ?2 AND township = ?3";
static const char q_township_add[] = "UPDATE township_grant SET qty = qty + ?4 "
                                     "WHERE product = ?1 AND season = ?2 AND township = ?3";
static const char q_township_insert[] =
    "INSERT INTO township_grant (product, season, township, qty) VALUES (?1, ?2, ?3, ?4)";
static const char q_adjustment_insert[] =
    "INSERT INTO adjustment (act, ref, source, year, qty, owed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char q_adjusted[] =
    "SELECT COALESCE(SUM(qty), 0) FROM adjustment WHERE source = ?1 AND year = ?2";
static const char q_deficit_insert[] =
    "INSERT INTO deficit (act, source, holder, product, amount) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char q_deficit_load[] =
    "SELECT COALESCE(SUM(amount), 0) FROM deficit WHERE holder = ?1 AND product = ?2";

const char *const gi_grant_statements[] = {
    q_township_load, q_township_add,   q_township_insert, q_adjustment_insert,
    q_adjusted,      q_deficit_insert, q_deficit_load,    NULL,
};

static void bind_township(gi_row *row, uint16_t product, int season, int64_t township)
{
    gi_row_bind_int(row, 1, product);
    gi_row_bind_int(row, 2, season);
    gi_row_bind_int(row, 3, township);
}

/* A sum or a balance; 0 when there is no row. */
static gi_status step_amount(gi_row *row, int64_t *out, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    *out = found ? gi_row_int(row, 0) : 0;
    return GI_OK;
}

gi_status gi_township_granted(gi_db *db, uint16_t product, int season, int64_t township,
                              int64_t *quantity, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_township_load);
    bind_township(row, product, season, township);
    return step_amount(row, quantity, err);
}

static gi_status township_run(gi_db *db, const char *statement, uint16_t product, int season,
                              int64_t township, int64_t quantity, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    bind_township(row, product, season, township);
    gi_row_bind_int(row, 4, quantity);
    return gi_row_run(row, err);
}

gi_status gi_township_grant_add(gi_db *db, uint16_t product, int season, int64_t township,
                                int64_t quantity, gi_error *err)
{
    GI_TRY(township_run(db, q_township_add, product, season, township, quantity, err));
    return gi_db_changes(db) > 0
               ? GI_OK
               : township_run(db, q_township_insert, product, season, township, quantity, err);
}

gi_status gi_adjustment_insert(gi_db *db, const gi_adjustment_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_adjustment_insert);
    gi_row_bind_int(insert, 1, row->act);
    gi_row_bind_int(insert, 2, row->ref);
    gi_row_bind_int(insert, 3, row->source);
    gi_row_bind_int(insert, 4, row->year);
    gi_row_bind_int(insert, 5, row->quantity);
    gi_row_bind_int(insert, 6, row->owed);
    return gi_row_run(insert, err);
}

gi_status gi_adjusted(gi_db *db, int64_t source, int year, int64_t *quantity, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_adjusted);
    gi_row_bind_int(row, 1, source);
    gi_row_bind_int(row, 2, year);
    return step_amount(row, quantity, err);
}

gi_status gi_deficit_insert(gi_db *db, const gi_deficit_row *row, gi_error *err)
{
    GI_AUTO(gi_row) insert = gi_db_use(db, q_deficit_insert);
    gi_row_bind_int(insert, 1, row->act);
    gi_row_bind_int(insert, 2, row->source);
    gi_row_bind_int(insert, 3, row->holder);
    gi_row_bind_int(insert, 4, row->product);
    gi_row_bind_int(insert, 5, row->amount);
    return gi_row_run(insert, err);
}

gi_status gi_deficit_load(gi_db *db, uint32_t holder, uint16_t product, int64_t *owed,
                          gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_deficit_load);
    gi_row_bind_int(row, 1, holder);
    gi_row_bind_int(row, 2, product);
    return step_amount(row, owed, err);
}
