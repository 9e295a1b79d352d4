/* The GS1 form of a URL: its path must say what the code says, or nobody can tell. */
#include <stdio.h>

#include "both.h"
#include "label.h"
#include "tests/support/spec.h"

static short_verdict ask_gs1(gi_fixture *fixture, const char *gtin, const char *batch,
                             uint32_t serial, const char *digits)
{
    char url[400];
    char number[GI_UNIT_NUMBER_TEXT];
    gi_unit_number_print((gi_unit_id){ FIXTURE_LABEL, serial }, number);
    (void)snprintf(url, sizeof url, "https://gi.jj.cn/01/%s/10/%s/21/%s?S=%s", gtin, batch, number,
                   digits);
    gi_verdict verdict = ask(fixture, url);
    return short_of(&verdict);
}

static void name_item(gi_fixture *fixture, const char *net, const char *gtin)
{
    fixture_act(fixture, "gtin", "holder", fixture->holder, "product", "LSYW", "net", net, "gtin",
                gtin, NULL);
}

SPEC(a_gtin_is_of_one_item_and_an_older_one_of_it_stays_good)
{
    gi_error err = { 0 };
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    label_text label = label_of(fixture, &run, 2);
    name_item(fixture, "100g", "06901234567892");
    EXPECT_TEXT(ask_gs1(fixture, "06901234567892", fixture->batch, 2, label.text).text,
                "unknown(path) unknown");
    EXPECT_WHY(fixture_try(fixture, &err, "gtin", "holder", fixture->holder, "product", "LSYW",
                           "net", "50g", "gtin", "6901234567892", NULL),
               GI_WHY_EXISTS);
    EXPECT_WHY(fixture_try(fixture, &err, "gtin", "holder", fixture->holder, "product", "LSYW",
                           "net", "50g", "gtin", "6901234567893", NULL),
               GI_WHY_BAD_GTIN);
    name_item(fixture, "50g", "96385074");
    name_item(fixture, "50g", "036000291452");
    EXPECT_TEXT(ask_gs1(fixture, "00000096385074", fixture->batch, 2, label.text).text,
                "issued in_force");
    EXPECT_TEXT(ask_gs1(fixture, "00036000291452", fixture->batch, 2, label.text).text,
                "issued in_force");
}

SPEC(the_part_of_a_gs1_path_that_disagrees_is_named)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    label_text label = label_of(fixture, &run, 2);
    char url[500];
    (void)snprintf(url, sizeof url, "/01/06901234567892/10/%s/21/000W000003C?S=%s", fixture->batch,
                   label.text);
    EXPECT_TEXT(ask(fixture, url).state_why, "unit");
    (void)snprintf(url, sizeof url, "/01/06901234567892/10/LOT1/21/000W000003C?S=%s", label.text);
    EXPECT_TEXT(ask(fixture, url).state_why, "batch");
    (void)snprintf(url, sizeof url, "/01/06901234567893/10/LOT1/21/1?S=%s", label.text);
    EXPECT_TEXT(ask(fixture, url).state_why, "gtin");
}

SPEC(everything_in_a_gs1_path_must_agree_with_the_code)
{
    static const char gtin[] = "06901234567892";
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    gi_run run = fixture_issue(fixture, "50g", 20);
    label_text label = label_of(fixture, &run, 2);
    const char *batch = fixture->batch;
    EXPECT_TEXT(ask_gs1(fixture, gtin, batch, 2, label.text).text, "unknown(path) unknown");
    name_item(fixture, "50g", gtin);
    EXPECT_TEXT(ask_gs1(fixture, gtin, batch, 2, label.text).text, "issued in_force");
    EXPECT_TEXT(ask_gs1(fixture, gtin, batch, 3, label.text).text, "unknown(path) unknown");
    EXPECT_TEXT(ask_gs1(fixture, gtin, "LSYW-26-00A3-001F-7", 2, label.text).text,
                "unknown(path) unknown");
    EXPECT_TEXT(ask_gs1(fixture, gtin, "LOT1", 2, label.text).text, "unknown(path) unknown");
    EXPECT_TEXT(ask_gs1(fixture, "0690123456789X", batch, 2, label.text).text,
                "unknown(path) unknown");
    label.text[100] = label.text[100] == '0' ? '1' : '0';
    EXPECT_TEXT(ask_gs1(fixture, gtin, batch, 2, label.text).text, "forged unknown");
    EXPECT_TEXT(ask_gs1(fixture, gtin, batch, 2, "").text, "unknown(incomplete) unknown");
}
