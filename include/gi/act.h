/*
 * act.h - everything that changes anything is an act.
 *
 * One table of acts, one way through (core/acts/path.c): check, ledger postings, rows, leaf,
 * tiles and signed checkpoint, COMMIT, answer. After a crash either all of it happened or
 * none; no code, signature or log index leaves before COMMIT returned.
 */
#ifndef GI_ACT_H
#define GI_ACT_H

#include "gi/json.h"
#include "gi/registry.h"

/* One key, one role (FORMATS 6). */
typedef enum gi_role {
    GI_ROLE_NONE,
    GI_ROLE_ROOT,
    GI_ROLE_AUTHORITY,
    GI_ROLE_BUREAU,
    GI_ROLE_REGISTRY,
    GI_ROLE_LABEL,
    GI_ROLE_LOG
} gi_role;

/* "root" "authority" "bureau" "registry" "label" "log"; and back (GI_ROLE_NONE = no such). */
const char *gi_role_name(gi_role role);
gi_role gi_role_find(gi_bytes name);

/* What a draft field holds; each kind has one check and one limit (core/acts/fields.c). */
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
    GI_FIELD_KEY       /* key id, 1..65535 */
} gi_field_kind;

enum {
    GI_REQUIRED = 1, /* the draft must hold it */
    GI_PUBLIC = 2    /* stands in the leaf; every other field is only committed */
};

typedef struct gi_field_rule {
    const char *name; /* NULL ends a list */
    gi_field_kind kind;
    unsigned flags;
    const char *zh;
    const char *en;
    const char *hint; /* what it should be, in messages and help; the words of a GI_FIELD_WORD */
} gi_field_rule;

struct gi_act; /* an act under way: core/acts/act.h */

/* One row of the table of acts. */
typedef struct gi_act_kind {
    const char *name; /* member t of the leaf */
    gi_role role;     /* signs first */
    gi_role second;   /* GI_ROLE_NONE, or a second signature of another role */
    const char *zh;
    const char *en;
    const gi_field_rule *fields;
    gi_status (*perform)(struct gi_act *act, gi_error *err);
} gi_act_kind;

/* The table, in the order of a product's life; and one row by name (NULL = no such act). */
const gi_act_kind *gi_act_kinds(size_t *count);
const gi_act_kind *gi_act_kind_find(gi_bytes name);

/*
 * A draft: the name of an act, a request key and fields as texts. As JSON:
 * {"act":"harvest","fields":{"day":"2026-04-05",...},"request":"<32 hex>"}
 * The same request key with the same draft gives the same answer, with another draft
 * GI_CONFLICT (request-reused).
 */
typedef struct gi_draft gi_draft;
void gi_draft_destroy(gi_draft *draft);
GI_DEFINE_AUTO(gi_draft, gi_draft_destroy)

/* GI_INVALID unknown-act. The request key is drawn from random. */
GI_CHECKED gi_status gi_draft_create(const char *act, gi_random random, gi_draft **out,
                                     gi_error *err);
/* 32 hex digits. GI_INVALID bad-hex */
GI_CHECKED gi_status gi_draft_set_request(gi_draft *draft, gi_bytes hex, gi_error *err);
/* GI_INVALID unknown-field, duplicate-field, bad-utf8, control-character, too-long */
GI_CHECKED gi_status gi_draft_set(gi_draft *draft, const char *name, gi_bytes text, gi_error *err);
/* Reads the JSON form; a missing request key is drawn from random. */
GI_CHECKED gi_status gi_draft_from_json(const gi_json *json, gi_random random, gi_draft **out,
                                        gi_error *err);
/* The JSON form; you own it. NULL only for lack of memory. */
gi_json *gi_draft_to_json(const gi_draft *draft);

/* What an accepted act answers; valid once committed. */
#define GI_ANSWER_MAX 1024
typedef struct gi_receipt {
    int64_t index;  /* in the log */
    gi_time ts;
    bool repeated;  /* the request key was seen before; this is the first answer again */
    char answer[GI_ANSWER_MAX]; /* JSON object: what was made ("batch", "lot", "run" ...) */
} gi_receipt;

/*
 * Several acts in one transaction with one checkpoint. Signers are borrowed until destroy;
 * the one with the role `log` signs the checkpoint. A failing act undoes only itself.
 */
typedef struct gi_session gi_session;
GI_CHECKED gi_status gi_session_begin(gi_registry *registry, gi_signer *const *signers,
                                      size_t count, gi_session **out, gi_error *err);
GI_CHECKED gi_status gi_session_act(gi_session *session, const gi_draft *draft, gi_receipt *out,
                                    gi_error *err);
/* Signs the checkpoint and commits; answers may leave only after GI_OK. */
GI_CHECKED gi_status gi_session_commit(gi_session *session, gi_error *err);
/* Rolls back unless committed. Takes NULL. */
void gi_session_destroy(gi_session *session);
GI_DEFINE_AUTO(gi_session, gi_session_destroy)

/* One act, one transaction. */
GI_CHECKED gi_status gi_act_submit(gi_registry *registry, const gi_draft *draft,
                                   gi_signer *const *signers, size_t count, gi_receipt *out,
                                   gi_error *err);

/*
 * Acts signed elsewhere. Export runs the whole path and rolls back; the file holds the draft,
 * the leaf without signatures and the salts of its commitments. Sign adds one signature.
 * Submit runs the path again and wants the same leaf, byte for byte (GI_CONFLICT
 * draft-stale), and the signatures that the act needs; signers fill in what the file lacks.
 */
GI_CHECKED gi_status gi_act_export(gi_registry *registry, const gi_draft *draft, gi_json **file,
                                   gi_error *err);
GI_CHECKED gi_status gi_act_sign(gi_json *file, const gi_signer *signer, gi_error *err);
GI_CHECKED gi_status gi_act_submit_signed(gi_registry *registry, const gi_json *file,
                                          gi_signer *const *signers, size_t count,
                                          gi_receipt *out, gi_error *err);

#endif
