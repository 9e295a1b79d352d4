/* Producer and batch numbers as four characters, and product mnemonics. */
#include "gi/batch_id.h"
#include "tests/support/spec.h"

SPEC(a_number_prints_as_four_characters_and_parses_folded)
{
    gi_error err = { 0 };
    char text[5];
    uint32_t number = 0;
    gi_number_print(323, text);
    EXPECT_TEXT(text, "00A3");
    gi_number_print(GI_NUMBER_MAX, text);
    EXPECT_TEXT(text, "ZZZZ");
    EXPECT_OK(gi_number_parse(gi_bytes_of("oOa3"), &number, &err));
    EXPECT_INT(number, 323);
    EXPECT_OK(gi_number_parse(gi_bytes_of("zzzz"), &number, &err));
    EXPECT_INT(number, GI_NUMBER_MAX);
}

SPEC(numbers_that_are_none_are_refused)
{
    gi_error err = { 0 };
    uint32_t number = 9;
    EXPECT_WHY(gi_number_parse(gi_bytes_of(""), &number, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(gi_number_parse(gi_bytes_of("0A3"), &number, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(gi_number_parse(gi_bytes_of("000A3"), &number, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(gi_number_parse(gi_bytes_of("00U3"), &number, &err), GI_WHY_BAD_CHARACTER);
    EXPECT_WHY(gi_number_parse(gi_bytes_of("0000"), &number, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_INT(number, 9);
}

SPEC(a_mnemonic_is_four_capital_letters_without_i)
{
    static const char *const wrong[] = { "", "LSY", "LSYWW", "lsyw", "LSIW", "LS0W", "庐山" };
    gi_error err = { 0 };
    char out[GI_MNEMONIC_SIZE] = "";
    EXPECT_OK(gi_mnemonic_parse(gi_bytes_of("LSYW"), out, &err));
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        EXPECT_WHY(gi_mnemonic_parse(gi_bytes_of(wrong[i]), out, &err), GI_WHY_BAD_MNEMONIC);
    }
    EXPECT_TEXT(out, "LSYW");
}
