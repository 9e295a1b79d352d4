/*
 * act.h - an act under way, and the few things every act of core/acts/ may do with it.
 *
 * An act's perform function checks its fields against the registry, writes its rows, adds to
 * the journal, sets the public members of its leaf and answers. It runs inside the writing
 * transaction of path.c, which does everything else; a failure undoes all of it.
 */
#ifndef GI_ACTS_ACT_H
#define GI_ACTS_ACT_H

#include "core/ledger/ledger.h"
#include "core/store/cards.h"
#include "core/store/holders.h"
#include "core/store/registry.h"
#include "gi/act.h"
#include "gi/product.h"
#include "gi/text.h"

#define GI_ACT_FIELDS_MAX 32

/* A checked field: its text, and its number where the kind has one. */
typedef struct gi_value {
    bool given;
    gi_bytes text;                /* as the draft says it; canonical for batch IDs and mnemonics */
    int64_t number;               /* milli-units, days, ids, serials ... */
    int64_t number2;              /* GI_FIELD_UNITS: the last serial */
    uint16_t key;                 /* GI_FIELD_UNITS: the key id */
    gi_unit unit;                 /* GI_FIELD_QUANTITY */
    char fixed[GI_BATCH_ID_TEXT]; /* room for a canonical text */
} gi_value;

/* What an act took out of the private record, and has to leave the journal as well. */
typedef struct gi_erased {
    int64_t act;
    char field[48]; /* "" = every field */
} gi_erased;

typedef struct gi_act {
    gi_registry *registry;
    gi_db *db;
    const gi_act_kind *kind;
    gi_value value[GI_ACT_FIELDS_MAX]; /* in the order of kind->fields */
    gi_time ts;
    gi_day today;            /* civil day of ts */
    int64_t index;           /* of the leaf to be */
    uint16_t by;             /* first signer's key */
    const gi_signer *signer; /* NULL while exporting */
    gi_journal journal;
    gi_json *leaf;    /* public members; path.c adds v t ts by n cmt sigs */
    gi_json *secrets; /* private record: every field that is not public */
    gi_digest salts;  /* of all salts of the record, in the order of the names */
    gi_json *answer;
    gi_role second;   /* a second signature that perform asks for; else that of the kind */
    gi_error lacking; /* what to say when it is missing */
    bool replayed;    /* made again from the journal: its secrets are not there to be checked */
    char missed[GI_CARD_TEXT]; /* card whose secret was wrong: counted although the act fails */
    gi_buf erased;             /* gi_erased, one after the other */
} gi_act;

/* Checks draft fields against the rules of the kind and fills act->value (fields.c). */
GI_CHECKED gi_status gi_act_read_fields(gi_act *act, const gi_json *fields, gi_error *err);

/* One text by its rule alone: an item of a list, checked as a field of that kind would be. */
GI_CHECKED gi_status gi_act_check_value(const gi_field_rule *rule, gi_value *value, gi_error *err);

/* Copies a field's text; "" when it was not given. GI_INVALID too-long */
GI_CHECKED gi_status gi_act_text(const gi_act *act, int field, char *out, size_t size,
                                 gi_error *err);
/* True when a GI_FIELD_WORD or text equals word. */
bool gi_act_is(const gi_act *act, int field, const char *word);
/* Refuses a field: bad-field with its name, value and hint. */
gi_status gi_act_bad_field(const gi_act *act, int field, gi_error *err);

/* Wants a second signature of this role, as the facts of the draft make it: kinds that may ask are
 * those of gi_act_approver (gi/act.h). Without it the act is refused for this reason. */
#define gi_act_ask_second(act, role, ...)            \
    do {                                             \
        (act)->second = (role);                      \
        (void)gi_fail(&(act)->lacking, __VA_ARGS__); \
    } while (0)

/* To be called for every value that an act takes out of `private`; field "" = all of that act.
 * The journal forgets it after COMMIT (journal.c). GI_NO_MEMORY */
GI_CHECKED gi_status gi_act_erases(gi_act *act, int64_t ref, const char *field, gi_error *err);

/* ---- checks that several acts share (checks.c) ---- */

