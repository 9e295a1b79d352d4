/*
 * sums.c - what the public sums are made of (sums.h).
 *
 * An act has one posting to the market: an issue names its run, an act that ended labels the
 * ranges it ended, which lie in one run.
 */
#include "core/store/sums.h"

static const char q_season_each[] = "SELECT product, season FROM season ORDER BY product, season";
static const char q_market_each[] =
    "SELECT p.product, p.season, r.key, r.first, p.amount FROM run r JOIN posting p "
    "ON p.act = r.act AND p.material = 'market' UNION ALL "
    "SELECT p.product, p.season, s.key, MIN(s.first), p.amount FROM label_state s JOIN posting p "
    "ON p.act = s.act AND p.material = 'market' "
    "GROUP BY s.act, p.line, p.product, p.season, s.key, p.amount ORDER BY 3, 4, 5";

const char *const gi_sum_statements[] = { q_season_each, q_market_each, NULL };

gi_status gi_season_each(gi_db *db, gi_season_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_season_each);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        GI_TRY(take(context, (uint16_t)gi_row_int(row, 0), (int)gi_row_int(row, 1), err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_market_each(gi_db *db, gi_market_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_market_each);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        gi_market_row market = { .product = (uint16_t)gi_row_int(row, 0),
                                 .season = (int)gi_row_int(row, 1),
                                 .key = (uint16_t)gi_row_int(row, 2),
                                 .serial = (uint32_t)gi_row_int(row, 3),
                                 .amount = gi_row_int(row, 4) };
        GI_TRY(take(context, &market, err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}
