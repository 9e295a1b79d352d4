/*
 * digital.h - versions of the texts of digital labels, as rows (019-digital.sql).
 *
 * A series belongs to one batch or, with batch "", to a producer's product. Versions count without
 * a gap, from 1 or, where a batch leaves the text of its product, from the version after that one;
 * nothing here changes or deletes one.
 */
#ifndef GI_STORE_DIGITAL_H
#define GI_STORE_DIGITAL_H

#include "core/store/db.h"
#include "gi/digital.h"

typedef struct gi_digital_series {
    uint32_t holder;
    uint16_t product;
    char batch[GI_BATCH_ID_TEXT]; /* "" = all batches of that product */
} gi_digital_series;

typedef struct gi_digital_row {
    int64_t act;
    gi_digital_series of;
    int64_t version;
    gi_time ts;
    char why[GI_DIGITAL_WHY];
    char items[GI_DIGITAL_TEXT]; /* canonical JSON: [[name, text], ...] */
} gi_digital_row;

GI_CHECKED gi_status gi_digital_insert(gi_db *db, const gi_digital_row *row, gi_error *err);

/* The newest version of a series. */
GI_CHECKED gi_status gi_digital_newest(gi_db *db, const gi_digital_series *of, bool *found,
                                       gi_digital_row *out, gi_error *err);

/* The text that speaks for a series: its newest version or, for a batch without one, the newest of
 * its product, from which the series of the batch branches off. */
GI_CHECKED gi_status gi_digital_speaks(gi_db *db, const gi_digital_series *of, bool *found,
                                       gi_digital_row *out, gi_error *err);

/* Hands out the versions of a series below a number, the newest first, until take sets *more to
 * false. */
typedef gi_status (*gi_digital_visit)(void *context, const gi_digital_row *row, bool *more,
                                      gi_error *err);
GI_CHECKED gi_status gi_digital_each(gi_db *db, const gi_digital_series *of, int64_t below,
                                     gi_digital_visit take, void *context, gi_error *err);

#endif
