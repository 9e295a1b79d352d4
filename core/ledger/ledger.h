/*
 * ledger.h - double entry over quantities (DESIGN 5).
 *
 * A journal collects the postings of one act; posting it checks that they sum to zero, moves
 * the balances and refuses any holder's negative one. Counter-accounts have holder 0.
 */
#ifndef GI_LEDGER_LEDGER_H
#define GI_LEDGER_LEDGER_H

#include "core/store/accounts.h"

#define GI_JOURNAL_MAX 256

typedef struct gi_journal {
    gi_posting posting[GI_JOURNAL_MAX];
    int count;
} gi_journal;

/* One side of a movement: which account. Materials are the static names below. */
typedef struct gi_account {
    uint32_t holder;
    uint16_t product;
    int season;
    const char *material;
} gi_account;

extern const char gi_allow[], gi_raw[], gi_made[]; /* holders */
/* of holder 0 */
extern const char gi_from_source[], gi_outside[], gi_process[], gi_market[], gi_lapsed[];

/*
 * Moves amount (> 0) from one account to another: two postings, added to earlier ones of the
 * same account. GI_NO_MEMORY over-limit past GI_JOURNAL_MAX; GI_INVALID overflow
 */
GI_CHECKED gi_status gi_journal_move(gi_journal *journal, gi_account from, gi_account to,
                                     int64_t amount, gi_error *err);

/*
 * Posts the journal as lines of an act. Sums must be zero (GI_CORRUPT unbalanced).
 * GI_CONFLICT over-balance, naming wanted and left; nothing is half posted after a rollback.
 */
GI_CHECKED gi_status gi_journal_post(const gi_journal *journal, gi_db *db, int64_t act,
                                     gi_error *err);

/* The books' own check: all postings sum to zero, all balances too. GI_CORRUPT ledger */
GI_CHECKED gi_status gi_ledger_check(gi_db *db, gi_error *err);

#endif
