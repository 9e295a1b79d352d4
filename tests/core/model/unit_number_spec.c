/* Unit numbers and hidden codes: 000W-003R-J0W and AQ78-6Y6X. */
#include "gi/unit_number.h"

#include <string.h>

#include "tests/core/model/megabyte.h"
#include "tests/support/spec.h"

typedef struct vector {
    gi_unit_id id;
    const char *text;
} vector;

static const vector vectors[] = { { { 7, 123456 }, "000W-003R-J0W" },
                                  { { 1, 1 }, "0004-0000-01F" },
                                  { { 65535, UINT32_MAX }, "7ZZZ-ZZZZ-ZZS" } };

#define VECTORS (sizeof vectors / sizeof vectors[0])

static gi_status parse(const char *text, gi_unit_id *out, gi_error *err)
{
    return gi_unit_number_parse(gi_bytes_of(text), out, err);
}

SPEC(the_published_unit_numbers_print_and_parse)
{
    gi_error err = { 0 };
    for (size_t i = 0; i < VECTORS; i++) {
        char text[GI_UNIT_NUMBER_TEXT];
        gi_unit_id id = { 0 };
        gi_unit_number_print(vectors[i].id, text);
        EXPECT_TEXT(text, vectors[i].text);
        EXPECT_OK(parse(text, &id, &err));
        EXPECT_INT(id.key, vectors[i].id.key);
        EXPECT_INT(id.serial, vectors[i].id.serial);
    }
}

SPEC(case_hyphens_and_look_alikes_of_a_unit_number_are_free)
{
    gi_error err = { 0 };
    gi_unit_id id = { 0 };
    EXPECT_OK(parse(" oOo w0-03rj0W", &id, &err));
    EXPECT_INT(id.serial, 123456);
    EXPECT_OK(parse("0004-0000-0lf", &id, &err));
    EXPECT_OK(parse("0004-0000-0If", &id, &err));
    EXPECT_INT(id.serial, 1);
}

SPEC(a_wrong_check_of_a_unit_number_is_named_with_the_right_one)
{
    gi_error err = { 0 };
    gi_unit_id id = { 0 };
    EXPECT_WHY(parse("000W-003R-J0X", &id, &err), GI_WHY_BAD_CHECK);
    EXPECT(strstr(err.message, "is X, it should be W") != NULL);
}

/* Over all bytes at all places: refused, or a look-alike of the same number. */
SPEC(every_change_of_one_character_of_a_unit_number_is_refused_or_folds)
{
    gi_error err = { 0 };
    for (size_t v = 0; v < VECTORS; v++) {
        for (size_t at = 0; at < 13 * 256; at++) {
            char text[GI_UNIT_NUMBER_TEXT];
            memcpy(text, vectors[v].text, sizeof text);
            text[at / 256] = (char)(at % 256);
            gi_unit_id id = { 0 };
            gi_status status = gi_unit_number_parse((gi_bytes){ (uint8_t *)text, 13 }, &id, &err);
            EXPECT(status == GI_INVALID ||
                   (id.key == vectors[v].id.key && id.serial == vectors[v].id.serial));
        }
    }
}

SPEC(every_other_check_of_a_unit_number_is_a_bad_check)
{
    gi_error err = { 0 };
    for (const char *c = "0123456789ABCDEFGHJKMNPQRSTVXYZ"; *c != '\0'; c++) {
        char text[] = "000W003RJ0W";
        text[10] = *c;
        gi_unit_id id = { 0 };
        EXPECT_WHY(parse(text, &id, &err), GI_WHY_BAD_CHECK);
    }
}

SPEC(every_swap_of_neighbours_in_the_published_unit_numbers_is_refused)
{
    static const char *const plain[VECTORS] = { "000W003RJ0W", "0004000001F", "7ZZZZZZZZZS" };
    gi_error err = { 0 };
    int accepted = 0;
    for (size_t v = 0; v < VECTORS; v++) {
        for (size_t at = 0; at < 10; at++) {
            char text[12];
            memcpy(text, plain[v], sizeof text);
            char first = text[at];
            text[at] = text[at + 1];
            text[at + 1] = first;
            gi_unit_id id;
            accepted += strcmp(text, plain[v]) != 0 && parse(text, &id, &err) == GI_OK;
        }
    }
    EXPECT_INT(accepted, 0);
}

