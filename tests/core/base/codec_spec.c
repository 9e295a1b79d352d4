/* Hex, base64 and base32: one spelling, strictly read. */
#include <string.h>

#include "gi/text.h"
#include "tests/support/spec.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static gi_bytes random_bytes(uint8_t *at, size_t limit)
{
    size_t size = gi_spec_below(limit + 1);
    for (size_t i = 0; i < size; i++) {
        at[i] = (uint8_t)gi_spec_random();
    }
    return (gi_bytes){ at, size };
}

SPEC(hex_is_written_in_lower_case)
{
    GI_AUTO_BUF out = GI_BUF(16);
    gi_hex_add(&out, (gi_bytes){ (const uint8_t *)"\x00\x9A\xFF", 3 });
    EXPECT_TEXT(gi_buf_text(&out), "009aff");
}

SPEC(hex_is_read_in_both_cases)
{
    gi_error err = { 0 };
    uint8_t out[3];
    EXPECT_OK(gi_hex_parse(gi_bytes_of("00aBCd"), out, 3, &err));
    EXPECT(memcmp(out, "\x00\xAB\xCD", 3) == 0);
    EXPECT_OK(gi_hex_parse(gi_bytes_of(""), out, 0, &err));
}

SPEC(hex_of_wrong_length_or_letters_is_refused_and_writes_nothing)
{
    static const char *const wrong[] = {
        "", "00", "00112", "001122", "00g1", "0x11", "00 1", " 001"
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        gi_error err = { 0 };
        uint8_t out[3] = { 7, 7, 7 };
        EXPECT_WHY(gi_hex_parse(gi_bytes_of(wrong[i]), out, 2, &err), GI_WHY_BAD_HEX);
        EXPECT(memcmp(out, "\x07\x07\x07", 3) == 0);
    }
}

SPEC(hex_print_then_parse_is_identity)
{
    for (int i = 0; i < 10000; i++) {
        gi_error err = { 0 };
        uint8_t data[64];
        uint8_t back[64];
        gi_bytes bytes = random_bytes(data, sizeof data);
        GI_AUTO_BUF text = GI_BUF(128);
        gi_hex_add(&text, bytes);
        EXPECT_OK(gi_hex_parse(gi_buf_view(&text), back, bytes.size, &err));
        EXPECT(gi_bytes_equal(bytes, (gi_bytes){ back, bytes.size }));
    }
}

SPEC(base64_is_written_as_the_vectors_of_rfc_4648)
{
    static const char *const vectors[][2] = {
        { "", "" },
        { "f", "Zg==" },
        { "fo", "Zm8=" },
        { "foo", "Zm9v" },
        { "foob", "Zm9vYg==" },
        { "fooba", "Zm9vYmE=" },
        { "foobar", "Zm9vYmFy" },
        { "\xFB\xFF\xBF", "+/+/" },
    };
    for (size_t i = 0; i < COUNT(vectors); i++) {
        GI_AUTO_BUF out = GI_BUF(16);
        gi_base64_add(&out, gi_bytes_of(vectors[i][0]));
        EXPECT_TEXT(gi_buf_text(&out), vectors[i][1]);
    }
}

SPEC(base64_with_another_spelling_is_refused_and_adds_nothing)
{
    static const char *const wrong[] = {
        "Zg",   "Zg=",      "Zg===",  "Zh==", "Zo==",      "Zm+=", "Zm9=", "=",        "====",
        "Z===", "Zg==Zg==", "Zm9v\n", "Zm 9", "Zm9v Zg==", "Z-8=", "Z_8=", "Zm8=====",
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        gi_error err = { 0 };
        GI_AUTO_BUF out = GI_BUF(16);
        EXPECT_WHY(gi_base64_parse_add(gi_bytes_of(wrong[i]), &out, &err), GI_WHY_BAD_BASE64);
        EXPECT_INT(out.size, 0);
    }
}

