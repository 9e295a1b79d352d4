/* EAN-13: bars of known numbers, check digits, whole dots. */
#include <string.h>

#include "labels/ean13.h"
#include "support.h"
#include "tests/support/spec.h"

/* As 0 and 1, with a blank where a guard begins or ends. */
static const char *bars_of(const char *gtin)
{
    static char text[GI_EAN13_MODULES + 1];
    bool dark[GI_EAN13_MODULES];
    gi_ean13_modules(gtin, dark);
    for (size_t i = 0; i < GI_EAN13_MODULES; i++) {
        text[i] = dark[i] ? '1' : '0';
    }
    return text;
}

/* The example of the GS1 General Specifications' tables: 4003994155486, drawn by hand. */
SPEC(a_known_number_has_its_known_bars)
{
    EXPECT_TEXT(bars_of("4003994155486"), "101"
                                          "0001101"
                                          "0100111"
                                          "0111101"
                                          "0001011"
                                          "0010111"
                                          "0011101"
                                          "01010"
                                          "1100110"
                                          "1001110"
                                          "1001110"
                                          "1011100"
                                          "1001000"
                                          "1010000"
                                          "101");
}

SPEC(each_digit_is_seven_modules_with_two_bars)
{
    for (int first = 0; first < 10; first++) {
        char gtin[] = "0123456789012";
        gtin[0] = (char)('0' + first);
        const char *bars = bars_of(gtin);
        for (size_t at = 3; at + 7 <= 92; at += at == 38 ? 12 : 7) {
            int edges = 0;
            for (size_t i = 1; i < 7; i++) {
                edges += bars[at + i] != bars[at + i - 1];
            }
            EXPECT_INT(edges, 3);
        }
    }
}

SPEC(a_gtin_with_a_wrong_check_digit_is_refused_with_the_right_one)
{
    gi_error err = { 0 };
    gi_label label = sample_label();
    EXPECT_OK(gi_label_set(&label, "gtin", "6901234567892", &err));
    EXPECT_WHY(gi_label_set(&label, "gtin", "6901234567893", &err), GI_WHY_BAD_CHECK);
    EXPECT_TEXT(err.message, "the check character of gtin is 3, it should be 2; please compare");
    EXPECT_WHY(gi_label_set(&label, "gtin", "690123456789", &err), GI_WHY_BAD_LENGTH);
    EXPECT_WHY(gi_label_set(&label, "gtin", "69012345678a2", &err), GI_WHY_BAD_CHARACTER);
    EXPECT_TEXT(gi_label_get(&label, "gtin"), "6901234567892");
    EXPECT_OK(gi_label_set(&label, "gtin", "", &err));
}

/* 113 modules with quiet zones: 3 dots of 203 dpi need 42.4 mm, 4 of 300 dpi 38.3 mm. */
SPEC(a_module_is_a_whole_number_of_dots_of_at_least_0_264_mm)
{
    gi_error err = { 0 };
    gi_dots module = { 0 };
    EXPECT_OK(gi_ean13_module((gi_um){ 42400 }, (gi_grid){ 2032 }, &module, &err));
    EXPECT_INT(module.value, 3);
    EXPECT_OK(gi_ean13_module((gi_um){ 38300 }, (gi_grid){ 3000 }, &module, &err));
    EXPECT_INT(module.value, 4);
    EXPECT_WHY(gi_ean13_module((gi_um){ 42300 }, (gi_grid){ 2032 }, &module, &err),
               GI_WHY_BAR_TOO_THIN);
    EXPECT_TEXT(err.message, "the module of the bar code is 250 um, the limit is 264 um");
}

SPEC(a_module_never_passes_0_66_mm)
{
    gi_error err = { 0 };
    gi_dots module = { 0 };
    EXPECT_OK(gi_ean13_module((gi_um){ 400000 }, (gi_grid){ 2032 }, &module, &err));
    EXPECT_INT(module.value, 5);
}
