/*
 * accounts.h - rows of accounts and postings, and what status leaves keep of them.
 *
 * Whether postings sum to zero is the ledger's to see (core/ledger).
 */
#ifndef GI_STORE_ACCOUNTS_H
#define GI_STORE_ACCOUNTS_H

#include "core/store/db.h"

/* ---- accounts.c ---- */

typedef struct gi_posting {
    uint32_t holder; /* 0 = counter-account */
    uint16_t product;
    int season;
    const char *material; /* allow raw made | source outside process market lapsed */
    int64_t amount;
} gi_posting;

GI_CHECKED gi_status gi_account_load(gi_db *db, const gi_posting *account, int64_t *balance,
                                     gi_error *err);
/* Sets a balance; GI_CONFLICT constraint when a holder's would be negative. */
GI_CHECKED gi_status gi_account_store(gi_db *db, const gi_posting *account, int64_t balance,
                                      gi_error *err);
GI_CHECKED gi_status gi_posting_insert(gi_db *db, int64_t act, int line, const gi_posting *posting,
                                       gi_error *err);
typedef gi_status (*gi_account_visit)(void *context, const gi_posting *account, int64_t balance,
                                      gi_error *err);
/* Every account (holder 0 to all with -1), ordered; amount is unused. */
GI_CHECKED gi_status gi_account_each(gi_db *db, int64_t holder, gi_account_visit take,
                                     void *context, gi_error *err);
/* What holders have of one product, season and material, by holder: now, and before an act. */
GI_CHECKED gi_status gi_balance_each(gi_db *db, const gi_posting *account, gi_account_visit take,
                                     void *context, gi_error *err);
GI_CHECKED gi_status gi_balance_each_before(gi_db *db, const gi_posting *account, int64_t act,
                                            gi_account_visit take, void *context, gi_error *err);
/* Every product and season with postings of acts from this one on, and the newest that made one. */
typedef gi_status (*gi_moved_visit)(void *context, uint16_t product, int season, int64_t act,
                                    gi_error *err);
GI_CHECKED gi_status gi_moved_each(gi_db *db, int64_t from, gi_moved_visit take, void *context,
                                   gi_error *err);
/* Sum of all postings and of all balances, for the books' own check. */
GI_CHECKED gi_status gi_ledger_sums(gi_db *db, int64_t *postings, int64_t *balances, gi_error *err);

/* ---- status_balances.c ---- */

/* Keeps what every holder has of a product and season now; later gives what gi_balance_each gave
 * then, by holder, without a look at the postings. */
GI_CHECKED gi_status gi_status_balance_keep(gi_db *db, uint16_t product, int season, gi_error *err);
GI_CHECKED gi_status gi_status_balance_each(gi_db *db, const gi_posting *account,
                                            gi_account_visit take, void *context, gi_error *err);

#endif
