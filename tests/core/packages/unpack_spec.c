/* Opening packages, and labels that are activated with their package. */
#include "boxes.h"

SPEC(an_opened_case_frees_its_labels_and_the_others_stay_closed)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    unpack(fixture, first + 1);
    EXPECT_REFUSED(fixture, GI_WHY_IN_PACKAGE, "pack", "units", range_of(25, 26).text);
    EXPECT_REFUSED(fixture, GI_WHY_IN_PACKAGE, "pack", "units", range_of(50, 51).text);
    EXPECT_INT(pack(fixture, 26, 50, "25"), first + 4);
}

SPEC(the_leaf_of_an_opening_names_package_reason_and_the_packing)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    int64_t packed = fixture->receipt.index;
    fixture_act(fixture, "unpack", "package", range_of(first, first + 1).text, "why", "damaged",
                NULL);
    GI_AUTO(gi_json) leaf = newest_leaf(fixture);
    EXPECT_TEXT(member_of(leaf, "rng").text, "[[7,101,2]]");
    EXPECT_TEXT(member_of(leaf, "why").text, "\"damaged\"");
    EXPECT_TEXT(member_of(leaf, "ref").text, gi_num(packed).text);
}

SPEC(a_package_is_opened_once)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    unpack(fixture, first + 1);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "unpack", "package", range_of(first, first + 3).text);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "pack", "packages", number_of(first + 1).text);
}

SPEC(only_packages_are_opened)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    EXPECT_REFUSED(fixture, GI_WHY_NO_PACKAGE, "unpack", "package", number_of(1).text);
    EXPECT_REFUSED(fixture, GI_WHY_NO_PACKAGE, "unpack", "package",
                   range_of(first + 3, first + 4).text);
}

SPEC(a_carton_is_opened_before_its_cases)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    uint32_t first = pack(fixture, 1, 100, "25");
    uint32_t carton = pack_cases(fixture, first, first + 1);
    EXPECT_REFUSED(fixture, GI_WHY_IN_PACKAGE, "unpack", "package", number_of(first + 1).text);
    unpack(fixture, carton);
    unpack(fixture, first + 1);
    EXPECT_REFUSED(fixture, GI_WHY_IN_PACKAGE, "pack", "units", number_of(1).text);
    (void)pack(fixture, 26, 50, "25");
}

SPEC(an_opened_mixed_box_frees_all_its_members)
{
    GI_AUTO(gi_fixture) fixture = labelled("issue");
    numbers two = both_of(range_of(1, 5), range_of(11, 15));
    fixture_act(fixture, "pack", "units", two.text, NULL);
    EXPECT_REFUSED(fixture, GI_WHY_IN_PACKAGE, "pack", "units", range_of(15, 16).text);
    unpack(fixture, 101);
    (void)pack(fixture, 1, 20, "10");
}

/* ---- activated with the package ---- */

SPEC(a_carton_activates_all_labels_of_its_cases)
{
    GI_AUTO(gi_fixture) fixture = labelled("carton");
    uint32_t first = pack(fixture, 1, 75, "25");
    uint32_t carton = pack_cases(fixture, first, first + 1);
    EXPECT_INT(verdict_of(fixture, 50).good, GI_GOOD_NOT_ACTIVATED);
    fixture_act(fixture, "activate", "package", number_of(carton).text, NULL);
    EXPECT_INT(fixture_answer_int(fixture, "labels"), 50);
    EXPECT_INT(verdict_of(fixture, 1).good, GI_GOOD_IN_FORCE);
    EXPECT_INT(verdict_of(fixture, 50).good, GI_GOOD_IN_FORCE);
    EXPECT_INT(verdict_of(fixture, 51).good, GI_GOOD_NOT_ACTIVATED);
}

SPEC(with_the_rule_carton_no_label_is_activated_beside_a_package)
{
    GI_AUTO(gi_fixture) fixture = labelled("carton");
    (void)pack(fixture, 1, 50, "25");
    EXPECT_REFUSED(fixture, GI_WHY_NOT_PACKED, "activate", "units", range_of(51, 60).text);
    EXPECT_REFUSED(fixture, GI_WHY_BY_PACKAGE, "activate", "units", range_of(40, 50).text);
}

SPEC(a_package_is_activated_once_and_closed)
{
    GI_AUTO(gi_fixture) fixture = labelled("carton");
    uint32_t first = pack(fixture, 1, 50, "25");
    fixture_act(fixture, "activate", "package", number_of(first).text, NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "activate", "package", number_of(first).text);
    unpack(fixture, first + 1);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "activate", "package", number_of(first + 1).text);
    EXPECT_REFUSED(fixture, GI_WHY_NOT_PACKED, "activate", "units", range_of(26, 50).text);
    EXPECT_REFUSED(fixture, GI_WHY_NO_PACKAGE, "activate", "package", number_of(1).text);
}

SPEC(what_ended_inside_stays_ended)
{
    GI_AUTO(gi_fixture) fixture = labelled("carton");
    uint32_t first = pack(fixture, 1, 50, "25");
    fixture_act(fixture, "void", "units", range_of(5, 6).text, "why", "damaged", NULL);
    fixture_act(fixture, "activate", "package", number_of(first).text, NULL);
    EXPECT_INT(fixture_answer_int(fixture, "labels"), 23);
    EXPECT_INT(verdict_of(fixture, 5).good, GI_GOOD_VOID);
    EXPECT_INT(verdict_of(fixture, 7).good, GI_GOOD_IN_FORCE);
}

SPEC(what_an_officer_holds_inside_is_not_activated)
{
    GI_AUTO(gi_fixture) fixture = labelled("carton");
    uint32_t first = pack(fixture, 1, 50, "25");
    fixture_act(fixture, "freeze", "units", number_of(7).text, "why", "complaint", "who",
                "庐山市市场监督管理局", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_FROZEN, "activate", "package", number_of(first).text);
    fixture_act(fixture, "activate", "package", number_of(first + 1).text, NULL);
}

SPEC(labels_or_a_package_are_activated_and_not_both)
{
    GI_AUTO(gi_fixture) fixture = labelled("range");
    uint32_t first = pack(fixture, 1, 50, "25");
    EXPECT_REFUSED(fixture, GI_WHY_ONE_TARGET, "activate", "units", number_of(51).text, "package",
                   number_of(first).text);
    fixture_act(fixture, "activate", "units", range_of(1, 60).text, NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "activate", "package", number_of(first).text);
}
