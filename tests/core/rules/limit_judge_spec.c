/* A laboratory's item beside the standard: exact at the line, unknown where nothing is known. */
#include "gi/limits.h"

#include "tests/support/spec.h"

static gi_limit_answer judged(const char *product, int64_t kind, const char *item,
                              const char *value)
{
    gi_error err = { 0 };
    gi_limit_entry limit;
    gi_limit_answer answer = GI_LIMIT_UNKNOWN;
    EXPECT_OK(gi_limit_judge(product, kind, gi_bytes_of(item), gi_bytes_of(value), &answer, &limit,
                             &err));
    return answer;
}

SPEC(a_value_at_the_limit_keeps_it_and_the_smallest_step_past_it_breaks_it)
{
    EXPECT_INT(judged("HKDC", 1, "水分", "30.0g/100g"), GI_LIMIT_KEPT);
    EXPECT_INT(judged("HKDC", 1, "水分", "30%"), GI_LIMIT_KEPT);
    EXPECT_INT(judged("HKDC", 1, "水分", "30.00001%"), GI_LIMIT_BROKEN);
    EXPECT_INT(judged("HKDC", 1, "蛋白质", "25"), GI_LIMIT_KEPT);
    EXPECT_INT(judged("HKDC", 1, "蛋白质", "24.9999"), GI_LIMIT_BROKEN);
}

SPEC(an_item_is_known_by_either_name_and_by_its_kind)
{
    EXPECT_INT(judged("HKDC", 1, "water", "45%"), GI_LIMIT_BROKEN);
    EXPECT_INT(judged("HKDC", 2, "water", "45%"), GI_LIMIT_KEPT);
    EXPECT_INT(judged("HKDC", 0, "水分", "45%"), GI_LIMIT_UNKNOWN); /* which kind is not known */
}

SPEC(of_two_lines_for_an_item_each_may_break)
{
    EXPECT_INT(judged("RCSY", 0, "块茎长", "24cm"), GI_LIMIT_BROKEN);
    EXPECT_INT(judged("RCSY", 0, "块茎长", "40cm"), GI_LIMIT_KEPT);
    EXPECT_INT(judged("RCSY", 0, "块茎长", "61cm"), GI_LIMIT_BROKEN);
}

SPEC(what_cannot_be_compared_is_unknown_and_never_kept)
{
    EXPECT_INT(judged("HKDC", 1, "水分", "300g/kg"), GI_LIMIT_UNKNOWN);
    EXPECT_INT(judged("HKDC", 1, "水分", "合格"), GI_LIMIT_UNKNOWN);
    EXPECT_INT(judged("HKDC", 1, "水分", "<1"), GI_LIMIT_UNKNOWN);
    EXPECT_INT(judged("HKDC", 1, "灰分", "5%"), GI_LIMIT_UNKNOWN);
    EXPECT_INT(judged("LSYW", 1, "水分", "5%"), GI_LIMIT_UNKNOWN);
    EXPECT_INT(judged("HKDC", 4, "食盐", "1%"), GI_LIMIT_UNKNOWN); /* the line itself is doubtful */
    EXPECT_INT(judged("HKDC", 1, "水分", "99999999999999999999"), GI_LIMIT_UNKNOWN);
}

SPEC(a_limit_reads_as_people_write_it)
{
    gi_error err = { 0 };
    gi_limit_entry limit;
    char text[GI_LIMIT_TEXT];
    EXPECT_OK(gi_catalogue_limit_at("HKDC", 1, 0, &limit, &err));
    gi_limit_text(&limit, text);
    EXPECT_TEXT(text, "≤30 g/100g");
    EXPECT_OK(gi_catalogue_limit_at("HKDC", 2, 2, &limit, &err));
    gi_limit_text(&limit, text);
    EXPECT_TEXT(text, "≥0.6 g/100g");
}

static const char *stated(const char *item, const char *limit)
{
    gi_error err = { 0 };
    gi_limit_entry line;
    gi_limit_stated answer = GI_STATED_UNKNOWN;
    EXPECT_OK(gi_limit_stated_beside("HKDC", 1, gi_bytes_of(item), gi_bytes_of(limit), &answer,
                                     &line, &err));
    return gi_limit_stated_word(answer);
}

