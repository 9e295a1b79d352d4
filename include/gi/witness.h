/*
 * witness.h - cosignatures, and the witness that gives them.
 *
 * A witness remembers the largest tree it has seen of each log and signs a checkpoint only when
 * that tree is proved to go on from the one remembered. Whoever trusts one honest witness knows
 * that everybody was shown the same log. Formats: C2SP tlog-cosignature (cosignature/v1),
 * tlog-witness (add-checkpoint), tlog-policy; mid-2026 texts. Ed25519 only.
 */
#ifndef GI_WITNESS_H
#define GI_WITNESS_H

#include "gi/clock.h"
#include "gi/log.h"
#include "gi/registry.h"

/* ---- cosignatures ---- */

/* Who cosigns: a name as in note lines, and an Ed25519 key of type 04. */
typedef struct gi_cosigner {
    char name[GI_ORIGIN_MAX];
    gi_public_key key;
} gi_cosigner;

/* From a name and key. GI_INVALID bad-vkey (no name for a note line, not Ed25519) */
GI_CHECKED gi_status gi_cosigner_from(const char *name, const gi_public_key *key, gi_cosigner *out,
                                      gi_error *err);
/* "name+<8 hex>+<base64 of 04 || key>" and back, one spelling only. GI_INVALID bad-vkey */
void gi_cosigner_print(const gi_cosigner *cosigner, char out[GI_VKEY_TEXT]);
GI_CHECKED gi_status gi_cosigner_parse(gi_bytes vkey, gi_cosigner *out, gi_error *err);

/*
 * Appends one line for a checkpoint's body: em dash, name, base64 of key id (4), seconds since
 * 1970 (8, big-endian), Ed25519 (64) over "cosignature/v1\ntime N\n" and the body.
 * GI_INVALID bad-vkey, out-of-range (seconds below 0)
 */
GI_CHECKED gi_status gi_cosignature_make(gi_bytes body, const char *name, const gi_signer *signer,
                                         int64_t seconds, gi_buf *line, gi_error *err);
/*
 * The newest cosignature of a cosigner among a note's lines. *fits is false when it has none;
 * lines of strangers are ignored. GI_INVALID bad-note: a line of this key that does not verify
 */
GI_CHECKED gi_status gi_cosignature_fits(const gi_note *note, const gi_cosigner *cosigner,
                                         bool *fits, int64_t *seconds, gi_error *err);

/* ---- who stands behind a checkpoint ---- */

/* "witnessed by of": k of n, as people are told. */
typedef struct gi_witnessed {
    int of;         /* witnesses that were looked for */
    int by;         /* of these, with a good cosignature */
    bool quorum;    /* as many as are wanted; true for a policy that wants none */
    int64_t oldest; /* seconds, of the good ones; 0 = none */
    int64_t newest;
} gi_witnessed;

/* Against a list of keys, for which quorum means all of them. A key listed twice counts once.
 * GI_INVALID bad-note: a line of one of them that does not verify */
GI_CHECKED gi_status gi_cosigners_judge(const gi_cosigner *cosigners, size_t count,
                                        const gi_note *note, gi_witnessed *out, gi_error *err);

/*
 * A C2SP tlog-policy: witnesses, groups and the quorum that a checkpoint needs; a text without
 * a quorum line wants none. At most GI_WITNESSES_MAX witnesses and as many groups.
 * GI_INVALID bad-config, with the line
 */
#define GI_WITNESSES_MAX 64
typedef struct gi_policy gi_policy;
GI_CHECKED gi_status gi_policy_parse(gi_bytes text, gi_policy **out, gi_error *err);
void gi_policy_free(gi_policy *policy);
GI_DEFINE_AUTO(gi_policy, gi_policy_free)

/* Against the witnesses of a policy. The log's own signature is not looked at.
 * GI_INVALID bad-note as above */
GI_CHECKED gi_status gi_policy_judge(const gi_policy *policy, const gi_note *note,
                                     gi_witnessed *out, gi_error *err);

/* ---- the add-checkpoint request ---- */

#define GI_ADD_CHECKPOINT_MAX 65536

/* Views into the text it was parsed from. */
typedef struct gi_add_checkpoint {
    int64_t old;   /* size the witness is thought to have cosigned last */
    gi_path path;  /* consistency from old to the checkpoint */
    gi_bytes note; /* the signed checkpoint, not yet looked at */
} gi_add_checkpoint;

void gi_add_checkpoint_print(const gi_add_checkpoint *request, gi_buf *out);
/* Form only, at most GI_ADD_CHECKPOINT_MAX bytes and 63 hashes. GI_INVALID bad-request */
GI_CHECKED gi_status gi_add_checkpoint_parse(gi_bytes text, gi_add_checkpoint *out, gi_error *err);

