/*
 * passport_facts.h - what a holder may add to a passport: records of sprays, a certificate of
 * conformity, laboratory reports (gi/passport.h).
 */
#ifndef GI_LOOKUP_PASSPORT_FACTS_H
#define GI_LOOKUP_PASSPORT_FACTS_H

#include "core/lookup/passport.h"
#include "core/store/batches.h"

/* One kind of record that may be added. */
typedef struct gi_passport_group {
    const char *word; /* in member facts of the file, and of the answer */
    const char *act;
    unsigned flag;             /* GI_PASSPORT_SPRAYS ... */
    const char *const *fields; /* of its private record, disclosed; NULL ends */
} gi_passport_group;

/* The group of a leaf; NULL when it is none of them. */
const gi_passport_group *gi_passport_group_of(const gi_json *leaf);

/* Member facts of a file: known words, each once, ascending. */
bool gi_passport_read_groups(const gi_json *words, unsigned *out);
gi_json *gi_passport_write_groups(unsigned groups);
/* The leaf may stand in a passport of this batch with these groups. */
bool gi_passport_may_add(const gi_json *leaf, unsigned groups, const char *batch);

/* The acts of the groups that belong to a batch and those that correct them, in no order; context
 * of take as it is given. A group that would have to leave out a record that is there is taken off
 * *chosen, and *left says why. */
typedef gi_status (*gi_passport_want)(void *context, int64_t act, gi_error *err);
GI_CHECKED gi_status gi_passport_choose(gi_db *db, const gi_batch_row *batch, unsigned *chosen,
                                        gi_passport_left *left, gi_passport_want take,
                                        void *context, gi_error *err);

/* Adds one array per group to the facts. */
void gi_passport_add_facts(const gi_passport *passport, gi_json *facts);

/* ---- passport_corrections.c ---- */

/* The leaf corrects a laboratory report that stands before it in the passport. */
bool gi_passport_may_correct(const gi_passport *passport, const gi_sheaf_leaf *one);
/* Puts the corrected values into the row of a report; member corrections says what stood there. */
void gi_passport_correct(const gi_passport *passport, int64_t report, gi_json *row);

#endif
