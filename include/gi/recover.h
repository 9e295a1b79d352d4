/*
 * recover.h - going on after an old copy of a registry was put back.
 *
 * A restored old copy refuses to sign (restored-backup). What it lacks stands in the published
 * log, and for acts with private fields in the journal: an optional file outside the registry
 * directory (config `journal`) to which every act adds one line with its draft and salts. Each
 * missing leaf is made again through the one path of all acts and must come out byte for byte
 * as it was published; nothing is signed anew, so no key is needed.
 *
 * Without the journal come back: keys, products, labels and what became of them, packages, GTINs,
 * officers' acts, papers, status, heads. Not those that commit to a private value, whose salt only
 * the registry and the journal hold: holders, sources, grants, material, sales, cards, batches,
 * printings that name their printer, seasons with something left to lapse; nor texts of digital
 * labels, of which the leaf has the digest. The journal holds no PIN and no slip either: a card
 * that was given out meanwhile is locked until it is replaced.
 */
#ifndef GI_RECOVER_H
#define GI_RECOVER_H

#include "gi/audit.h"
#include "gi/registry.h"

/* One leaf that can neither be found in the journal nor made again from what is public. */
typedef struct gi_lost_leaf {
    int64_t index;
    char kind[16]; /* "?" when the leaf does not read */
} gi_lost_leaf;

typedef struct gi_recover_options {
    const char *journal;                                   /* NULL = the registry's own */
    void (*lost)(void *context, const gi_lost_leaf *leaf); /* NULL: only counted */
    void *context;
} gi_recover_options;

/* What was done; a plain value. */
typedef struct gi_recovered {
    int64_t from; /* acts that were there */
    int64_t size; /* acts now */
    int64_t from_journal;
    int64_t rebuilt;      /* from the public leaf alone: a request key of their own, see below */
    int64_t cosignatures; /* of witnesses in DIR/witnesses, kept with the newest checkpoint */
} gi_recovered;

/*
 * Makes the acts again that source (a published log: checkpoint and entries) has and the
 * registry lacks; all of them in one transaction, or none. The published checkpoint is stored
 * as it is. Acts rebuilt without the journal forget the request key of their sender: a request
 * that was answered before the loss and is sent once more will be performed once more.
 *
 * registry  open for writing, with no session on it
 * source    read twice; not trusted: it must go on from our own tree
 *
 * GI_CONFLICT  recover-differs: the published log does not go on from ours, or is none of ours;
 *              recover-lost: leaves can be found nowhere (each is handed to options->lost);
 *              or what an act of the log was refused by when it was made again (handed there too);
 *              restored-backup: the published log is older than what was signed here
 * GI_NOT_FOUND file-missing   GI_INVALID bad-note, bad-checkpoint   GI_IO   GI_BUSY db-busy
 */
GI_CHECKED gi_status gi_log_recover(gi_registry *registry, gi_audit_source source,
                                    const gi_recover_options *options, gi_recovered *out,
                                    gi_error *err);

/*
 * Takes the lines of acts below an index out of the journal, for a backup holds them now. *cut
 * counts them; 0 without a journal. The old file's blocks stay on the disk until they are used
 * again. GI_IO file-open, file-read, file-write
 */
GI_CHECKED gi_status gi_journal_cut(const gi_registry *registry, int64_t before, int64_t *cut,
                                    gi_error *err);

#endif
