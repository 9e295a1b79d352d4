/* Label codes as digits: the published one, and every refusal of the reader. */
#include "gi/unit_code.h"

#include <string.h>

#include "tests/core/model/label_vector.h"
#include "tests/core/model/megabyte.h"
#include "tests/support/spec.h"

static gi_status parse(const char *digits, gi_unit_code *out, gi_error *err)
{
    return gi_unit_code_parse(gi_bytes_of(digits), out, err);
}

/* The digits of size bytes that start with first. */
static const char *digits_of(gi_buf *buf, uint8_t first, size_t size)
{
    uint8_t bytes[GI_UNIT_HEADER_MAX + GI_SIGNATURE_SIZE + 8] = { first };
    gi_buf_reset(buf);
    gi_digits_add(buf, (gi_bytes){ bytes, size });
    return gi_buf_text(buf);
}

SPEC(the_published_digits_hold_the_published_header)
{
    gi_error err = { 0 };
    gi_unit_code code = { 0 };
    EXPECT_INT(strlen(vector_digits), GI_UNIT_DIGITS);
    EXPECT_OK(parse(vector_digits, &code, &err));
    EXPECT_INT(code.header_size, GI_UNIT_HEADER_SIZE);
    EXPECT(memcmp(code.header, vector_header, sizeof vector_header) == 0);
}

SPEC(the_published_digits_print_back)
{
    gi_error err = { 0 };
    gi_unit_code code = { 0 };
    char digits[GI_UNIT_DIGITS_MAX + 1];
    EXPECT_OK(parse(vector_digits, &code, &err));
    EXPECT_INT(gi_unit_code_print(&code, digits), GI_UNIT_DIGITS);
    EXPECT_TEXT(digits, vector_digits);
}

SPEC(header_and_signature_do_not_overlap)
{
    gi_error err = { 0 };
    gi_unit_code code = { .header_size = GI_PACKAGE_HEADER_SIZE };
    gi_unit_code got = { 0 };
    char digits[GI_UNIT_DIGITS_MAX + 1];
    memset(code.header, 0x11, sizeof code.header);
    memset(code.signature.bytes, 0xEE, sizeof code.signature.bytes);
    EXPECT_INT(gi_unit_code_print(&code, digits), GI_PACKAGE_DIGITS);
    EXPECT_OK(parse(digits, &got, &err));
    EXPECT_INT(got.header_size, GI_PACKAGE_HEADER_SIZE);
    EXPECT(memcmp(got.header, code.header, sizeof code.header) == 0);
    EXPECT(memcmp(&got.signature, &code.signature, sizeof code.signature) == 0);
}

/* All 209 places x 9 other digits: whatever still parses is another code. */
SPEC(no_change_of_one_digit_leaves_the_code_as_it_was)
{
    gi_error err = { 0 };
    int refused = 0;
    for (size_t at = 0; at < GI_UNIT_DIGITS * 10; at++) {
        char digits[GI_UNIT_DIGITS + 1];
        memcpy(digits, vector_digits, sizeof digits);
        digits[at / 10] = (char)('0' + at % 10);
        if (digits[at / 10] == vector_digits[at / 10]) {
            continue;
        }
        gi_unit_code code = { 0 };
        char back[GI_UNIT_DIGITS_MAX + 1] = "";
        if (parse(digits, &code, &err) == GI_OK) {
            (void)gi_unit_code_print(&code, back);
            EXPECT_TEXT(back, digits);
        } else {
            refused++;
        }
    }
    EXPECT(refused >= 34);
}

SPEC(digits_of_any_other_count_are_refused)
{
    gi_error err = { 0 };
    gi_unit_code code = { 0 };
    char digits[400];
    memset(digits, '1', sizeof digits);
    for (size_t size = 0; size < sizeof digits; size++) {
        bool known = size == 39 || size == 209 || size == 221 || size == 224;
        if (!known) {
            EXPECT_WHY(gi_unit_code_parse((gi_bytes){ (uint8_t *)digits, size }, &code, &err),
                       GI_WHY_BAD_LENGTH);
        }
    }
    EXPECT_WHY(gi_unit_code_parse((gi_bytes){ 0 }, &code, &err), GI_WHY_BAD_LENGTH);
}

SPEC(a_megabyte_of_digits_is_no_code)
{
    gi_error err = { 0 };
    gi_unit_code code = { 0 };
    GI_AUTO_BUF buf = GI_BUF(MEGABYTE);
    EXPECT_WHY(gi_unit_code_parse(megabyte_of(&buf, '0'), &code, &err), GI_WHY_BAD_LENGTH);
}

