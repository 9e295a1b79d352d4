/*
 * balance.c - two ordered walks over the accounts, compared (balance.h).
 *
 * The store gives accounts in one order, so nothing is sorted or searched here.
 */
#include "core/import/balance.h"

#include <stdlib.h>
#include <string.h>

#include "core/store/accounts.h"
#include "core/store/products.h"

typedef struct account {
    uint32_t holder;
    uint16_t product;
    int season;
    char material[12];
    int64_t balance;
} account;

struct gi_balances {
    account *list;
    size_t count, room;
};

void gi_balances_destroy(gi_balances *balances)
{
    if (balances != NULL) {
        free(balances->list);
        free(balances);
    }
}

static gi_status take(void *context, const gi_posting *posting, int64_t balance, gi_error *err)
{
    gi_balances *to = context;
    if (posting->holder == 0) {
        return GI_OK;
    }
    if (to->count == to->room) {
        size_t room = to->room == 0 ? 64 : to->room * 2;
        account *grown = realloc(to->list, room * sizeof *grown);
        if (grown == NULL) {
            return gi_fail(err, GI_WHY_NO_MEMORY, "balances");
        }
        to->list = grown;
        to->room = room;
    }
    account *one = &to->list[to->count++];
    *one = (account){ posting->holder, posting->product, posting->season, "", balance };
    memcpy(one->material, posting->material, strnlen(posting->material, sizeof one->material - 1));
    return GI_OK;
}

gi_status gi_balances_load(gi_db *db, gi_balances **out, gi_error *err)
{
    GI_AUTO(gi_balances) made = calloc(1, sizeof *made);
    if (made == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "balances");
    }
    GI_TRY(gi_account_each(db, -1, take, made, err));
    *out = GI_TAKE(made);
    return GI_OK;
}

static bool same(const account *a, const account *b)
{
    return a->holder == b->holder && a->product == b->product && a->season == b->season &&
           strcmp(a->material, b->material) == 0;
}

static gi_status describe(gi_db *db, const account *now, int64_t before, gi_balance_change *out,
                          gi_product *product, gi_error *err)
{
    if (product->index != now->product) {
        GI_TRY(gi_product_by_index(db, now->product, product, err));
    }
    *out = (gi_balance_change){ .holder = now->holder,
                                .unit = product->unit,
                                .season = now->season,
                                .before = before,
                                .after = now->balance };
    memcpy(out->product, product->mnemonic, sizeof out->product);
    memcpy(out->material, now->material, sizeof out->material);
    return GI_OK;
}

gi_status gi_balances_compare(const gi_balances *before, gi_db *db, gi_balance_change **out,
                              size_t *count, gi_error *err)
{
    GI_AUTO(gi_balances) after = NULL;
    gi_product product = { 0 };
    size_t at = 0;
    size_t made = 0;
    GI_TRY(gi_balances_load(db, &after, err));
    gi_balance_change *list = calloc(after->count + 1, sizeof *list);
    if (list == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "balances");
    }
    for (size_t i = 0; i < after->count; i++) { /* accounts are never removed: all are here */
        const account *now = &after->list[i];
        bool old = at < before->count && same(&before->list[at], now);
        int64_t was = old ? before->list[at++].balance : 0;
        gi_status status =
            now->balance == was ? GI_OK : describe(db, now, was, &list[made++], &product, err);
        if (status != GI_OK) {
            free(list);
            return status;
        }
    }
    *out = list;
    *count = made;
    return GI_OK;
}
