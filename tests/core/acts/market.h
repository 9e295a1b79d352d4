/*
 * market.h - a fixture with somebody to trade with, for the specs of material.
 */
#ifndef GI_TESTS_ACTS_MARKET_H
#define GI_TESTS_ACTS_MARKET_H

#include "core/store/lots.h"
#include "tests/core/acts/helpers.h"

#define CARD_NUMBER "示0001"

/* picked(), and: producer 0002; grower 0003 with card CARD_NUMBER, PIN 4711 and slips 1 and 2,
 * 10 mu granted and 42 kg picked on 2026-04-05 (lot 2). */
gi_fixture *market(void);

/* Producer 0001 has 900 kg of yam, lot 1, made on 2026-05-01; fresh produce, or nobody knows. */
gi_fixture *yam(bool fresh);

/* A certificate of conformity for one of its lots. */
#define CERTIFY(lot_number)                                                                     \
    "conformity", "holder", "0001", "lot", lot_number, "basis", "self-test", "place", "瑞昌市", \
        "contact", "0792-1234567"

/* A slip of this number; .text lives to the end of the statement, as do those of a sheet. */
typedef struct slip_text {
    char text[16];
} slip_text;
slip_text slip(uint8_t number);

/* The field `slips` for a sheet of slips first..last. */
typedef struct sheet_text {
    char text[1200];
} sheet_text;
sheet_text sheet(uint8_t first, uint8_t last);

/* Balance of a holder in product 1, season 2026-1. */
int64_t balance_of(const gi_fixture *fixture, uint32_t holder, const char *material);

gi_lot_row lot_of(const gi_fixture *fixture, int64_t id);

/* What is left in lots is the account, for holders 1 to 3, raw and made. */
bool lots_are_accounts(const gi_fixture *fixture);

/* Wrong secrets counted on a card. */
int64_t tries_of(const gi_fixture *fixture, const char *number);

/* The grower sells lots to a holder. */
#define SELL(to, lots) \
    "transfer", "from", "0003", "to", to, "lots", lots, "day", "2026-04-06", "card", CARD_NUMBER

#endif
