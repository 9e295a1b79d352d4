/*
 * act.h - everything that changes anything is an act.
 *
 * One table of acts, one way through (core/acts/path.c): check, ledger postings, rows, leaf,
 * tiles and signed checkpoint, COMMIT, answer. After a crash either all of it happened or
 * none; no code, signature or log index leaves before COMMIT returned (DESIGN 2).
 *
 *     GI_AUTO(gi_draft) draft = NULL;
 *     GI_TRY(gi_draft_create("harvest", gi_random_system(), &draft, err));
 *     GI_TRY(gi_draft_set(draft, "day", gi_bytes_of("2026-04-05"), err));
 *     ...
 *     GI_TRY(gi_act_submit(registry, draft, signers, 2, &receipt, err));
 *
 * Terminal verbs, forms and help are made from the table below; nobody lists acts twice.
 */
#ifndef GI_ACT_H
#define GI_ACT_H

#include "gi/json.h"
#include "gi/registry.h"

/* One key, one role (FORMATS 6). Root signs key lists; authority registers and grants; bureau
 * gives the second signature; registry records; label issues; log signs checkpoints. */
typedef enum gi_role {
    GI_ROLE_NONE,
    GI_ROLE_ROOT,
    GI_ROLE_AUTHORITY,
    GI_ROLE_BUREAU,
    GI_ROLE_REGISTRY,
    GI_ROLE_LABEL,
    GI_ROLE_LOG
} gi_role;

/* The word of a role; "none" for GI_ROLE_NONE. Constant text. */
const char *gi_role_name(gi_role role);

/* Back from one of the six words, exactly; GI_ROLE_NONE = no such role. */
gi_role gi_role_find(gi_bytes name);

/*
 * What a draft field holds; each kind has one check and one limit (core/acts/fields.c). An empty
 * text is never a value: leave the field out. Longest text in bytes: WORD, QUANTITY, CAPACITY,
 * BATCH and UNITS 40; INT and COUNT 16; the rest as their form says. A bare CAPACITY is
 * 1..1,000,000,000 (litres, head, permits). UNITS are labels of one key, serials from 1.
 */
typedef enum gi_field_kind {
    GI_FIELD_TEXT,     /* 1..120 bytes of printable UTF-8 */
    GI_FIELD_LONG,     /* 1..1200 bytes: lists */
    GI_FIELD_WORD,     /* one of the words of the rule's hint, separated by | */
    GI_FIELD_INT,      /* 0..2^53-1 */
    GI_FIELD_COUNT,    /* 1..1,000,000 */
    GI_FIELD_DAY,      /* 2026-04-05 */
    GI_FIELD_QUANTITY, /* 12.5kg, 500mL -> milli-units */
    GI_FIELD_CAPACITY, /* 12.5mu, 8000m2 -> m2; or a bare count */
    GI_FIELD_MNEMONIC, /* LSYW */
    GI_FIELD_SEASON,   /* 2026-1 */
    GI_FIELD_HOLDER,   /* 001F */
    GI_FIELD_TOWNSHIP, /* nine digits */
    GI_FIELD_BATCH,    /* batch ID */
    GI_FIELD_UNITS,    /* unit number, or first..last */
    GI_FIELD_DIGEST,   /* 64 hex digits */
    GI_FIELD_KEY,      /* key id, 1..65535 */
    GI_FIELD_NOTE,     /* 1..4096 bytes: base64 of a signed note */
    GI_FIELD_ROWS      /* 1..4096 bytes: rows of a sheet, a semicolon between */
} gi_field_kind;

/* Flags of a field. */
enum {
    GI_REQUIRED = 1, /* the draft must hold it */
    GI_PUBLIC = 2,   /* stands in the leaf; every other field is only committed */
    /* A secret: checked and forgotten. Not stored, not committed, no part of the draft's digest,
     * not in an exported file, and never shown in a message. */
    GI_TRANSIENT = 4
};

/* One field of an act. All texts are constant. zh and en are its labels for forms and help. */
typedef struct gi_field_rule {
    const char *name; /* NULL ends a list */
    gi_field_kind kind;
    unsigned flags;
    const char *zh;
    const char *en;
    const char *hint; /* what it should be, in messages and help; the words of a GI_FIELD_WORD */
} gi_field_rule;

struct gi_act; /* an act under way: core/acts/act.h */

/*
 * What the one way through has to know of a kind.
 *
 * WAITS    looks at rows of its own kinds only, never at the act rows before it: it may run while
 *          those wait for their signatures
 * RENAMES  the log has another origin after it
 */
