/*
 * workday.h - working days of China: weekends, public holidays, make-up working days.
 *
 * Holidays are data (core/rules/holidays.csv): the State Council names them year by year. A year
 * that is not in the table is counted by its weekends alone and named, never guessed.
 *
 *     GI_TRY(gi_workday_after(today, 10, &end, err));
 *     if (end.unknown_year != 0) { ... say "holidays of YEAR unknown: weekends only" ... }
 */
#ifndef GI_WORKDAY_H
#define GI_WORKDAY_H

#include "gi/clock.h"

/* A day found by counting, and the first year met whose holidays are not known (0 = none). */
typedef struct gi_workday {
    gi_day day;
    int unknown_year;
} gi_workday;

/* Most working days that can be counted in one call. */
#define GI_WORKDAYS_MAX 400

/*
 * The count-th working day after a day, which itself never counts; count 0 is the day.
 * GI_INVALID out-of-range: count outside 0..GI_WORKDAYS_MAX   GI_CORRUPT catalogue-...
 */
GI_CHECKED gi_status gi_workday_after(gi_day day, int count, gi_workday *out, gi_error *err);

/* Is it a working day? *known is false when holidays of its year are not in the table. */
GI_CHECKED gi_status gi_workday_is(gi_day day, bool *working, bool *known, gi_error *err);

#endif
