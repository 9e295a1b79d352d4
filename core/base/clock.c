/*
 * clock.c - civil days by arithmetic alone (gi/clock.h).
 *
 * No time-zone database and no C library calendar: a day is a count, and the only offset
 * is the one passed in. Years are counted from March, so that the leap day comes last and
 * every month starts at a fixed day of its year. Days outside int32 stop at its ends.
 */
#include "gi/clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "gi/text.h"

#define MS_PER_MINUTE INT64_C(60000)
#define MS_PER_DAY INT64_C(86400000)
#define FIRST_YEAR 1970
#define LAST_YEAR 2199
#define DAYS_PER_ERA 146097 /* 400 Gregorian years */
#define DAYS_TO_1970 719468 /* 0000-03-01 to 1970-01-01 */

typedef struct civil {
    int64_t year;
    int month, day;
} civil;

static gi_time system_now(void *context)
{
    (void)context;
    struct timespec now = { 0 };
    (void)clock_gettime(CLOCK_REALTIME, &now); /* cannot fail for this clock */
    return (gi_time)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

gi_clock gi_clock_system(void)
{
    return (gi_clock){ .now = system_now, .context = NULL };
}

gi_time gi_clock_now(gi_clock clock)
{
    return clock.now(clock.context);
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static gi_day saturated(int64_t days)
{
    return (gi_day)(days < INT32_MIN ? INT32_MIN : days > INT32_MAX ? INT32_MAX : days);
}

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int64_t year, int month)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

static int64_t days_from(civil date)
{
    int64_t year = date.month > 2 ? date.year : date.year - 1;
    int64_t era = floor_div(year, 400);
    int64_t year_of_era = year - era * 400;
    int64_t month = date.month > 2 ? date.month - 3 : date.month + 9; /* March is 0 */
    int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

static civil civil_from(gi_day day)
{
    int64_t from_march = (int64_t)day + DAYS_TO_1970;
    int64_t era = floor_div(from_march, DAYS_PER_ERA);
    int64_t day_of_era = from_march - era * DAYS_PER_ERA;
    int64_t leap_days = day_of_era / 1460 - day_of_era / 36524 + day_of_era / 146096;
    int64_t year_of_era = (day_of_era - leap_days) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    return (civil){ .year = era * 400 + year_of_era + (month >= 10),
                    .month = (int)(month < 10 ? month + 3 : month - 9),
                    .day = (int)(day_of_year - (153 * month + 2) / 5) + 1 };
}

static bool is_day(civil date)
{
    return date.year >= FIRST_YEAR && date.year <= LAST_YEAR && date.month >= 1 &&
           date.month <= 12 && date.day >= 1 && date.day <= month_length(date.year, date.month);
}

gi_status gi_day_from_civil(int year, int month, int day, gi_day *out, gi_error *err)
{
    civil date = { .year = year, .month = month, .day = day };
    if (!is_day(date)) {
        char text[40];
        (void)snprintf(text, sizeof text, "%d-%02d-%02d", year, month, day);
        return gi_fail(err, GI_WHY_BAD_DAY, text);
    }
    *out = (gi_day)days_from(date);
    return GI_OK;
}

void gi_day_to_civil(gi_day day, int *year, int *month, int *day_of_month)
{
    civil date = civil_from(day);
    *year = (int)date.year;
    *month = date.month;
    *day_of_month = date.day;
}

/* The number in count digits, or -1. */
static int digits_at(gi_bytes text, size_t at, size_t count)
{
    int value = 0;
    for (size_t i = at; i < at + count; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') {
            return -1;
        }
        value = value * 10 + (text.data[i] - '0');
    }
    return value;
}

gi_status gi_day_parse(gi_bytes text, gi_day *out, gi_error *err)
{
    if (text.size != 10 || text.data[4] != '-' || text.data[7] != '-') {
        return gi_fail(err, GI_WHY_BAD_DAY, gi_quote(text).text);
    }
    civil date = { digits_at(text, 0, 4), digits_at(text, 5, 2), digits_at(text, 8, 2) };
    if (!is_day(date)) {
        return gi_fail(err, GI_WHY_BAD_DAY, gi_quote(text).text);
    }
    *out = (gi_day)days_from(date);
    return GI_OK;
}

gi_day_text_t gi_day_text(gi_day day)
{
    gi_day_text_t out;
    civil date = civil_from(day);
    (void)snprintf(out.text, sizeof out.text, "%04" PRId64 "-%02d-%02d", date.year, date.month,
                   date.day);
    return out;
}

/* Splits a moment into its civil day and the milliseconds since that midnight. */
static gi_day split(gi_time moment, int utc_offset_min, int64_t *of_day)
{
    int64_t rest = moment % MS_PER_DAY + utc_offset_min * MS_PER_MINUTE;
    int64_t carried = floor_div(rest, MS_PER_DAY);
    *of_day = rest - carried * MS_PER_DAY;
    return saturated(moment / MS_PER_DAY + carried);
}

gi_day gi_day_of(gi_time moment, int utc_offset_min)
{
    int64_t of_day = 0;
    return split(moment, utc_offset_min, &of_day);
}

gi_day gi_day_add_months(gi_day day, int months)
{
    civil date = civil_from(day);
    int64_t month = date.year * 12 + date.month - 1 + months;
    date.year = floor_div(month, 12);
    date.month = (int)(month - date.year * 12) + 1;
    int last = month_length(date.year, date.month);
    date.day = date.day < last ? date.day : last;
    return saturated(days_from(date));
}

gi_time_text_t gi_time_text(gi_time moment, int utc_offset_min)
{
    int64_t of_day = 0;
    gi_day day = split(moment, utc_offset_min, &of_day);
    int minutes = (int)(of_day / MS_PER_MINUTE);
    gi_time_text_t out;
    (void)snprintf(out.text, sizeof out.text, "%s %02d:%02d", gi_day_text(day).text, minutes / 60,
                   minutes % 60);
    return out;
}
