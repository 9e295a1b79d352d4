/* Trade cards of growers: PIN, slips, counting of tries, replacement. */
#include <stdio.h>
#include <string.h>

#include "core/acts/card_check.h"
#include "tests/core/acts/market.h"

#define SOME SELL("0001", "2:1kg")
#define CARD(op) "card", "holder", "0003", "op", op

static void miss(gi_fixture *fixture, int times)
{
    for (int i = 0; i < times; i++) {
        EXPECT_REFUSED(fixture, GI_WHY_WRONG_PIN, SOME, "pin", "0000");
    }
}

SPEC(a_grower_sells_with_card_and_pin)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, SOME, "pin", "4711", NULL);
    EXPECT_INT(balance_of(fixture, 3, "raw"), 41000000);
}

SPEC(a_grower_without_card_or_secret_is_refused)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_CARD_NEEDED, SOME);
    EXPECT_REFUSED(fixture, GI_WHY_CARD_NEEDED, SOME, "pin", "4711", "slip", slip(1).text);
    EXPECT_REFUSED(fixture, GI_WHY_CARD_NEEDED, "transfer", "from", "0003", "to", "0001", "lots",
                   "2:1kg", "day", "2026-04-06", "pin", "4711");
}

SPEC(a_wrong_pin_is_refused_without_telling_how_near)
{
    GI_AUTO(gi_fixture) fixture = market();
    gi_error far = { 0 };
    gi_error near = { 0 };
    EXPECT_INT(fixture_try(fixture, &far, SOME, "pin", "0000", NULL), GI_DENIED);
    EXPECT_INT(fixture_try(fixture, &near, SOME, "pin", "4712", NULL), GI_DENIED);
    EXPECT_TEXT(far.message, near.message);
    EXPECT(strstr(near.message, "4712") == NULL && strstr(near.zh, "4712") == NULL);
}

SPEC(a_wrong_pin_is_counted_although_nothing_else_happened)
{
    GI_AUTO(gi_fixture) fixture = market();
    miss(fixture, 3);
    EXPECT_INT(tries_of(fixture, CARD_NUMBER), 3);
    EXPECT_INT(balance_of(fixture, 3, "raw"), 42000000);
}

SPEC(the_right_pin_sets_the_count_back)
{
    GI_AUTO(gi_fixture) fixture = market();
    miss(fixture, 4);
    fixture_act(fixture, SOME, "pin", "4711", NULL);
    EXPECT_INT(tries_of(fixture, CARD_NUMBER), 0);
}

SPEC(five_wrong_pins_lock_the_card_until_the_clerk_resets_it)
{
    GI_AUTO(gi_fixture) fixture = market();
    miss(fixture, GI_CARD_TRIES);
    EXPECT_REFUSED(fixture, GI_WHY_CARD_LOCKED, SOME, "pin", "4711");
    EXPECT_REFUSED(fixture, GI_WHY_CARD_LOCKED, SOME, "slip", slip(1).text);
    fixture_act(fixture, CARD("reset"), NULL);
    fixture_act(fixture, SOME, "pin", "4711", NULL);
}

SPEC(a_trial_run_is_no_free_guess)
{
    GI_AUTO(gi_fixture) fixture = market();
    gi_error err = { 0 };
    GI_AUTO(gi_draft) draft = NULL;
    GI_AUTO(gi_json) file = NULL;
    static const char *const fields[] = { SOME, "pin", "0000" };
    EXPECT_OK(gi_draft_create(fields[0], gi_random_system(), &draft, &err));
    for (size_t i = 1; i < sizeof fields / sizeof fields[0]; i += 2) {
        EXPECT_OK(gi_draft_set(draft, fields[i], gi_bytes_of(fields[i + 1]), &err));
    }
    EXPECT_WHY(gi_act_export(fixture->registry, draft, &file, &err), GI_WHY_WRONG_PIN);
    EXPECT_INT(tries_of(fixture, CARD_NUMBER), 1);
}

