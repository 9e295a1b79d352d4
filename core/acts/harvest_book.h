/*
 * harvest_book.h - what was picked, row by row: checked as it comes, written at the end.
 *
 * The rules of a harvest stand here once, for a single one and for a sheet of them: each row sees
 * the rows before it, so a sheet takes no more from a source or a day than its rows one by one.
 */
#ifndef GI_ACTS_HARVEST_BOOK_H
#define GI_ACTS_HARVEST_BOOK_H

#include "core/acts/act.h"
#include "core/store/holders.h"

#define GI_HARVEST_ROWS 128 /* so that its accounts fit one journal (GI_JOURNAL_MAX) */

/* A source that rows have named, and what they leave of its allotment. */
typedef struct gi_harvest_source {
    gi_source_row row;
    gi_allotment_row allotment;
    int64_t taken; /* by this book */
} gi_harvest_source;

typedef struct gi_harvest_day {
    size_t source; /* place in the book */
    gi_day day;
    int64_t before, taken; /* by acts before, by this book */
} gi_harvest_day;

typedef struct gi_harvest_row {
    size_t source;
    gi_day day;
    int64_t quantity;
} gi_harvest_row;

/* A value on the stack; owns nothing. */
typedef struct gi_harvest_book {
    gi_act *act;
    gi_product product;
    gi_season season;
    size_t sources, days, rows;
    gi_harvest_source source[GI_HARVEST_ROWS];
    gi_harvest_day day[GI_HARVEST_ROWS];
    gi_harvest_row row[GI_HARVEST_ROWS];
} gi_harvest_book;

/*
 * An empty book for the product and season that two fields of the act name.
 * GI_NOT_FOUND no-product, no-season   GI_CONFLICT not-in-product (it has no raw step),
 * season-ended
 */
GI_CHECKED gi_status gi_harvest_open(gi_act *act, int product, int season, gi_harvest_book *out,
                                     gi_error *err);

/*
 * One row more, of values that were checked as fields of a harvest.
 * GI_INVALID   bad-quantity: not in the product's unit; over-limit: rows past GI_HARVEST_ROWS
 * GI_NOT_FOUND no-source, no-holder
 * GI_CONFLICT  future-day, outside-season, suspended, frozen, recalled, over-source, over-daily
 */
GI_CHECKED gi_status gi_harvest_take(gi_harvest_book *book, const gi_value *source,
                                     const gi_value *day, const gi_value *quantity, gi_error *err);

/* Lots of consecutive numbers in the order of the rows, what sources and days give for them, the
 * journal's movements, and the leaf members gi and sea. *first is the first lot. */
GI_CHECKED gi_status gi_harvest_write(gi_harvest_book *book, int64_t *first, gi_error *err);

#endif
