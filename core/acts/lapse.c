/*
 * lapse.c - raw material that was not made in time, and what a closed season left, is gone.
 *
 * Leaf that lay longer than the product's days has rotted; a right to harvest ends with its
 * season. May be done at any time and as often as one likes: only what is due is posted. Made
 * goods never lapse here: they carry on until label_until. The leaf tells the total, the lines are
 * committed.
 */
#include "core/acts/lapse.h"

#include <stdio.h>

#include "core/acts/acts.h"
#include "core/store/accounts.h"
#include "core/store/lots.h"
#include "core/store/products.h"
#include "core/store/seasons.h"

#define LAPSE_MAX 200 /* lots, and holders, of one act */

enum { PRODUCT, SEASON };

const gi_field_rule gi_lapse_fields[] = {
    [PRODUCT] = { "product", GI_FIELD_MNEMONIC, GI_REQUIRED | GI_PUBLIC, "产品", "product",
                  "LSYW" },
    [SEASON] = { "season", GI_FIELD_SEASON, GI_REQUIRED | GI_PUBLIC, "产季", "season", "2026-1" },
    { NULL, GI_FIELD_TEXT, 0, NULL, NULL, NULL },
};

typedef struct lapsing {
    gi_act *act;
    const gi_product *product;
    int season;
    int64_t total;
    bool left; /* more is due */
    uint32_t holder[LAPSE_MAX];
    int64_t allowance[LAPSE_MAX];
    size_t holders;
} lapsing;

static gi_status post(lapsing *due, uint32_t holder, const char *material, int64_t amount,
                      gi_error *err)
{
    gi_account from = { holder, due->product->index, due->season, material };
    gi_account to = { 0, due->product->index, due->season, gi_lapsed };
    due->total += amount;
    return gi_journal_move(&due->act->journal, from, to, amount, err);
}

/* ---- raw material ---- */

static gi_status lapse_lot(lapsing *due, int64_t id, gi_error *err)
{
    gi_lot_row lot;
    char name[32];
    GI_TRY(gi_lot_load(due->act->db, id, &lot, err));
    int64_t rest = lot.remaining;
    lot.remaining = 0;
    lot.released = lot.quantity;
    GI_TRY(gi_lot_change(due->act->db, &lot, err));
    (void)snprintf(name, sizeof name, "lot.%lld", (long long)id);
    gi_json_set_int(due->act->secrets, name, rest);
    return post(due, lot.holder, gi_raw, rest, err);
}

static gi_status lapse_raw(lapsing *due, gi_day until, gi_error *err)
{
    int64_t lots[LAPSE_MAX + 1];
    size_t count = 0;
    GI_TRY(gi_raw_lots(due->act->db, due->product->index, due->season, until, lots, LAPSE_MAX + 1,
                       &count, err));
    due->left = due->left || count > LAPSE_MAX;
    for (size_t i = 0; i < count && i < LAPSE_MAX; i++) {
        GI_TRY(lapse_lot(due, lots[i], err));
    }
    return GI_OK;
}

/* ---- allowance ---- */

static gi_status take_allowance(void *context, const gi_posting *account, int64_t balance,
                                gi_error *err)
{
    lapsing *due = context;
    (void)err;
    if (balance > 0 && due->holders < LAPSE_MAX) {
        due->holder[due->holders] = account->holder;
        due->allowance[due->holders++] = balance;
    } else {
        due->left = due->left || balance > 0;
    }
    return GI_OK;
}

/* Collected first, posted then: nothing is changed under a statement that is still read. */
static gi_status lapse_allowance(lapsing *due, gi_error *err)
{
    gi_posting account = { .product = due->product->index,
                           .season = due->season,
                           .material = gi_allow };
    GI_TRY(gi_balance_each(due->act->db, &account, take_allowance, due, err));
    for (size_t i = 0; i < due->holders; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "allow.%u", (unsigned)due->holder[i]);
        gi_json_set_int(due->act->secrets, name, due->allowance[i]);
        GI_TRY(post(due, due->holder[i], gi_allow, due->allowance[i], err));
    }
    return GI_OK;
}

gi_status gi_lapse_due(gi_act *act, const gi_product *product, int season, bool closed,
                       gi_error *err)
{
    lapsing due = { .act = act, .product = product, .season = season };
    if (closed) {
        GI_TRY(lapse_raw(&due, INT32_MAX, err));
        GI_TRY(due.left ? GI_OK : lapse_allowance(&due, err)); /* postings of one act are few */
    } else if (product->raw_days > 0) {
        GI_TRY(lapse_raw(&due, act->today - product->raw_days - 1, err));
    }
    gi_act_leaf_product(act, product, season);
    if (due.total > 0) {
        gi_json_set_int(act->leaf, "qty", due.total);
    }
    gi_json_set_int(act->answer, "qty", due.total);
    gi_json_set(act->answer, "left", gi_json_bool(due.left));
    return GI_OK;
}

gi_status gi_lapse_perform(gi_act *act, gi_error *err)
{
    gi_product product;
    gi_season season;
    bool closed = false;
    int64_t by = 0;
    int number = (int)act->value[SEASON].number;
    GI_TRY(gi_act_product(act, PRODUCT, &product, err));
    GI_TRY(gi_season_load(act->db, &product, number, &season, err));
    GI_TRY(gi_season_end_load(act->db, product.index, number, &closed, &by, err));
    return gi_lapse_due(act, &product, number, closed, err);
}
