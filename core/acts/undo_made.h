/*
 * undo_made.h - the rows of one act as if it had not been, while nothing was built on them.
 */
#ifndef GI_ACTS_UNDO_MADE_H
#define GI_ACTS_UNDO_MADE_H

#include "core/acts/act.h"

/* Takes back what the act of this index made; its postings are not touched. GI_CONFLICT built-on,
 * frozen, recalled */
GI_CHECKED gi_status gi_undo_made(gi_act *act, int64_t index, gi_error *err);

/* Refuses (GI_CONFLICT built-on): a thing, named in both languages and by its id, is in use by
 * something. */
gi_status gi_built_on(const char *zh, const char *en, const char *id, const char *by,
                      gi_error *err);

#endif
