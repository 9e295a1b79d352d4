/* From registration to the right to harvest: product, holder, source, grant. */
#include <string.h>

#include "tests/core/acts/helpers.h"

#define PRODUCT(cap, ratio)                                                                     \
    "product", "product", "HKDC", "index", "3", "zh", "湖口豆豉", "en", "Hukou douchi", "unit", \
        "mass", "path", "raw", "source", "plot", "cap", cap, "ratio", ratio, "area", "360429",  \
        "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31", "label_until",         \
        "2027-12-31"

SPEC(a_grant_is_floor_of_area_times_cap)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_INT(balance(fixture, "allow"), INT64_C(6666) * 60000000 * 3 / 2000);
    EXPECT(books_balance(fixture));
}

SPEC(a_grants_township_line_is_public_and_its_household_lines_are_not)
{
    GI_AUTO(gi_fixture) fixture = land();
    char text[2049];
    leaf_text(fixture, acts(fixture) - 1, text, sizeof text);
    EXPECT(strstr(text, "\"lines\":[[360483107,\"plot\",1,6666,60000000,599940000]]") != NULL);
    EXPECT(strstr(text, "\"cmt\":") != NULL);
    EXPECT(strstr(text, "line.1") == NULL);
}

SPEC(a_grant_carries_two_signatures_of_different_roles)
{
    GI_AUTO(gi_fixture) fixture = land();
    GI_AUTO(gi_json) grant = leaf(fixture, acts(fixture) - 1);
    const gi_json *sigs = gi_json_get(grant, "sigs");
    int64_t first = 0;
    int64_t second = 0;
    EXPECT_INT(gi_json_count(sigs), 2);
    EXPECT(gi_json_as_int(gi_json_at(gi_json_at(sigs, 0), 0), &first));
    EXPECT(gi_json_as_int(gi_json_at(gi_json_at(sigs, 1), 0), &second));
    EXPECT_INT(first, FIXTURE_AUTHORITY);
    EXPECT_INT(second, FIXTURE_BUREAU);
}

SPEC(a_grant_by_one_approver_only_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot", "township",
                "360402101", "capacity", "5mu", NULL);
    drop_signer(fixture, FIXTURE_BUREAU);
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, "grant", "product", "LSYW", "season", "2026-1",
                   "sources", "2");
}

SPEC(a_source_is_allotted_once_a_year_over_all_products)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_ALLOTTED, "grant", "product", "LSYW", "season", "2026-1",
                   "sources", "1");
}

SPEC(a_grant_naming_a_source_twice_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot", "township",
                "360402101", "capacity", "5mu", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ALLOTTED, "grant", "product", "LSYW", "season", "2026-1",
                   "sources", "2,2");
}

SPEC(a_product_without_a_known_cap_grants_nothing)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, "product", "product", "HKDC", "index", "3", "zh", "湖口豆豉", "en",
                "Hukou douchi", "unit", "mass", "path", "direct", "source", "vessel", "area",
                "360429", "season", "2026-1", "first", "2026-01-01", "last", "2026-12-31",
                "label_until", "2027-12-31", NULL);
    fixture_act(fixture, "source", "holder", "0001", "product", "HKDC", "kind", "vessel",
                "township", "360429100", "capacity", "500", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_NO_BASIS, "grant", "product", "HKDC", "season", "2026-1",
                   "sources", "2");
}

SPEC(a_township_outside_the_area_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_AREA, "source", "holder", "0001", "product", "LSYW",
                   "kind", "plot", "township", "360424100", "capacity", "5mu");
}

SPEC(a_county_code_covers_all_its_townships)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot", "township",
                "360402002", "capacity", "5mu", NULL);
    EXPECT_INT(fixture_answer_int(fixture, "source"), 2);
}

SPEC(a_township_of_eight_digits_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_BAD_TOWNSHIP, "source", "holder", "0001", "product", "LSYW",
                   "kind", "plot", "township", "36048310", "capacity", "5mu");
}

SPEC(a_source_of_another_kind_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_SOURCE_KIND, "source", "holder", "0001", "product", "LSYW",
                   "kind", "vessel", "township", "360483107", "capacity", "500");
}

SPEC(a_uscc_with_a_failing_check_wants_a_reason)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_USCC_CHECK, "holder", "kind", "producer", "name", "示例", "uscc",
                   "91350100M0001TGQXM");
}

SPEC(a_uscc_with_a_failing_check_and_a_reason_is_a_warning)
{
    GI_AUTO(gi_fixture) fixture = land();
    char warning[32];
    fixture_act(fixture, "holder", "kind", "producer", "name", "示例", "uscc", "91350100M0001TGQXM",
                "uscc_reason", "试点地区所发证照", NULL);
    fixture_answer_text(fixture, "warning", warning, sizeof warning);
    EXPECT_TEXT(warning, "uscc-check");
}

SPEC(a_producer_is_registered_once)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_EXISTS, "holder", "kind", "producer", "name", "另一示例", "uscc",
                   "91360424MA0TE5T16U");
}

SPEC(a_grower_needs_a_card_and_no_uscc)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, "holder", "kind", "grower", "name", "示例农户");
    fixture_act(fixture, "holder", "kind", "grower", "name", "示例农户", "card", "K-0001", NULL);
}

SPEC(a_growers_name_stands_in_no_leaf_and_no_holder_row)
{
    GI_AUTO(gi_fixture) fixture = land();
    char text[2049];
    fixture_act(fixture, "holder", "kind", "grower", "name", "示例农户张三", "card", "K-0001",
                "phone", "13900000000", NULL);
    leaf_text(fixture, acts(fixture) - 1, text, sizeof text);
    EXPECT(strstr(text, "张三") == NULL && strstr(text, "1390000") == NULL);
    EXPECT(strstr(text, "\"cmt\":") != NULL);
}

SPEC(a_product_number_stays_with_its_mnemonic)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_EXISTS, "product", "product", "HKDC", "index", "1", "zh",
                   "湖口豆豉", "en", "Hukou douchi", "unit", "mass", "path", "direct", "source",
                   "vessel", "season", "2026-1", "first", "2026-03-15", "last", "2026-05-31",
                   "label_until", "2027-12-31");
}

SPEC(a_season_that_ends_before_it_begins_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_DAY_ORDER, "product", "product", "HKDC", "index", "3", "zh",
                   "湖口豆豉", "en", "Hukou douchi", "unit", "mass", "path", "direct", "source",
                   "vessel", "season", "2026-1", "first", "2026-06-15", "last", "2026-05-31",
                   "label_until", "2027-12-31");
}

SPEC(a_product_with_raw_step_needs_a_ratio)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, PRODUCT("60kg", "42"));
    fixture_act(fixture, PRODUCT("60kg", "42:10"), NULL);
}

SPEC(a_suspended_holder_gets_no_grant)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot", "township",
                "360402101", "capacity", "5mu", NULL);
    fixture_act(fixture, "suspend", "holder", "0001", "op", "suspend", "why", "inspection", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_SUSPENDED, "grant", "product", "LSYW", "season", "2026-1",
                   "sources", "2");
}
