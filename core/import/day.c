/*
 * day.c - dates as people and spreadsheets write them; the year comes first or it is refused.
 */
#include <stdio.h>
#include <string.h>

#include "core/import/value.h"
#include "gi/clock.h"

#define SERIAL_EPOCH INT64_C(25569)      /* 1970-01-01 where 1900-01-01 is 1 */
#define SERIAL_EPOCH_1904 INT64_C(24107) /* ... where 1904-01-01 is 0 */
#define LAST_DAY INT64_C(84005)          /* 2199-12-31 */

bool gi_day_of_serial(int64_t serial, bool from_1904, char *out, size_t size)
{
    int64_t day = serial - (from_1904 ? SERIAL_EPOCH_1904 : SERIAL_EPOCH);
    if (serial < 0 || day < 0 || day > LAST_DAY) {
        return false;
    }
    (void)snprintf(out, size, "%s", gi_day_text((gi_day)day).text);
    return true;
}

static int take_int(const char **at, int *digits)
{
    int value = 0;
    for (*digits = 0; **at >= '0' && **at <= '9' && *digits < 9; (*at)++) {
        value = value * 10 + (**at - '0');
        (*digits)++;
    }
    return value;
}

/* What may stand after year, month and day. */
static const struct separator {
    const char *year, *month, *day;
} separators[] = {
    { "-", "-", "" },     { "/", "/", "" },     { ".", ".", "" },
    { "年", "月", "日" }, { "年", "月", "号" }, { "年", "月", "" },
};

static bool skip(const char **at, const char *text)
{
    size_t size = strlen(text);
    bool there = strncmp(*at, text, size) == 0;
    *at += there ? size : 0;
    return there;
}

/* "00:00", "8:30:00", "t00:00:00z": a time of day behind a date says nothing about the day. */
static bool is_time(const char *text)
{
    bool colon = false;
    if (*text == 't') {
        text++;
    }
    for (; *text != '\0'; text++) {
        if (strchr("0123456789:.z", *text) == NULL) {
            return false;
        }
        colon = colon || *text == ':';
    }
    return colon;
}

typedef struct date {
    int year, month, day;
    int year_digits, month_digits, day_digits;
} date;

/* *at stands behind the date when this row fits. */
static bool take_with(const char **at, const struct separator *row, date *out)
{
    const char *start = *at;
    out->year = take_int(at, &out->year_digits);
    bool fits = out->year_digits > 0 && skip(at, row->year);
    out->month = take_int(at, &out->month_digits);
    fits = fits && out->month_digits > 0 && skip(at, row->month);
    out->day = take_int(at, &out->day_digits);
    fits = fits && out->day_digits > 0 && skip(at, row->day);
    *at = fits ? *at : start;
    return fits;
}

/* "20260405" */
static bool take_plain(const char **at, date *out)
{
    int digits = 0;
    const char *start = *at;
    int value = take_int(at, &digits);
    if (digits != 8) {
        *at = start;
        return false;
    }
    *out = (date){ value / 10000, value / 100 % 100, value % 100, 4, 2, 2 };
    return true;
}

static bool take(const char **at, date *out)
{
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        if (take_with(at, &separators[i], out)) {
            return true;
        }
    }
    return take_plain(at, out);
}

static bool is_serial(const char *text)
{
    int digits = 0;
    const char *at = text;
    (void)take_int(&at, &digits);
    if (*at == '.') {
        at += 1 + strspn(at + 1, "0123456789");
    }
    return digits == 5 && *at == '\0';
}

gi_status gi_day_take(const char *folded, bool from_1904, char *out, size_t size, gi_error *err)
{
    const char *at = folded;
    date found = { 0 };
    gi_day day = 0;
    if (is_serial(folded)) {
        int digits = 0;
        int serial = take_int(&at, &digits);
        return gi_day_of_serial(serial, from_1904, out, size)
                   ? GI_OK
                   : gi_fail(err, GI_WHY_BAD_DAY, folded);
    }
    if (!take(&at, &found) || (*at != '\0' && !is_time(at))) {
        return found.year_digits > 0 ? gi_fail(err, GI_WHY_IMPORT_DAY, folded)
                                     : gi_fail(err, GI_WHY_BAD_DAY, folded);
    }
    if (found.year_digits != 4) {
        return gi_fail(err, GI_WHY_IMPORT_DAY, folded);
    }
    if (gi_day_from_civil(found.year, found.month, found.day, &day, NULL) != GI_OK) {
        return gi_fail(err, GI_WHY_BAD_DAY, folded);
    }
    (void)snprintf(out, size, "%s", gi_day_text(day).text);
    return GI_OK;
}
