/*
 * audit_books.h - what an audit remembers of the leaves: keys, rules, sums, batches, runs.
 *
 * Private to core/log/audit*.c. Values copied from leaves; nothing here points into one.
 */
#ifndef GI_CORE_LOG_AUDIT_BOOKS_H
#define GI_CORE_LOG_AUDIT_BOOKS_H

#include "gi/act.h"
#include "gi/audit.h"
#include "gi/batch_id.h"
#include "gi/product.h"

#define AUDIT_KEYS 65536

typedef struct audit_key {
    uint16_t id;
    gi_role role;
    bool active;
    int64_t introduced;    /* leaf */
    int64_t n;             /* counter of its last leaf */
    int64_t last, last_ts; /* its last leaf, the latest time it gave */
    gi_verifier *verifier; /* NULL when the public key is unusable */
    gi_public_key public_key;
    gi_json *entry;     /* of the key list, as it now stands */
    char announced[65]; /* root: hex of the hash of its successor */
} audit_key;

/* Rules of a product that the leaves are measured by. */
typedef struct audit_product {
    char mnemonic[GI_MNEMONIC_SIZE];
    int64_t index;
    char source[8];
    bool direct;
    int64_t cap;
    int64_t raw, made; /* 1, 1 when direct */
    int64_t best;
    int64_t net[GI_NETS_MAX];
    size_t nets;
    int64_t spoilage; /* permille of a batch's labels */
    bool waits;       /* its labels wait for their activation */
    gi_ceiling ceiling[GI_CEILINGS_MAX];
    size_t ceilings;
} audit_product;

/* Sums of a product and season. */
typedef struct audit_sum {
    char mnemonic[GI_MNEMONIC_SIZE];
    int season;
    int64_t raw, made;                 /* the most generous ratio since its first leaf */
    int64_t allowed, issued, credited; /* allowed: less what was taken back or paid a deficit */
    int64_t lapsed;
    int64_t owed, paid; /* deficits of its adjustments; what its grants paid of any */
    int64_t closed;     /* the act, 0 = open */
    int64_t moved;      /* first movement no status leaf has covered yet, -1 none */
    gi_time moved_ts;
    gi_audit_graded grade[GI_AUDIT_GRADES];
} audit_sum;

/* A grant, in the order of the log, and what it was lowered by. */
typedef struct audit_grant {
    int64_t act;
    size_t sum;
    int64_t quantity, lowered;
} audit_grant;

/* What the sources of a township were granted in a season; sorted. */
typedef struct audit_township {
    size_t sum;
    int64_t township;
    int64_t granted;
} audit_township;

typedef struct audit_batch {
    char id[GI_BATCH_ID_TEXT];
    int64_t act;
    gi_time ts;
    int64_t quantity, issued, credited; /* quantity 0: taken back (audit_undo.c) */
    int64_t units, spoilt, handed_back; /* labels: issued, and credited of either kind */
    uint32_t org, number;
    size_t sum;    /* index of its product and season */
    bool labelled; /* has a digital label of its own */
} audit_batch;

/* A sale, which may be disputed, or a paper that a later act refers to; by act. */
typedef enum audit_paper_kind {
    AUDIT_SALE,
    AUDIT_CERTIFICATE,
    AUDIT_CONFORMITY,
    AUDIT_DIGITAL,
    AUDIT_FINDING
} audit_paper_kind;

typedef struct audit_paper {
    int64_t act;
    gi_time ts;
    uint32_t of; /* index of the sale's sums, holder of the certificate or digital label; else 0 */
    audit_paper_kind kind;
    bool disputed, ended; /* ended: settled, withdrawn, replaced, lifted */
    /* of a digital label: its batch (SIZE_MAX = all of the producer's product), the product */
    size_t batch;
    int64_t version;
    char gi[GI_MNEMONIC_SIZE];
} audit_paper;

/* A producer's product that has a digital label for all its batches, since that act. */
typedef struct audit_text {
    int64_t act;
    uint32_t org;
    char gi[GI_MNEMONIC_SIZE];
} audit_text;

/* An issued run; dense per key, so a key's runs stand in order of first. */
typedef struct audit_run {
    uint32_t first, count;
    int64_t act;
    gi_time ts;
    int64_t net;
    bool waits; /* for its activation */
    uint8_t grade;
    size_t sum;   /* of its product and season */
    size_t batch; /* index, SIZE_MAX when the batch is unknown */
    size_t box;   /* index + 1 for a run of packages, 0 for labels */
} audit_run;

/* Equal packages of one pack act; each 0 = a mixed box. Its members that fit stand in the books
 * from `member` on. */
typedef struct audit_box {
    uint32_t first, each, org;
    int level;
    int64_t act;
    size_t member, members;
} audit_box;

typedef struct audit_member {
    int64_t range[3];
} audit_member;

/* Serials that lie in closed packages, or packages that were opened, by that act; disjoint,
 * sorted. */
typedef struct audit_place {
    uint32_t first, count;
    int64_t act;
} audit_place;

typedef struct audit_places {
    audit_place *place;
    size_t places, room;
} audit_places;

/* A range that is not in force; sorted by first, disjoint. */
typedef struct audit_dead {
    uint32_t first, count;
    const char *state; /* as a general status leaf spells it; a literal */
    int64_t act;
} audit_dead;

typedef struct audit_runs {
    audit_run *run;
    size_t runs, run_room;
    int64_t next; /* serial that the next run begins with */
    audit_dead *dead;
    size_t deads, dead_room;
    audit_dead *active; /* activated ranges; no state */
    size_t actives, active_room;
    audit_dead *printed; /* printed for the first time; no state */
    size_t prints, print_room;
    audit_places inside, opened; /* packages */
} audit_runs;

#endif
