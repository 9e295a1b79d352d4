/*
 * clock.h - civil days and the moment, both passed in.
 *
 * A gi_day is a count of days since 1970-01-01 in the proleptic Gregorian calendar; a
 * moment is milliseconds since 1970 UTC. The civil day of a moment depends on one fixed
 * offset (config utc_offset_min, default 480): no time-zone database, no summer time, no leap
 * seconds (FORMATS 1). No function below reads the time but the ones of a gi_clock, so tests
 * bring their own day. Nothing keeps state: any thread may call anything.
 */
#ifndef GI_CLOCK_H
#define GI_CLOCK_H

#include <stdint.h>

#include "gi/bytes.h"

/* A civil day: days since 1970-01-01, negative before. Differences and comparisons are plain
 * arithmetic. Texts and forms take 1970..2199 only; arithmetic may leave that range. */
typedef int32_t gi_day;

/* A moment: milliseconds since 1970-01-01T00:00:00Z. */
typedef int64_t gi_time;

/*
 * Where "now" comes from: gi_clock_system() or a test's own. now is called with context and must
 * be safe in every thread that holds the clock; context is borrowed for as long as the clock is
 * used, which for a registry is until it is closed.
 */
typedef struct gi_clock {
    gi_time (*now)(void *context);
    void *context;
} gi_clock;

/* The clock of the machine (CLOCK_REALTIME); safe in any thread. */
gi_clock gi_clock_system(void);

/* Asks a clock; the same as calling its now. */
gi_time gi_clock_now(gi_clock clock);

/* The day of a civil date: year 1970..2199, month 1..12, day 1 up to the month's length.
 * GI_INVALID  bad-day */
GI_CHECKED gi_status gi_day_from_civil(int year, int month, int day, gi_day *out, gi_error *err);

/* The civil date of any gi_day, also outside 1970..2199. No output may be NULL. */
void gi_day_to_civil(gi_day day, int *year, int *month, int *day_of_month);

/*
 * Exactly "2026-04-05": ten characters, a date that exists, year 1970..2199; no blanks, no
 * other order or separator.
 * GI_INVALID  bad-day
 */
GI_CHECKED gi_status gi_day_parse(gi_bytes text, gi_day *out, gi_error *err);

/* Room for the text of any gi_day. */
typedef struct gi_day_text_t {
    char text[16];
} gi_day_text_t;

/* "2026-04-05" (ISO 8601). The pointer .text of the returned value lives to the end of the
 * statement; keep the value itself to keep the text. */
gi_day_text_t gi_day_text(gi_day day);

/* The civil day of a moment at an offset in minutes east of UTC (China: 480); a moment too far
 * away for a gi_day gives the first or last one. */
gi_day gi_day_of(gi_time moment, int utc_offset_min);

/*
 * Same day of month n months on (back when negative), clamped to the month's end: 2026-01-31
 * and one month is 2026-02-28. Best-before days count this way (FORMATS 1). The result may lie
 * past 2199 and then has a text, but no way back through gi_day_parse.
 */
gi_day gi_day_add_months(gi_day day, int months);

/* Room for the text of any gi_time. */
typedef struct gi_time_text_t {
    char text[32];
} gi_time_text_t;

/* "2026-04-05 14:03" at an offset in minutes; seconds are cut off. The offset is not printed: a
 * page that shows it says which one it is. Lives as gi_day_text's does. */
gi_time_text_t gi_time_text(gi_time moment, int utc_offset_min);

#endif
