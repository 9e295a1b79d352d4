/* Working days against a table: weekends, holidays, make-up days, years that are not known. */
#include "gi/workday.h"
#include "tests/support/spec.h"

static gi_day day_of(const char *text)
{
    gi_error err = { 0 };
    gi_day day = 0;
    EXPECT_OK(gi_day_parse(gi_bytes_of(text), &day, &err));
    return day;
}

/* Each row by hand with the two notices of the State Council beside. */
SPEC(working_days_are_counted_as_in_the_table)
{
    static const struct {
        const char *from;
        int count;
        const char *wanted;
    } rows[] = {
        { "2025-01-01", 1, "2025-01-02" },  { "2025-01-24", 1, "2025-01-26" },
        { "2025-01-27", 1, "2025-02-05" },  { "2025-02-07", 1, "2025-02-08" },
        { "2025-04-03", 1, "2025-04-07" },  { "2025-04-25", 2, "2025-04-28" },
        { "2025-04-30", 1, "2025-05-06" },  { "2025-05-30", 1, "2025-06-03" },
        { "2025-09-26", 1, "2025-09-28" },  { "2025-09-30", 1, "2025-10-09" },
        { "2025-10-10", 1, "2025-10-11" },  { "2025-09-30", 10, "2025-10-21" },
        { "2025-12-31", 1, "2026-01-04" },  { "2026-01-02", 1, "2026-01-04" },
        { "2026-02-13", 1, "2026-02-14" },  { "2026-02-14", 1, "2026-02-24" },
        { "2026-02-27", 1, "2026-02-28" },  { "2026-04-03", 1, "2026-04-07" },
        { "2026-04-30", 1, "2026-05-06" },  { "2026-05-08", 1, "2026-05-09" },
        { "2026-06-18", 1, "2026-06-22" },  { "2026-09-18", 1, "2026-09-20" },
        { "2026-09-24", 1, "2026-09-28" },  { "2026-09-30", 1, "2026-10-08" },
        { "2026-10-09", 1, "2026-10-10" },  { "2026-06-01", 10, "2026-06-15" },
        { "2026-06-01", 20, "2026-06-30" }, { "2026-06-01", 30, "2026-07-14" },
        { "2026-06-06", 0, "2026-06-06" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        gi_error err = { 0 };
        gi_workday end;
        EXPECT_OK(gi_workday_after(day_of(rows[i].from), rows[i].count, &end, &err));
        EXPECT_TEXT(gi_day_text(end.day).text, rows[i].wanted);
        EXPECT_INT(end.unknown_year, 0);
    }
}

SPEC(a_year_that_is_not_in_the_table_is_counted_by_weekends_and_named)
{
    gi_error err = { 0 };
    gi_workday end;
    EXPECT_OK(gi_workday_after(day_of("2027-01-01"), 5, &end, &err));
    EXPECT_TEXT(gi_day_text(end.day).text, "2027-01-08");
    EXPECT_INT(end.unknown_year, 2027);
    EXPECT_OK(gi_workday_after(day_of("2026-12-31"), 1, &end, &err));
    EXPECT_INT(end.unknown_year, 2027);
}

SPEC(a_count_outside_its_range_is_refused)
{
    gi_error err = { 0 };
    gi_workday end;
    EXPECT_WHY(gi_workday_after(0, -1, &end, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_WHY(gi_workday_after(0, GI_WORKDAYS_MAX + 1, &end, &err), GI_WHY_OUT_OF_RANGE);
}

SPEC(every_day_of_two_years_is_known)
{
    for (gi_day day = day_of("2025-01-01"); day <= day_of("2026-12-31"); day++) {
        gi_error err = { 0 };
        bool working = false;
        bool known = false;
        EXPECT_OK(gi_workday_is(day, &working, &known, &err));
        EXPECT(known);
    }
}
