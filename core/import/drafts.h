/*
 * drafts.h - records as drafts: an act a row, or harvests that stand together as one act.
 */
#ifndef GI_IMPORT_DRAFTS_H
#define GI_IMPORT_DRAFTS_H

#include "core/import/resolve.h"
#include "core/store/imports.h"
#include "gi/act.h"

/* What the drafts of one run share: see gi_import_request. */
typedef struct gi_import_marks {
    gi_random random;
    uint8_t mark[GI_IMPORT_MARK];
} gi_import_marks;

/* How many records from this place on may be one act, 1 to GI_HARVEST_ROWS: harvests of one
 * product and season without notes. */
size_t gi_import_together(const gi_import *import, size_t from);

/* One record as an act of its own. You own *out. Reasons of gi_resolve_field and gi_draft_set. */
GI_CHECKED gi_status gi_import_draft(const gi_resolver *at, const gi_record *record,
                                     const gi_import_marks *how, gi_draft **out, gi_error *err);

/* *count records (> 1) that may stand together as one act; *count is lowered to those that its
 * text has room for. You own *out. Reasons as above. */
GI_CHECKED gi_status gi_import_sheet(const gi_resolver *at, const gi_record *record,
                                     const gi_import_marks *how, size_t *count, gi_draft **out,
                                     gi_error *err);

#endif
