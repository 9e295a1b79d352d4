/* The code of a trade card: what is signed, what is answered; and the card for its print. */
#include <stdio.h>
#include <string.h>

#include "both.h"
#include "gi/card.h"
#include "gi/codes.h"
#include "label.h"
#include "tests/support/spec.h"

#define GROWER "0002"
#define NUMBER "示例卡-0002"

/* A grower with a plot and a card. */
static gi_fixture *carded(void)
{
    gi_fixture *fixture = fixture_with_batch(GI_ED25519);
    fixture_act(fixture, "holder", "kind", "grower", "name", "示例农户", "card", NUMBER, NULL);
    fixture_act(fixture, "source", "holder", GROWER, "product", "LSYW", "kind", "plot", "township",
                "360483107", "capacity", "10mu", NULL);
    fixture_act(fixture, "card", "holder", GROWER, "op", "issue", "pin", "4711", NULL);
    return fixture;
}

/* What the grower has to sell. */
static int64_t picked_lot(gi_fixture *fixture)
{
    fixture_act(fixture, "grant", "product", "LSYW", "season", "2026-1", "sources", "2", NULL);
    fixture_act(fixture, "harvest", "source", "2", "product", "LSYW", "season", "2026-1", "day",
                "2026-04-05", "qty", "42kg", NULL);
    return fixture_answer_int(fixture, "lot");
}

static gi_card found(const gi_fixture *fixture)
{
    gi_error err = { 0 };
    gi_card card;
    EXPECT_OK(gi_card_find(fixture->registry, NUMBER, &card, &err));
    return card;
}

SPEC(a_card_is_found_by_its_number_with_what_its_print_needs)
{
    GI_AUTO(gi_fixture) fixture = carded();
    gi_card card = found(fixture);
    EXPECT_INT(card.serial, fixture->receipt.index);
    EXPECT_INT(card.holder, 2);
    EXPECT_TEXT(card.number, NUMBER);
    EXPECT_TEXT(card.grower, "示例农户");
    EXPECT_TEXT(card.place, "庐山市牯岭镇");
    EXPECT_TEXT(gi_day_text(card.issued).text, "2026-06-01");
}

SPEC(a_card_that_was_replaced_or_is_unknown_is_refused_by_name)
{
    gi_error err = { 0 };
    gi_card card;
    GI_AUTO(gi_fixture) fixture = carded();
    gi_card before = found(fixture);
    EXPECT_WHY(gi_card_find(fixture->registry, "0002", &card, &err), GI_WHY_NO_CARD);
    fixture_act(fixture, "card", "holder", GROWER, "op", "replace", "pin", "0815", "number", "B-2",
                NULL);
    EXPECT_WHY(gi_card_find(fixture->registry, NUMBER, &card, &err), GI_WHY_CARD_REPLACED);
    EXPECT(strstr(err.message, NUMBER) != NULL && strstr(err.message, "2026-06-01") != NULL);
    EXPECT_OK(gi_card_find(fixture->registry, "B-2", &card, &err));
    EXPECT(card.serial != before.serial);
}

SPEC(a_township_that_names_its_county_is_not_told_twice)
{
    GI_AUTO(gi_fixture) fixture = fixture_with_batch(GI_ED25519);
    fixture_act(fixture, "product", "product", "YXXY", "index", "9", "zh", "示例香米", "en",
                "Sample rice", "unit", "mass", "path", "raw", "source", "plot", "cap", "60kg",
                "ratio", "42:10", "area", "360425", "season", "2026-1", "first", "2026-03-15",
                "last", "2026-05-31", "label_until", "2027-12-31", NULL);
    fixture_act(fixture, "holder", "kind", "grower", "name", "示例农户", "card", NUMBER, NULL);
    fixture_act(fixture, "source", "holder", GROWER, "product", "YXXY", "kind", "plot", "township",
                "360425001", "capacity", "10mu", NULL);
    fixture_act(fixture, "card", "holder", GROWER, "op", "issue", "pin", "4711", NULL);
    EXPECT_TEXT(found(fixture).place, "永修县丰安街道");
}

SPEC(a_locked_card_is_refused_by_name)
{
    gi_error err = { 0 };
    gi_card card;
    GI_AUTO(gi_fixture) fixture = carded();
    char lots[32];
    (void)snprintf(lots, sizeof lots, "%d:1kg", (int)picked_lot(fixture));
    for (int i = 0; i < 5; i++) {
        EXPECT_WHY(fixture_try(fixture, &err, "transfer", "from", GROWER, "to", "0001", "lots",
                               lots, "day", "2026-04-06", "card", NUMBER, "pin", "0000", NULL),
                   GI_WHY_WRONG_PIN);
    }
    EXPECT_WHY(gi_card_find(fixture->registry, NUMBER, &card, &err), GI_WHY_CARD_LOCKED);
    EXPECT(strstr(err.message, NUMBER) != NULL);
}