SPEC(base64_of_another_size_is_refused_and_writes_nothing)
{
    gi_error err = { 0 };
    uint8_t out[4] = { 7, 7, 7, 7 };
    EXPECT_WHY(gi_base64_parse(gi_bytes_of("Zm8="), out, 3, &err), GI_WHY_BAD_BASE64);
    EXPECT_WHY(gi_base64_parse(gi_bytes_of("Zm9vYg=="), out, 3, &err), GI_WHY_BAD_BASE64);
    EXPECT(memcmp(out, "\x07\x07\x07\x07", 4) == 0);
    EXPECT_OK(gi_base64_parse(gi_bytes_of("Zm9v"), out, 3, &err));
    EXPECT(memcmp(out, "foo\x07", 4) == 0);
}

SPEC(base64_that_does_not_fit_its_buffer_is_refused)
{
    gi_error err = { 0 };
    GI_AUTO_BUF out = GI_BUF(2);
    EXPECT_WHY(gi_base64_parse_add(gi_bytes_of("Zm9v"), &out, &err), GI_WHY_OVER_LIMIT);
}

SPEC(base64_print_then_parse_is_identity)
{
    for (int i = 0; i < 10000; i++) {
        gi_error err = { 0 };
        uint8_t data[64];
        gi_bytes bytes = random_bytes(data, sizeof data);
        GI_AUTO_BUF text = GI_BUF(128);
        GI_AUTO_BUF back = GI_BUF(64);
        gi_base64_add(&text, bytes);
        EXPECT_OK(gi_base64_parse_add(gi_buf_view(&text), &back, &err));
        EXPECT(gi_bytes_equal(bytes, gi_buf_view(&back)));
    }
}

SPEC(a_base64_text_that_parses_is_the_one_that_is_printed)
{
    for (int i = 0; i < 10000; i++) {
        gi_error err = { 0 };
        char text[4];
        for (size_t k = 0; k < 4; k++) {
            text[k] = "ABCDQRwxgh+/89=="[gi_spec_below(16)];
        }
        gi_bytes given = { (const uint8_t *)text, 4 };
        GI_AUTO_BUF bytes = GI_BUF(8);
        GI_AUTO_BUF again = GI_BUF(8);
        if (gi_base64_parse_add(given, &bytes, &err) == GI_OK) {
            gi_base64_add(&again, gi_buf_view(&bytes));
            EXPECT(gi_bytes_equal(given, gi_buf_view(&again)));
        }
    }
}

SPEC(a_full_buffer_takes_no_half_code)
{
    GI_AUTO_BUF hex = GI_BUF(5);
    GI_AUTO_BUF base64 = GI_BUF(3);
    gi_hex_add(&hex, gi_bytes_of("abc"));
    gi_base64_add(&base64, gi_bytes_of("a"));
    EXPECT_INT(hex.failed, GI_NO_MEMORY);
    EXPECT_INT(base64.failed, GI_NO_MEMORY);
    EXPECT_INT(hex.size + base64.size, 0);
}

SPEC(every_base32_character_has_its_value_in_both_cases)
{
    for (unsigned value = 0; value < 32; value++) {
        char c = gi_base32_char(value);
        EXPECT_INT(gi_base32_value(c), value);
        EXPECT_INT(gi_base32_value((char)(c >= 'A' ? c + 32 : c)), value);
    }
}

SPEC(base32_reads_o_as_zero_and_i_and_l_as_one)
{
    EXPECT_INT(gi_base32_value('O') + gi_base32_value('o'), 0);
    EXPECT_INT(gi_base32_value('I') * gi_base32_value('i'), 1);
    EXPECT_INT(gi_base32_value('L') * gi_base32_value('l'), 1);
}

SPEC(digits_and_letters_except_u_are_all_of_base32)
{
    int known = 0;
    for (int c = -128; c < 128; c++) {
        known += gi_base32_value((char)c) >= 0;
    }
    EXPECT_INT(known, 10 + 25 * 2);
    EXPECT_INT(gi_base32_value('U'), -1);
    EXPECT_INT(gi_base32_value('u'), -1);
    EXPECT_INT(gi_base32_value('-'), -1);
    EXPECT_INT(gi_base32_value('\0'), -1);
}
