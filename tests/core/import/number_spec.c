/* number_spec.c - numbers are moved digit by digit. */
#include <stdio.h>

#include "core/import/value.h"
#include "tests/support/spec.h"

/* The number in its one spelling, or "?". */
static const char *taken(const char *text, bool from_cell, char out[64])
{
    size_t used = 0;
    if (!gi_number_take(gi_bytes_of(text), from_cell, out, 64, &used)) {
        (void)snprintf(out, 64, "?");
    }
    return out;
}

SPEC(a_number_has_one_spelling)
{
    static const char *const pairs[][2] = {
        { "12.50", "12.5" }, { "007", "7" },
        { "0.050", "0.05" }, { "1,234,567.5", "1234567.5" },
        { "1.25E2", "125" }, { "5e-3", "0.005" },
        { "0", "0" },        { "1.5E0", "1.5" },
        { "1,23", "?" },     { "12,34,567", "?" },
        { ".5", "?" },       { "1E999", "?" },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        char out[64];
        EXPECT_TEXT(taken(pairs[i][0], false, out), pairs[i][1]);
    }
}

SPEC(what_a_spreadsheet_adds_behind_fifteen_digits_is_rounded_away)
{
    char out[64];
    EXPECT_TEXT(taken("12.300000000000001", true, out), "12.3");
    EXPECT_TEXT(taken("0.30000000000000004", true, out), "0.3");
    EXPECT_TEXT(taken("9.9999999999999999", true, out), "10");
    EXPECT_TEXT(taken("12.300000000000001", false, out), "12.300000000000001");
}

SPEC(hectares_are_shifted_exactly)
{
    char out[64];
    gi_number_shift("1.23456", 4, out, sizeof out);
    EXPECT_TEXT(out, "12345.6");
}

SPEC(serial_days_count_from_1900_or_1904)
{
    char out[16];
    EXPECT(gi_day_of_serial(46117, false, out, sizeof out));
    EXPECT_TEXT(out, "2026-04-05");
    EXPECT(gi_day_of_serial(44655, true, out, sizeof out));
    EXPECT_TEXT(out, "2026-04-05");
    EXPECT(!gi_day_of_serial(60, false, out, sizeof out));
}
