/*
 * sums.h - what the public sums are made of: seasons, what runs were debited, what came back.
 *
 * Reads everything that there is of its kind: for a report, not for a look-up.
 */
#ifndef GI_STORE_SUMS_H
#define GI_STORE_SUMS_H

#include "core/store/db.h"

/* Every registered season, by product and number. */
typedef gi_status (*gi_season_visit)(void *context, uint16_t product, int season, gi_error *err);
GI_CHECKED gi_status gi_season_each(gi_db *db, gi_season_visit take, void *context, gi_error *err);

/* An amount that went to the market (> 0) or came back (< 0) for labels of one run, of which
 * serial is one. */
typedef struct gi_market_row {
    uint16_t product;
    int season;
    uint16_t key;
    uint32_t serial;
    int64_t amount;
} gi_market_row;
typedef gi_status (*gi_market_visit)(void *context, const gi_market_row *row, gi_error *err);
GI_CHECKED gi_status gi_market_each(gi_db *db, gi_market_visit take, void *context, gi_error *err);

#endif
