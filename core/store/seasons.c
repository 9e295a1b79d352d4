/*
 * seasons.c - seasons that were closed, and the raw material that is left in one.
 */
#include "core/store/seasons.h"

static const char q_season_end_insert[] =
    "INSERT INTO season_end (product, season, act) VALUES (?1, ?2, ?3)";
static const char q_season_end_load[] =
    "SELECT act FROM season_end WHERE product = ?1 AND season = ?2";
static const char q_raw_lots[] =
    "SELECT id FROM lot WHERE product = ?1 AND season = ?2 AND material = 'raw' AND day <= ?3 "
    "AND remaining > 0 AND held IS NULL ORDER BY day, id LIMIT ?4";

const char *const gi_season_statements[] = {
    q_season_end_insert,
    q_season_end_load,
    q_raw_lots,
    NULL,
};

gi_status gi_season_end_insert(gi_db *db, uint16_t product, int season, int64_t act, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_season_end_insert);
    gi_row_bind_int(row, 1, product);
    gi_row_bind_int(row, 2, season);
    gi_row_bind_int(row, 3, act);
    return gi_row_run(row, err);
}

gi_status gi_season_end_load(gi_db *db, uint16_t product, int season, bool *found, int64_t *act,
                             gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_season_end_load);
    gi_row_bind_int(row, 1, product);
    gi_row_bind_int(row, 2, season);
    GI_TRY(gi_row_step(row, found, err));
    if (*found) {
        *act = gi_row_int(row, 0);
    }
    return GI_OK;
}

gi_status gi_raw_lots(gi_db *db, uint16_t product, int season, gi_day until, int64_t *lots,
                      size_t max, size_t *count, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_raw_lots);
    bool found = false;
    size_t met = 0;
    gi_row_bind_int(row, 1, product);
    gi_row_bind_int(row, 2, season);
    gi_row_bind_int(row, 3, until);
    gi_row_bind_int(row, 4, (int64_t)max);
    GI_TRY(gi_row_step(row, &found, err));
    while (found && met < max) {
        lots[met++] = gi_row_int(row, 0);
        GI_TRY(gi_row_step(row, &found, err));
    }
    *count = met;
    return GI_OK;
}