SPEC(digits_of_one_type_at_the_length_of_another_are_refused)
{
    static const struct {
        uint8_t first;
        size_t size;
    } wrong[] = { { 0x10, 92 }, { 0x10, 91 }, { 0x10, 16 }, { 0x11, 86 },
                  { 0x12, 92 }, { 0x13, 91 }, { 0x1F, 92 } };
    gi_error err = { 0 };
    gi_unit_code code = { 0 };
    GI_AUTO_BUF buf = GI_BUF(GI_UNIT_DIGITS_MAX);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        EXPECT_WHY(parse(digits_of(&buf, wrong[i].first, wrong[i].size), &code, &err),
                   GI_WHY_BAD_LENGTH);
    }
}

SPEC(a_letter_or_blank_anywhere_in_a_code_is_refused)
{
    gi_error err = { 0 };
    for (size_t at = 0; at < GI_UNIT_DIGITS; at++) {
        gi_unit_code code = { 0 };
        char digits[GI_UNIT_DIGITS + 1];
        memcpy(digits, vector_digits, sizeof digits);
        digits[at] = at % 2 == 0 ? 'O' : ' ';
        EXPECT_WHY(parse(digits, &code, &err), GI_WHY_BAD_CHARACTER);
    }
}

/* Twelve groups of 17 digits and one of 5 (two bytes). */
SPEC(every_group_of_a_code_has_a_limit)
{
    gi_error err = { 0 };
    for (size_t group = 0; group < 13; group++) {
        gi_unit_code code = { 0 };
        char digits[GI_UNIT_DIGITS + 1];
        memcpy(digits, vector_digits, sizeof digits);
        memset(digits + group * 17, '9', group < 12 ? 17 : 5);
        EXPECT_WHY(parse(digits, &code, &err), GI_WHY_BAD_GROUP);
    }
}

SPEC(an_unknown_version_of_a_code_is_refused)
{
    gi_error err = { 0 };
    gi_unit_code code = { 0 };
    GI_AUTO_BUF buf = GI_BUF(GI_UNIT_DIGITS_MAX);
    EXPECT_WHY(parse(digits_of(&buf, 0x00, 86), &code, &err), GI_WHY_UNKNOWN_VERSION);
    EXPECT_WHY(parse(digits_of(&buf, 0x20, 86), &code, &err), GI_WHY_UNKNOWN_VERSION);
    EXPECT_WHY(parse(digits_of(&buf, 0xF1, 92), &code, &err), GI_WHY_UNKNOWN_VERSION);
}

SPEC(an_unknown_type_of_a_code_is_refused)
{
    gi_error err = { 0 };
    gi_unit_code code = { 0 };
    GI_AUTO_BUF buf = GI_BUF(GI_UNIT_DIGITS_MAX);
    for (uint8_t type = 5; type <= 14; type++) {
        EXPECT_WHY(parse(digits_of(&buf, (uint8_t)(0x10 | type), 86), &code, &err),
                   GI_WHY_UNKNOWN_TYPE);
    }
    EXPECT_WHY(parse(digits_of(&buf, 0x1E, 16), &code, &err), GI_WHY_UNKNOWN_TYPE);
}

/* "Verify before interpreting": flags are signed content, judged by the header's reader. */
SPEC(unknown_flags_are_no_matter_before_the_signature_was_checked)
{
    gi_error err = { 0 };
    gi_unit_code code = { .header = { 0x10 }, .header_size = GI_UNIT_HEADER_SIZE };
    code.header[21] = 0xFF;
    char digits[GI_UNIT_DIGITS_MAX + 1];
    (void)gi_unit_code_print(&code, digits);
    EXPECT_OK(parse(digits, &code, &err));
    gi_unit_header header = { 0 };
    EXPECT_WHY(gi_unit_header_decode((gi_bytes){ code.header, code.header_size }, &header, &err),
               GI_WHY_UNKNOWN_FLAGS);
}

SPEC(a_refused_code_leaves_the_output_alone)
{
    gi_error err = { 0 };
    gi_unit_code code = { .header_size = 7 };
    GI_AUTO_BUF buf = GI_BUF(GI_UNIT_DIGITS_MAX);
    EXPECT_WHY(parse(digits_of(&buf, 0x10, 92), &code, &err), GI_WHY_BAD_LENGTH);
    EXPECT_INT(code.header_size, 7);
    EXPECT_INT(code.header[0], 0);
}
