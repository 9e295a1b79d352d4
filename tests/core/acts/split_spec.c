/* Lots divided and put together: split and merge. */
#include <string.h>

#include "core/store/lots.h"
#include "core/store/registry.h"
#include "tests/core/acts/market.h"

SPEC(a_split_leaves_the_rest_in_its_lot)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, "split", "lot", "1", "parts", "10kg,20kg", NULL);
    EXPECT(strstr(fixture->receipt.answer, "\"lots\":[3,4]") != NULL);
    EXPECT_INT(lot_of(fixture, 1).remaining, 12000000);
    EXPECT_INT(lot_of(fixture, 3).remaining, 10000000);
    EXPECT_INT(lot_of(fixture, 4).day, lot_of(fixture, 1).day);
    EXPECT_INT(balance(fixture, "raw"), 42000000);
    EXPECT(lots_are_accounts(fixture));
}

SPEC(parts_that_exceed_the_whole_are_refused)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, "split", "lot", "1", "parts", "22kg,21kg");
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, "split", "lot", "1", "parts", "43kg");
    EXPECT_REFUSED(fixture, GI_WHY_BAD_QUANTITY, "split", "lot", "1", "parts", "1kg,x");
}

SPEC(a_split_leaf_tells_product_and_season_only)
{
    GI_AUTO(gi_fixture) fixture = market();
    char text[2049];
    fixture_act(fixture, "split", "lot", "1", "parts", "10kg", NULL);
    leaf_text(fixture, acts(fixture) - 1, text, sizeof text);
    EXPECT(strstr(text, "\"gi\":\"LSYW\"") != NULL && strstr(text, "\"cmt\":") != NULL);
    EXPECT(strstr(text, "10kg") == NULL && strstr(text, "10000000") == NULL);
}

SPEC(what_a_batch_was_given_is_not_split_off)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "1:42kg", "qty", "10kg", "day", "2026-04-06", NULL);
    fixture_act(fixture, "batch", "holder", "0001", "lot", "3", "qty", "7kg", "grade", "一级",
                NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, "split", "lot", "3", "parts", "3001g");
    fixture_act(fixture, "split", "lot", "3", "parts", "3kg", NULL);
    EXPECT(lots_are_accounts(fixture));
}

SPEC(merging_makes_one_lot_with_the_days_of_all)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-09", "qty", "8kg", NULL);
    fixture_act(fixture, "merge", "holder", "0001", "lots", "1:42kg,3:8kg", NULL);
    EXPECT_INT(lot_of(fixture, 4).quantity, 50000000);
    EXPECT_INT(lot_of(fixture, 4).day, lot_of(fixture, 3).day);
    EXPECT_INT(lot_of(fixture, 4).first_day, lot_of(fixture, 1).day);
    EXPECT(lots_are_accounts(fixture) && books_balance(fixture));
}

SPEC(lots_of_two_holders_or_two_materials_do_not_merge)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_NOT_OWNER, "merge", "holder", "0001", "lots", "1:1kg,2:1kg");
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "1:21kg", "qty", "5kg", "day", "2026-04-06", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_LOTS_DIFFER, "merge", "holder", "0001", "lots", "1:1kg,3:1kg");
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, "merge", "holder", "0001", "lots", "1:1kg");
}

static void add_second_season(gi_fixture *fixture)
{
    fixture_act(fixture, "product", "product", "LSYW", "index", "1", "zh", "庐山云雾茶", "en",
                "Lushan Yunwu tea", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360483107", "season", "2026-2", "first", "2026-03-15",
                "last", "2026-05-31", "label_until", "2026-07-31", NULL);
    fixture_act(fixture, "source", "holder", "0001", "product", "LSYW", "kind", "plot", "township",
                "360483107", "capacity", "10mu", NULL);
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-2", "sources", "3", NULL);
    fixture_act(fixture, "harvest", "source", "3", "product", "LSYW", "season", "2026-2", "day",
                "2026-04-05", "qty", "10kg", NULL);
}

SPEC(lots_of_two_seasons_go_together_nowhere)
{
    GI_AUTO(gi_fixture) fixture = market();
    add_second_season(fixture);
    EXPECT_REFUSED(fixture, GI_WHY_LOTS_DIFFER, "merge", "holder", "0001", "lots", "1:1kg,3:1kg");
    EXPECT_REFUSED(fixture, GI_WHY_LOTS_DIFFER, "transfer", "from", "0001", "to", "0002", "lots",
                   "1:1kg,3:1kg", "day", "2026-04-06");
    EXPECT_REFUSED(fixture, GI_WHY_LOTS_DIFFER, "make", "holder", "0001", "product", "LSYW",
                   "season", "2026-1", "inputs", "1:10kg,3:10kg", "qty", "1kg", "day",
                   "2026-04-06");
    EXPECT_REFUSED(fixture, GI_WHY_LOTS_DIFFER, "make", "holder", "0001", "product", "LSYW",
                   "season", "2026-1", "inputs", "3:10kg", "qty", "1kg", "day", "2026-04-06");
}

/* Every act that joins or divides makes new lots, and numbers only grow: a way from a lot down to
 * its parents meets smaller numbers at each step and cannot come back. */
SPEC(a_lot_is_younger_than_its_parents_so_no_circle_can_be)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, "split", "lot", "1", "parts", "10kg,20kg", NULL);
    fixture_act(fixture, "merge", "holder", "0001", "lots", "3:10kg,4:5kg", NULL);
    fixture_act(fixture, "transfer", "from", "0001", "to", "0002", "lots", "5:15kg", "day",
                "2026-04-06", NULL);
    fixture_act(fixture, "transfer", "from", "0002", "to", "0001", "lots", "6:15kg", "day",
                "2026-04-06", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, "merge", "holder", "0001", "lots", "5:1kg,7:1kg");
    for (int64_t child = 3; child <= 7; child++) {
        gi_error err = { 0 };
        int64_t parent = 0;
        EXPECT_OK(gi_lot_parent(fixture->registry->db, child, &parent, &err));
        EXPECT(parent < child);
    }
}
