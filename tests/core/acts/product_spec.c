/* Rules of a product as data: what is given is public, what is not stays unknown. */
#include <string.h>

#include "core/store/products.h"
#include "core/store/registry.h"
#include "tests/core/acts/helpers.h"

#define DOUCHI                                                                                  \
    "product", "product", "HKDC", "index", "3", "zh", "湖口豆豉", "en", "Hukou douchi", "unit", \
        "mass", "path", "direct", "source", "vessel", "area", "360429,360483107", "season",     \
        "2026-1", "first", "2026-03-15", "last", "2026-05-31", "label_until", "2027-12-31"

static gi_product product_of(const gi_fixture *fixture, const char *mnemonic)
{
    gi_error err = { 0 };
    gi_product product = { 0 };
    EXPECT_OK(gi_product_load(fixture->registry->db, mnemonic, &product, &err));
    return product;
}

SPEC(rules_that_nobody_gave_stay_unknown)
{
    GI_AUTO(gi_fixture) fixture = land();
    gi_product product = product_of(fixture, "LSYW");
    EXPECT_INT(product.spoilage, GI_PERMILLE_UNKNOWN);
    EXPECT_INT(product.outside, GI_PERMILLE_UNKNOWN);
    EXPECT_INT(product.raw_days, 0);
    EXPECT_INT(product.activate, GI_ACTIVATE_ISSUE);
    EXPECT_TEXT(product.pesticides, "");
    EXPECT_INT(product.ceiling_count, 0);
}

SPEC(rules_that_are_given_come_back_as_they_were)
{
    GI_AUTO(gi_fixture) fixture = land();
    fixture_act(fixture, DOUCHI, "spoilage", "0", "outside", "1000", "raw_days", "7", "activate",
                "range", "pesticides", "tea", "ceilings", "360483107:2kg,360429100:500g", NULL);
    gi_product product = product_of(fixture, "HKDC");
    EXPECT_INT(product.spoilage, 0);
    EXPECT_INT(product.outside, 1000);
    EXPECT_INT(product.raw_days, 7);
    EXPECT_INT(product.activate, GI_ACTIVATE_RANGE);
    EXPECT_TEXT(product.pesticides, "tea");
    EXPECT_INT(gi_product_ceiling(&product, 360483107), 2000000);
    EXPECT_INT(gi_product_ceiling(&product, 360429100), 500000);
    EXPECT_INT(gi_product_ceiling(&product, 360429101), 0);
}

SPEC(the_rules_of_a_product_stand_in_its_leaf)
{
    GI_AUTO(gi_fixture) fixture = land();
    char text[2049];
    fixture_act(fixture, DOUCHI, "spoilage", "5", "ceilings", "360483107:2kg", NULL);
    leaf_text(fixture, acts(fixture) - 1, text, sizeof text);
    EXPECT(strstr(text, "\"ceilings\":[[360483107,2000000]]") != NULL);
    EXPECT(strstr(text, "\"spoilage\":5") != NULL);
    EXPECT(strstr(text, "\"outside\"") == NULL);
}

SPEC(a_permille_above_1000_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_OUT_OF_RANGE, DOUCHI, "spoilage", "1001");
    EXPECT_REFUSED(fixture, GI_WHY_OUT_OF_RANGE, DOUCHI, "outside", "1001");
}

SPEC(an_unknown_way_of_activation_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, DOUCHI, "activate", "sale");
}

SPEC(a_ceiling_outside_the_area_is_refused)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_OUTSIDE_AREA, DOUCHI, "ceilings", "360402101:2kg");
}

SPEC(a_township_has_one_ceiling)
{
    GI_AUTO(gi_fixture) fixture = land();
    EXPECT_REFUSED(fixture, GI_WHY_EXISTS, DOUCHI, "ceilings", "360483107:2kg,360483107:3kg");
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, DOUCHI, "ceilings", "360483107");
}
