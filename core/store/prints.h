/*
 * prints.h - which labels were printed (011-print.sql).
 *
 * First printings are disjoint ranges, each within one run; reprints lie over them. Nothing here
 * is ever changed or removed.
 */
#ifndef GI_STORE_PRINTS_H
#define GI_STORE_PRINTS_H

#include "core/store/db.h"
#include "gi/batch_id.h"

/* A range that one act printed. */
typedef struct gi_print_row {
    uint16_t key;
    uint32_t first, count;
    char batch[GI_BATCH_ID_TEXT];
    int64_t act;
    char why[32]; /* of a reprint; "" for a first printing */
} gi_print_row;

/* One with a reason goes among the reprints. */
GI_CHECKED gi_status gi_print_insert(gi_db *db, const gi_print_row *row, gi_error *err);

/* How many labels of [first, first + count) were printed; *missing is the first that was not
 * (first + count when all were), *printed the first that was (same). */
typedef struct gi_print_cover {
    uint32_t units;
    int64_t missing, printed;
} gi_print_cover;
GI_CHECKED gi_status gi_print_cover_of(gi_db *db, uint16_t key, uint32_t first, uint32_t count,
                                       gi_print_cover *out, gi_error *err);

/*
 * The next labels of [from, last] that were neither printed nor ended, as far as they follow each
 * other; *found false = there are none.
 */
GI_CHECKED gi_status gi_print_gap(gi_db *db, uint16_t key, uint32_t from, uint32_t last,
                                  bool *found, uint32_t *first, uint32_t *count, gi_error *err);

/* Ranges of a batch, first printings and then reprints, each by key and serial. */
typedef gi_status (*gi_print_visit)(void *context, const gi_print_row *row, gi_error *err);
GI_CHECKED gi_status gi_print_each(gi_db *db, const char *batch, gi_print_visit take, void *context,
                                   gi_error *err);
/* Labels of a batch that were printed. */
GI_CHECKED gi_status gi_print_units(gi_db *db, const char *batch, int64_t *units, gi_error *err);

#endif
