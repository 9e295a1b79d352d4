/*
 * passport.h - the inside of an open passport (gi/passport.h is the outside).
 */
#ifndef GI_LOOKUP_PASSPORT_H
#define GI_LOOKUP_PASSPORT_H

#include "core/lookup/bundle.h"
#include "core/lookup/sheaf.h"
#include "gi/passport.h"

#define GI_PASSPORT_KIND "gi-passport"
#define GI_POLICY_LINE 4096 /* a longer line of a policy is cut, and the passport then refused */

struct gi_passport {
    gi_passport_about about;
    gi_json *file;
    gi_sheaf sheaf;
    gi_bundle *keys;            /* roots and key list only: checked by the code of bundles */
    const gi_sheaf_leaf *batch; /* the one batch leaf */
    unsigned groups;            /* of records that were added */
};

/* Member t of a leaf is this word. */
bool gi_leaf_is(const gi_json *leaf, const char *act);
/* A leaf about keys that tells of a new root: the founding or a rotation. */
bool gi_leaf_is_root(const gi_json *leaf);

/* Key list, signatures of note and leaves (passport_keys.c). */
GI_CHECKED gi_status gi_passport_check_keys(gi_passport *passport, const gi_root_pin *pins,
                                            size_t pin_count, gi_error *err);
/* {name: value} of a member disclosed. */
gi_json *gi_passport_disclosed(const gi_json *rows);
/* Commitments of batch and added leaves, and what is disclosed of them (passport_batch.c). */
GI_CHECKED gi_status gi_passport_check_records(const gi_passport *passport, gi_error *err);
/* Run and header of an issue leaf. False when they do not read. */
bool gi_passport_read_run(const gi_json *leaf, gi_run *out, gi_unit_header *header);

gi_status gi_passport_refuse(gi_error *err, const char *what); /* bad-passport */

#endif
