/*
 * balance.h - the accounts of holders before and after, and what lies between.
 */
#ifndef GI_IMPORT_BALANCE_H
#define GI_IMPORT_BALANCE_H

#include "core/import/plan.h"
#include "core/store/db.h"

typedef struct gi_balances gi_balances;

/* All accounts of holders as they are; you own *out. */
GI_CHECKED gi_status gi_balances_load(gi_db *db, gi_balances **out, gi_error *err);
void gi_balances_destroy(gi_balances *balances);
GI_DEFINE_AUTO(gi_balances, gi_balances_destroy)

/* The accounts that differ now; you own *out (free). */
GI_CHECKED gi_status gi_balances_compare(const gi_balances *before, gi_db *db,
                                         gi_balance_change **out, size_t *count, gi_error *err);

#endif
