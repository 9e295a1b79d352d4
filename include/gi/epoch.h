/*
 * epoch.h - closing a log and beginning the next, where leaves are lost for good.
 *
 * A registry restored from an old copy must not go on under the old name: others have seen leaves
 * that are not here, and two logs of one name are a fork. What can be had again comes back by
 * gi_log_recover; for the rest a new epoch begins: new origin, new log key, and as its first leaf
 * (act `epoch`, signed by the root) the last cosigned checkpoint of the log that ends.
 *
 * Leaves keep their numbers. The new log holds the leaves that were kept, in front of the epoch
 * leaf, and goes on from there: whoever audits it checks everything from the founding on, and a
 * head leaf or checkpoint of the old log still proves that none of them was changed. Leaves of
 * the old log past the seam have no place in it; they are named, by number, as lost. Proofs and
 * passports made before stay good under the old origin and key.
 *
 * Where leaves were lost every active label key ends with the last serial known here: a code past
 * it is never shown as issued. New label keys are needed before labels are issued again, and new
 * ones in the full sense: a key of the lost acts must not come back under another number. Batch,
 * holder, source and lot numbers go on behind all that the lost acts can have used: up to 256 lots
 * an act, one of each other kind.
 */
#ifndef GI_EPOCH_H
#define GI_EPOCH_H

#include "gi/act.h"
#include "gi/json.h"
#include "gi/registry.h"

/* What is to begin. Borrowed for the call. */
typedef struct gi_new_epoch {
    const char *origin; /* of the new log: never used before, form as at the founding */
    uint16_t key;       /* id of the new log key, never used before */
    const gi_public_key *log;
    /* NULL, or in the gm suite a second log key, SM2: checkpoints carry both lines from the first
     * on. Its id also_key was never used before. */
    uint16_t also_key;
    const gi_public_key *also;
    /* The last cosigned checkpoint of the log that ends, a signed note. Empty: the one by which a
     * witness stopped this registry, else the newest cosigned one that is here. */
    gi_bytes note;
    const char *why; /* "lost", "key-leaked" or "moved" */
} gi_new_epoch;

/* What began; a plain value. Leaves in [kept, far) of the old log are lost; none when far <= kept.
 */
typedef struct gi_epoch_begun {
    int64_t number; /* 2, 3, ... */
    int64_t act;    /* its first leaf */
    int64_t kept;
    int64_t far;
} gi_epoch_begun;

/*
 * Does it, in one transaction: before or after, never between. The high-water mark then tells of
 * the new log, and every witness is asked from size 0; it has to know the new origin and key.
 *
 * registry  open for writing, with no session on it; may lie behind its mark
 * signers   the root key, and the new log keys with their ids
 *
 * GI_CONFLICT  nothing-lost: why is "lost" and every signed leaf is here; leaves-lost: the other
 *              way round; last-word: the note is of another log, not signed by a log key of ours,
 *              cosigned by no witness of DIR/witnesses where there are any, older than one that a
 *              witness stopped us by, or contradicts the leaves that are here or the mark; exists:
 *              origin or key were used before; not-founded
 * GI_INVALID   bad-note, bad-checkpoint, bad-field, bad-config
 * GI_DENIED    signer-missing, wrong-role   GI_CORRUPT bad-mark, tree-mismatch   GI_BUSY   GI_IO
 */
GI_CHECKED gi_status gi_log_new_epoch(gi_registry *registry, const gi_new_epoch *what,
                                      gi_signer *const *signers, size_t count, gi_epoch_begun *out,
                                      gi_error *err);

/*
 * The same with a root key that lies elsewhere: export makes a draft file for gi_act_sign, and
 * submit takes it with the new log keys among its signers. Nothing changes before. *file is yours.
 * Submitted once more it gives its first answer again.
 * GI_CONFLICT draft-stale: something was done since   GI_INVALID bad-json: a file of another act
 */
GI_CHECKED gi_status gi_log_new_epoch_export(gi_registry *registry, const gi_new_epoch *what,
                                             gi_json **file, gi_error *err);
GI_CHECKED gi_status gi_log_new_epoch_submit(gi_registry *registry, const gi_json *file,
                                             gi_signer *const *signers, size_t count,
                                             gi_epoch_begun *out, gi_error *err);

#endif
