/*
 * finding.h - rows of officers' findings that labels were copied (022-finding.sql).
 *
 * Of those in force no two meet: whoever adds one asks first. Lifted ones stay for the record.
 */
#ifndef GI_STORE_FINDING_H
#define GI_STORE_FINDING_H

#include "core/store/db.h"
#include "gi/batch.h"
#include "gi/batch_id.h"
#include "gi/clock.h"
#include "gi/crypto.h"

typedef struct gi_finding_row {
    int64_t act;
    uint16_t key;
    uint32_t first, count; /* labels of one run */
    char batch[GI_BATCH_ID_TEXT];
    char why[32];
    char who[GI_NAME_TEXT]; /* the authority that found it */
    gi_time ts;
    int64_t lifted; /* act, -1 = in force */
} gi_finding_row;

GI_CHECKED gi_status gi_finding_insert(gi_db *db, const gi_finding_row *row, const gi_digest *doc,
                                       gi_error *err);
/* GI_NOT_FOUND no-finding */
GI_CHECKED gi_status gi_finding_load(gi_db *db, int64_t act, gi_finding_row *out, gi_error *err);
GI_CHECKED gi_status gi_finding_lift(gi_db *db, int64_t act, int64_t by, gi_error *err);
/* One in force that meets serials first .. last of the key. */
GI_CHECKED gi_status gi_finding_of(gi_db *db, uint16_t key, uint32_t first, uint32_t last,
                                   bool *found, gi_finding_row *out, gi_error *err);
typedef gi_status (*gi_finding_visit)(void *context, const gi_finding_row *row, gi_error *err);
/* Those in force, by key and first serial. */
GI_CHECKED gi_status gi_finding_each(gi_db *db, gi_finding_visit take, void *context,
                                     gi_error *err);

#endif
