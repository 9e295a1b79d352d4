/* Finding the digits in a scanned URL or a typed text. */
#include <string.h>

#include "gi/unit_code.h"
#include "tests/core/model/label_vector.h"
#include "tests/core/model/megabyte.h"
#include "tests/support/spec.h"

#define GS1 "https://id.example/01/06901234567892/10/LSYW-26-00A3-001F-7/21/000W003RJ0W"

static gi_status find(const char *text, gi_bytes *digits, gi_error *err)
{
    return gi_unit_url_digits(gi_bytes_of(text), digits, err);
}

/* All of these hold the digits 0123456789. */
static void expect_found(const char *const *texts, size_t count)
{
    gi_error err = { 0 };
    for (size_t i = 0; i < count; i++) {
        gi_bytes digits = { 0 };
        EXPECT_OK(find(texts[i], &digits, &err));
        EXPECT(gi_bytes_equal(digits, gi_bytes_of("0123456789")));
        EXPECT((const char *)digits.data >= texts[i] &&
               (const char *)digits.data < texts[i] + strlen(texts[i]));
    }
}

SPEC(plain_digits_are_found_with_blanks_around_them)
{
    static const char *const texts[] = { "0123456789", " 0123456789\r\n", "\t0123456789 " };
    expect_found(texts, 3);
}

SPEC(the_last_part_of_a_url_is_found)
{
    static const char *const texts[] = { "https://gi.example/0123456789",
                                         "HTTPS://GI.EXAMPLE/a/b/0123456789\n",
                                         "gi.example/0123456789", "/0123456789",
                                         "https://gi.example//0123456789" };
    expect_found(texts, 5);
}

SPEC(queries_and_fragments_of_scanning_apps_are_ignored)
{
    static const char *const texts[] = {
        "https://gi.example/p/0123456789?x=y#z",  "https://gi.example/0123456789?from=a/b/c",
        "https://gi.example/0123456789#/1/2/3?4", "https://gi.example/0123456789?",
        "https://gi.example/0123456789#",         "https://gi.example/0123456789?S=999",
    };
    expect_found(texts, 6);
}

SPEC(the_query_s_of_the_gs1_form_is_found)
{
    static const char *const texts[] = {
        GS1 "?S=0123456789",
        GS1 "?S=0123456789#x",
        GS1 "?a=1&S=0123456789&b=2",
        GS1 "?s=1&xS=2&S=0123456789",
        "/01/06901234567892/10/A/21/00040000010?S=0123456789",
        "https://id.example/deep/01/06901234567892/10/A/21/000W003RJ0W?S=0123456789",
    };
    expect_found(texts, 6);
}

SPEC(the_published_code_is_found_whole_in_its_url)
{
    gi_error err = { 0 };
    gi_bytes digits = { 0 };
    GI_AUTO_BUF url = GI_BUF(1000);
    gi_buf_add_format(&url, "https://gi.example/%s?utm=1", vector_digits);
    EXPECT_OK(find(gi_buf_text(&url), &digits, &err));
    EXPECT(gi_bytes_equal(digits, gi_bytes_of(vector_digits)));
}

SPEC(a_text_without_digits_at_its_end_is_refused)
{
    static const char *const texts[] = { "",     "   ",     "/",         "https://gi.example/",
                                         "?123", "#123",    "a/?S=123",  "https://gi.example/123/",
                                         GS1,    GS1 "?S=", GS1 "?s=123" };
    gi_error err = { 0 };
    gi_bytes digits = { 0 };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        EXPECT_WHY(find(texts[i], &digits, &err), GI_WHY_BAD_LENGTH);
    }
    EXPECT_WHY(gi_unit_url_digits((gi_bytes){ 0 }, &digits, &err), GI_WHY_BAD_LENGTH);
    EXPECT(digits.data == NULL);
}

SPEC(junk_among_the_digits_is_refused)
{
    static const char *const texts[] = {
        "0123456789x",
        "https://gi.example/0123456789;a=1",
        "https://gi.example/123%20",
        "https://gi.example",
        "https://gi.example/123 456",
        "https://gi.example/１２３",
        "000W-003R-J0W",
        "https://gi.example/123&S=456",
        GS1 "?S=123x",
        GS1 "?S=123;b=2",
        GS1 "/?S=x/y",
    };
    gi_error err = { 0 };
    gi_bytes digits = { 0 };
    for (size_t i = 0; i + 1 < sizeof texts / sizeof texts[0]; i++) {
        EXPECT_WHY(find(texts[i], &digits, &err), GI_WHY_BAD_CHARACTER);
    }
    EXPECT(digits.data == NULL);
}

/* Only the whole form turns to the query: its last part may be all digits by chance. */
SPEC(a_path_that_only_resembles_the_gs1_form_is_read_as_a_path)
{
    static const char *const texts[] = {
        "https://id.example/01/0690123456789/10/A/21/0123456789?S=9",
        "https://id.example/02/06901234567892/10/A/21/0123456789?S=9",
        "https://id.example/01/06901234567892/11/A/21/0123456789?S=9",
        "https://id.example/01/06901234567892/10//21/0123456789?S=9",
        "https://id.example/01/06901234567892/10/A/22/0123456789?S=9",
        "https://id.example/10/A/21/0123456789?S=9",
    };
    expect_found(texts, 6);
}

SPEC(a_megabyte_of_digits_or_slashes_is_one_pass)
{
    gi_error err = { 0 };
    gi_bytes digits = { 0 };
    GI_AUTO_BUF buf = GI_BUF(MEGABYTE);
    EXPECT_OK(gi_unit_url_digits(megabyte_of(&buf, '7'), &digits, &err));
    EXPECT_INT(digits.size, MEGABYTE);
    gi_buf_reset(&buf);
    EXPECT_WHY(gi_unit_url_digits(megabyte_of(&buf, '/'), &digits, &err), GI_WHY_BAD_LENGTH);
    gi_buf_reset(&buf);
    EXPECT_WHY(gi_unit_url_digits(megabyte_of(&buf, '&'), &digits, &err), GI_WHY_BAD_CHARACTER);
}
