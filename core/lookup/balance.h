/*
 * balance.h - a proof of balances, as written and as checked (gi/tend.h is the outside).
 *
 * File: {"holder","kind":"gi-balance","v":1} and the members of a sheaf; each entry of leaves
 * is a status leaf and has balances = [[material, balance, base64 salt, place, leaves of the
 * tree, [[sum, base64 hash] ...]] ...], path with the leaf's sibling first.
 */
#ifndef GI_LOOKUP_BALANCE_H
#define GI_LOOKUP_BALANCE_H

#include "core/lookup/sheaf.h"

#define GI_BALANCE_KIND "gi-balance"

/* Every balance of a file against its status leaves and its note; one row each into rows. */
GI_CHECKED gi_status gi_balance_check_file(const gi_json *file, gi_sheaf *sheaf, gi_json *rows,
                                           gi_error *err);

#endif