/* ---- the witness ---- */

/*
 * A directory:
 *   witness.key    encrypted PKCS#8 (gi_key_file_*), Ed25519
 *   witness.vkey   its name and public key, for the operators of logs
 *   logs           one log vkey a line, '#' comments; the key name is the origin; several
 *                  lines of one name are keys of one log
 *   state/         <hex SHA-256 of origin>.checkpoint, .lock; evidence of two signed notes, one
 *                  blank line between them: .conflict (one size, two roots: the log forked),
 *                  .unproven-<16 hex> (a later head without a consistency proof: the log forked
 *                  unless it can prove that one continues the other)
 */
typedef struct gi_witness gi_witness;

/* Makes the directory (mode 700) with a new key. GI_CONFLICT file-exists */
GI_CHECKED gi_status gi_witness_create(const char *dir, const char *name,
                                       const gi_secret *passphrase, int rounds, gi_error *err);
/* Unlocks DIR/witness.key. Fails as gi_key_file_open does. */
GI_CHECKED gi_status gi_witness_unlock(const char *dir, const gi_passphrase_source *passphrase,
                                       int min_rounds, gi_signer **out, gi_error *err);
/*
 * Opens the directory with its signer, which is kept and stays the caller's. May then be used
 * by several threads and processes at once.
 * GI_NOT_FOUND file-missing   GI_INVALID bad-config (with the line)   GI_DENIED key-scope: the
 * signer is not the key of witness.vkey
 */
GI_CHECKED gi_status gi_witness_open(const char *dir, const gi_signer *signer, gi_clock clock,
                                     gi_witness **out, gi_error *err);
void gi_witness_close(gi_witness *witness);
GI_DEFINE_AUTO(gi_witness, gi_witness_close)

/* Borrowed until the witness is closed. */
const gi_cosigner *gi_witness_cosigner(const gi_witness *witness);

/*
 * What a request is answered: an HTTP status of tlog-witness and a body.
 *   200 one cosignature line   409 the size held, a decimal and a newline
 *   400 403 404 422 one line that says why
 */
#define GI_WITNESS_ANSWER_MAX 512
#define GI_WITNESS_BODY_MAX 32768 /* of a checkpoint, extension lines and all */
#define GI_UNPROVEN_MAX 16        /* pairs of one log that wait for a proof */
typedef struct gi_witness_answer {
    int status;
    char body[GI_WITNESS_ANSWER_MAX];
} gi_witness_answer;

/*
 * Judges a request and, for 200, stores the new head on the disk before *out is filled: what a
 * log holds in its hands is never forgotten. Check and store are atomic per origin. A signed
 * head that contradicts the one held (same size, other root) is kept as evidence in .conflict, the
 * first for ever; one that is larger and came without a proof that holds in .unproven-..., until
 * it is proven after all. Extension lines are cosigned with the rest of the body, which may have
 * GI_WITNESS_BODY_MAX bytes; nothing is known about what they say.
 *
 * A failure means: no answer, nothing signed that left this call; ask again later.
 * GI_CONFLICT clock (behind the last cosignature)   GI_BUSY   GI_IO   GI_CORRUPT witness-state
 */
GI_CHECKED gi_status gi_witness_add(const gi_witness *witness, gi_bytes request,
                                    gi_witness_answer *out, gi_error *err);

/* For monitors: the head held for an origin, by the 64 hex digits of its SHA-256: the log's
 * signature and our newest cosignature. GI_NOT_FOUND no-page */
GI_CHECKED gi_status gi_witness_checkpoint(const gi_witness *witness, gi_bytes origin_hash,
                                           gi_buf *note, gi_error *err);

/* ---- on the log's side ---- */

/*
 * The newest checkpoint of a registry as a request to a witness that has seen old (0 = none).
 * GI_CONFLICT not-founded   GI_INVALID out-of-range: old is past our size
 */
GI_CHECKED gi_status gi_witness_request(gi_registry *registry, int64_t old, gi_buf *out,
                                        gi_error *err);

/* A cosignature that was taken in. */
typedef struct gi_cosigned {
    char name[GI_ORIGIN_MAX];
    int64_t size;    /* of the checkpoint */
    int64_t seconds; /* as the witness claims */
} gi_cosigned;

/*
 * Checks the lines a witness answered against the witnesses of DIR/witnesses (tlog-policy:
 * "witness <name> <vkey> [url]") and the newest checkpoints, and stores the first that fits.
 * Taken in twice is once. Needs a registry open for writing; no key.
 *
 * GI_NOT_FOUND file-missing   GI_INVALID bad-config; bad-note: no line of a witness of ours
 * over one of the newest checkpoints   GI_CONFLICT clock-ahead: more than ten minutes
 */
