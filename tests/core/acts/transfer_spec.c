/* Leaf and goods change hands: transfer. */
#include <stdio.h>
#include <string.h>

#include "tests/core/acts/market.h"

#define GIVE(lots, day) "transfer", "from", "0001", "to", "0002", "lots", lots, "day", day

SPEC(a_transfer_moves_material_and_makes_a_lot_of_the_buyer)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, SELL("0001", "2:30kg"), "pin", "4711", NULL);
    EXPECT_INT(balance_of(fixture, 3, "raw"), 12000000);
    EXPECT_INT(balance_of(fixture, 1, "raw"), 72000000);
    EXPECT_INT(lot_of(fixture, 3).holder, 1);
    EXPECT_INT(lot_of(fixture, 3).remaining, 30000000);
    EXPECT(lots_are_accounts(fixture) && books_balance(fixture));
}

SPEC(a_receipt_names_the_new_lots_and_both_balances)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, SELL("0001", "2:30kg"), "pin", "4711", NULL);
    EXPECT_INT(fixture_answer_int(fixture, "from_balance"), 12000000);
    EXPECT_INT(fixture_answer_int(fixture, "to_balance"), 72000000);
    EXPECT(strstr(fixture->receipt.answer, "\"lots\":[3]") != NULL);
}

SPEC(a_transfer_leaf_tells_product_and_season_and_nobody)
{
    GI_AUTO(gi_fixture) fixture = market();
    char text[2049];
    fixture_act(fixture, SELL("0001", "2:30kg"), "pin", "4711", "price", "80元/kg", NULL);
    leaf_text(fixture, acts(fixture) - 1, text, sizeof text);
    EXPECT(strstr(text, "\"gi\":\"LSYW\"") != NULL && strstr(text, "\"sea\":\"2026-1\"") != NULL);
    EXPECT(strstr(text, "\"cmt\":") != NULL && strstr(text, "\"org\"") == NULL);
    EXPECT(strstr(text, "0003") == NULL && strstr(text, "30000000") == NULL);
    EXPECT(strstr(text, "80") == NULL || strstr(text, "元") == NULL);
}

SPEC(a_producer_sells_through_the_clerk_without_a_card)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, GIVE("1:42kg", "2026-04-06"), NULL);
    EXPECT_INT(balance_of(fixture, 2, "raw"), 42000000);
}

SPEC(what_was_sold_cannot_be_sold_again)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, GIVE("1:42kg", "2026-04-06"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, GIVE("1:1g", "2026-04-06"));
}

SPEC(allowance_is_in_no_lot_and_cannot_be_sold)
{
    GI_AUTO(gi_fixture) fixture = market();
    int64_t before = balance_of(fixture, 1, "allow");
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, GIVE("1:43kg", "2026-04-06"));
    EXPECT_REFUSED(fixture, GI_WHY_NO_LOT, GIVE("3:1kg", "2026-04-06"));
    EXPECT_INT(balance_of(fixture, 1, "allow"), before);
}

SPEC(a_transfer_to_a_suspended_buyer_is_refused)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, "suspend", "holder", "0002", "op", "suspend", "why", "inspection", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_SUSPENDED, GIVE("1:1kg", "2026-04-06"));
}

SPEC(a_transfer_to_oneself_is_refused)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_SAME_HOLDER, "transfer", "from", "0001", "to", "0001", "lots",
                   "1:1kg", "day", "2026-04-06");
}

SPEC(another_holders_lot_is_not_sold)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_NOT_OWNER, GIVE("2:1kg", "2026-04-06"));
}

SPEC(a_lot_is_not_handed_over_before_it_was_picked_or_tomorrow)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_DAY_ORDER, GIVE("1:1kg", "2026-04-04"));
    EXPECT_REFUSED(fixture, GI_WHY_FUTURE_DAY, GIVE("1:1kg", "2026-06-02"));
}

SPEC(lots_of_two_materials_do_not_go_in_one_transfer)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "1:21kg", "qty", "5kg", "day", "2026-04-06", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_LOTS_DIFFER, GIVE("1:1kg,3:1kg", "2026-04-06"));
    fixture_act(fixture, GIVE("3:2kg", "2026-04-06"), NULL);
    EXPECT_INT(balance_of(fixture, 2, "made"), 2000000);
    EXPECT(lots_are_accounts(fixture));
}

SPEC(amounts_of_nothing_or_less_or_past_all_bounds_are_refused)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_BAD_QUANTITY, GIVE("1:0kg", "2026-04-06"));
    EXPECT_REFUSED(fixture, GI_WHY_BAD_QUANTITY, GIVE("1:-1kg", "2026-04-06"));
    EXPECT_REFUSED(fixture, GI_WHY_BAD_QUANTITY, GIVE("1:99999999999999999999kg", "2026-04-06"));
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, GIVE("1", "2026-04-06"));
}