/* The product of a mnemonic field. */
GI_CHECKED gi_status gi_act_product(gi_act *act, int field, gi_product *out, gi_error *err);
/* A season of a product that was not closed. GI_NOT_FOUND no-season  GI_CONFLICT season-ended */
GI_CHECKED gi_status gi_act_season(gi_act *act, const gi_product *product, int number,
                                   gi_season *out, gi_error *err);
/* A quantity in the product's unit (g for mass, mL for volume), else bad-field. */
GI_CHECKED gi_status gi_act_quantity(const gi_act *act, int field, const gi_product *product,
                                     int64_t *out, gi_error *err);
/* The same of any checked value; field names it in a refusal. */
GI_CHECKED gi_status gi_value_quantity(const gi_value *value, const char *field,
                                       const gi_product *product, int64_t *out, gi_error *err);
/* A holder that is not suspended. */
GI_CHECKED gi_status gi_act_holder(gi_act *act, uint32_t id, gi_holder_row *out, gi_error *err);
/* ... and is a producer; what names the act for the message. */
GI_CHECKED gi_status gi_act_producer(gi_act *act, uint32_t id, gi_holder_row *out, gi_error *err);
/* A day field that is not in the future and lies in [first, last] of the season. */
GI_CHECKED gi_status gi_act_season_day(const gi_act *act, gi_day day, const gi_season *season,
                                       gi_error *err);
/* No field names a batch that was taken back with its import (standing.c); what the log holds
 * already was judged by the rules of its day. Asked before every perform. GI_CONFLICT taken-back */
GI_CHECKED gi_status gi_act_check_standing(gi_act *act, gi_error *err);
/* The same of one batch that a field leads to. An ID that is not known is left to the act. */
GI_CHECKED gi_status gi_act_batch_stands(gi_act *act, const char *batch, gi_error *err);
/* GI_INVALID future-day */
GI_CHECKED gi_status gi_act_not_future(const gi_act *act, gi_day day, gi_error *err);
/* Leaf members gi and sea. */
void gi_act_leaf_product(gi_act *act, const gi_product *product, int season);
/* Leaf member org: the mark user's number. */
void gi_act_leaf_org(gi_act *act, uint32_t holder);
/* Leaf member rng and the same in the answer. */
void gi_act_leaf_range(gi_act *act, uint16_t key, uint32_t first, uint32_t count);

/* ---- list.c ---- */

/* Takes the next item of a list "a,b,c" (or with ';'); false at its end. Blanks are cut. */
bool gi_list_next(gi_bytes *rest, char separator, gi_bytes *item);
/* "name:value" or "name=value" split at mark; false when mark is missing. */
bool gi_list_split(gi_bytes item, char mark, gi_bytes *left, gi_bytes *right);

/* ---- leaf.c ---- */

#define GI_LEAF_MAX 2048

/* Commits to the private record: rows of `private`, member cmt, act->salts. salts: {name: hex} or
 * NULL (then drawn); used salts are added to salts_out (an object) when not NULL. */
GI_CHECKED gi_status gi_leaf_commit(gi_act *act, const gi_json *salts, gi_json *salts_out,
                                    gi_error *err);
/* A digest as a base64 member (cmt, doc). */
void gi_leaf_set_digest(gi_json *leaf, const char *name, const gi_digest *digest);
/* "GI-LEAF-V1" NUL, which stands before every leaf that is signed. */
gi_bytes gi_leaf_context(void);
/* "GI-LEAF-V1" NUL canonical(leaf without sigs): what is signed. */
GI_CHECKED gi_status gi_leaf_message(const gi_json *leaf, gi_buf *out, gi_error *err);
/* Adds [key id, base64] to the member sigs (made when missing). */
GI_CHECKED gi_status gi_leaf_sign(gi_json *leaf, const gi_signer *signer, gi_error *err);
/* True when sigs holds a signature of this key that fits. A signature of this key that does
 * not fit: GI_DENIED bad-signature. */
GI_CHECKED gi_status gi_leaf_signed_by(const gi_json *leaf, uint16_t key,
                                       const gi_public_key *public_key, bool *fits, gi_error *err);

#endif
