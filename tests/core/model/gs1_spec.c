/* GTINs, and the GS1 form of a label's URL. */
#include "gi/gs1.h"

#include <stdio.h>
#include <string.h>

#include "tests/core/model/label_vector.h"
#include "tests/support/spec.h"

#define PATH "/01/06901234567892/10/LSYW-26-00A3-001F-7/21/000W003RJ0W"

static gi_gs1_part read(const char *text, gi_gs1 *out)
{
    return gi_gs1_read(gi_bytes_of(text), out);
}

SPEC(gtins_of_all_lengths_become_fourteen_digits)
{
    static const char *const texts[][2] = {
        { "6901234567892", "06901234567892" },    { "16901234567899", "16901234567899" },
        { "036000291452", "00036000291452" },     { "96385074", "00000096385074" },
        { " 6901234567892\n", "06901234567892" },
    };
    gi_error err = { 0 };
    char gtin[GI_GTIN_TEXT];
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        EXPECT_OK(gi_gtin_parse(gi_bytes_of(texts[i][0]), gtin, &err));
        EXPECT_TEXT(gtin, texts[i][1]);
    }
}

SPEC(a_gtin_with_any_one_digit_changed_is_refused)
{
    char text[] = "06901234567892";
    char gtin[GI_GTIN_TEXT] = "untouched";
    gi_error err = { 0 };
    for (size_t i = 0; i < 14; i++) {
        char kept = text[i];
        for (int digit = 0; digit < 10; digit++) {
            text[i] = (char)('0' + digit);
            EXPECT((gi_gtin_parse(gi_bytes_of(text), gtin, &err) == GI_OK) == (text[i] == kept));
        }
        text[i] = kept;
    }
    EXPECT_TEXT(gtin, "06901234567892");
}

SPEC(what_is_no_gtin_is_refused)
{
    static const char *const texts[] = {
        "",
        "690123456789",
        "69012345678928",
        "690123456789x",
        "00000000000000",
        "00000000",
        "123456789",
        "6901234567892 6901234567892",
        "６９０１２３４５６７８９２",
    };
    gi_error err = { 0 };
    char gtin[GI_GTIN_TEXT];
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        EXPECT_WHY(gi_gtin_parse(gi_bytes_of(texts[i]), gtin, &err), GI_WHY_BAD_GTIN);
    }
}

SPEC(the_url_of_a_label_is_written_and_read_back)
{
    gi_error err = { 0 };
    gi_gs1 written = { .gtin = "06901234567892", .unit = { 7, 123456 } };
    gi_gs1 again = { 0 };
    gi_bytes digits = { 0 };
    char url[GI_GS1_URL_MAX];
    EXPECT_OK(gi_batch_id_parse(gi_bytes_of("LSYW-26-00A3-001F-7"), &written.batch, &err));
    gi_gs1_url("https://gi.jj.cn/", &written, vector_digits, url);
    EXPECT(strncmp(url, "https://gi.jj.cn" PATH "?S=", sizeof PATH + 18) == 0);
    EXPECT_INT(read(url, &again), GI_GS1_WHOLE);
    EXPECT_TEXT(again.gtin, written.gtin);
    EXPECT(again.unit.key == 7 && again.unit.serial == 123456);
    EXPECT_INT(again.batch.number, written.batch.number);
    EXPECT_OK(gi_unit_url_digits(gi_bytes_of(url), &digits, &err));
    EXPECT(gi_bytes_equal(digits, gi_bytes_of(vector_digits)));
}

SPEC(the_longest_base_url_and_a_package_fit)
{
    char base[64];
    char digits[GI_PACKAGE_DIGITS + 1];
    char url[GI_GS1_URL_MAX];
    gi_gs1 gs1 = { .gtin = "16901234567899", .unit = { 65535, UINT32_MAX } };
    gi_gs1 again = { 0 };
    gi_error err = { 0 };
    EXPECT_OK(gi_batch_id_parse(gi_bytes_of("NHHC-26-0007-00ZZ-P"), &gs1.batch, &err));
    memset(base, 'x', sizeof base);
    memcpy(base, "https://", 8);
    memcpy(base + 62, "/", 2);
    memset(digits, '1', sizeof digits - 1);
    digits[GI_PACKAGE_DIGITS] = '\0';
    gi_gs1_url(base, &gs1, digits, url);
    EXPECT_TEXT(url + strlen(url) - 3, "111");
    EXPECT_INT(read(url, &again), GI_GS1_WHOLE);
}

SPEC(what_apps_add_and_encode_does_not_matter)
{
    static const char *const texts[] = {
        PATH "?S=1&from=singlemessage",
        PATH "?from=singlemessage&S=1&isappinstalled=0#top",
        "https://id.example:8443/deep/er" PATH "?linkType=gs1:pip&S=1",
        "/01/06901234567892/10/LSYW%2D26%2d00A3-001F-7/21/000W-003R-J0W?S=1",
        "/01/0690123456789%32/10/lsyw2600a3001f7/21/000w003rj0w?S=1",
        PATH "?s=1&XS=2&S=1",
        PATH,
    };
    gi_gs1 out;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        EXPECT_INT(read(texts[i], &out), GI_GS1_WHOLE);
        EXPECT_INT(out.unit.serial, 123456);
    }
}

SPEC(the_part_that_cannot_be_read_is_named)
{
    static const struct {
        const char *text;
        gi_gs1_part part;
    } cases[] = {
        { "/01/06901234567893/10/LSYW-26-00A3-001F-7/21/000W003RJ0W", GI_GS1_GTIN },
        { "/01/6901234567892/10/LSYW-26-00A3-001F-7/21/000W003RJ0W", GI_GS1_GTIN },
        { "/01/0690123456789%3/10/LSYW-26-00A3-001F-7/21/000W003RJ0W", GI_GS1_GTIN },
        { "/01/06901234567892/10/LOT1/21/000W003RJ0W", GI_GS1_BATCH },
        { "/01/06901234567892/10/LSYW%002600A3001F7/21/000W003RJ0W", GI_GS1_BATCH },
        { "/01/06901234567892/10/LSYW-26-00A3-001F-8/21/000W003RJ0W", GI_GS1_BATCH },
        { "/01/06901234567892/10/LSYW-26-00A3-001F-7/21/000W003RJ0X", GI_GS1_UNIT },
        { PATH "?S=1&S=2", GI_GS1_QUERY },
        { PATH "?S=1&a&S=", GI_GS1_QUERY },
        { "https://gi.jj.cn/0123", GI_GS1_OTHER },
        { "/01/06901234567892/21/000W003RJ0W?S=1", GI_GS1_OTHER },
        { "", GI_GS1_OTHER },
    };
    gi_gs1 out = { .gtin = "untouched" };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        EXPECT_INT(read(cases[i].text, &out), cases[i].part);
    }
    EXPECT_TEXT(out.gtin, "untouched");
    EXPECT_TEXT(gi_gs1_word(GI_GS1_BATCH), "batch");
}

SPEC(a_megabyte_in_a_part_is_refused_without_reading_it)
{
    GI_AUTO_BUF text = GI_BUF(2 << 20);
    gi_gs1 out;
    gi_buf_add_text(&text, "/01/06901234567892/10/");
    for (size_t i = 0; i < (1 << 20); i++) {
        gi_buf_add_byte(&text, i % 3 == 0 ? '%' : '2');
    }
    gi_buf_add_text(&text, "/21/000W003RJ0W?S=1");
    EXPECT_INT(gi_gs1_read(gi_buf_view(&text), &out), GI_GS1_BATCH);
}
