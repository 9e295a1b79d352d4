/*
 * lookup.h - one code in, three answers out (FORMATS 11, DESIGN 7).
 *
 * Never blended: issued? copied? still good? Looking up needs no signing key and writes
 * nothing. GI_OK means "I could answer", also when the answer is "cannot tell".
 */
#ifndef GI_LOOKUP_H
#define GI_LOOKUP_H

#include "gi/batch.h"
#include "gi/registry.h"
#include "gi/unit_number.h"

typedef enum gi_asked {
    GI_ASKED_CODE,   /* a full signed code */
    GI_ASKED_NUMBER, /* a typed unit number: the label itself was not checked */
    GI_ASKED_BATCH   /* a batch ID */
} gi_asked;

typedef enum gi_issued {
    GI_ISSUED_YES,
    GI_ISSUED_FORGED,       /* the signature fits no known key */
    GI_ISSUED_UNREGISTERED, /* the signature fits; the ledger has no such label */
    GI_ISSUED_UNKNOWN       /* cannot tell: see unknown_why */
} gi_issued;

typedef enum gi_unknown_why {
    GI_UNKNOWN_NONE,
    GI_UNKNOWN_INCOMPLETE,  /* truncated or foreign code */
    GI_UNKNOWN_VERSION,     /* unknown version, type or flags */
    GI_UNKNOWN_KEY,         /* this list does not know the key */
    GI_UNKNOWN_NEWER,       /* newer than this list */
    GI_UNKNOWN_TYPED,       /* typed number: the label itself was not checked */
    GI_UNKNOWN_TEST,        /* test code, never valid */
    GI_UNKNOWN_PATH,        /* the path does not match the code */
    GI_UNKNOWN_NO_NUMBER,   /* typed number or batch ID is not in the ledger */
    GI_UNKNOWN_NO_ROOT,     /* offline: root key not trusted yet */
    GI_UNKNOWN_STALE        /* offline: the list is older than 30 days */
} gi_unknown_why;

typedef enum gi_copied {
    GI_COPIED_NONE_SEEN,
    GI_COPIED_OPENED_BEFORE,
    GI_COPIED_SEVERAL_PLACES,
    GI_COPIED_COPIED,
    GI_COPIED_NOT_CHECKED
} gi_copied;

typedef enum gi_good {
    GI_GOOD_IN_FORCE,
    GI_GOOD_NOT_ACTIVATED,
    GI_GOOD_RECALLED,
    GI_GOOD_FROZEN,
    GI_GOOD_VOID,
    GI_GOOD_CANCELLED,
    GI_GOOD_LOST,
    GI_GOOD_REPACKED,
    GI_GOOD_EXPIRED,
    GI_GOOD_UNKNOWN
} gi_good;

/* Stable words of the values: "in_force", "unregistered" ... for JSON and tests. */
const char *gi_issued_word(gi_issued value);
const char *gi_copied_word(gi_copied value);
const char *gi_good_word(gi_good value);
const char *gi_unknown_word(gi_unknown_why value);

typedef struct gi_verdict {
    gi_asked asked;
    gi_issued issued;
    gi_unknown_why unknown;
    gi_copied copied;
    gi_good good;
    gi_time as_of;                    /* the moment of the answer, or of the bundle offline */
    bool offline;                     /* answered from a bundle */
    bool stale;                       /* offline: list older than 7 days */

    bool has_unit;                    /* unit, header, net, packed, last below are known */
    gi_unit_id unit;
    char unit_text[GI_UNIT_NUMBER_TEXT];
    gi_unit_header header;            /* signed header (or the registered one for a number) */
    int64_t net;                      /* milli-units; 0 = variable weight, see pack */
    gi_day packed;
    bool has_last;
    gi_day last;                      /* best before, inclusive */

    bool has_batch;
    gi_batch_facts batch;

    int64_t act;                      /* log index of the issue act (batch act for a batch), -1 */
    int64_t state_act;                /* log index of the act that changed "good", -1 */
    char state_by[GI_NAME_TEXT];      /* who declared it */
    char state_why[32];               /* reason id, such as "misprint" */
    gi_time state_time;
    int64_t log_size;
    int64_t units_issued;             /* for a batch: labels issued / in force */
    int64_t units_in_force;
} gi_verdict;

/*
 * Answers for any text a person or scanner gives: URL, digits, unit number or batch ID.
 * At most 4096 bytes are looked at.
 *
 * GI_IO, GI_CORRUPT, GI_BUSY: the registry could not be read; say "cannot check now".
 */
GI_CHECKED gi_status gi_lookup(gi_registry *registry, gi_bytes text, gi_verdict *out,
                               gi_error *err);

/* Only one kind, for routes that know what they hold. */
GI_CHECKED gi_status gi_lookup_code(gi_registry *registry, gi_bytes digits, gi_verdict *out,
                                    gi_error *err);
GI_CHECKED gi_status gi_lookup_number(gi_registry *registry, gi_bytes number, gi_verdict *out,
                                      gi_error *err);
GI_CHECKED gi_status gi_lookup_batch(gi_registry *registry, gi_bytes id, gi_verdict *out,
                                     gi_error *err);

/* The exit code for a verdict: 0 issued and in force, 1 answered but negative, 3 cannot tell. */
int gi_verdict_exit(const gi_verdict *verdict);

#endif