static gi_status act_in(gi_session *session, gi_receipt *receipt, gi_error *err, size_t count,
                        const char *const *fields)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_TRY(gi_draft_create(fields[0], gi_random_system(), &draft, err));
    for (size_t i = 1; i + 1 < count; i += 2) {
        GI_TRY(gi_draft_set(draft, fields[i], gi_bytes_of(fields[i + 1]), err));
    }
    return gi_session_act(session, draft, receipt, err);
}

SPEC(a_session_that_is_given_up_keeps_only_its_wrong_pins)
{
    static const char *const good[] = { SOME, "pin", "4711" };
    static const char *const bad[] = { SOME, "pin", "1174" };
    GI_AUTO(gi_fixture) fixture = market();
    gi_error err = { 0 };
    gi_receipt receipt;
    gi_session *session = NULL;
    int64_t before = acts(fixture);
    EXPECT_OK(
        gi_session_begin(fixture->registry, fixture->signer, fixture->signers, &session, &err));
    EXPECT_OK(act_in(session, &receipt, &err, 13, good));
    EXPECT_WHY(act_in(session, &receipt, &err, 13, bad), GI_WHY_WRONG_PIN);
    gi_session_destroy(session);
    EXPECT_INT(acts(fixture), before);
    EXPECT_INT(balance_of(fixture, 3, "raw"), 42000000);
    EXPECT_INT(tries_of(fixture, CARD_NUMBER), 1);
}

SPEC(a_slip_works_once)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, SOME, "slip", slip(1).text, NULL);
    EXPECT_REFUSED(fixture, GI_WHY_SLIP_USED, SOME, "slip", slip(1).text);
    fixture_act(fixture, SOME, "slip", slip(2).text, NULL);
    EXPECT_INT(balance_of(fixture, 3, "raw"), 40000000);
}

SPEC(a_made_up_slip_counts_as_a_wrong_secret)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_WRONG_PIN, SOME, "slip", slip(7).text);
    EXPECT_INT(tries_of(fixture, CARD_NUMBER), 1);
}

SPEC(a_mistyped_slip_is_told_by_its_check_and_costs_nothing)
{
    GI_AUTO(gi_fixture) fixture = market();
    gi_error err = { 0 };
    EXPECT_WHY(fixture_try(fixture, &err, SOME, "slip", "9Q78-6Y6Y", NULL), GI_WHY_BAD_FIELD);
    EXPECT(strstr(err.message, "9Q78") == NULL);
    EXPECT_INT(tries_of(fixture, CARD_NUMBER), 0);
}

SPEC(a_refused_sale_does_not_use_up_its_slip)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LOT, SELL("0001", "2:43kg"), "slip", slip(1).text);
    fixture_act(fixture, SOME, "slip", slip(1).text, NULL);
}

SPEC(a_new_sheet_of_slips_ends_the_old_one)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, CARD("slips"), "slips", sheet(11, 12).text, NULL);
    EXPECT_REFUSED(fixture, GI_WHY_WRONG_PIN, SOME, "slip", slip(1).text);
    fixture_act(fixture, SOME, "slip", slip(11).text, NULL);
}

SPEC(slips_for_a_card_that_was_replaced_are_refused)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, CARD("replace"), "number", "示0002", "pin", "1234", "slips",
                sheet(1, 2).text, NULL);
    EXPECT_REFUSED(fixture, GI_WHY_CARD_REPLACED, CARD("slips"), "number", CARD_NUMBER, "slips",
                   sheet(11, 12).text);
    EXPECT_REFUSED(fixture, GI_WHY_NO_CARD, CARD("slips"), "number", "示0003", "slips",
                   sheet(11, 12).text);
    fixture_act(fixture, "transfer", "from", "0003", "to", "0001", "lots", "2:1kg", "day",
                "2026-04-06", "card", "示0002", "slip", slip(1).text, NULL);
    fixture_act(fixture, CARD("slips"), "number", "示0002", "slips", sheet(11, 12).text, NULL);
}

