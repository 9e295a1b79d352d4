/*
 * card_check.c - is it really this grower? (card_check.h)
 *
 * PIN and slip are hashed slowly and compared in constant time; they are never stored, shown or
 * committed. A wrong one says only that it is wrong. Five in a row lock the card; a right one
 * sets the count back. An act that is made again from the journal was
 * checked when it was made; its secrets were kept nowhere.
 */
#include "core/acts/card_check.h"

#include <stdio.h>
#include <string.h>

#include "core/store/cards.h"
#include "gi/unit_number.h"

bool gi_pin_valid(gi_bytes pin)
{
    bool good = pin.size == GI_PIN_DIGITS;
    for (size_t i = 0; i < pin.size; i++) {
        good = good && pin.data[i] >= '0' && pin.data[i] <= '9';
    }
    return good;
}

int gi_pin_rounds(const gi_registry *registry)
{
    return registry->about.demo ? GI_PIN_ROUNDS_DEMO : GI_PIN_ROUNDS;
}

static gi_status wrong(gi_act *act, const gi_card_row *card, gi_error *err)
{
    memcpy(act->missed, card->number, sizeof act->missed);
    return gi_fail(err, GI_WHY_WRONG_PIN, card->number, gi_num(GI_CARD_TRIES).text);
}

static gi_status check_pin(gi_act *act, int field, const gi_card_row *card, gi_error *err)
{
    gi_digest hash;
    if (!gi_pin_valid(act->value[field].text)) {
        return gi_act_bad_field(act, field, err);
    }
    GI_TRY(gi_slow_hash(act->value[field].text, (gi_bytes){ card->salt, sizeof card->salt },
                        card->rounds, &hash, err));
    return gi_equal_constant_time(gi_digest_view(&hash), gi_digest_view(&card->pin))
               ? GI_OK
               : wrong(act, card, err);
}

/* A slip whose check character does not fit is a slip of the pen and costs no try. */
static gi_status check_slip(gi_act *act, int field, const gi_card_row *card, gi_error *err)
{
    char code[GI_HIDDEN_TEXT];
    gi_slip_row slip;
    gi_digest hash;
    bool found = false;
    if (gi_hidden_code_parse(act->value[field].text, code, NULL) != GI_OK) {
        return gi_act_bad_field(act, field, err);
    }
    GI_TRY(gi_slip_any(act->db, card->sheet, &found, &slip, err));
    if (!found) {
        return wrong(act, card, err);
    }
    GI_TRY(gi_slow_hash(gi_bytes_of(code), (gi_bytes){ slip.salt, sizeof slip.salt }, slip.rounds,
                        &hash, err));
    GI_TRY(gi_slip_load(act->db, card->sheet, hash.bytes, &found, &slip, err));
    if (!found) {
        return wrong(act, card, err);
    }
    if (slip.used != 0) {
        return gi_fail(err, GI_WHY_SLIP_USED, card->number, gi_day_text(slip.used).text);
    }
    return gi_slip_use(act->db, &slip, act->today, err);
}

static gi_status check_standing(const gi_act *act, const gi_card_row *card,
                                const gi_holder_row *seller, gi_error *err)
{
    if (card->holder != seller->id) {
        char number[5];
        gi_number_print(seller->id, number);
        return gi_fail_field(err, "card", GI_WHY_NOT_OWNER, card->number, number);
    }
    if (card->replaced != 0) {
        return gi_fail_field(err, "card", GI_WHY_CARD_REPLACED, card->number,
                             gi_day_text(card->replaced).text);
    }
    return act->replayed || card->tries < GI_CARD_TRIES
               ? GI_OK
               : gi_fail_field(err, "card", GI_WHY_CARD_LOCKED, card->number,
                               gi_num(GI_CARD_TRIES).text);
}

/* By the clock and not by the day that is declared: that one could be chosen. */
static gi_status check_daily(gi_act *act, gi_card_row *card, const gi_product *product,
                             int64_t quantity, gi_error *err)
{
    int64_t before = card->sold_day == act->today ? card->sold : 0;
    if (card->daily > 0 && quantity > card->daily - before) {
        return gi_fail_field(err, "lots", GI_WHY_OVER_CARD,
                             gi_quantity_text(before + quantity, product->unit).text,
                             gi_quantity_text(card->daily, product->unit).text, card->number);
    }
    card->sold_day = act->today;
    return __builtin_add_overflow(before, quantity, &card->sold)
               ? gi_fail(err, GI_WHY_OVERFLOW, card->number)
               : GI_OK;
}

static gi_status check_grower(gi_act *act, const gi_card_places *fields,
                              const gi_holder_row *seller, gi_card_row *card, gi_error *err)
{
    char number[GI_CARD_TEXT];
    bool pin = act->value[fields->pin].given;
    bool one = pin != act->value[fields->slip].given;
    if (!act->value[fields->card].given || (!one && !act->replayed)) {
        char holder[5];
        gi_number_print(seller->id, holder);
        const char *lacking = act->value[fields->card].given ? "pin | slip" : "card";
        return gi_fail(err, GI_WHY_CARD_NEEDED, holder, lacking);
    }
    GI_TRY(gi_act_text(act, fields->card, number, sizeof number, err));
    GI_TRY(gi_card_load(act->db, number, card, err));
    GI_TRY(check_standing(act, card, seller, err));
    if (act->replayed) {
        card->sheet = 0; /* which slip it was is not known: none of them is good any more */
        return GI_OK;
    }
    return pin ? check_pin(act, fields->pin, card, err) : check_slip(act, fields->slip, card, err);
}

gi_status gi_card_check(gi_act *act, const gi_card_places *fields, const gi_holder_row *seller,
                        const gi_product *product, int64_t quantity, gi_error *err)
{
    gi_card_row card;
    bool given = act->value[fields->card].given || act->value[fields->pin].given ||
                 act->value[fields->slip].given;
    if (seller->producer) {
        char number[5];
        gi_number_print(seller->id, number);
        return given ? gi_fail_field(err, "card", GI_WHY_NOT_GROWER, number, "card") : GI_OK;
    }
    GI_TRY(check_grower(act, fields, seller, &card, err));
    GI_TRY(check_daily(act, &card, product, quantity, err));
    card.tries = act->replayed ? card.tries : 0;
    return gi_card_change(act->db, &card, err);
}