typedef enum gi_act_trait { GI_ACT_WAITS = 1, GI_ACT_RENAMES = 2 } gi_act_trait;

/* One row of the table of acts; constant. fields ends with a rule whose name is NULL. perform is
 * for path.c alone: called by anybody else it would change rows without a leaf. */
typedef struct gi_act_kind {
    const char *name; /* member t of the leaf */
    gi_role role;     /* signs first */
    gi_role second;   /* GI_ROLE_NONE, another role, or the same one: then of another key of it */
    const char *zh;
    const char *en;
    const gi_field_rule *fields;
    gi_status (*perform)(struct gi_act *act, gi_error *err);
    unsigned traits; /* gi_act_trait bits */
} gi_act_kind;

/* The table, in the order of a product's life, *count rows; borrowed for ever. */
const gi_act_kind *gi_act_kinds(size_t *count);

/* One row by name, exactly; NULL = no such act. */
const gi_act_kind *gi_act_kind_find(gi_bytes name);

/* The role that signs as well when a draft of this kind passes what its first signer may do alone
 * (more spoilt labels than the limit, labels that were activated); GI_ROLE_NONE = never asked. */
gi_role gi_act_approver(const gi_act_kind *kind);

/*
 * A draft: the name of an act, a request key and fields as texts. As JSON:
 * {"act":"harvest","fields":{"day":"2026-04-05",...},"request":"<32 hex>"}
 * The same request key with the same draft gives the same answer, with another draft
 * GI_CONFLICT (request-reused): after a lost answer just submit again. Once a value of that act
 * was erased, the key alone decides. Names and texts are checked when they are set, what they
 * mean when the act runs. A value of one thread.
 */
typedef struct gi_draft gi_draft;

/* Takes NULL. */
void gi_draft_destroy(gi_draft *draft);
GI_DEFINE_AUTO(gi_draft, gi_draft_destroy)

/* An empty draft; its request key is 16 bytes from random. You own *out. GI_INVALID unknown-act */
GI_CHECKED gi_status gi_draft_create(const char *act, gi_random random, gi_draft **out,
                                     gi_error *err);

/* Replaces the request key: 32 hex digits. GI_INVALID bad-hex */
GI_CHECKED gi_status gi_draft_set_request(gi_draft *draft, gi_bytes hex, gi_error *err);

/* Sets a field once; name and text (at most 4,096 bytes) are copied. err->field is the name.
 * GI_INVALID unknown-field, duplicate-field, too-long, bad-utf8, control-character */
GI_CHECKED gi_status gi_draft_set(gi_draft *draft, const char *name, gi_bytes text, gi_error *err);

/*
 * Reads the JSON form; a missing request key is drawn from random. You own *out; json stays yours.
 * GI_INVALID  bad-json (no act, or no object of fields), unknown-act, bad-hex, bad-field (a value
 *             that is no text), or as gi_draft_set
 */
GI_CHECKED gi_status gi_draft_from_json(const gi_json *json, gi_random random, gi_draft **out,
                                        gi_error *err);

/* The JSON form; you own it. NULL only for lack of memory, which gi_json_ok tells like any broken
 * part. */
gi_json *gi_draft_to_json(const gi_draft *draft);

/* Bytes of an answer, terminator included; a longer one fails the act (over-limit). */
#define GI_ANSWER_MAX 1024

/*
 * What an accepted act answers; valid once committed. A plain value. answer is a JSON object: "act"
 * (the log index) always, and what the act made: "holder", "source", "lot", "batch",
 * "run":[key,first,count], "range", "key", "product", "qty", or a "warning".
 */
typedef struct gi_receipt {
    int64_t index; /* in the log */
    gi_time ts;
    bool repeated; /* the request key was seen before; this is the first answer again */
    char answer[GI_ANSWER_MAX]; /* JSON object: what was made ("batch", "lot", "run" ...) */
} gi_receipt;

/*
 * Several acts in one transaction with one checkpoint: the write lock is held from begin to
 * destroy or commit, so keep it short. One session per handle at a time, and no look-up or
 * report on that handle meanwhile. A failing act undoes only itself; the session goes on. A wrong
 * PIN or slip is counted on its card whatever becomes of act and session.
 */
typedef struct gi_session gi_session;

