/*
 * conformity.h - certificates of conformity as rows, and which of them holds for a lot or batch
 * (009-conformity.sql).
 */
#ifndef GI_STORE_CONFORMITY_H
#define GI_STORE_CONFORMITY_H

#include "core/store/batches.h"

typedef struct gi_conformity_row {
    int64_t act;
    uint32_t holder;
    int64_t lot;                  /* 0 when it is of a batch */
    char batch[GI_BATCH_ID_TEXT]; /* "" when it is of a lot */
    uint16_t product;
    int64_t quantity;
    char basis[20]; /* control self-test commissioned-test */
    gi_day day;
    int64_t ref; /* the certificate that it follows, -1 = none */
} gi_conformity_row;

GI_CHECKED gi_status gi_conformity_insert(gi_db *db, const gi_conformity_row *row, gi_error *err);
/* GI_NOT_FOUND no-conformity */
GI_CHECKED gi_status gi_conformity_load(gi_db *db, int64_t act, gi_conformity_row *out,
                                        gi_error *err);
typedef gi_status (*gi_conformity_visit)(void *context, const gi_conformity_row *row,
                                         gi_error *err);
/* Every certificate, by its act. */
GI_CHECKED gi_status gi_conformity_each(gi_db *db, gi_conformity_visit take, void *context,
                                        gi_error *err);

/*
 * NONE      no certificate is known
 * HOLDS     all of the material comes under this one
 * MIXED     it covers part of what went in, or others do as well: a new one is due
 * REPACKED  labels were retired to pack anew since: a new one is due
 */
typedef enum gi_standing {
    GI_STANDING_NONE,
    GI_STANDING_HOLDS,
    GI_STANDING_MIXED,
    GI_STANDING_REPACKED
} gi_standing;

/* What is known as of an act; act is the newest certificate met, -1 = none. */
typedef struct gi_conformity_found {
    gi_standing standing;
    int64_t act;
} gi_conformity_found;

/* Of a lot, by the certificates before an act: its own newest one, else that of its parents when it
 * is one and the same and they are of the same material. Each lot is met once for a child. */
GI_CHECKED gi_status gi_conformity_of_lot(gi_db *db, int64_t lot, int64_t before,
                                          gi_conformity_found *out, gi_error *err);
/* Of a batch: its own newest one, else that of its lot as it was released. */
GI_CHECKED gi_status gi_conformity_of_batch(gi_db *db, const gi_batch_row *batch,
                                            gi_conformity_found *out, gi_error *err);
/* What of a lot was released to batches after an act, milli-units. */
GI_CHECKED gi_status gi_conformity_used(gi_db *db, int64_t lot, int64_t after, int64_t *out,
                                        gi_error *err);

#endif
