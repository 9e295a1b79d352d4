/* Unified social credit codes: the form is enforced, the checks are reported. */
#include "gi/uscc.h"

#include <string.h>

#include "tests/core/model/megabyte.h"
#include "tests/support/spec.h"

typedef struct answer {
    char text[GI_USCC_TEXT];
    bool fits;
    char expected;
} answer;

static gi_status parse(const char *text, answer *out, gi_error *err)
{
    return gi_uscc_parse(gi_bytes_of(text), out->text, &out->fits, &out->expected, err);
}

SPEC(every_right_test_code_fits)
{
    static const char *const right[] = {
        "91350100M000100Y43", "91360424MA0TE5T16U", "93360483MA0TE5T24Y", "92360428MA0TE5T328",
        "91360481000000019C", "51360400MJ0TE5T43H", "93360430NA0TE5T64M", "11360400000000051M",
        "123604260000000780", "91360424MA0T0002X0", "91360424MA0T00150Y",
    };
    gi_error err = { 0 };
    for (size_t i = 0; i < sizeof right / sizeof right[0]; i++) {
        answer got = { 0 };
        EXPECT_OK(parse(right[i], &got, &err));
        EXPECT(got.fits);
        EXPECT_INT(got.expected, right[i][17]);
        EXPECT_TEXT(got.text, right[i]);
    }
}

SPEC(a_changed_digit_is_reported_and_not_refused)
{
    gi_error err = { 0 };
    answer got = { 0 };
    EXPECT_OK(parse("91360424MA0TE5T17U", &got, &err));
    EXPECT(!got.fits);
    EXPECT_TEXT(got.text, "91360424MA0TE5T17U");
}

SPEC(legal_codes_of_pilot_regions_pass_with_the_right_check_named)
{
    static const char *const codes[] = { "91350100M0001TGQXM", "91350211M0000XUF46",
                                         "91350203M0001FUE2P" };
    gi_error err = { 0 };
    for (size_t i = 0; i < 3; i++) {
        answer got = { 0 };
        EXPECT_OK(parse(codes[i], &got, &err));
        EXPECT(!got.fits);
        EXPECT_INT(got.expected, "1RJ"[i]);
    }
}

SPEC(a_wrong_body_check_alone_is_reported)
{
    gi_error err = { 0 };
    answer got = { 0 };
    EXPECT_OK(parse("91360424MA0TE5T17U", &got, &err));
    char text[] = "91360424MA0TE5T17U";
    text[17] = got.expected;
    EXPECT_OK(parse(text, &got, &err));
    EXPECT_INT(got.expected, text[17]);
    EXPECT(!got.fits);
}

SPEC(every_change_of_one_character_of_a_code_is_noticed)
{
    gi_error err = { 0 };
    for (size_t at = 0; at < 18; at++) {
        for (const char *c = "0123456789ABCDEFGHJKLMNPQRTUWXY"; *c != '\0'; c++) {
            char text[] = "93360483MA0TE5T24Y";
            bool changed = text[at] != *c;
            text[at] = *c;
            answer got = { 0 };
            EXPECT_OK(parse(text, &got, &err));
            EXPECT_INT(got.fits, !changed);
        }
    }
}

SPEC(lower_case_folds)
{
    gi_error err = { 0 };
    answer got = { 0 };
    EXPECT_OK(parse("91360424ma0te5t16u", &got, &err));
    EXPECT(got.fits);
    EXPECT_TEXT(got.text, "91360424MA0TE5T16U");
}

SPEC(letters_outside_the_alphabet_are_refused)
{
    gi_error err = { 0 };
    answer got = { .text = "kept" };
    EXPECT_WHY(parse("91350100M000100Y4Z", &got, &err), GI_WHY_BAD_USCC);
    for (const char *c = "IOSVZiosvz !-"; *c != '\0'; c++) {
        char text[] = "91360424MA0TE5T16U";
        text[9] = *c;
        EXPECT_WHY(parse(text, &got, &err), GI_WHY_BAD_USCC);
    }
    EXPECT_TEXT(got.text, "kept");
}

SPEC(codes_of_another_length_are_refused)
{
    static const char *const wrong[] = { "",
                                         "9136",
                                         "91360424MA0TE5T16",
                                         "91360424MA0TE5T16U0",
                                         " 91360424MA0TE5T16U",
                                         "九江市示例社" };
    gi_error err = { 0 };
    answer got = { 0 };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        EXPECT_WHY(parse(wrong[i], &got, &err), GI_WHY_BAD_USCC);
    }
    GI_AUTO_BUF buf = GI_BUF(MEGABYTE);
    EXPECT_WHY(gi_uscc_parse(megabyte_of(&buf, '9'), got.text, &got.fits, &got.expected, &err),
               GI_WHY_BAD_USCC);
}

SPEC(a_nul_inside_a_code_is_refused)
{
    gi_error err = { 0 };
    answer got = { 0 };
    char text[] = "91360424MA0TE5T16U";
    text[5] = '\0';
    EXPECT_WHY(
        gi_uscc_parse((gi_bytes){ (uint8_t *)text, 18 }, got.text, &got.fits, &got.expected, &err),
        GI_WHY_BAD_USCC);
}

SPEC(a_township_code_is_nine_digits)
{
    gi_error err = { 0 };
    int64_t code = 0;
    EXPECT_OK(gi_township_parse(gi_bytes_of("360483103"), &code, &err));
    EXPECT_INT(code, 360483103);
}

SPEC(other_texts_are_no_township_codes)
{
    static const char *const wrong[] = { "",           "36048310",  "3604831030", "36048310a",
                                         " 360483103", "-36048310", "060483103",  "990483103" };
    gi_error err = { 0 };
    int64_t code = 7;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        EXPECT_WHY(gi_township_parse(gi_bytes_of(wrong[i]), &code, &err), GI_WHY_BAD_TOWNSHIP);
    }
    EXPECT_INT(code, 7);
}
