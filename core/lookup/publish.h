/*
 * publish.h - what reading and exporting the public files share (gi/publish.h outside).
 */
#ifndef GI_LOOKUP_PUBLISH_H
#define GI_LOOKUP_PUBLISH_H

#include "core/store/db.h"
#include "gi/log.h"
#include "gi/publish.h"

/* The newest checkpoint: its note, appended, and its content. GI_CONFLICT not-founded */
GI_CHECKED gi_status gi_published_head(gi_db *db, gi_buf *note, gi_checkpoint *out, gi_error *err);

/* The same with the newest line of every witness under it: what the public gets. */
GI_CHECKED gi_status gi_published_note(gi_db *db, gi_buf *note, gi_checkpoint *out, gi_error *err);

/* The lines of a tlog-policy behind that of the log, from dir/witnesses. GI_IO */
GI_CHECKED gi_status gi_policy_add(const char *dir, gi_buf *out, gi_error *err);

/* The content of a checkpoint note; its signatures are not looked at. GI_INVALID bad-checkpoint */
GI_CHECKED gi_status gi_checkpoint_of_note(gi_bytes note, gi_checkpoint *out, gi_error *err);

/* True when a log of that size has the tile, in that width. */
bool gi_tile_published(int64_t size, int level, int64_t n, int width);

#endif
