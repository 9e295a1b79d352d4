/*
 * recover_fields.h - fields of drafts from members of leaves (recover_draft.c).
 *
 * Most fields are members, some under another name; the rest is one function per act.
 */
#ifndef GI_ACTS_RECOVER_FIELDS_H
#define GI_ACTS_RECOVER_FIELDS_H

#include "core/acts/act.h"

/* ---- recover_members.c ---- */

/* Sets a field from a text or integer member; a missing member sets nothing. */
GI_CHECKED gi_status gi_field_text(gi_draft *draft, const char *field, const gi_json *member,
                                   gi_error *err);
GI_CHECKED gi_status gi_field_int(gi_draft *draft, const char *field, const gi_json *member,
                                  gi_error *err);
/* Sets every field of the act whose member says the same. GI_INVALID bad-leaf */
GI_CHECKED gi_status gi_fields_of_leaf(const gi_json *leaf, gi_draft *draft, gi_error *err);

/* A range of a leaf, [key, first, count], and its numbers as text. GI_INVALID bad-leaf */
typedef struct gi_leaf_range {
    uint16_t key;
    uint32_t first, count;
} gi_leaf_range;
GI_CHECKED gi_status gi_leaf_range_read(const gi_json *range, gi_leaf_range *out, gi_error *err);
void gi_leaf_range_add(const gi_leaf_range *range, gi_buf *out);

/* ---- what takes more: all with GI_INVALID bad-leaf ---- */

typedef gi_status gi_fields_of(gi_db *db, const gi_json *leaf, gi_draft *draft, gi_error *err);

gi_fields_of gi_fields_of_product;  /* recover_product.c */
gi_fields_of gi_fields_of_key;      /* recover_key.c */
gi_fields_of gi_fields_of_issue;    /* recover_labels.c: net, day and flags of the header */
gi_fields_of gi_fields_of_pack;     /* what lies inside, and how many in each */
gi_fields_of gi_fields_of_activate; /* units, or the package they lie in */
gi_fields_of gi_fields_of_credit;   /* spoil, return: was the quantity given back? */
gi_fields_of gi_fields_of_gtin;     /* the net content */

#endif
