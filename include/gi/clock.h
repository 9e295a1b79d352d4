/*
 * clock.h - civil days and the moment, both passed in.
 *
 * A gi_day is a count of days since 1970-01-01 in the proleptic Gregorian calendar; a
 * moment is milliseconds since 1970 UTC. The civil day of a moment depends on one fixed
 * offset (config utc_offset_min, default 480): no time-zone database (FORMATS 1).
 */
#ifndef GI_CLOCK_H
#define GI_CLOCK_H

#include <stdint.h>

#include "gi/bytes.h"

typedef int32_t gi_day;  /* days since 1970-01-01 */
typedef int64_t gi_time; /* ms since 1970-01-01T00:00:00Z */

/* Where "now" comes from: gi_clock_system() or a test's own. */
typedef struct gi_clock {
    gi_time (*now)(void *context);
    void *context;
} gi_clock;

gi_clock gi_clock_system(void);
gi_time gi_clock_now(gi_clock clock);

/* Day number of a civil date and back; year 1970..2199, GI_INVALID (bad-day) otherwise. */
GI_CHECKED gi_status gi_day_from_civil(int year, int month, int day, gi_day *out, gi_error *err);
void gi_day_to_civil(gi_day day, int *year, int *month, int *day_of_month);

/* "2026-04-05" strictly; GI_INVALID (bad-day). */
GI_CHECKED gi_status gi_day_parse(gi_bytes text, gi_day *out, gi_error *err);

typedef struct gi_day_text_t {
    char text[16];
} gi_day_text_t;

/* "2026-04-05"; lives to the end of the statement. */
gi_day_text_t gi_day_text(gi_day day);

/* The civil day of a moment at an offset in minutes (China: 480); stops at the ends of gi_day. */
gi_day gi_day_of(gi_time moment, int utc_offset_min);

/* Same day of month n months on (back when negative), clamped to the month's end. The result
 * may lie past 2199 and then has a text, but no way back through gi_day_parse. */
gi_day gi_day_add_months(gi_day day, int months);

typedef struct gi_time_text_t {
    char text[32];
} gi_time_text_t;

/* "2026-04-05 14:03" at an offset in minutes. */
gi_time_text_t gi_time_text(gi_time moment, int utc_offset_min);

#endif