SPEC(a_laboratorys_own_limit_is_named_beside_the_standards)
{
    EXPECT_TEXT(stated("水分", "≤30"), "same");
    EXPECT_TEXT(stated("水分", "<=30.0%"), "same");
    EXPECT_TEXT(stated("水分", "<30"), "stricter");
    EXPECT_TEXT(stated("水分", "≤25 g/100g"), "stricter");
    EXPECT_TEXT(stated("水分", "≤30.00001"), "looser");
    EXPECT_TEXT(stated("蛋白质", "≥25"), "same");
    EXPECT_TEXT(stated("protein", "≥26"), "stricter");
    EXPECT_TEXT(stated("蛋白质", "≥20"), "looser");
    EXPECT_TEXT(stated("水分", "≥20"), "other");
}

SPEC(a_stated_limit_that_cannot_be_compared_is_unknown)
{
    EXPECT_TEXT(stated("水分", ""), "unknown");
    EXPECT_TEXT(stated("水分", "30"), "unknown");
    EXPECT_TEXT(stated("水分", "≤合格"), "unknown");
    EXPECT_TEXT(stated("水分", "≤300 g/kg"), "unknown");
    EXPECT_TEXT(stated("灰分", "≤7"), "unknown");
}

static gi_limit_answer keeps_in(const char *limit, const char *value, const char *unit)
{
    return gi_limit_stated_keeps(gi_bytes_of(limit), gi_bytes_of(value), unit);
}

static gi_limit_answer keeps(const char *limit, const char *value)
{
    return keeps_in(limit, value, "");
}

SPEC(a_value_keeps_or_breaks_the_limit_that_stands_beside_it)
{
    EXPECT_INT(keeps("≤7.0", "7.0%"), GI_LIMIT_KEPT);
    EXPECT_INT(keeps("≤7.0", "7.00001%"), GI_LIMIT_BROKEN);
    EXPECT_INT(keeps("<7.0", "7.0%"), GI_LIMIT_BROKEN);
    EXPECT_INT(keeps("≥34", "34"), GI_LIMIT_KEPT);
    EXPECT_INT(keeps(">34", "34"), GI_LIMIT_BROKEN);
    EXPECT_INT(keeps("≥ 34 %", "33.9%"), GI_LIMIT_BROKEN);
    EXPECT_INT(keeps("7.0", "9"), GI_LIMIT_UNKNOWN);
    EXPECT_INT(keeps("≤0.2 mg/kg", "90 µg/kg"), GI_LIMIT_UNKNOWN);
    EXPECT_INT(keeps("≤0.2 mg/kg", "未检出"), GI_LIMIT_UNKNOWN);
}

SPEC(a_bare_limit_is_met_by_per_cent_or_the_standards_own_unit_only)
{
    EXPECT_INT(keeps("≤7.0", "52g/kg"), GI_LIMIT_UNKNOWN); /* 5.2 % */
    EXPECT_INT(keeps("≤0.2", "0.3mg/kg"), GI_LIMIT_UNKNOWN);
    EXPECT_INT(keeps("≤7.0", "7.1"), GI_LIMIT_BROKEN);
    EXPECT_INT(keeps("≤7.0", "7.1 g/100g"), GI_LIMIT_BROKEN);
    EXPECT_INT(keeps_in("≤60", "61cm", "cm"), GI_LIMIT_BROKEN);
    EXPECT_INT(keeps_in("≤60", "61%", "cm"), GI_LIMIT_UNKNOWN);
    EXPECT_INT(keeps_in("≤30", "30.1%", "g/100g"), GI_LIMIT_BROKEN);
    EXPECT_INT(keeps_in("≤30", "300g/kg", "g/100g"), GI_LIMIT_UNKNOWN);
    EXPECT_INT(keeps("≤7.0%", "7.1"), GI_LIMIT_BROKEN);
}