SPEC(the_code_of_a_card_is_a_card_and_says_nothing_about_goods)
{
    gi_error err = { 0 };
    gi_unit_code code;
    label_text text;
    GI_AUTO(gi_fixture) fixture = carded();
    gi_card card = found(fixture);
    gi_unit_header header = gi_card_header(&card, FIXTURE_LABEL);
    EXPECT_OK(gi_code_sign(&header, fixture_signer(fixture, FIXTURE_LABEL), &code, &err));
    EXPECT_INT(gi_unit_code_print(&code, text.text), GI_UNIT_DIGITS);
    gi_verdict verdict = ask(fixture, text.text);
    EXPECT_TEXT(short_of(&verdict).text, "unknown(card) unknown");
    EXPECT(!verdict.has_unit && !verdict.has_batch && verdict.act < 0);
    EXPECT_INT(verdict.header.serial, 0);
    EXPECT_INT(gi_verdict_exit(&verdict), 3);
    EXPECT_ANSWER(fixture, label_flipped(&text, 8 * 17).text, "forged unknown");
}

SPEC(a_card_past_the_serials_of_its_key_is_no_newer_label)
{
    GI_AUTO(gi_fixture) fixture = carded();
    const gi_card far = { .serial = 4000000000 };
    gi_unit_header header = gi_card_header(&far, FIXTURE_LABEL);
    EXPECT_ANSWER(fixture, label_signed(fixture, &header, FIXTURE_LABEL).text,
                  "unknown(card) unknown");
}

/* Unregistered for this reason, and no number, day or batch of any goods. */
static void expect_nothing(gi_fixture *fixture, const gi_unit_header *header, uint16_t key,
                           const char *why)
{
    gi_verdict verdict = ask(fixture, label_signed(fixture, header, key).text);
    EXPECT_TEXT(short_of(&verdict).text, "unregistered unknown");
    EXPECT_TEXT(verdict.state_why, why);
    EXPECT(!verdict.has_unit && !verdict.has_batch && verdict.packed == 0);
    EXPECT_TEXT(verdict.unit_text, "");
}

SPEC(a_card_signed_by_a_leaked_key_or_one_of_another_scope_counts_for_nothing)
{
    GI_AUTO(gi_fixture) fixture = carded();
    gi_card card = found(fixture);
    gi_unit_header header = gi_card_header(&card, FIXTURE_REGISTRY);
    expect_nothing(fixture, &header, FIXTURE_REGISTRY, "key-scope");
    header = gi_card_header(&card, FIXTURE_LABEL);
    label_text text = label_signed(fixture, &header, FIXTURE_LABEL);
    EXPECT_ANSWER(fixture, text.text, "unknown(card) unknown");
    fixture_act(fixture, "key", "op", "leaked", "id", "7", "last_good", "4000000", NULL);
    expect_nothing(fixture, &header, FIXTURE_LABEL, "key-leaked");
}

SPEC(a_card_code_with_any_other_field_is_not_signed)
{
    gi_error err = { 0 };
    gi_unit_code code;
    const gi_unit_header plain = { .type = GI_LABEL_TRADE_CARD, .key = 7, .serial = 9 };
    gi_unit_header changed[] = { plain, plain, plain, plain, plain };
    GI_AUTO(gi_fixture) fixture = carded();
    changed[0].serial = 0;
    changed[1].product = 1;
    changed[2].producer = 2;
    changed[3].packed = 1;
    changed[4].key = 6;
    for (size_t i = 0; i < sizeof changed / sizeof changed[0]; i++) {
        EXPECT_WHY(gi_code_sign(&changed[i], fixture_signer(fixture, FIXTURE_LABEL), &code, &err),
                   GI_WHY_UNKNOWN_TYPE);
    }
}

SPEC(the_label_key_that_is_free_signs_cards)
{
    gi_error err = { 0 };
    uint16_t key = 0;
    GI_AUTO(gi_fixture) fixture = carded();
    EXPECT_OK(gi_card_key(fixture->registry, &key, &err));
    EXPECT_INT(key, FIXTURE_LABEL);
}

SPEC(slips_differ_and_only_their_hashes_go_into_the_act)
{
    gi_error err = { 0 };
    gi_card_slips slips;
    char parsed[GI_HIDDEN_TEXT];
    EXPECT_OK(gi_card_slips_draw(true, gi_random_system(), &slips, &err));
    for (int i = 0; i < GI_CARD_SLIPS; i++) {
        EXPECT_OK(gi_hidden_code_parse(gi_bytes_of(slips.code[i]), parsed, &err));
        EXPECT(strstr(slips.field, slips.code[i]) == NULL);
        for (int k = 0; k < i; k++) {
            EXPECT(strcmp(slips.code[i], slips.code[k]) != 0);
        }
    }
    GI_AUTO(gi_fixture) fixture = carded();
    fixture_act(fixture, "card", "holder", GROWER, "op", "slips", "slips", slips.field, NULL);
    EXPECT_INT(fixture_answer_int(fixture, "slips"), GI_CARD_SLIPS);
}
