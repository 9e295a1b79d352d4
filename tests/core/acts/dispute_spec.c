/* A transfer in dispute: held, then upheld or reversed. */
#include "tests/core/acts/market.h"

#define BUY "transfer", "from", "0001", "to", "0002", "lots", "1:30kg", "day", "2026-04-06"
#define MAKE_OF(inputs, qty)                                                                       \
    "make", "holder", "0002", "product", "LSYW", "season", "2026-1", "inputs", inputs, "qty", qty, \
        "day", "2026-04-07"

/* market() and 30 kg sold by 0001 to 0002 (lot 3); *ref is the transfer. */
static gi_fixture *sold(gi_num_text *ref)
{
    gi_fixture *fixture = market();
    fixture_act(fixture, BUY, NULL);
    *ref = gi_num(fixture->receipt.index);
    return fixture;
}

SPEC(a_disputed_lot_is_neither_made_nor_split_nor_sold_nor_merged)
{
    gi_num_text ref;
    GI_AUTO(gi_fixture) fixture = sold(&ref);
    fixture_act(fixture, "transfer", "from", "0001", "to", "0002", "lots", "1:12kg", "day",
                "2026-04-06", NULL);
    fixture_act(fixture, "dispute", "ref", ref.text, "why", "weight", NULL);
    EXPECT_INT(fixture_answer_int(fixture, "held"), 30000000);
    EXPECT_REFUSED(fixture, GI_WHY_LOT_HELD, MAKE_OF("3:1kg", "100g"));
    EXPECT_REFUSED(fixture, GI_WHY_LOT_HELD, "split", "lot", "3", "parts", "1kg");
    EXPECT_REFUSED(fixture, GI_WHY_LOT_HELD, "transfer", "from", "0002", "to", "0001", "lots",
                   "3:1kg", "day", "2026-04-08");
    EXPECT_REFUSED(fixture, GI_WHY_LOT_HELD, "merge", "holder", "0002", "lots", "3:1kg,4:1kg");
}

SPEC(parts_of_a_disputed_lot_are_held_with_it)
{
    gi_num_text ref;
    GI_AUTO(gi_fixture) fixture = sold(&ref);
    fixture_act(fixture, "split", "lot", "3", "parts", "10kg,5kg", NULL);
    fixture_act(fixture, "split", "lot", "4", "parts", "2kg", NULL);
    fixture_act(fixture, "dispute", "ref", ref.text, "why", "not-agreed", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_LOT_HELD, MAKE_OF("6:1kg", "100g"));
    fixture_act(fixture, "settle", "ref", ref.text, "op", "reverse", NULL);
    EXPECT_INT(fixture_answer_int(fixture, "back"), 30000000);
    EXPECT(lots_are_accounts(fixture) && books_balance(fixture));
}

SPEC(a_reversal_gives_back_what_is_left_and_names_what_was_used)
{
    gi_num_text ref;
    GI_AUTO(gi_fixture) fixture = sold(&ref);
    fixture_act(fixture, MAKE_OF("3:21kg", "5kg"), NULL);
    fixture_act(fixture, "dispute", "ref", ref.text, "why", "weight", NULL);
    fixture_act(fixture, "settle", "ref", ref.text, "op", "reverse", NULL);
    EXPECT_INT(fixture_answer_int(fixture, "back"), 9000000);
    EXPECT_INT(fixture_answer_int(fixture, "used"), 21000000);
    EXPECT_INT(balance_of(fixture, 1, "raw"), 21000000);
    EXPECT_INT(balance_of(fixture, 2, "raw"), 0);
    EXPECT(lots_are_accounts(fixture) && books_balance(fixture));
}

SPEC(what_is_recalled_goes_back_to_nobody)
{
    gi_num_text ref;
    GI_AUTO(gi_fixture) fixture = sold(&ref);
    fixture_act(fixture, "dispute", "ref", ref.text, "why", "weight", NULL);
    fixture_act(fixture, "recall", "lot", "3", "grade", "I", "why", "residue", "who", "示例局",
                "doc", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_RECALLED, "settle", "ref", ref.text, "op", "reverse");
    fixture_act(fixture, "settle", "ref", ref.text, "op", "uphold", NULL);
}

SPEC(what_is_upheld_is_free_again)
{
    gi_num_text ref;
    GI_AUTO(gi_fixture) fixture = sold(&ref);
    fixture_act(fixture, "dispute", "ref", ref.text, "why", "weight", NULL);
    fixture_act(fixture, "settle", "ref", ref.text, "op", "uphold", NULL);
    fixture_act(fixture, MAKE_OF("3:30kg", "7kg"), NULL);
    EXPECT(lots_are_accounts(fixture));
}

SPEC(a_transfer_is_disputed_within_seven_days_and_once)
{
    gi_num_text ref;
    GI_AUTO(gi_fixture) fixture = sold(&ref);
    fixture->now += INT64_C(7) * 86400000 + 1;
    EXPECT_REFUSED(fixture, GI_WHY_TOO_LATE, "dispute", "ref", ref.text, "why", "weight");
    fixture->now -= 1;
    fixture_act(fixture, "dispute", "ref", ref.text, "why", "weight", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "dispute", "ref", ref.text, "why", "weight");
    fixture_act(fixture, "settle", "ref", ref.text, "op", "uphold", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "dispute", "ref", ref.text, "why", "weight");
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, "settle", "ref", ref.text, "op", "reverse");
}

SPEC(only_a_transfer_is_disputed_and_only_a_dispute_settled)
{
    gi_num_text ref;
    GI_AUTO(gi_fixture) fixture = sold(&ref);
    EXPECT_REFUSED(fixture, GI_WHY_NOT_TRANSFER, "dispute", "ref", "1", "why", "weight");
    EXPECT_REFUSED(fixture, GI_WHY_NO_ACT, "dispute", "ref", "9999", "why", "weight");
    EXPECT_REFUSED(fixture, GI_WHY_NOT_TRANSFER, "settle", "ref", ref.text, "op", "uphold");
}

SPEC(no_batch_and_no_label_comes_of_a_held_lot)
{
    GI_AUTO(gi_fixture) fixture = market();
    char batch[GI_BATCH_ID_TEXT];
    fixture_act(fixture, "make", "holder", "0001", "product", "LSYW", "season", "2026-1", "inputs",
                "1:42kg", "qty", "10kg", "day", "2026-04-06", NULL);
    fixture_act(fixture, "transfer", "from", "0001", "to", "0002", "lots", "3:10kg", "day",
                "2026-04-07", NULL);
    gi_num_text ref = gi_num(fixture->receipt.index);
    fixture_act(fixture, "batch", "holder", "0002", "lot", "4", "qty", "4kg", "grade", "一级",
                NULL);
    fixture_answer_text(fixture, "batch", batch, sizeof batch);
    fixture_act(fixture, "dispute", "ref", ref.text, "why", "price", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_LOT_HELD, "batch", "holder", "0002", "lot", "4", "grade",
                   "一级");
    EXPECT_REFUSED(fixture, GI_WHY_LOT_HELD, "issue", "batch", batch, "count", "1", "net", "50g",
                   "packed", "2026-04-08");
    fixture_act(fixture, "settle", "ref", ref.text, "op", "reverse", NULL);
    EXPECT_INT(fixture_answer_int(fixture, "back"), 6000000);
    fixture_act(fixture, "issue", "batch", batch, "count", "80", "net", "50g", "packed",
                "2026-04-08", NULL);
    EXPECT(lots_are_accounts(fixture) && books_balance(fixture));
}
