/*
 * inputs.h - rows of sprays and fertilisers.
 *
 * Acts check, these functions keep: no rule of the business lives here. Changes run inside the
 * caller's writing transaction.
 */
#ifndef GI_STORE_INPUTS_H
#define GI_STORE_INPUTS_H

#include "core/store/db.h"
#include "gi/clock.h"

typedef struct gi_input_row {
    int64_t act;
    int64_t source;
    gi_day day;
    bool pesticide;   /* else a fertiliser */
    char active[256]; /* names of ingredients with commas */
    int wait;         /* days of the registered label, -1 = not given */
    int64_t replaced; /* the act that corrected it, 0 = stands */
} gi_input_row;

GI_CHECKED gi_status gi_input_insert(gi_db *db, const gi_input_row *row, gi_error *err);
GI_CHECKED gi_status gi_input_load(gi_db *db, int64_t act, bool *found, gi_input_row *out,
                                   gi_error *err);
GI_CHECKED gi_status gi_input_replace(gi_db *db, int64_t act, int64_t by, gi_error *err);
/* Every spray that stands, at most `days` before a picking below the lot and not after it, with
 * the day of that picking; ordered by spray. */
typedef gi_status (*gi_spray_visit)(void *context, const gi_input_row *spray, gi_day picked,
                                    gi_error *err);
GI_CHECKED gi_status gi_spray_each(gi_db *db, int64_t lot, int days, gi_spray_visit take,
                                   void *context, gi_error *err);

#endif