GI_CHECKED gi_status gi_cosignature_take(gi_registry *registry, gi_bytes lines, gi_cosigned *out,
                                         gi_error *err);
/* The newest cosignature line of every witness for a checkpoint of that size, appended: what
 * stands behind the log's own signature in a proof. Nothing when there is none. */
GI_CHECKED gi_status gi_cosignature_lines(gi_registry *registry, int64_t size, gi_buf *out,
                                          gi_error *err);

/*
 * How many of the witnesses of DIR/witnesses have cosigned some checkpoint that covers the act
 * with this index: "witnessed by of", pending while by is 0. of is 0 without such a file.
 * GI_INVALID bad-config
 */
GI_CHECKED gi_status gi_act_witnessed(gi_registry *registry, int64_t index, gi_witnessed *out,
                                      gi_error *err);

/* ---- on the log's side, over the network ---- */

/* How it went with one witness of DIR/witnesses that has a url. */
typedef struct gi_witness_report {
    char name[GI_ORIGIN_MAX];
    bool asked;       /* in this round */
    gi_error trouble; /* of this round; its status is GI_OK when all is well */
    int64_t size;     /* of the newest checkpoint it is known to have cosigned */
    int64_t failures; /* in a row */
    gi_time next;     /* not asked again before */
    char last[256];   /* the newest trouble, in words; "" = none since it last answered well */
} gi_witness_report;

typedef struct gi_witness_reports {
    /* witnesses-line: the first line of DIR/witnesses that does not read. Its witness is left
     * out, the others are asked. Its status is GI_OK when all lines read. */
    gi_error odd_line;
    size_t count;
    gi_witness_report row[GI_WITNESSES_MAX];
} gi_witness_reports;

/*
 * Asks every witness that is due for a cosignature over the newest checkpoint, all at once and
 * each within about.witness_seconds, and takes in what they answer. Due is one after growth or
 * an hour after its last line, at most every ten seconds; one that failed, after a wait that
 * doubles from a minute to an hour. A 409 is answered once with the proof from that size.
 *
 * Nothing is locked while they are asked. A witness that is dead, slow, lying or wrong about
 * the time is a line of the report and no failure. Needs a registry open for writing; no key.
 *
 * trouble: unreachable, fetch-slow, fetch-big, witness-refused, witness-ahead, not-our-witness,
 * witness-clock.   GI_BUSY db-busy
 */
GI_CHECKED gi_status gi_witness_ask(gi_registry *registry, gi_witness_reports *out, gi_error *err);

/*
 * Asks the same witnesses what they hold of this log (GET <url>/<hex SHA-256 of
 * origin>/checkpoint). A head under a signature of our own log key must be one that our log
 * continues. When it is not, the high-water mark is set to it, so that no later session signs
 * either, and the note is kept beside the mark as <mark>.witness. Those that failed lately are left
 * out until their wait is over; a registry that is not founded asks nobody. Open for writing; no
 * key.
 *
 * GI_CONFLICT restored-backup: naming our size, theirs and the witness   GI_IO file-write
 * trouble: unreachable, fetch-slow, fetch-big, witness-refused; witness-holds: not signed by us
 */
GI_CHECKED gi_status gi_witness_compare(gi_registry *registry, gi_witness_reports *out,
                                        gi_error *err);

/* ---- the high-water mark (gi/registry.h) ---- */

typedef struct gi_mark_report {
    char path[1024];
    bool found;       /* false for none, an empty one, and a damaged one */
    int64_t size;     /* of the head it tells of */
    gi_error trouble; /* bad-mark, restored-backup; its status is GI_OK when all is well */
} gi_mark_report;

/* Needs a registry open for writing, as all of these; changes nothing.
 * GI_CONFLICT not-founded   GI_CORRUPT tree-mismatch   GI_IO */
GI_CHECKED gi_status gi_mark_look(gi_registry *registry, gi_mark_report *out, gi_error *err);
/* Has the log no mark at all? Then it may have been moved here from elsewhere, and witnesses
 * should be compared before anything is signed. */
bool gi_mark_missing(const gi_registry *registry);
/*
 * Replaces a missing or damaged mark by the newest head of the own log, after gi_witness_compare.
 * What was there is kept as <mark>.old. A good one is left alone.
 * GI_CONFLICT already; restored-backup: the mark can be read and tells of more
 * GI_INVALID witnesses-line: the witness of that line could not be compared
 */
GI_CHECKED gi_status gi_mark_reset(gi_registry *registry, gi_witness_reports *compared,
                                   gi_error *err);

#endif
