/* Cards and sales in an old copy that catches up: what was secret does not come back. */
#include "gi/recover.h"
#include "tests/core/acts/market.h"
#include "tests/core/acts/recover_world.h"

#define SALE "transfer", "from", "0002", "to", "0001", "lots", "4:1kg", "day", "2026-04-07"

/* A grower 0002 who got 10 kg of raw leaf from 0001 (lot 4). */
static void add_grower(gi_fixture *fixture)
{
    fixture_act(fixture, "harvest", "source", "1", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "10kg", NULL);
    fixture_act(fixture, "holder", "kind", "grower", "name", "示例农户", "card", CARD_NUMBER, NULL);
    fixture_act(fixture, "transfer", "from", "0001", "to", "0002", "lots", "3:10kg", "day",
                "2026-04-06", NULL);
}

static void recover_all(world *at)
{
    world_catch_up(at);
    EXPECT(world_same_files(at) && lots_are_accounts(at->fixture));
}

SPEC(a_sale_by_card_comes_back_without_its_secret)
{
    WORLD at = world_with_journal();
    add_grower(at.fixture);
    fixture_act(at.fixture, "card", "holder", "0002", "op", "issue", "pin", "4711", "slips",
                sheet(1, 2).text, NULL);
    world_keep(&at);
    fixture_act(at.fixture, SALE, "card", CARD_NUMBER, "slip", slip(1).text, NULL);
    recover_all(&at);
    EXPECT_INT(balance_of(at.fixture, 2, "raw"), 9000000);
    EXPECT_REFUSED(at.fixture, GI_WHY_WRONG_PIN, SALE, "card", CARD_NUMBER, "slip", slip(1).text);
    fixture_act(at.fixture, SALE, "card", CARD_NUMBER, "pin", "4711", NULL);
}

SPEC(a_card_that_comes_back_is_locked_until_it_is_replaced)
{
    WORLD at = world_with_journal();
    add_grower(at.fixture);
    world_keep(&at);
    fixture_act(at.fixture, "card", "holder", "0002", "op", "issue", "pin", "4711", NULL);
    fixture_act(at.fixture, SALE, "card", CARD_NUMBER, "pin", "4711", NULL);
    fixture_act(at.fixture, "card", "holder", "0002", "op", "slips", "slips", sheet(1, 2).text,
                NULL);
    recover_all(&at);
    EXPECT_REFUSED(at.fixture, GI_WHY_CARD_LOCKED, SALE, "card", CARD_NUMBER, "pin", "4711");
    fixture_act(at.fixture, "card", "holder", "0002", "op", "replace", "number", "示0002", "pin",
                "0815", NULL);
    fixture_act(at.fixture, SALE, "card", "示0002", "pin", "0815", NULL);
}