SPEC(a_unit_number_of_another_length_is_refused)
{
    gi_error err = { 0 };
    gi_unit_id id = { 0 };
    EXPECT_WHY(parse("", &id, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(parse("000W-003R-J0", &id, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(parse("000W-003R-J0WW", &id, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(gi_unit_number_parse((gi_bytes){ 0 }, &id, &err), GI_WHY_BAD_LENGTH);
}

SPEC(a_megabyte_is_no_unit_number)
{
    gi_error err = { 0 };
    gi_unit_id id = { 0 };
    GI_AUTO_BUF buf = GI_BUF(MEGABYTE);
    EXPECT_WHY(gi_unit_number_parse(megabyte_of(&buf, '0'), &id, &err), GI_WHY_BAD_LENGTH);
}

SPEC(characters_outside_the_alphabet_of_a_unit_number_are_refused)
{
    gi_error err = { 0 };
    gi_unit_id id = { 0 };
    EXPECT_WHY(parse("000W-003R-J0U", &id, &err), GI_WHY_BAD_CHARACTER);
    EXPECT_WHY(parse("U00W-003R-J0W", &id, &err), GI_WHY_BAD_CHARACTER);
    EXPECT_WHY(parse("000W/003R/J0W", &id, &err), GI_WHY_BAD_CHARACTER);
    EXPECT_WHY(parse("000W-003R-J0W\r\n", &id, &err), GI_WHY_BAD_CHARACTER);
}

SPEC(a_unit_number_without_key_or_past_48_bits_is_refused)
{
    gi_error err = { 0 };
    gi_unit_id id = { 5, 6 };
    EXPECT_WHY(parse("0000-0000-010", &id, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_WHY(parse("8000-0000-00S", &id, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_WHY(parse("G000-0000-01F", &id, &err), GI_WHY_OUT_OF_RANGE);
    EXPECT_INT(id.key, 5);
    EXPECT_INT(id.serial, 6);
}

/* HMAC-SHA-256 of the published hidden codes, secret 00..1f; first five bytes. */
SPEC(the_published_hidden_codes_print_and_parse)
{
    static const uint8_t macs[2][5] = { { 0x55, 0xCE, 0x83, 0x78, 0xD0 },
                                        { 0x07, 0x9E, 0xFA, 0x3F, 0x9A } };
    static const char *const texts[2] = { "AQ78-6Y6X", "0YFF-MFWA" };
    gi_error err = { 0 };
    for (size_t i = 0; i < 2; i++) {
        char text[GI_HIDDEN_TEXT];
        char parsed[GI_HIDDEN_TEXT];
        gi_hidden_code_print((gi_bytes){ macs[i], 5 }, text);
        EXPECT_TEXT(text, texts[i]);
        EXPECT_OK(gi_hidden_code_parse(gi_bytes_of(text), parsed, &err));
        EXPECT_TEXT(parsed, texts[i]);
    }
}

SPEC(a_hidden_code_is_the_first_35_bits_and_no_more)
{
    const uint8_t mac[32] = { 0x12, 0x34, 0x56, 0x78, 0x9A };
    const uint8_t later[5] = { 0x12, 0x34, 0x56, 0x78, 0x9F };
    const uint8_t within[5] = { 0x12, 0x34, 0x56, 0x78, 0xBA };
    char text[GI_HIDDEN_TEXT];
    char again[GI_HIDDEN_TEXT];
    gi_hidden_code_print((gi_bytes){ mac, sizeof mac }, text);
    gi_hidden_code_print((gi_bytes){ later, sizeof later }, again);
    EXPECT_TEXT(again, text);
    gi_hidden_code_print((gi_bytes){ within, sizeof within }, again);
    EXPECT(strcmp(again, text) != 0);
}

SPEC(a_typed_hidden_code_becomes_canonical)
{
    gi_error err = { 0 };
    char out[GI_HIDDEN_TEXT] = "";
    EXPECT_OK(gi_hidden_code_parse(gi_bytes_of("aq7 86y-6x"), out, &err));
    EXPECT_TEXT(out, "AQ78-6Y6X");
    EXPECT_OK(gi_hidden_code_parse(gi_bytes_of("oyffmfwa"), out, &err));
    EXPECT_TEXT(out, "0YFF-MFWA");
}

SPEC(a_mistyped_hidden_code_is_refused)
{
    gi_error err = { 0 };
    char out[GI_HIDDEN_TEXT] = "kept";
    EXPECT_WHY(gi_hidden_code_parse(gi_bytes_of("AQ78-6Y6Y"), out, &err), GI_WHY_BAD_CHECK);
    EXPECT_WHY(gi_hidden_code_parse(gi_bytes_of("AQ78-6Y6"), out, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(gi_hidden_code_parse(gi_bytes_of("AQ78-6Y6XX"), out, &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(gi_hidden_code_parse(gi_bytes_of("AQ78-6U6X"), out, &err), GI_WHY_BAD_CHARACTER);
    EXPECT_WHY(gi_hidden_code_parse(gi_bytes_of(""), out, &err), GI_WHY_BAD_LENGTH);
    EXPECT_TEXT(out, "kept");
}

SPEC(every_change_of_one_character_of_a_hidden_code_is_refused)
{
    gi_error err = { 0 };
    for (size_t at = 0; at < 8; at++) {
        for (const char *c = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; *c != '\0'; c++) {
            char text[] = "AQ786Y6X";
            bool changed = text[at] != *c;
            text[at] = *c;
            char out[GI_HIDDEN_TEXT];
            gi_status status = gi_hidden_code_parse(gi_bytes_of(text), out, &err);
            EXPECT_INT(status, changed ? GI_INVALID : GI_OK);
        }
    }
}
