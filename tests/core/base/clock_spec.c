/* Civil days by arithmetic, and moments at a fixed offset. */
#include "gi/clock.h"

#include <limits.h>

#include "tests/support/spec.h"

#define LAST_DAY 84005 /* 2199-12-31 */

static gi_day day_of_text(const char *text)
{
    gi_error err = { 0 };
    gi_day day = 0;
    EXPECT_OK(gi_day_parse(gi_bytes_of(text), &day, &err));
    return day;
}

static gi_time fixed_now(void *context)
{
    return *(const gi_time *)context;
}

SPEC(known_days_have_their_known_numbers)
{
    EXPECT_INT(day_of_text("1970-01-01"), 0);
    EXPECT_INT(day_of_text("2000-02-29"), 11016);
    EXPECT_INT(day_of_text("2000-03-01"), 11017);
    EXPECT_INT(day_of_text("2026-04-05"), 20548);
    EXPECT_INT(day_of_text("2199-12-31"), LAST_DAY);
}

SPEC(a_day_that_the_calendar_lacks_is_refused)
{
    static const char *const wrong[] = {
        "2026-00-10", "2026-13-01", "2026-04-00", "2026-04-31", "2026-02-29",
        "2100-02-29", "2024-02-30", "1969-12-31", "2200-01-01", "0000-01-01",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        gi_error err = { 0 };
        gi_day day = 7;
        EXPECT_WHY(gi_day_parse(gi_bytes_of(wrong[i]), &day, &err), GI_WHY_BAD_DAY);
        EXPECT_INT(day, 7);
    }
}

SPEC(a_day_in_another_spelling_is_refused)
{
    static const char *const wrong[] = {
        "",           "2026-4-5",    "2026/04/05", "20260405",    "2026-04-05 ", " 2026-04-05",
        "2026-04-0a", "-026-04-05",  "+026-04-05", "2026-04--5",  "26-04-05",    "2026-0405-",
        "2026-04-5 ", "2026-04-055", "２026-04-0", "2026-04-05T", "20260-4-05",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        gi_error err = { 0 };
        gi_day day = 7;
        EXPECT_WHY(gi_day_parse(gi_bytes_of(wrong[i]), &day, &err), GI_WHY_BAD_DAY);
        EXPECT_INT(day, 7);
    }
}

SPEC(a_refused_day_is_named_in_the_message)
{
    gi_error err = { 0 };
    gi_day day = 0;
    EXPECT_WHY(gi_day_from_civil(2026, 2, 29, &day, &err), GI_WHY_BAD_DAY);
    EXPECT_TEXT(err.message, "\"2026-02-29\" is no day; write it as 2026-04-05");
    EXPECT_WHY(gi_day_from_civil(INT_MIN, INT_MIN, INT_MAX, &day, &err), GI_WHY_BAD_DAY);
}

SPEC(every_day_from_1970_to_2199_follows_the_one_before)
{
    int year = 0;
    int month = 0;
    int day = 0;
    int before = 19691231;
    for (gi_day at = 0; at <= LAST_DAY; at++) {
        gi_error err = { 0 };
        gi_day back = -1;
        gi_day_to_civil(at, &year, &month, &day);
        EXPECT_OK(gi_day_from_civil(year, month, day, &back, &err));
        EXPECT_INT(back, at);
        EXPECT(year * 10000 + month * 100 + day > before);
        before = year * 10000 + month * 100 + day;
    }
    EXPECT_INT(before, 21991231);
}

SPEC(day_print_then_parse_is_identity)
{
    for (int i = 0; i < 10000; i++) {
        gi_day day = (gi_day)gi_spec_below(LAST_DAY + 1);
        EXPECT_INT(day_of_text(gi_day_text(day).text), day);
    }
}

SPEC(even_the_ends_of_the_count_have_a_text)
{
    EXPECT_TEXT(gi_day_text(-1).text, "1969-12-31");
    EXPECT_TEXT(gi_day_text(INT32_MAX).text, "5881580-07-11");
    EXPECT_TEXT(gi_day_text(INT32_MIN).text, "-5877641-06-23");
}

SPEC(a_day_begins_at_midnight_of_its_offset)
{
    gi_time midnight = INT64_C(20548) * 86400000 - 480 * 60000; /* 2026-04-05 00:00 in China */
    EXPECT_INT(gi_day_of(midnight, 480), 20548);
    EXPECT_INT(gi_day_of(midnight - 1, 480), 20547);
    EXPECT_INT(gi_day_of(midnight, 0), 20547);
    EXPECT_INT(gi_day_of(midnight + 86399999, 480), 20548);
    EXPECT_INT(gi_day_of(-1, 0), -1);
    EXPECT_INT(gi_day_of(0, -1), -1);
}

SPEC(a_moment_past_all_days_stops_at_the_last_one)
{
    EXPECT_INT(gi_day_of(INT64_MAX, 480), INT32_MAX);
    EXPECT_INT(gi_day_of(INT64_MIN, -480), INT32_MIN);
    EXPECT_INT(gi_day_of(INT64_MAX, INT_MAX), INT32_MAX);
}

SPEC(a_moment_is_written_to_the_minute_at_its_offset)
{
    gi_time moment = INT64_C(20548) * 86400000 + (6 * 60 + 3) * 60000 + 59999;
    EXPECT_TEXT(gi_time_text(moment, 480).text, "2026-04-05 14:03");
    EXPECT_TEXT(gi_time_text(moment, 0).text, "2026-04-05 06:03");
    EXPECT_TEXT(gi_time_text(moment, -420).text, "2026-04-04 23:03");
    EXPECT_TEXT(gi_time_text(-1, 0).text, "1969-12-31 23:59");
}

SPEC(months_are_added_to_the_same_day_or_the_end_of_the_month)
{
    static const struct {
        const char *from;
        int months;
        const char *to;
    } rows[] = {
        { "2026-04-05", 18, "2027-10-05" }, { "2026-01-31", 1, "2026-02-28" },
        { "2028-01-31", 1, "2028-02-29" },  { "2024-02-29", 12, "2025-02-28" },
        { "2026-08-31", 1, "2026-09-30" },  { "2026-12-15", 1, "2027-01-15" },
        { "2026-03-31", -1, "2026-02-28" }, { "2026-01-15", -1, "2025-12-15" },
        { "2026-05-31", 0, "2026-05-31" },  { "2199-12-31", 2, "2200-02-28" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        gi_day from = day_of_text(rows[i].from);
        EXPECT_TEXT(gi_day_text(gi_day_add_months(from, rows[i].months)).text, rows[i].to);
    }
}

SPEC(adding_any_number_of_months_overflows_nothing)
{
    EXPECT_INT(gi_day_add_months(INT32_MAX, INT_MAX), INT32_MAX);
    EXPECT_INT(gi_day_add_months(INT32_MIN, INT_MIN), INT32_MIN);
}

SPEC(now_comes_from_the_clock_that_is_passed_in)
{
    gi_time moment = INT64_C(1775368980000);
    gi_clock clock = { .now = fixed_now, .context = &moment };
    EXPECT_INT(gi_clock_now(clock), moment);
    moment++;
    EXPECT_INT(gi_clock_now(clock), moment);
}

SPEC(the_system_clock_runs_forward_from_this_decade)
{
    gi_time first = gi_clock_now(gi_clock_system());
    EXPECT(first > INT64_C(1700000000000) && first < INT64_C(7258118400000));
    EXPECT(gi_clock_now(gi_clock_system()) >= first);
}
