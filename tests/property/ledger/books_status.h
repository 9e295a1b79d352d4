/*
 * books_status.h - the sums of status leaves, at each one's own prefix of the log.
 */
#ifndef GI_TESTS_BOOKS_STATUS_H
#define GI_TESTS_BOOKS_STATUS_H

#include "core/store/db.h"
#include "gi/json.h"

#define BOOKS_STOCKS 24 /* products times seasons times materials */
#define BOOKS_STOCK_NAME 32

typedef struct books_stock {
    char name[BOOKS_STOCK_NAME]; /* "LSYW 2026-1 raw" */
    int64_t amount;              /* of all holders, so far */
} books_stock;

typedef struct books_stocks {
    gi_row *flow; /* borrowed from the handle; gi_row_done when all is read */
    int64_t next; /* act of the row it stands on */
    books_stock stock[BOOKS_STOCKS];
    int64_t compared; /* leaves with sums that were met */
} books_stocks;

/* The one statement that it asks; a handle for it lists this. */
extern const char *const books_flows;

/* all is zero; db knows books_flows and outlives the walk. */
void books_stocks_begin(books_stocks *all, gi_db *db);
/* The leaf of a status act: each total is what postings of earlier acts add up to. In order. */
void books_stocks_meet(books_stocks *all, int64_t act, const gi_json *leaf);

#endif
