/*
 * ledger.c - journals become balances, or are refused.
 *
 * No balance of a holder is ever negative: asked here first, for a clear answer, and by a
 * CHECK of the table for certainty.
 */
#include "core/ledger/ledger.h"

#include <string.h>

#include "gi/quantity.h"

const char gi_allow[] = "allow";
const char gi_raw[] = "raw";
const char gi_made[] = "made";
const char gi_from_source[] = "source";
const char gi_outside[] = "outside";
const char gi_process[] = "process";
const char gi_market[] = "market";
const char gi_lapsed[] = "lapsed";

static gi_status add(gi_journal *journal, gi_account account, int64_t amount, gi_error *err)
{
    for (int i = 0; i < journal->count; i++) {
        gi_posting *have = &journal->posting[i];
        if (have->holder == account.holder && have->product == account.product &&
            have->season == account.season && strcmp(have->material, account.material) == 0) {
            return __builtin_add_overflow(have->amount, amount, &have->amount)
                       ? gi_fail(err, GI_WHY_OVERFLOW, account.material)
                       : GI_OK;
        }
    }
    if (journal->count == GI_JOURNAL_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "postings", gi_num(GI_JOURNAL_MAX).text);
    }
    journal->posting[journal->count++] = (gi_posting){
        .holder = account.holder,
        .product = account.product,
        .season = account.season,
        .material = account.material,
        .amount = amount,
    };
    return GI_OK;
}

gi_status gi_journal_move(gi_journal *journal, gi_account from, gi_account to, int64_t amount,
                          gi_error *err)
{
    if (amount <= 0 || amount > GI_QUANTITY_MAX) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "amount", gi_num(amount).text, "1",
                       gi_num(GI_QUANTITY_MAX).text);
    }
    GI_TRY(add(journal, from, -amount, err));
    return add(journal, to, amount, err);
}

static gi_status post_line(gi_db *db, int64_t act, int line, const gi_posting *posting,
                           gi_error *err)
{
    int64_t balance = 0;
    int64_t after = 0;
    GI_TRY(gi_account_load(db, posting, &balance, err));
    if (__builtin_add_overflow(balance, posting->amount, &after)) {
        return gi_fail(err, GI_WHY_OVERFLOW, posting->material);
    }
    if (posting->holder != 0 && after < 0) {
        return gi_fail(err, GI_WHY_OVER_BALANCE, gi_num(-posting->amount).text,
                       gi_num(balance).text, posting->material);
    }
    GI_TRY(gi_account_store(db, posting, after, err));
    return gi_posting_insert(db, act, line, posting, err);
}

gi_status gi_journal_post(const gi_journal *journal, gi_db *db, int64_t act, gi_error *err)
{
    int64_t sum = 0;
    for (int i = 0; i < journal->count; i++) {
        sum += journal->posting[i].amount;
    }
    if (sum != 0) {
        return gi_fail(err, GI_WHY_UNBALANCED, gi_num(act).text, gi_num(sum).text);
    }
    int line = 0;
    for (int i = 0; i < journal->count; i++) {
        if (journal->posting[i].amount != 0) {
            GI_TRY(post_line(db, act, line++, &journal->posting[i], err));
        }
    }
    return GI_OK;
}

gi_status gi_ledger_check(gi_db *db, gi_error *err)
{
    int64_t postings = 0;
    int64_t balances = 0;
    GI_TRY(gi_ledger_sums(db, &postings, &balances, err));
    if (postings != 0 || balances != 0) {
        return gi_fail(err, GI_WHY_LEDGER, gi_num(postings != 0 ? postings : balances).text);
    }
    return GI_OK;
}
