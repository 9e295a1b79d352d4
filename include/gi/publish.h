/*
 * publish.h - the public files of the log, read one by one or exported to a directory.
 *
 * A C2SP tlog-tiles log is a handful of files. Here each of them is made from the registry on
 * demand, so that what a server answers and what an export holds are the same bytes. Reading
 * needs no key and writes nothing to the registry; only leaves, hashes and signed texts leave.
 *
 *   checkpoint                    the newest signed checkpoint, with its cosignatures
 *   tile/<L>/<N>[.p/<W>]          hash tiles; any partial that the published size covers
 *   tile/entries/<N>[.p/<W>]      the leaves: uint16 big-endian length, then the bytes
 *   vkey                          the verifier key of the log; in gm an SM2 one on a second line
 *   policy                        a tlog-policy: the log, witnesses and quorum of DIR/witnesses
 *   proof/<batch ID>.tlog-proof   proof of a batch's leaf; served, but no part of an export
 *   <epoch>/checkpoint ...        the same files, proofs apart, of one log of the registry by its
 *                                 number from 1 (gi/epoch.h). A closed one keeps its last cosigned
 *                                 checkpoint; of its leaves those are there that were kept. An
 *                                 export has checkpoint and vkey of the closed ones
 *
 * After a new epoch the tiles without a number may differ from what caches hold of the log before;
 * those below <epoch>/ never do.
 */
#ifndef GI_PUBLISH_H
#define GI_PUBLISH_H

#include "gi/bytes.h"
#include "gi/registry.h"

/* Longest file: 256 leaves of 2,048 bytes with their lengths, with room to spare. */
#define GI_PUBLISH_MAX (1U << 20)

/* How a file may be kept by those who fetch it. */
typedef enum gi_publish_kind {
    GI_PUBLISH_TEXT,   /* text that changes when the log grows: ask again each time */
    GI_PUBLISH_HASHES, /* octets that never change and do not compress */
    GI_PUBLISH_ENTRIES /* octets that never change, worth compressing */
} gi_publish_kind;

/*
 * Appends one public file to out, whose maximum should be GI_PUBLISH_MAX. Only the canonical
 * spelling of a path is a file: no leading zeros, no ".p/0" or ".p/256", no lower-case batch ID.
 * Nothing beyond the size of the newest checkpoint exists. *kind is set on success.
 *
 * GI_NOT_FOUND file-missing   GI_CONFLICT not-founded   GI_CORRUPT tree-mismatch
 * GI_BUSY, GI_IO as for any reading
 */
GI_CHECKED gi_status gi_publish_read(gi_registry *registry, gi_bytes path, gi_buf *out,
                                     gi_publish_kind *kind, gi_error *err);

/* What an export did. */
typedef struct gi_export {
    int64_t size;    /* of the log that the directory holds now */
    int64_t written; /* files made or replaced */
    int64_t kept;    /* files that stood there already */
} gi_export;

/*
 * Writes the log as files below dir, which is made when it is not there (its parent must be).
 * Any web server can host the result; it is a backup of the public part as well. Each file is
 * written aside and renamed, the checkpoint last: a reader never sees a checkpoint whose tiles
 * are missing, and an export that was cut off is completed by the next. Files that an earlier
 * export wrote are kept; with whole they are compared byte by byte and replaced when damaged.
 *
 * An export of a closed log goes on as that of the next, unless it holds leaves that were lost.
 * One that holds another log, a longer one, or one with other contents is left alone:
 * GI_CONFLICT export-differs (a registry restored from an old copy ends here).
 * GI_CONFLICT not-founded, file-exists (dir is a registry)   GI_IO   else as gi_publish_read
 */
GI_CHECKED gi_status gi_log_export(gi_registry *registry, const char *dir, bool whole,
                                   gi_export *out, gi_error *err);

#endif
