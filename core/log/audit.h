/*
 * audit.h - the state of one audit pass and the parts that keep it.
 *
 * Private to core/log/audit*.c. Every part answers GI_OK for "judged" and hands what is wrong
 * to gi_audit_find; only memory, OpenSSL and table limits fail.
 */
#ifndef GI_CORE_LOG_AUDIT_H
#define GI_CORE_LOG_AUDIT_H

#include "core/log/audit_books.h"

/* ---- the leaf under judgement ---- */

typedef struct audit_act audit_act;

typedef struct audit_leaf {
    int64_t index;
    gi_bytes text;
    const gi_json *json;
    gi_bytes kind;
    gi_time ts;
    int64_t by, n;
    const audit_act *act; /* NULL: no rules for it here */
    const gi_json *sigs;
    bool may_late; /* signed offline: listed, no violation */
} audit_leaf;

/* A row of the table of acts (audit_acts.c). */
struct audit_act {
    const char *name;
    gi_role role, second;
    gi_status (*judge)(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
};

/* A signature waiting to be verified. */
typedef struct audit_job {
    int64_t index;
    uint16_t key;
    const gi_verifier *verifier;
    size_t at, size; /* of the message in the block's text */
    gi_signature signature;
    bool fits;
    gi_status status;
} audit_job;

/* What trusted witnesses said of one checkpoint; head is the leaf that holds it, -1 = published. */
typedef struct audit_cosigned {
    bool any, any_prompt;
    int64_t size, head;
    gi_time oldest, newest;
    gi_time prompt; /* newest of those that were asked over the network */
} audit_cosigned;

/* A time before which no leaf can have come, the head leaf and the size that say so. */
typedef struct audit_floor {
    gi_time at;
    int64_t head, size;
} audit_floor;

/* R2 (audit_brackets.c). */
typedef struct audit_brackets {
    int64_t base;   /* leaves below it were seen by a witness */
    int64_t *entry; /* times of the leaves from base on, behind skip that are spent */
    size_t count, room, skip;
    gi_time latest; /* latest time below base, and its leaf; -1 none */
    int64_t latest_at;
    audit_floor ahead; /* of leaves still to come */
    gi_time prompt;    /* ... and of all behind the newest size that a prompt witness saw */
} audit_brackets;

typedef struct audit_tree audit_tree;

#define AUDIT_JOBS 1024
#define AUDIT_TEXT (4 * 1024 * 1024)

/* A freeze or a recall, and what came of it. */
typedef struct audit_order {
    int64_t act;
    gi_time ts;
    uint16_t by;
    bool recall, extended, lifted;
} audit_order;

/* A log that was closed, and the leaf that began the next. */
typedef struct audit_epoch {
    int64_t act, far; /* leaves of the closed log in [act, far) are lost */
    gi_checkpoint closed;
    char origin[GI_ORIGIN_MAX]; /* of the next */
} audit_epoch;

struct gi_audit {
    gi_audit_options options;
    gi_audit_counts counts;
    int64_t index; /* of the leaf under judgement */
    audit_key *key[AUDIT_KEYS];
    audit_runs *runs[AUDIT_KEYS];
    audit_product *product;
    size_t products, product_room;
    audit_sum *sum;
    size_t sums, sum_room;
    audit_grant *grant;
    size_t grants, grant_room;
    audit_township *township;
    size_t townships, township_room;
    audit_batch *batch;
    size_t batches, batch_room;
    audit_paper *paper;
    size_t papers, paper_room;
    audit_text *labelling;
    size_t labellings, labelling_room;
    audit_box *box;
    size_t boxes, box_room;
    audit_member *member; /* of all boxes */
    size_t members, member_room;
    uint32_t *slot; /* hash table over batch IDs: index + 1, 0 free */
    size_t slots;
    char origin[GI_ORIGIN_MAX]; /* of the log as it stands, "" before the founding */
    audit_epoch *epoch;         /* in order */
    size_t epochs, epoch_room;
    bool founded, told_founding;
    bool lost;   /* files and leaves are no longer at one place */
    gi_buf text; /* messages of the jobs */
    audit_job job[AUDIT_JOBS];
    size_t jobs;
    int64_t opened;     /* openings that the newest general leaf told of */
    audit_order *order; /* freezes and recalls, by leaf */
    size_t orders, order_room;
    int64_t listed; /* newest leaf that was told to be late, -1 none */
    audit_brackets brackets;
    audit_tree *tree; /* NULL: leaves come without files */
};

/* ---- audit.c ---- */

void gi_audit_find(gi_audit *audit, gi_audit_what what, int64_t index, int64_t other,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Worth listing, no violation. */
void gi_audit_note(gi_audit *audit, gi_audit_what what, int64_t index, int64_t other,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Makes room for one more item of size bytes; *items and *room move together. */
GI_CHECKED gi_status gi_audit_grow(void **items, size_t count, size_t *room, size_t size,
                                   gi_error *err);

/* ---- audit_form.c: members of a leaf ---- */

/* Reads v t ts by n sigs. False, with a finding, when the leaf cannot be judged further. */
bool gi_audit_form(gi_audit *audit, audit_leaf *leaf);
/* A member that the act must have; false, with a finding, when it is not there or not so. */
bool gi_audit_int(gi_audit *audit, const audit_leaf *leaf, const char *name, int64_t low,
                  int64_t *out);
bool gi_audit_word(gi_audit *audit, const audit_leaf *leaf, const char *name, char *out,
                   size_t size);
/* [key, first, count] within 32 bits. */
bool gi_audit_triple(const gi_json *array, int64_t out[3]);
bool gi_audit_org(gi_audit *audit, const audit_leaf *leaf, uint32_t *out);
/* Members gi and sea: the sums they name; false, with a finding, when there are none. */
bool gi_audit_season(gi_audit *audit, const audit_leaf *leaf, size_t *sum);

/* ---- audit_officer.c ---- */

GI_CHECKED gi_status gi_audit_freeze(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_freeze_doc(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_freeze_extend(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_lift(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_recall(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_recall_progress(gi_audit *audit, const audit_leaf *leaf,
                                              gi_error *err);

/* ---- audit_acts.c ---- */

const audit_act *gi_audit_act(gi_bytes name);

/* ---- audit_keys.c ---- */

/* R2, R3 for the signers of any act, and queues their signatures. */
GI_CHECKED gi_status gi_audit_signers(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_found(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_key_act(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
/* May the leaf's date lie before leaves that stand before it? */
bool gi_audit_may_late(const gi_audit *audit, const audit_leaf *leaf);
/* May this label key sign for the product and holder? */
bool gi_audit_in_scope(const audit_key *key, const char *mnemonic, uint32_t org);
/* The active log key with the lowest id above after; NULL when there is none. */
const audit_key *gi_audit_log_key(const gi_audit *audit, unsigned after);

/* ---- audit_key_list.c ---- */

/* Compares member doc with the digest of the list of all entries. */
GI_CHECKED gi_status gi_audit_key_list(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
/* ... of a key that comes without an entry: "ed25519:<base64>", from this leaf on. */
GI_CHECKED gi_status gi_audit_new_key(gi_audit *audit, const audit_leaf *leaf, int64_t id,
                                      const char *role, gi_bytes text, gi_error *err);
/* Takes an entry's key in; NULL verifier with a finding when its public key is unusable. */
GI_CHECKED gi_status gi_audit_introduce(gi_audit *audit, const audit_leaf *leaf,
                                        const gi_json *entry, gi_error *err);
void gi_audit_key_destroy(audit_key *key);

/* ---- audit_verify.c ---- */

GI_CHECKED gi_status gi_audit_queue(gi_audit *audit, const audit_leaf *leaf, const audit_key *key,
                                    const gi_signature *signature, gi_error *err);
GI_CHECKED gi_status gi_audit_verify(gi_audit *audit, gi_error *err);

/* ---- audit_sums.c ---- */

GI_CHECKED gi_status gi_audit_product_act(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_grant(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_outside(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
const audit_product *gi_audit_product_of(const gi_audit *audit, const char *mnemonic);
audit_sum *gi_audit_sum_of(gi_audit *audit, const char *mnemonic, int season);
/* floor(allowed x made / raw), no overflow. */
int64_t gi_audit_potential(const audit_sum *sum);
/* Adds up to the largest number there is: a hostile log must not overflow. */
void gi_audit_add(int64_t *to, int64_t amount);

/* ---- audit_status.c: R8 ---- */

GI_CHECKED gi_status gi_audit_status(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
void gi_audit_moved(audit_sum *sum, const audit_leaf *leaf);
/* Movement older than the status leaves must have covered by this time. */
void gi_audit_status_due(gi_audit *audit, gi_time now);

/* ---- audit_dead.c: R8, the general status leaf ---- */

/* Compares member dead with the ranges that the leaves ended. */
GI_CHECKED gi_status gi_audit_dead(gi_audit *audit, const audit_leaf *leaf, gi_error *err);

/* ---- audit_heads.c, audit_brackets.c: R2 ---- */

GI_CHECKED gi_status gi_audit_head_leaf(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
/* A signed checkpoint in a leaf, {note, origin, root, size}: *what is NULL when nothing is wrong
 * with it. closing: the last word of this log, which may be of more leaves than are here. */
GI_CHECKED gi_status gi_audit_head_member(gi_audit *audit, const audit_leaf *leaf,
                                          const gi_json *member, bool closing, gi_checkpoint *out,
                                          const char **what, gi_error *err);
/* Brackets leaves by the trusted cosignatures of a note that was found to be true; *what is set
 * when one of them does not hold. head: as in audit_cosigned. */
GI_CHECKED gi_status gi_audit_cosigned(gi_audit *audit, const gi_note *note, int64_t size,
                                       int64_t head, const char **what, gi_error *err);
/* Every leaf, in order, after it was judged. */
GI_CHECKED gi_status gi_audit_bracket_take(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
void gi_audit_bracket(gi_audit *audit, const audit_cosigned *seen);

/* ---- audit_tree.c ---- */

/* Root of the first size leaves; *known is false without files, or when they do not serve. */
GI_CHECKED gi_status gi_audit_root_at(const gi_audit *audit, int64_t size, gi_digest *out,
                                      bool *known, gi_error *err);
void gi_audit_tree_destroy(audit_tree *tree);

/* ---- audit_batches.c ---- */

GI_CHECKED gi_status gi_audit_batch(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_amend(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
GI_CHECKED gi_status gi_audit_undo_import(gi_audit *audit, const audit_leaf *leaf, gi_error *err);
/* No act is about a batch that was taken back (audit_undo.c). */
void gi_audit_standing(gi_audit *audit, const audit_leaf *leaf);
/* SIZE_MAX when there is none. */
size_t gi_audit_batch_find(const gi_audit *audit, const char *id);
/* R2 between an act and the one it builds on. */
void gi_audit_after(gi_audit *audit, const audit_leaf *leaf, int64_t cause, gi_time ts);

#define AUDIT_SLACK_MS INT64_C(600000) /* R2: ten minutes between clocks */

#endif
