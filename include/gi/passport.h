/*
 * passport.h - a batch passport (.gip): one batch with its proofs, checked without a network.
 *
 * One text of canonical JSON: {"batch","kind":"gi-passport","v":1}, list (the root-signed key
 * list), policy (lines of the log's published tlog-policy: its own word; absent in early files),
 * note (base64 of one checkpoint with its signatures), hashes (every hash of every path, once) and
 * leaves: founding, changes of the root, the leaf of the key list, batch and issue leaves, each
 * {index leaf path}, path being places in hashes. The batch's entry also has commitments
 * ([base64 c_i ...]) and disclosed ([[name, value, base64 salt] ...]). Where the holder adds
 * records of sprays, the certificate of conformity or laboratory reports, member facts lists which
 * (words of the groups below), and their leaves stand there too, with both members as the batch
 * has; and behind a laboratory report the amend leaves that correct it.
 *
 * It shows what was logged, not what became of it: a recall after the checkpoint is not in it.
 */
#ifndef GI_PASSPORT_H
#define GI_PASSPORT_H

#include "gi/bundle.h"
#include "gi/json.h"
#include "gi/registry.h"

#define GI_PASSPORT_MAX (1U << 20)

/*
 * Appends the passport of a batch under the newest checkpoint. Disclosed are grade, place and
 * note, which the public pages show too, unless they were amended or erased since. It is opened
 * again, as by a stranger, before it is handed out.
 * GI_NOT_FOUND no-batch   GI_CONFLICT taken-back   GI_NO_MEMORY over-limit: too many runs
 * GI_CORRUPT
 */
GI_CHECKED gi_status gi_passport_write(gi_registry *registry, gi_bytes batch, gi_buf *out,
                                       gi_error *err);

/* Records that a holder may add; what each discloses never names a person or a plot. */
enum {
    GI_PASSPORT_SPRAYS = 1,     /* that the gate asked for: day, product, ingredients, interval */
    GI_PASSPORT_CONFORMITY = 2, /* that holds for the batch: basis, day, place, amount */
    GI_PASSPORT_LABORATORY = 4  /* of the batch and of what went into it: all is public */
};
/* "sprays", "conformity", "laboratory"; 0 for any other word. */
unsigned gi_passport_group_flag(gi_bytes word);

/* What was asked for and is not in the list: a certificate that no longer holds is not shown, and
 * without it "none on record" would be said. */
typedef struct gi_passport_left {
    unsigned groups; /* GI_PASSPORT_CONFORMITY, or 0: nothing was left out */
    gi_error why;    /* left-mixed, left-repacked: the certificate and the batch */
} gi_passport_left;

/*
 * As gi_passport_write, with these groups of records. A group without any record stays in the
 * list: "none on record" is then the writer's word, as it is that there are no more. A report that
 * was corrected comes with the leaves that correct it. A certificate that no longer holds, since
 * material was mixed or labels were retired to pack anew, leaves its group out of the list; *left
 * says so. Sprays and papers of a lot do not name the batch, so that they belong to it is the
 * writer's word too.
 */
GI_CHECKED gi_status gi_passport_write_with(gi_registry *registry, gi_bytes batch, unsigned groups,
                                            gi_buf *out, gi_passport_left *left, gi_error *err);

typedef struct gi_passport gi_passport;
void gi_passport_close(gi_passport *passport); /* takes NULL */
GI_DEFINE_AUTO(gi_passport, gi_passport_close)

/*
 * Checks everything: form, paths, key list from the root down, the note's log key, signatures
 * of every leaf, commitments. Pins of other origins are ignored; without one for this origin the
 * passport opens, but nobody vouches for its root (gi_passport_about, trusted false).
 *
 * GI_INVALID bad-passport, bad-json, not-canonical, bad-note ...   GI_DENIED wrong-root,
 * bad-signature   GI_NO_MEMORY over-limit
 */
GI_CHECKED gi_status gi_passport_open(gi_bytes text, const gi_root_pin *pins, size_t pin_count,
                                      gi_passport **out, gi_error *err);

typedef struct gi_passport_about {
    char origin[GI_ORIGIN_MAX];
    char batch[GI_BATCH_ID_TEXT];
    int64_t size; /* of the log under its checkpoint */
    bool trusted; /* a pinned root vouches for it */
    char root[GI_VKEY_TEXT];
    char fingerprint[GI_FINGERPRINT_TEXT];
} gi_passport_about;
/* Borrowed; valid while the passport is open. */
const gi_passport_about *gi_passport_about_of(const gi_passport *passport);

/* {act batch disclosed org product qty runs season ts}: what the leaves say; and for each group
 * that was added an array of rows: sprays, conformity, laboratory, each row with act, names_batch
 * (the leaf itself names the batch) and what is disclosed; of a spray with an interval
 * allowed_from, the first day for picking; of a report that was corrected the values that hold
 * now, and corrections [{act before field why} ...] in the order of the log. You own it. */
GI_CHECKED gi_status gi_passport_facts(const gi_passport *passport, gi_json **out, gi_error *err);

/* The leaves one by one, as the log's own texts: its bytes and a c2sp.org/tlog-proof@v1. */
#define GI_PASSPORT_NAME 48
size_t gi_passport_leaves(const gi_passport *passport);
/* name = "<index>-<act>", for files. GI_NOT_FOUND no-act past the last */
GI_CHECKED gi_status gi_passport_proof(const gi_passport *passport, size_t at,
                                       char name[GI_PASSPORT_NAME], gi_buf *leaf, gi_buf *proof,
                                       gi_error *err);

#endif
