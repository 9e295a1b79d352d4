/* What was used on a source: input. */
#include <string.h>

#include "tests/core/acts/spray.h"

SPEC(a_spray_is_written_down_with_all_that_the_law_wants)
{
    GI_AUTO(gi_fixture) fixture = garden();
    fixture_act(fixture, SPRAY("2026-03-28", "联苯菊酯"), NULL);
    EXPECT(strstr(fixture->receipt.answer, "\"first_picking\":\"2026-04-04\"") != NULL);
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "input", "source", "1", "day", "2026-03-28",
                   "kind", "pesticide", "name", "天王星", "active", "联苯菊酯", "maker", "示例农化",
                   "dose", "20mL/亩");
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "input", "source", "1", "day", "2026-03-28",
                   "kind", "pesticide", "name", "天王星", "maker", "示例农化", "dose", "20mL/亩",
                   "target", "茶尺蠖");
}

SPEC(a_spray_leaf_names_no_source_and_no_pesticide)
{
    GI_AUTO(gi_fixture) fixture = garden();
    char text[2049];
    fixture_act(fixture, SPRAY("2026-03-28", "联苯菊酯"), NULL);
    leaf_text(fixture, acts(fixture) - 1, text, sizeof text);
    EXPECT(strstr(text, "\"gi\":\"LSYW\"") != NULL && strstr(text, "\"cmt\":") != NULL);
    EXPECT(strstr(text, "联苯") == NULL && strstr(text, "source") == NULL);
}

SPEC(a_registration_number_has_its_form)
{
    GI_AUTO(gi_fixture) fixture = garden();
    fixture_act(fixture, SPRAY("2026-03-28", "联苯菊酯"), "registration", "PD20080001", NULL);
    fixture_act(fixture, SPRAY("2026-03-28", "联苯菊酯"), "registration", "WP86-102345", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_BAD_REGISTRATION, SPRAY("2026-03-28", "联苯菊酯"),
                   "registration", "XD20080001");
    EXPECT_REFUSED(fixture, GI_WHY_BAD_REGISTRATION, SPRAY("2026-03-28", "联苯菊酯"),
                   "registration", "PD2008000A");
    EXPECT_REFUSED(fixture, GI_WHY_BAD_REGISTRATION, SPRAY("2026-03-28", "联苯菊酯"),
                   "registration", "PD12");
}

SPEC(the_days_of_a_label_want_its_registration_number)
{
    GI_AUTO(gi_fixture) fixture = garden();
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, SPRAY("2026-03-28", "联苯菊酯"), "interval", "3");
    EXPECT_REFUSED(fixture, GI_WHY_OUT_OF_RANGE, SPRAY("2026-03-28", "联苯菊酯"), "interval", "366",
                   "registration", "PD20080001");
    fixture_act(fixture, SPRAY("2026-03-28", "联苯菊酯"), "interval", "3", "registration",
                "PD20080001", NULL);
    EXPECT(strstr(fixture->receipt.answer, "2026-03-31") != NULL);
}

SPEC(a_spray_of_tomorrow_or_on_no_source_is_refused)
{
    GI_AUTO(gi_fixture) fixture = garden();
    EXPECT_REFUSED(fixture, GI_WHY_FUTURE_DAY, SPRAY("2026-06-02", "联苯菊酯"));
    EXPECT_REFUSED(fixture, GI_WHY_NO_SOURCE, "input", "source", "9", "day", "2026-03-28", "kind",
                   "fertiliser", "name", "菜籽饼");
}

SPEC(a_fertiliser_needs_no_more_than_name_and_day)
{
    GI_AUTO(gi_fixture) fixture = garden();
    fixture_act(fixture, "input", "source", "1", "day", "2026-03-28", "kind", "fertiliser", "name",
                "菜籽饼", NULL);
}

SPEC(a_correction_names_a_record_of_the_same_source_once)
{
    GI_AUTO(gi_fixture) fixture = garden();
    fixture_act(fixture, SPRAY("2026-03-28", "联苯菊酯"), NULL);
    gi_num_text ref = gi_num(fixture->receipt.index);
    EXPECT_REFUSED(fixture, GI_WHY_NOT_TRANSFER, SPRAY("2026-03-28", "联苯菊酯"), "ref", "1");
    fixture_act(fixture, SPRAY("2026-03-29", "联苯菊酯"), "ref", ref.text, NULL);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "ref"), fixture->receipt.index - 1);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, SPRAY("2026-03-30", "联苯菊酯"), "ref", ref.text);
}
