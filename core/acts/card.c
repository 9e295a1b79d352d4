/*
 * card.c - a printed trade card, so that a grower needs no phone: number, PIN, one-time slips.
 *
 * Issues it, replaces a lost one (the balance hangs on the holder and stays), hands out a new
 * sheet of slips, or sets the count of wrong tries back. The PIN is hashed here and forgotten;
 * slips come as hashes already. Nothing of either is committed. A card that comes
 * back from the journal has neither, so it is locked until it is replaced.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/acts.h"
#include "core/acts/card_check.h"
#include "core/store/cards.h"
#include "core/store/holders.h"

#define SLIPS_MAX 20
#define SLIP_ROUNDS_MAX 10000000

enum { HOLDER, OP, NUMBER, PIN, SLIPS, DAILY, BASIS, NOTE };

const gi_field_rule gi_card_fields[] = {
    [HOLDER] = { "holder", GI_FIELD_HOLDER, GI_REQUIRED, "农户", "grower", "001F" },
    [OP] = { "op", GI_FIELD_WORD, GI_REQUIRED, "操作", "what to do", "issue|replace|slips|reset" },
    [NUMBER] = { "number", GI_FIELD_TEXT, 0, "卡号（补办时必填；换发核销码时须为现行卡）",
                 "number: of the new card to replace one; of the card in force for slips",
                 "at most 31 characters" },
    [PIN] = { "pin", GI_FIELD_TEXT, GI_TRANSIENT, "密码（不保存）", "PIN, not kept",
              "four digits" },
    [SLIPS] = { "slips", GI_FIELD_LONG, GI_TRANSIENT, "核销码摘要", "hashes of slips",
                "rounds:salt:hash,hash..." },
    [DAILY] = { "daily", GI_FIELD_QUANTITY, 0, "每日上限（缺省不限）", "daily cap, default none",
                "200kg" },
    [BASIS] = { "basis", GI_FIELD_TEXT, 0, "每日上限的依据", "who set the daily cap, and where",
                NULL },
    [NOTE] = { "note", GI_FIELD_TEXT, 0, "备注", "note", NULL },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

typedef struct carding {
    gi_holder_row holder;
    gi_card_row before; /* in force until now */
    bool has_card;
} carding;

static gi_status need(const gi_act *act, int field, gi_error *err)
{
    const char *name = gi_card_fields[field].name;
    return act->value[field].given
               ? GI_OK
               : gi_fail_field(err, name, GI_WHY_MISSING_FIELD, name, act->kind->name);
}

/* ---- slips ---- */

static gi_status read_sheet(const gi_act *act, gi_slip_row *slip, gi_bytes *hashes, gi_error *err)
{
    gi_bytes rounds;
    gi_bytes rest;
    gi_bytes salt;
    int64_t number = 0;
    if (!gi_list_split(act->value[SLIPS].text, ':', &rounds, &rest) ||
        !gi_list_split(rest, ':', &salt, hashes) ||
        gi_text_int(rounds, "slips", gi_pin_rounds(act->registry), SLIP_ROUNDS_MAX, &number,
                    NULL) != GI_OK ||
        gi_hex_parse(salt, slip->salt, sizeof slip->salt, NULL) != GI_OK) {
        return gi_act_bad_field(act, SLIPS, err);
    }
    slip->rounds = (int)number;
    return GI_OK;
}

/* A new sheet ends the old one: a card has one sheet that is good. */
static gi_status add_slips(gi_act *act, gi_card_row *card, gi_error *err)
{
    gi_slip_row slip = { .sheet = act->index };
    gi_bytes rest;
    gi_bytes item;
    int64_t count = 0;
    GI_TRY(read_sheet(act, &slip, &rest, err));
    for (; gi_list_next(&rest, ',', &item); count++) {
        if (count == SLIPS_MAX) {
            return gi_fail_field(err, "slips", GI_WHY_OVER_LIMIT, "slips", gi_num(SLIPS_MAX).text);
        }
        if (gi_hex_parse(item, slip.hash, sizeof slip.hash, NULL) != GI_OK) {
            return gi_act_bad_field(act, SLIPS, err);
        }
        GI_TRY(gi_slip_insert(act->db, &slip, err));
    }
    card->sheet = act->index;
    gi_json_set_int(act->answer, "slips", count);
    return count > 0 ? GI_OK : gi_act_bad_field(act, SLIPS, err);
}

/* ---- a card ---- */

/* Of one holder for ever: neither another holder's nor an old card's. */
static gi_status check_number(gi_act *act, const carding *work, const char *number, gi_error *err)
{
    gi_card_row old;
    uint32_t owner = 0;
    bool taken = false;
    GI_TRY(gi_holder_by_name(act->db, number, &taken, &owner, err));
    if ((taken && owner != work->holder.id) || gi_card_load(act->db, number, &old, NULL) == GI_OK) {
        return gi_fail_field(err, "number", GI_WHY_EXISTS, number);
    }
    return GI_OK;
}

static gi_status read_daily(const gi_act *act, gi_card_row *card, gi_error *err)
{
    if (act->value[DAILY].given) {
        GI_TRY(need(act, BASIS, err));
        card->daily = act->value[DAILY].number;
    }
    return GI_OK;
}

