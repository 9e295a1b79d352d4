/*
 * journal_property.c - random journals straight into the ledger, past all acts: they are
 * posted whole or refused, and no holder ever owes.
 */
#include "core/ledger/ledger.h"
#include "core/store/accounts.h"
#include "core/store/registry.h"
#include "tests/support/registry.h"
#include "tests/support/spec.h"

#define JOURNALS 10000
#define ACCOUNTS 9

/* Accounts 0 to 5 are of holders, the others counter-accounts. */
static gi_account account(uint64_t number)
{
    static const char *const materials[] = { gi_allow,       gi_raw,     gi_made,
                                             gi_from_source, gi_process, gi_market };
    uint64_t row = number < 6 ? number % 3 : number - 3;
    return (gi_account){ number < 6 ? 1 + (uint32_t)(number / 3) : 0, 1, 2026 * 16 + 1,
                         materials[row] };
}

/* More leaves holders than comes to them, so that they are often short. */
static void random_journal(gi_journal *journal, int64_t change[ACCOUNTS])
{
    gi_error err = { 0 };
    for (uint64_t moves = 1 + gi_spec_below(3); moves > 0; moves--) {
        uint64_t from = gi_spec_below(ACCOUNTS - 2);
        uint64_t to = gi_spec_below(ACCOUNTS);
        int64_t amount = 1 + (int64_t)gi_spec_below(1000);
        EXPECT_OK(gi_journal_move(journal, account(from), account(to), amount, &err));
        change[from] -= amount;
        change[to] += amount;
    }
}

static bool would_owe(const int64_t balance[ACCOUNTS], const int64_t change[ACCOUNTS])
{
    bool owes = false;
    for (int i = 0; i < 6; i++) {
        owes = owes || balance[i] + change[i] < 0;
    }
    return owes;
}

static void expect_balances(gi_db *db, const int64_t wanted[ACCOUNTS])
{
    gi_error err = { 0 };
    for (uint64_t i = 0; i < ACCOUNTS; i++) {
        gi_account at = account(i);
        gi_posting asked = { at.holder, at.product, at.season, at.material, 0 };
        int64_t balance = 0;
        EXPECT_OK(gi_account_load(db, &asked, &balance, &err));
        EXPECT_INT(balance, wanted[i]);
    }
}

/* Posted, or refused for the balance and nothing else; the model follows. */
static bool post(gi_db *db, int64_t act, int64_t balance[ACCOUNTS])
{
    gi_error err = { 0 };
    gi_journal journal = { .count = 0 };
    int64_t change[ACCOUNTS] = { 0 };
    random_journal(&journal, change);
    EXPECT_OK(gi_db_savepoint(db, &err));
    if (would_owe(balance, change)) {
        EXPECT_WHY(gi_journal_post(&journal, db, act, &err), GI_WHY_OVER_BALANCE);
        gi_db_rollback_to(db);
        return false;
    }
    EXPECT_OK(gi_journal_post(&journal, db, act, &err));
    EXPECT_OK(gi_db_release(db, &err));
    for (int i = 0; i < ACCOUNTS; i++) {
        balance[i] += change[i];
    }
    return true;
}

SPEC(random_journals_are_posted_whole_or_refused)
{
    gi_error err = { 0 };
    int64_t balance[ACCOUNTS] = { 0 };
    int64_t posted = 0;
    GI_AUTO(gi_fixture) fixture = fixture_open(GI_ED25519);
    gi_db *db = fixture->registry->db;
    EXPECT_OK(gi_db_begin(db, true, &err));
    for (int64_t act = 0; act < JOURNALS; act++) {
        posted += post(db, 1000 + act, balance) ? 1 : 0;
        if (act % 100 == 0) {
            expect_balances(db, balance);
        }
    }
    expect_balances(db, balance);
    EXPECT_OK(gi_ledger_check(db, &err));
    EXPECT(posted > JOURNALS / 20 && posted < JOURNALS * 19 / 20);
    gi_db_rollback(db);
}
