/*
 * accounts.c - balances and the postings that made them.
 *
 * posting only grows; account is its running sum. A holder's negative balance is refused by
 * the table itself (CHECK), whatever the caller forgot.
 */
#include <string.h>

#include "core/store/accounts.h"

static const char q_account_load[] =
    "SELECT balance FROM account "
    "WHERE holder = ?1 AND product = ?2 AND season = ?3 AND material = ?4";
static const char q_account_store[] =
    "UPDATE account SET balance = ?5 "
    "WHERE holder = ?1 AND product = ?2 AND season = ?3 AND material = ?4";
static const char q_account_insert[] =
    "INSERT INTO account (holder, product, season, material, balance) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";
static const char q_account_each[] =
    "SELECT holder, product, season, material, balance FROM account "
    "WHERE holder BETWEEN ?1 AND ?2 ORDER BY holder, product, season, material";
static const char q_posting_insert[] =
    "INSERT INTO posting (act, line, holder, product, season, material, amount) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static const char q_balance_each[] =
    "SELECT holder, balance FROM account "
    "WHERE holder > 0 AND product = ?1 AND season = ?2 AND material = ?3 ORDER BY holder";
static const char q_balance_each_before[] =
    "SELECT holder, SUM(amount) FROM posting WHERE act < ?4 AND holder > 0 AND product = ?1 "
    "AND season = ?2 AND material = ?3 GROUP BY holder ORDER BY holder";
static const char q_moved_each[] =
    "SELECT product, season, MAX(act) FROM posting WHERE act >= ?1 GROUP BY product, season "
    "ORDER BY product, season";
static const char q_ledger_sums[] = "SELECT (SELECT COALESCE(SUM(amount), 0) FROM posting), "
                                    "(SELECT COALESCE(SUM(balance), 0) FROM account)";

const char *const gi_account_statements[] = {
    q_account_load, q_account_store,       q_account_insert, q_account_each, q_posting_insert,
    q_balance_each, q_balance_each_before, q_moved_each,     q_ledger_sums,  NULL,
};

static void bind_account(gi_row *row, const gi_posting *account)
{
    gi_row_bind_int(row, 1, account->holder);
    gi_row_bind_int(row, 2, account->product);
    gi_row_bind_int(row, 3, account->season);
    gi_row_lend_text(row, 4, account->material);
}

gi_status gi_account_load(gi_db *db, const gi_posting *account, int64_t *balance, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_account_load);
    bool found = false;
    bind_account(row, account);
    GI_TRY(gi_row_step(row, &found, err));
    *balance = found ? gi_row_int(row, 0) : 0;
    return GI_OK;
}

static gi_status store_with(gi_db *db, const char *statement, const gi_posting *account,
                            int64_t balance, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, statement);
    bind_account(row, account);
    gi_row_bind_int(row, 5, balance);
    return gi_row_run(row, err);
}

gi_status gi_account_store(gi_db *db, const gi_posting *account, int64_t balance, gi_error *err)
{
    GI_TRY(store_with(db, q_account_store, account, balance, err));
    return gi_db_changes(db) > 0 ? GI_OK : store_with(db, q_account_insert, account, balance, err);
}

gi_status gi_posting_insert(gi_db *db, int64_t act, int line, const gi_posting *posting,
                            gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_posting_insert);
    gi_row_bind_int(row, 1, act);
    gi_row_bind_int(row, 2, line);
    gi_row_bind_int(row, 3, posting->holder);
    gi_row_bind_int(row, 4, posting->product);
    gi_row_bind_int(row, 5, posting->season);
    gi_row_lend_text(row, 6, posting->material);
    gi_row_bind_int(row, 7, posting->amount);
    return gi_row_run(row, err);
}

gi_status gi_account_each(gi_db *db, int64_t holder, gi_account_visit take, void *context,
                          gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_account_each);
    bool found = false;
    gi_row_bind_int(row, 1, holder < 0 ? 0 : holder);
    gi_row_bind_int(row, 2, holder < 0 ? INT64_MAX : holder);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        char material[12];
        GI_TRY(gi_row_text(row, 3, material, sizeof material, err));
        gi_posting account = {
            .holder = (uint32_t)gi_row_int(row, 0),
            .product = (uint16_t)gi_row_int(row, 1),
            .season = (int)gi_row_int(row, 2),
            .material = material,
        };
        GI_TRY(take(context, &account, gi_row_int(row, 4), err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

static gi_status balances(gi_row *row, const gi_posting *account, gi_account_visit take,
                          void *context, gi_error *err)
{
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

gi_status gi_balance_each(gi_db *db, const gi_posting *account, gi_account_visit take,
                          void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_balance_each);
    return balances(row, account, take, context, err);
}

gi_status gi_balance_each_before(gi_db *db, const gi_posting *account, int64_t act,
                                 gi_account_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_balance_each_before);
    gi_row_bind_int(row, 4, act);
    return balances(row, account, take, context, err);
}

gi_status gi_moved_each(gi_db *db, int64_t from, gi_moved_visit take, void *context, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_moved_each);
    bool found = false;
    gi_row_bind_int(row, 1, from);
    GI_TRY(gi_row_step(row, &found, err));
    while (found) {
        GI_TRY(take(context, (uint16_t)gi_row_int(row, 0), (int)gi_row_int(row, 1),
                    gi_row_int(row, 2), err));
        GI_TRY(gi_row_step(row, &found, err));
    }
    return GI_OK;
}

gi_status gi_ledger_sums(gi_db *db, int64_t *postings, int64_t *balances, gi_error *err)
{
    GI_AUTO(gi_row) row = gi_db_use(db, q_ledger_sums);
    bool found = false;
    GI_TRY(gi_row_step(row, &found, err));
    *postings = gi_row_int(row, 0);
    *balances = gi_row_int(row, 1);
    return GI_OK;
}
