/*
 * seasons.h - what limits and ends the grants of a season (005-labels.sql).
 *
 * Ceilings are asked of running sums, deficits of a few rows of one holder, material left over of
 * an index: none of it grows with the registry.
 */
#ifndef GI_STORE_SEASONS_H
#define GI_STORE_SEASONS_H

#include "core/store/db.h"
#include "gi/clock.h"

/* ---- grants.c: township_grant, adjustment, deficit ---- */

/* What the sources of a township were granted in a season so far, and adding to it. */
GI_CHECKED gi_status gi_township_granted(gi_db *db, uint16_t product, int season, int64_t township,
                                         int64_t *quantity, gi_error *err);
GI_CHECKED gi_status gi_township_grant_add(gi_db *db, uint16_t product, int season,
                                           int64_t township, int64_t quantity, gi_error *err);

typedef struct gi_adjustment_row {
    int64_t act;
    int64_t ref; /* the grant */
    int64_t source;
    int year;
    int64_t quantity;
    int64_t owed; /* what of it was used already */
} gi_adjustment_row;

GI_CHECKED gi_status gi_adjustment_insert(gi_db *db, const gi_adjustment_row *row, gi_error *err);
/* What the grant of a source in a year was lowered by so far. */
GI_CHECKED gi_status gi_adjusted(gi_db *db, int64_t source, int year, int64_t *quantity,
                                 gi_error *err);

/* One change of what a holder owes; > 0 owes more, < 0 paid by the grant of a source. */
typedef struct gi_deficit_row {
    int64_t act, source;
    uint32_t holder;
    uint16_t product;
    int64_t amount;
} gi_deficit_row;

GI_CHECKED gi_status gi_deficit_insert(gi_db *db, const gi_deficit_row *row, gi_error *err);
GI_CHECKED gi_status gi_deficit_load(gi_db *db, uint32_t holder, uint16_t product, int64_t *owed,
                                     gi_error *err);

/* ---- seasons.c: season_end, and what is left in a season ---- */

GI_CHECKED gi_status gi_season_end_insert(gi_db *db, uint16_t product, int season, int64_t act,
                                          gi_error *err);
/* The act that closed a season; *found is false while it is open. */
GI_CHECKED gi_status gi_season_end_load(gi_db *db, uint16_t product, int season, bool *found,
                                        int64_t *act, gi_error *err);
/* Raw lots with something left that were picked on that day or before, oldest first, at most max;
 * those that a dispute holds are left out. */
GI_CHECKED gi_status gi_raw_lots(gi_db *db, uint16_t product, int season, gi_day until,
                                 int64_t *lots, size_t max, size_t *count, gi_error *err);

#endif