/* The hash of the PIN, or, when the act is made again, one that no PIN has. */
static gi_status set_pin(gi_act *act, gi_card_row *card, gi_error *err)
{
    gi_random random = act->registry->random;
    random.fill(random.context, card->salt, sizeof card->salt);
    if (act->replayed) {
        card->tries = GI_CARD_TRIES;
        random.fill(random.context, card->pin.bytes, sizeof card->pin.bytes);
        return GI_OK;
    }
    GI_TRY(need(act, PIN, err));
    if (!gi_pin_valid(act->value[PIN].text)) {
        return gi_act_bad_field(act, PIN, err);
    }
    return gi_slow_hash(act->value[PIN].text, (gi_bytes){ card->salt, sizeof card->salt },
                        card->rounds, &card->pin, err);
}

static gi_status make_card(gi_act *act, const carding *work, gi_error *err)
{
    gi_card_row card = { .holder = work->holder.id,
                         .daily = work->has_card ? work->before.daily : 0,
                         .rounds = gi_pin_rounds(act->registry),
                         .act = act->index };
    GI_TRY(act->value[NUMBER].given ? gi_act_text(act, NUMBER, card.number, sizeof card.number, err)
                                    : gi_text_copy(card.number, sizeof card.number,
                                                   gi_bytes_of(work->holder.card), "card", err));
    GI_TRY(check_number(act, work, card.number, err));
    GI_TRY(read_daily(act, &card, err));
    GI_TRY(set_pin(act, &card, err));
    GI_TRY(gi_card_insert(act->db, &card, err));
    GI_TRY(gi_holder_card(act->db, work->holder.id, card.number, err));
    gi_json_set_text(act->answer, "card", card.number);
    if (act->value[SLIPS].given) {
        GI_TRY(add_slips(act, &card, err));
    }
    return gi_card_change(act->db, &card, err);
}

/* ---- operations ---- */

static gi_status no_card(const carding *work, gi_error *err)
{
    return gi_fail_field(err, "holder", GI_WHY_NO_CARD, work->holder.card);
}

static gi_status issue(gi_act *act, carding *work, gi_error *err)
{
    if (work->has_card) {
        return gi_fail_field(err, "op", GI_WHY_ALREADY, work->before.number, "issued");
    }
    return make_card(act, work, err);
}

static gi_status replace(gi_act *act, carding *work, gi_error *err)
{
    if (!work->has_card) {
        return no_card(work, err);
    }
    GI_TRY(need(act, NUMBER, err));
    gi_card_row old = work->before;
    old.replaced = act->today;
    GI_TRY(gi_card_change(act->db, &old, err));
    return make_card(act, work, err);
}

/* Slips printed for a card are not those of the one that replaced it meanwhile. */
static gi_status check_in_force(const gi_act *act, const carding *work, gi_error *err)
{
    char number[GI_CARD_TEXT];
    gi_card_row named;
    if (!act->value[NUMBER].given || act->replayed) {
        return GI_OK;
    }
    GI_TRY(gi_act_text(act, NUMBER, number, sizeof number, err));
    if (strcmp(number, work->before.number) == 0) {
        return GI_OK;
    }
    GI_TRY(gi_card_load(act->db, number, &named, err));
    if (named.holder != work->holder.id) {
        char holder[5];
        gi_number_print(work->holder.id, holder);
        return gi_fail_field(err, "number", GI_WHY_NOT_OWNER, number, holder);
    }
    return gi_fail_field(err, "number", GI_WHY_CARD_REPLACED, number,
                         gi_day_text(named.replaced).text);
}

static gi_status slips(gi_act *act, carding *work, gi_error *err)
{
    if (!work->has_card) {
        return no_card(work, err);
    }
    GI_TRY(check_in_force(act, work, err));
    work->before.sheet = 0;
    if (!act->replayed) {
        GI_TRY(need(act, SLIPS, err));
        GI_TRY(add_slips(act, &work->before, err));
    }
    return gi_card_change(act->db, &work->before, err);
}

static gi_status reset(gi_act *act, carding *work, gi_error *err)
{
    if (!work->has_card) {
        return no_card(work, err);
    }
    work->before.tries = 0;
    return gi_card_change(act->db, &work->before, err);
}

gi_status gi_card_perform(gi_act *act, gi_error *err)
{
    /* In the order of the words of the field. */
    static gi_status (*const operations[])(gi_act * act, carding * work,
                                           gi_error * err) = { issue, replace, slips, reset };
    carding work = { .has_card = false };
    GI_TRY(gi_act_holder(act, (uint32_t)act->value[HOLDER].number, &work.holder, err));
    if (work.holder.producer) {
        char number[5];
        gi_number_print(work.holder.id, number);
        return gi_fail_field(err, "holder", GI_WHY_NOT_GROWER, number, act->kind->name);
    }
    GI_TRY(gi_card_of(act->db, work.holder.id, &work.has_card, &work.before, err));
    return operations[act->value[OP].number](act, &work, err);
}
