/* Legal raw material from elsewhere, and how much of it a lot may hold. */
#include <string.h>

#include "tests/core/acts/market.h"

#define DOCUMENT "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define FROM_OUTSIDE(qty)                                                                  \
    "outside", "product", "LSYW", "season", "2026-1", "holder", "0001", "qty", qty, "day", \
        "2026-04-06", "doc", DOCUMENT
#define MAKE(inputs, qty)                                                                          \
    "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs", inputs, "qty", qty, \
        "day", "2026-04-06"

static void set_rule(gi_fixture *fixture, const char *permille)
{
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360483107,360402", "outside", permille, "season",
                "2026-1", "first", "2026-03-15", "last", "2026-05-31", "label_until", "2026-07-31",
                NULL);
}

/* market(), 300 permille allowed, 20 kg from outside (lot 3). */
static gi_fixture *supplied(void)
{
    gi_fixture *fixture = market();
    set_rule(fixture, "300");
    fixture_act(fixture, FROM_OUTSIDE("20kg"), NULL);
    return fixture;
}

SPEC(outside_material_is_posted_from_outside_and_public_with_its_document)
{
    GI_AUTO(gi_fixture) fixture = supplied();
    char text[2049];
    leaf_text(fixture, acts(fixture) - 1, text, sizeof text);
    EXPECT_INT(balance(fixture, "raw"), 62000000);
    EXPECT_INT(balance_of(fixture, 0, "outside"), -20000000);
    EXPECT_INT(leaf_int(fixture, acts(fixture) - 1, "qty"), 20000000);
    EXPECT(strstr(text, "\"doc\":\"ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=\"") != NULL);
    EXPECT(strstr(text, "0001") == NULL);
    EXPECT(lots_are_accounts(fixture) && books_balance(fixture));
}

SPEC(a_product_without_a_rule_takes_nothing_from_outside)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_NO_BASIS, FROM_OUTSIDE("20kg"));
    set_rule(fixture, "0");
    EXPECT_REFUSED(fixture, GI_WHY_NO_BASIS, FROM_OUTSIDE("20kg"));
}

SPEC(outside_material_wants_authority_and_bureau)
{
    GI_AUTO(gi_fixture) fixture = supplied();
    drop_signer(fixture, FIXTURE_BUREAU);
    EXPECT_REFUSED(fixture, GI_WHY_SIGNER_MISSING, FROM_OUTSIDE("1kg"));
}

SPEC(a_lot_holds_outside_material_up_to_the_permille_exactly)
{
    GI_AUTO(gi_fixture) fixture = supplied();
    EXPECT_REFUSED(fixture, GI_WHY_OVER_OUTSIDE, MAKE("1:7kg,3:3000001mg", "1kg"));
    fixture_act(fixture, MAKE("1:7kg,3:3kg", "1kg"), NULL);
    EXPECT_INT(lot_of(fixture, 4).outside, 300000);
}

SPEC(the_share_from_outside_is_followed_through_split_sale_and_merge)
{
    GI_AUTO(gi_fixture) fixture = supplied();
    fixture_act(fixture, "merge", "holder", "0001", "lots", "1:5kg,3:5kg", NULL);
    fixture_act(fixture, "split", "lot", "4", "parts", "4kg", NULL);
    fixture_act(fixture, "transfer", "from", "0001", "to", "0002", "lots", "5:4kg", "day",
                "2026-04-07", NULL);
    fixture_act(fixture, "transfer", "from", "0002", "to", "0001", "lots", "6:4kg", "day",
                "2026-04-08", NULL);
    EXPECT_INT(lot_of(fixture, 7).outside, 2000000);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_OUTSIDE, MAKE("7:4kg", "500g"));
    fixture_act(fixture, MAKE("1:6kg,7:4kg", "500g"), NULL);
}

SPEC(a_rule_made_stricter_holds_for_what_is_made_from_now_on)
{
    GI_AUTO(gi_fixture) fixture = supplied();
    fixture_act(fixture, MAKE("1:7kg,3:3kg", "2kg"), NULL);
    set_rule(fixture, "100");
    EXPECT_REFUSED(fixture, GI_WHY_OVER_OUTSIDE, MAKE("1:7kg,3:3kg", "1kg"));
    EXPECT_REFUSED(fixture, GI_WHY_OVER_OUTSIDE, MAKE("4:1kg", "900g"));
}