/*
 * Takes the write lock and begins.
 *
 * registry  opened for writing; belongs to the session until it is destroyed
 * signers   count pointers, kept until destroy with their array; registered keys; of
 *           several with one role the first active one is taken. The one with the role `log`
 *           signs the checkpoint
 * out       you own it
 *
 * GI_BUSY      db-busy: another writer held the lock for 5 s
 * GI_CONFLICT  restored-backup: the log does not continue the head that was signed last;
 *              clock-leap: the clock is more than max_clock_ahead days past the last act
 * GI_CORRUPT   tree-mismatch: log, tiles and newest checkpoint do not fit; bad-mark: the
 *              high-water mark is not of this log, or damaged
 * GI_IO        db-read-only: opened for reading; file-open, file-read (the mark)
 */
GI_CHECKED gi_status gi_session_begin(gi_registry *registry, gi_signer *const *signers,
                                      size_t count, gi_session **out, gi_error *err);

/*
 * Runs one act of the draft; its time is the registry's clock. *out counts only after commit.
 *
 * The first issue of a civil day takes the day's head leaf with it, unless `tend` wrote it or the
 * log was founded today: a leaf of its own right before, signed by a registry key of the signers.
 * It stays when the issue itself is refused and the session goes on.
 *
 * GI_INVALID   unknown-field, missing-field, bad-field and the reasons of the field's kind, with
 *              err->field; leaf-too-big: its public leaf passes 2,048 bytes
 * GI_NOT_FOUND no-key: a signer is not registered; no-product, no-holder, no-lot ...
 * GI_DENIED    signer-missing, wrong-role, key-retired; head-due: the day's head leaf is missing
 *              and no registry key is among the signers
 * GI_CONFLICT  request-reused; clock: the clock is behind the last act; and the rules of each
 *              act (over-balance, outside-season, exists ...), each with value and limit
 * GI_CORRUPT   unbalanced: the act's postings do not sum to zero
 */
GI_CHECKED gi_status gi_session_act(gi_session *session, const gi_draft *draft, gi_receipt *out,
                                    gi_error *err);

/*
 * Reads back what was written, signs the checkpoint, checks that signature, commits and raises the
 * high-water mark; answers may leave only after GI_OK. After a failure nothing happened:
 * destroy the session. Without any new act it signs nothing.
 *
 * GI_DENIED   signer-missing: no signer has the role log; bad-signature
 * GI_CORRUPT  tree-mismatch: the database gives back something else than was written
 * GI_IO       db, db-full   and what the signer says
 */
GI_CHECKED gi_status gi_session_commit(gi_session *session, gi_error *err);

/* Rolls back unless committed, and gives the lock back. Takes NULL. */
void gi_session_destroy(gi_session *session);
GI_DEFINE_AUTO(gi_session, gi_session_destroy)

/* One act, one transaction: begin, act, commit. Signers are borrowed for the call. Reasons of all
 * three; on any failure nothing happened. */
GI_CHECKED gi_status gi_act_submit(gi_registry *registry, const gi_draft *draft,
                                   gi_signer *const *signers, size_t count, gi_receipt *out,
                                   gi_error *err);

/*
 * Acts signed elsewhere, for keys that never lie on the server. Export runs the whole path and
 * rolls back; the file holds the draft, the leaf without signatures, the salts of its commitments
 * and an empty list of signatures. It contains private fields: treat it so.
 *
 * Fields with GI_TRANSIENT stay out of the file: an act that needs one is done where its keys lie.
 *
 * file  you own it; JSON {"draft","leaf","salts","sigs","v"}
 *
 * Reasons as gi_session_begin and gi_session_act, signer-missing when no active key has the role;
 * GI_CONFLICT exists: this request key was performed already
 */
GI_CHECKED gi_status gi_act_export(gi_registry *registry, const gi_draft *draft, gi_json **file,
                                   gi_error *err);

/*
 * Adds one signature over the leaf (FORMATS 7) to the file, in place. Needs no registry; whether
 * the key may sign is asked when the file is submitted.
 * GI_INVALID  bad-json: no leaf or no list of signatures   and what the signer says
 */
GI_CHECKED gi_status gi_act_sign(gi_json *file, const gi_signer *signer, gi_error *err);

/*
 * Runs the path again and wants the same leaf, byte for byte, and the signatures that the act
 * needs; signers fill in what the file lacks, and sign the checkpoint. file stays yours.
 *
 * GI_CONFLICT  draft-stale: the registry moved on since the export; clock-ahead: the leaf's time
 *              lies more than 10 minutes ahead of the clock
 * GI_DENIED    bad-signature, wrong-role, key-retired, signer-missing
 * GI_INVALID   bad-json, bad-leaf   and as gi_act_submit
 */
GI_CHECKED gi_status gi_act_submit_signed(gi_registry *registry, const gi_json *file,
                                          gi_signer *const *signers, size_t count, gi_receipt *out,
                                          gi_error *err);

#endif