SPEC(a_lost_card_is_replaced_and_the_balance_stays)
{
    GI_AUTO(gi_fixture) fixture = market();
    gi_error err = { 0 };
    fixture_act(fixture, CARD("replace"), "number", "示0002", "pin", "1234", NULL);
    EXPECT_INT(balance_of(fixture, 3, "raw"), 42000000);
    EXPECT_WHY(fixture_try(fixture, &err, SOME, "pin", "4711", NULL), GI_WHY_CARD_REPLACED);
    EXPECT(strstr(err.message, "2026-06-01") != NULL);
    fixture_act(fixture, "transfer", "from", "0003", "to", "0001", "lots", "2:1kg", "day",
                "2026-04-06", "card", "示0002", "pin", "1234", NULL);
}

SPEC(an_old_number_is_never_given_again)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, CARD("replace"), "number", "示0002", "pin", "1234", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_EXISTS, CARD("replace"), "number", CARD_NUMBER, "pin", "1234");
    EXPECT_REFUSED(fixture, GI_WHY_EXISTS, "holder", "kind", "grower", "name", "示例二", "card",
                   CARD_NUMBER);
}

SPEC(a_card_is_issued_once_and_to_growers_only)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_ALREADY, CARD("issue"), "pin", "1234");
    EXPECT_REFUSED(fixture, GI_WHY_NOT_GROWER, "card", "holder", "0001", "op", "issue", "pin",
                   "1234");
    EXPECT_REFUSED(fixture, GI_WHY_NOT_GROWER, "transfer", "from", "0001", "to", "0002", "lots",
                   "1:1kg", "day", "2026-04-06", "card", CARD_NUMBER, "pin", "4711");
}

SPEC(another_growers_card_does_not_sell_my_leaf)
{
    GI_AUTO(gi_fixture) fixture = market();
    fixture_act(fixture, "holder", "kind", "grower", "name", "示例二", "card", "示0009", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_NO_CARD, "transfer", "from", "0003", "to", "0001", "lots",
                   "2:1kg", "day", "2026-04-06", "card", "示0009", "pin", "1234");
    fixture_act(fixture, "card", "holder", "0004", "op", "issue", "pin", "1234", NULL);
    EXPECT_REFUSED(fixture, GI_WHY_NOT_OWNER, "transfer", "from", "0003", "to", "0001", "lots",
                   "2:1kg", "day", "2026-04-06", "card", "示0009", "pin", "1234");
}

SPEC(a_daily_cap_counts_by_the_clock_and_wants_a_basis)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, CARD("replace"), "number", "示0002", "pin",
                   "4711", "daily", "2kg");
    fixture_act(fixture, CARD("replace"), "number", "示0002", "pin", "4711", "daily", "2kg",
                "basis", "示例合作社章程第三条", NULL);
#define CAPPED(lots, day)                                                                        \
    "transfer", "from", "0003", "to", "0001", "lots", lots, "day", day, "card", "示0002", "pin", \
        "4711"
    fixture_act(fixture, CAPPED("2:2kg", "2026-04-06"), NULL);
    EXPECT_REFUSED(fixture, GI_WHY_OVER_CARD, CAPPED("2:1g", "2026-04-07"));
    fixture->now += INT64_C(86400000);
    fixture_act(fixture, CAPPED("2:2kg", "2026-04-07"), NULL);
}

SPEC(a_pin_is_four_digits_and_is_not_shown_when_refused)
{
    GI_AUTO(gi_fixture) fixture = market();
    gi_error err = { 0 };
    EXPECT_WHY(fixture_try(fixture, &err, CARD("replace"), "number", "示0002", "pin", "12a4", NULL),
               GI_WHY_BAD_FIELD);
    EXPECT(strstr(err.message, "12a4") == NULL && strstr(err.zh, "12a4") == NULL);
}

SPEC(a_sheet_hashed_too_fast_or_too_long_is_refused)
{
    GI_AUTO(gi_fixture) fixture = market();
    EXPECT_REFUSED(fixture, GI_WHY_BAD_FIELD, CARD("slips"), "slips",
                   "10:00112233445566778899aabbccddeeff:00112233445566778899aabbccddeeff");
    EXPECT_REFUSED(fixture, GI_WHY_OVER_LIMIT, CARD("slips"), "slips", sheet(30, 50).text);
    EXPECT_REFUSED(fixture, GI_WHY_MISSING_FIELD, CARD("slips"));
}
