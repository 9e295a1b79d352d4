/*
 * holidays.c - counts working days by the table of holidays (gi/workday.h).
 *
 * The table is small and read afresh in each call; a day falls under the rows of its own year.
 */
#include "core/rules/holidays.h"

#include <stddef.h>

#include "core/rules/tables.h"
#include "gi/workday.h"

enum { OFF, WORK };

static const char *const kind_words[] = { "off", "work", NULL };

/* A civil day into an int64_t. */
static bool read_day(gi_bytes text, const gi_column *column, void *field)
{
    gi_day day = 0;
    (void)column;
    if (gi_day_parse(text, &day, NULL) != GI_OK) {
        return false;
    }
    *(int64_t *)field = day;
    return true;
}

#define AT(member) offsetof(gi_holiday_entry, member), sizeof(((gi_holiday_entry *)NULL)->member)

static const gi_column columns[] = {
    { "year", gi_column_number, AT(year), 2000, 2199, NULL, GI_PLAIN },
    { "kind", gi_column_word, AT(kind), 0, 0, kind_words, GI_PLAIN },
    { "first", read_day, AT(first), 0, 0, NULL, GI_KEY },
    { "last", read_day, AT(last), 0, 0, NULL, GI_PLAIN },
    { "zh", gi_column_text, AT(zh), 0, 0, NULL, GI_PLAIN },
    { "source", gi_column_text, AT(source), 0, 0, NULL, GI_PLAIN },
    { "mark", gi_column_mark, AT(mark), 0, 0, NULL, GI_PLAIN },
    { "checked", gi_column_month, AT(checked), 0, 0, NULL, GI_PLAIN },
};

extern const char gi_embedded_holidays[];
extern const size_t gi_embedded_holidays_size;
const gi_table gi_holidays_table = { "holidays",
                                     gi_embedded_holidays,
                                     &gi_embedded_holidays_size,
                                     columns,
                                     sizeof columns / sizeof columns[0],
                                     sizeof(gi_holiday_entry) };

static bool is_weekend(gi_day day)
{
    int weekday = (int)(((int64_t)day % 7 + 7 + 3) % 7); /* 1970-01-01 was a Thursday; 0 = Monday */
    return weekday >= 5;
}

/* Walks the whole table: a row that is wrong further down must not be passed over in silence. */
gi_status gi_workday_is(gi_day day, bool *working, bool *known, gi_error *err)
{
    gi_holiday_entry row;
    int year = 0;
    int month = 0;
    int of_month = 0;
    bool more = true;
    bool works = !is_weekend(day);
    bool year_known = false;
    gi_day_to_civil(day, &year, &month, &of_month);
    GI_WALK walk = gi_walk_begin(&gi_holidays_table);
    while (more) {
        GI_TRY(gi_walk_next(&walk, &row, &more, err));
        year_known = year_known || (more && row.year == year);
        if (more && day >= row.first && day <= row.last) {
            works = row.kind == WORK;
        }
    }
    *working = works;
    *known = year_known;
    return GI_OK;
}

gi_status gi_workday_after(gi_day day, int count, gi_workday *out, gi_error *err)
{
    gi_workday found = { .day = day };
    if (count < 0 || count > GI_WORKDAYS_MAX) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "working days", gi_num(count).text, "0",
                       gi_num(GI_WORKDAYS_MAX).text);
    }
    while (count > 0) {
        bool working = false;
        bool known = false;
        found.day++;
        GI_TRY(gi_workday_is(found.day, &working, &known, err));
        if (!known && found.unknown_year == 0) {
            int month = 0;
            int of_month = 0;
            gi_day_to_civil(found.day, &found.unknown_year, &month, &of_month);
        }
        count -= working ? 1 : 0;
    }
    *out = found;
    return GI_OK;
}
