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

/* One log of the registry as the public sees it. */
typedef struct gi_public_log {
    char origin[GI_ORIGIN_MAX];
    gi_buf note;  /* its newest checkpoint; of a closed log the one that it was closed with */
    int64_t size; /* leaves of it that are here and signed for */
} gi_public_log;
void gi_public_log_clear(gi_public_log *log);
#define GI_PUBLIC_LOG __attribute__((cleanup(gi_public_log_clear))) gi_public_log

/* Takes "<number>/" off the front of a path, in its one spelling; false when there is none. */
bool gi_public_log_take(gi_bytes *path, int64_t *number);
/* The log of that number, 0 = the one that goes on; cosigned: with the newest line of every witness
 * under a note of that one. In a reading transaction. GI_NOT_FOUND file-missing */
GI_CHECKED gi_status gi_public_log_open(gi_registry *registry, int64_t number, bool cosigned,
                                        gi_public_log *out, gi_error *err);

/* True when a log of that size has the tile, in that width. */
bool gi_tile_published(int64_t size, int level, int64_t n, int width);

#endif
