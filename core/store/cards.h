/*
 * cards.h - rows of trade cards and of the slips of their sheets.
 *
 * Acts check, these functions keep: no rule of the business lives here. Changes run inside the
 * caller's writing transaction.
 */
#ifndef GI_STORE_CARDS_H
#define GI_STORE_CARDS_H

#include "core/store/db.h"
#include "gi/clock.h"
#include "gi/crypto.h"
#include "gi/log.h"

#define GI_CARD_TEXT 32      /* bytes of a card number, terminator included */
#define GI_SLIP_HASH_SIZE 16 /* kept of a slip's slow hash */

typedef struct gi_card_row {
    char number[GI_CARD_TEXT];
    uint32_t holder;
    uint8_t salt[GI_SALT_SIZE];
    gi_digest pin; /* slow hash */
    int rounds;
    int64_t tries; /* wrong secrets in a row */
    int64_t sheet; /* act of the slips that are good, 0 = none */
    int64_t daily; /* most that may be sold a day, 0 = no limit */
    gi_day sold_day;
    int64_t sold; /* on that day */
    int64_t act;
    gi_day replaced; /* 0 = in force */
} gi_card_row;

GI_CHECKED gi_status gi_card_insert(gi_db *db, const gi_card_row *row, gi_error *err);
/* GI_NOT_FOUND no-card */
GI_CHECKED gi_status gi_card_load(gi_db *db, const char *number, gi_card_row *out, gi_error *err);
/* The card in force of a holder; *found tells. */
GI_CHECKED gi_status gi_card_of(gi_db *db, uint32_t holder, bool *found, gi_card_row *out,
                                gi_error *err);
/* Stores tries, sheet, daily, sold and replaced. */
GI_CHECKED gi_status gi_card_change(gi_db *db, const gi_card_row *row, gi_error *err);
/* One more wrong secret. */
GI_CHECKED gi_status gi_card_miss(gi_db *db, const char *number, gi_error *err);

typedef struct gi_slip_row {
    int64_t sheet;
    uint8_t hash[GI_SLIP_HASH_SIZE];
    uint8_t salt[GI_SALT_SIZE];
    int rounds;
    gi_day used; /* 0 = not yet */
} gi_slip_row;

GI_CHECKED gi_status gi_slip_insert(gi_db *db, const gi_slip_row *row, gi_error *err);
/* Salt and rounds of a sheet, from any of its slips; hash is filled as well. */
GI_CHECKED gi_status gi_slip_any(gi_db *db, int64_t sheet, bool *found, gi_slip_row *out,
                                 gi_error *err);
GI_CHECKED gi_status gi_slip_load(gi_db *db, int64_t sheet, const uint8_t hash[GI_SLIP_HASH_SIZE],
                                  bool *found, gi_slip_row *out, gi_error *err);
GI_CHECKED gi_status gi_slip_use(gi_db *db, const gi_slip_row *row, gi_day day, gi_error *err);

#endif
