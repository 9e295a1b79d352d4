/* UTF-8, texts people typed and decimal integers. */
#include "gi/text.h"

#include <string.h>

#include "tests/support/spec.h"

static gi_bytes raw(const char *bytes)
{
    return gi_bytes_of(bytes);
}

SPEC(utf8_of_every_length_is_valid)
{
    EXPECT(gi_utf8_valid(raw("")));
    EXPECT(gi_utf8_valid(raw("a\xC3\xA9\xE5\xBA\x90\xF0\x9F\x8D\xB5")));
    EXPECT(gi_utf8_valid(raw("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF")));
}

SPEC(broken_utf8_is_not_valid)
{
    static const char *const broken[] = {
        "\x80",             /* continuation without a lead */
        "\xC3",             /* cut short */
        "\xE5\xBA",         /* cut short */
        "\xC3(",            /* lead without continuation */
        "\xC0\xAF",         /* overlong in two bytes */
        "\xE0\x80\xAF",     /* overlong in three */
        "\xF0\x80\x80\xAF", /* overlong in four */
        "\xED\xA0\x80",     /* first surrogate */
        "\xED\xBF\xBF",     /* last surrogate */
        "\xF4\x90\x80\x80", /* past U+10FFFF */
        "\xF8\x88\x80\x80\x80",
        "\xFF",
    };
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        EXPECT(!gi_utf8_valid(raw(broken[i])));
    }
}

SPEC(control_characters_of_all_three_kinds_are_not_printable)
{
    EXPECT(gi_utf8_printable(raw("庐山云雾茶 ~\xC2\xA0")));
    EXPECT(!gi_utf8_printable(raw("a\tb")));
    EXPECT(!gi_utf8_printable(raw("a\x7F")));
    EXPECT(!gi_utf8_printable(raw("a\xC2\x80")));
    EXPECT(!gi_utf8_printable(raw("a\xC2\x9F")));
    EXPECT(!gi_utf8_printable((gi_bytes){ (const uint8_t *)"", 1 }));
}

SPEC(length_counts_characters_not_bytes)
{
    EXPECT_INT(gi_utf8_length(raw("")), 0);
    EXPECT_INT(gi_utf8_length(raw("庐山 a\xF0\x9F\x8D\xB5")), 5);
}

SPEC(a_text_that_just_fits_is_copied)
{
    gi_error err = { 0 };
    char out[7];
    EXPECT_OK(gi_text_copy(out, sizeof out, raw("庐山"), "place", &err));
    EXPECT_TEXT(out, "庐山");
    EXPECT_OK(gi_text_copy(out, sizeof out, (gi_bytes){ NULL, 0 }, "place", &err));
    EXPECT_TEXT(out, "");
}

SPEC(a_text_one_byte_too_long_is_refused_with_size_and_limit)
{
    gi_error err = { 0 };
    char out[7] = "old";
    EXPECT_WHY(gi_text_copy(out, sizeof out, raw("庐山a"), "place", &err), GI_WHY_TOO_LONG);
    EXPECT_TEXT(err.message, "place is too long: 7, the limit is 6");
    EXPECT_TEXT(out, "old");
}

SPEC(a_text_with_broken_utf8_or_controls_is_refused_and_not_copied)
{
    gi_error err = { 0 };
    char out[16] = "old";
    EXPECT_WHY(gi_text_copy(out, sizeof out, raw("a\xFF"), "name", &err), GI_WHY_BAD_UTF8);
    EXPECT_WHY(gi_text_copy(out, sizeof out, raw("a\nb"), "name", &err), GI_WHY_CONTROL_CHARACTER);
    EXPECT_TEXT(out, "old");
}

SPEC(an_integer_at_either_limit_is_read)
{
    gi_error err = { 0 };
    int64_t n = 0;
    EXPECT_OK(gi_text_int(raw("-5"), "n", -5, 7, &n, &err));
    EXPECT_INT(n, -5);
    EXPECT_OK(gi_text_int(raw("7"), "n", -5, 7, &n, &err));
    EXPECT_INT(n, 7);
    EXPECT_OK(gi_text_int(raw("0"), "n", -5, 7, &n, &err));
    EXPECT_INT(n, 0);
}

SPEC(the_whole_range_of_int64_is_read_and_not_one_more)
{
    gi_error err = { 0 };
    int64_t n = 0;
    EXPECT_OK(gi_text_int(raw("-9223372036854775808"), "n", INT64_MIN, INT64_MAX, &n, &err));
    EXPECT_INT(n, INT64_MIN);
    EXPECT_OK(gi_text_int(raw("9223372036854775807"), "n", INT64_MIN, INT64_MAX, &n, &err));
    EXPECT_INT(n, INT64_MAX);
    EXPECT_WHY(gi_text_int(raw("9223372036854775808"), "n", INT64_MIN, INT64_MAX, &n, &err),
               GI_WHY_OUT_OF_RANGE);
    EXPECT_WHY(gi_text_int(raw("-9223372036854775809"), "n", INT64_MIN, INT64_MAX, &n, &err),
               GI_WHY_OUT_OF_RANGE);
    EXPECT_INT(n, INT64_MAX);
}

SPEC(an_integer_outside_its_limits_names_value_and_limits)
{
    gi_error err = { 0 };
    int64_t n = 42;
    EXPECT_WHY(gi_text_int(raw("16"), "season", 0, 15, &n, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_TEXT(err.message, "season is 16, outside 0..15");
    EXPECT_WHY(gi_text_int(raw("-1"), "season", 0, 15, &n, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_INT(n, 42);
}

SPEC(anything_but_plain_digits_is_no_integer)
{
    static const char *const wrong[] = { "",   "-",  "-0",  "00",  "01",  "-01", "+1",
                                         " 1", "1 ", "1.0", "1e3", "0x1", "--1", "１" };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        gi_error err = { 0 };
        int64_t n = 42;
        EXPECT_WHY(gi_text_int(raw(wrong[i]), "n", -9, 9, &n, &err), GI_WHY_BAD_NUMBER);
        EXPECT_INT(n, 42);
    }
}

SPEC(a_quoted_hostile_value_is_short_clean_and_whole)
{
    char hostile[400];
    memset(hostile, '\n', sizeof hostile);
    memcpy(hostile, "a\xFF\xC2\x85\xE5\xBA\x90\0b", 10);
    gi_quote_text quoted = gi_quote((gi_bytes){ (const uint8_t *)hostile, sizeof hostile });
    EXPECT(strncmp(quoted.text, "a??庐?b??", 10) == 0);
    EXPECT(strlen(quoted.text) > 60 && gi_utf8_printable(raw(quoted.text)));
    EXPECT_TEXT(gi_quote((gi_bytes){ NULL, 0 }).text, "");
}

SPEC(a_trim_takes_blanks_off_both_ends_and_no_others)
{
    EXPECT(gi_bytes_equal(gi_trim(raw(" \t九江 gi\r\n")), raw("九江 gi")));
    EXPECT(gi_bytes_equal(gi_trim(raw("gi")), raw("gi")));
    EXPECT_INT(gi_trim(raw(" \v\f ")).size, 0);
    EXPECT_INT(gi_trim((gi_bytes){ 0 }).size, 0);
}
