/*
 * high_water.h - the newest signed head, remembered outside the registry directory.
 *
 * 72 bytes: SHA-256 of the origin, size (u64, big-endian), root. Written in place after each
 * commit, without fsync: behind the database it still tells an old copy, and a restored
 * directory does not bring it along.
 */
#ifndef GI_STORE_HIGH_WATER_H
#define GI_STORE_HIGH_WATER_H

#include "core/store/registry.h"

#define GI_MARK_SIZE 72

/* What the file says. */
typedef struct gi_mark {
    bool found; /* an empty or missing file is no mark yet */
    gi_digest origin;
    int64_t size;
    gi_digest root;
} gi_mark;
/* GI_CORRUPT bad-mark: not 72 bytes, or a size that cannot be   GI_IO file-open, file-read */
GI_CHECKED gi_status gi_mark_read(const char *path, gi_mark *out, gi_error *err);
void gi_mark_print(const gi_mark *from, uint8_t out[GI_MARK_SIZE]);

/*
 * Settles registry->high_water: the configured path, or DIRECTORY.high beside the directory.
 * GI_INVALID bad-field: a path inside the directory would be restored with it; too-long
 */
GI_CHECKED gi_status gi_high_water_find(gi_registry *registry, gi_error *err);

/*
 * In a writing transaction, with registry->tree loaded and its root: the stored log must
 * continue the mark. Makes an empty file when there is none, so that a mark that could not
 * be written stops the act before it is signed.
 *
 * A mark of an earlier log of this registry fits when that log was closed with as much: the
 * process that began the new one died before it could write it.
 *
 * GI_CONFLICT restored-backup   GI_CORRUPT bad-mark: torn, or of another log   GI_IO file-open
 */
GI_CHECKED gi_status gi_high_water_check(const gi_registry *registry, const gi_digest *root,
                                         gi_error *err);

/* What the mark says of the log that goes on: not found when there is none, or when it is still of
 * an earlier one. GI_CORRUPT bad-mark   GI_IO */
GI_CHECKED gi_status gi_high_water_last(const gi_registry *registry, gi_mark *out, gi_error *err);

/* After a commit: the mark is raised to registry->tree; it never goes back. What cannot be
 * written now is refused by the next check. */
void gi_high_water_raise(const gi_registry *registry, const gi_digest *root);

/* A mark left by a registry that was here before is moved to PATH.old: a new one begins. */
GI_CHECKED gi_status gi_high_water_set_aside(const char *dir, gi_error *err);

/* ---- high_water_repair.c: what witnesses make of it ---- */

/* PATH.witness beside the mark: the note of a witness that the log does not continue. */
#define GI_EVIDENCE_END ".witness"

/*
 * Sets the mark to a head that somebody else holds of this log and that ours, of `here` acts, does
 * not continue, also downwards: from now on nothing is signed here. A mark that tells of more than
 * that and stops us already is left. The note, with the witness's own line last, is kept as
 * evidence. GI_IO file-write
 */
GI_CHECKED gi_status gi_high_water_stop(const gi_registry *registry, int64_t here,
                                        const gi_checkpoint *seen, gi_bytes note, gi_error *err);
/* Its path; and the note, appended, nothing when there is none. */
void gi_high_water_evidence_path(const gi_registry *registry, char out[GI_PATH_MAX + 16]);
void gi_high_water_evidence(const gi_registry *registry, gi_buf *out);
/* Who holds the head that a mark of that size tells of, by the evidence; else the mark's path. */
void gi_high_water_holder(const gi_registry *registry, int64_t size, char out[GI_PATH_MAX]);

/* Replaces a mark, whatever it says, by this head; what was there is kept as PATH.old. */
GI_CHECKED gi_status gi_high_water_renew(const gi_registry *registry, const gi_checkpoint *head,
                                         gi_error *err);

#endif
