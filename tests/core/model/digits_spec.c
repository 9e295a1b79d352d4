/* Bytes as decimal digits: one text for each byte string, all others refused. */
#include <string.h>

#include "gi/unit_code.h"
#include "tests/core/model/megabyte.h"
#include "tests/support/spec.h"

static gi_status parse(const char *digits, uint8_t *out, size_t size, gi_error *err)
{
    return gi_digits_parse(gi_bytes_of(digits), out, size, err);
}

SPEC(each_group_size_has_its_digit_count)
{
    static const size_t counts[16] = { 0, 3, 5, 8, 10, 13, 15, 17, 20, 22, 25, 27, 30, 32, 34, 37 };
    const uint8_t bytes[16] = { 0 };
    for (size_t size = 0; size < 16; size++) {
        GI_AUTO_BUF text = GI_BUF(64);
        gi_digits_add(&text, (gi_bytes){ bytes, size });
        EXPECT_INT(text.size, counts[size]);
    }
}

SPEC(a_group_is_a_big_endian_number_with_leading_zeros)
{
    const uint8_t bytes[9] = { 0, 0, 0, 0, 0, 1, 0, 0, 9 };
    GI_AUTO_BUF text = GI_BUF(64);
    gi_digits_add(&text, (gi_bytes){ bytes, 9 });
    EXPECT_TEXT(gi_buf_text(&text), "0000000000000025600009");
}

SPEC(the_largest_group_of_every_size_parses_and_one_more_is_refused)
{
    static const char *const largest[7] = {
        "255",           "65535",           "16777215",         "4294967295",
        "1099511627775", "281474976710655", "72057594037927935"
    };
    gi_error err = { 0 };
    for (size_t size = 1; size <= 7; size++) {
        uint8_t out[7] = { 0 };
        EXPECT_OK(parse(largest[size - 1], out, size, &err));
        EXPECT_INT(out[0], 255);
        EXPECT_INT(out[size - 1], 255);
        char over[18];
        memcpy(over, largest[size - 1], strlen(largest[size - 1]) + 1);
        over[strlen(over) - 1]++;
        EXPECT_WHY(parse(over, out, size, &err), GI_WHY_BAD_GROUP);
    }
}

SPEC(the_number_of_a_bad_group_is_named)
{
    gi_error err = { 0 };
    uint8_t out[8] = { 0 };
    EXPECT_WHY(parse("00000000000000000999", out, 8, &err), GI_WHY_BAD_GROUP);
    EXPECT_TEXT(err.message, "digit group 2 (999) is out of range");
}

SPEC(digits_of_another_count_are_refused)
{
    gi_error err = { 0 };
    uint8_t out[8] = { 0 };
    EXPECT_WHY(parse("", out, 1, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(parse("12", out, 1, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(parse("0012", out, 1, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(parse("0", out, 0, &err), GI_WHY_BAD_LENGTH);
    EXPECT_OK(gi_digits_parse((gi_bytes){ 0 }, out, 0, &err));
}

SPEC(anything_but_ascii_digits_is_refused)
{
    static const char *const wrong[] = { "1 2", "+12", "-12", "0x1", "1.2",
                                         "１",  "12O", "12:", "12/" };
    gi_error err = { 0 };
    uint8_t out[1] = { 0 };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        EXPECT_WHY(parse(wrong[i], out, 1, &err), GI_WHY_BAD_CHARACTER);
    }
    EXPECT_WHY(gi_digits_parse((gi_bytes){ (const uint8_t *)"1\0002", 3 }, out, 1, &err),
               GI_WHY_BAD_CHARACTER);
}

SPEC(refused_digits_leave_the_output_alone)
{
    gi_error err = { 0 };
    uint8_t out[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    EXPECT_WHY(parse("00000000000000000256", out, 8, &err), GI_WHY_BAD_GROUP);
    EXPECT_WHY(parse("0000000000000000000a", out, 8, &err), GI_WHY_BAD_CHARACTER);
    for (uint8_t i = 0; i < 8; i++) {
        EXPECT_INT(out[i], i + 1);
    }
}

SPEC(a_megabyte_goes_to_digits_and_back)
{
    gi_error err = { 0 };
    GI_AUTO_BUF bytes = GI_BUF(MEGABYTE);
    GI_AUTO_BUF text = GI_BUF(3 * MEGABYTE);
    GI_AUTO_BUF back = GI_BUF(MEGABYTE);
    gi_bytes all = megabyte_of(&bytes, '\xA7');
    gi_digits_add(&text, all);
    EXPECT_OK(gi_buf_status(&text, "digits", &err));
    EXPECT_OK(gi_digits_parse(gi_buf_view(&text), gi_buf_extend(&back, MEGABYTE), MEGABYTE, &err));
    EXPECT(gi_bytes_equal(gi_buf_view(&back), all));
}

SPEC(digits_past_the_limit_of_a_buffer_mark_it_as_failed)
{
    gi_error err = { 0 };
    const uint8_t bytes[7] = { 0 };
    GI_AUTO_BUF text = GI_BUF(16);
    gi_digits_add(&text, (gi_bytes){ bytes, 7 });
    EXPECT_WHY(gi_buf_status(&text, "digits", &err), GI_WHY_OVER_LIMIT);
}
