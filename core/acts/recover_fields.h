/*
 * recover_fields.h - fields of drafts from members of leaves (recover_draft.c).
 */
#ifndef GI_ACTS_RECOVER_FIELDS_H
#define GI_ACTS_RECOVER_FIELDS_H

#include "core/acts/act.h"

/* Sets a field from a text or integer member; a missing member sets nothing. */
GI_CHECKED gi_status gi_field_text(gi_draft *draft, const char *field, const gi_json *member,
                                   gi_error *err);
GI_CHECKED gi_status gi_field_int(gi_draft *draft, const char *field, const gi_json *member,
                                  gi_error *err);

/* All fields of a product leaf (recover_product.c). */
GI_CHECKED gi_status gi_fields_of_product(gi_db *db, const gi_json *leaf, gi_draft *draft,
                                          gi_error *err);

#endif
