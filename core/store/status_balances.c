/*
 * status_balances.c - balances as the newest status leaf of a product and season found them
 * (020-status.sql).
 *
 * Kept by that act in two statements that write only what changed since the leaf before.
 */
#include "core/store/accounts.h"

/* The account of a row. */
#define BALANCE_NOW                                                                      \
    "(SELECT account.balance FROM account WHERE account.holder = status_balance.holder " \
    "AND account.product = status_balance.product "                                      \
    "AND account.season = status_balance.season "                                        \
    "AND account.material = status_balance.material)"

static const char q_status_balance_renew[] =
    "UPDATE status_balance SET balance = " BALANCE_NOW
    " WHERE product = ?1 AND season = ?2 AND balance <> " BALANCE_NOW;
static const char q_status_balance_add[] =
    "INSERT INTO status_balance (product, season, material, holder, balance) "
    "SELECT product, season, material, holder, balance FROM account "
    "WHERE holder > 0 AND product = ?1 AND season = ?2 AND NOT EXISTS "
    "(SELECT 1 FROM status_balance WHERE status_balance.product = account.product "
    "AND status_balance.season = account.season AND status_balance.material = account.material "
    "AND status_balance.holder = account.holder)";
static const char q_status_balance_each[] =
    "SELECT holder, balance FROM status_balance "
    "WHERE product = ?1 AND season = ?2 AND material = ?3 ORDER BY holder";

const char *const gi_status_balance_statements[] = {
    q_status_balance_renew,
    q_status_balance_add,
    q_status_balance_each,
    NULL,
};

static gi_status of_season(gi_db *db, const char *statement, uint16_t product, int season,
                           gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    gi_row_bind_int(row, 1, product);
    gi_row_bind_int(row, 2, season);
    return gi_row_run(row, err);
}

gi_status gi_status_balance_keep(gi_db *db, uint16_t product, int season, gi_error *err)
{
    GI_TRY(of_season(db, q_status_balance_renew, product, season, err));
    return of_season(db, q_status_balance_add, product, season, err);
}

gi_status gi_status_balance_each(gi_db *db, const gi_posting *account, gi_account_visit take,
                                 void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_status_balance_each);
    gi_posting one = *account;
    bool found = false;
    gi_row_bind_int(row, 1, account->product);
    gi_row_bind_int(row, 2, account->season);
    gi_row_bind_text(row, 3, account->material);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        one.holder = (uint32_t)gi_row_int(row, 0);
        GI_TRY(take(context, &one, gi_row_int(row, 1), err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}
