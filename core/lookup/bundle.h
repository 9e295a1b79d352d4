/*
 * bundle.h - the inside of a bundle, for the files of this folder (gi/bundle.h is the outside).
 *
 * The payload stays parsed: its tables are arrays of rows, sorted by their leading integers, so
 * a look-up is a binary search. Every row is read once when the bundle opens; what passed
 * there reads the same later.
 */
#ifndef GI_LOOKUP_BUNDLE_H
#define GI_LOOKUP_BUNDLE_H

#include "core/lookup/view.h"
#include "core/store/holders.h"
#include "core/store/keys.h"
#include "core/store/runs.h"
#include "gi/bundle.h"
#include "gi/json.h"
#include "gi/product.h"

#define GI_BUNDLE_DEPTH 8
#define GI_BUNDLE_TITLE "gi-bundle/v1 "

struct gi_bundle {
    gi_view base; /* first, so that the two pointers are one */
    gi_bundle_about about;
    int64_t lost; /* leaves lost at the ends of earlier logs */
    gi_json *payload;
    gi_key_row *key;        /* by id */
    gi_verifier **verifier; /* of key[i]; NULL until it is asked for */
    size_t keys;
};

/* The tables of a payload. */
typedef enum gi_bundle_table {
    GI_TABLE_PRODUCTS,  /* [index, mnemonic, zh, en, standard, unit, best, [[zh, en]...]] */
    GI_TABLE_PRODUCERS, /* [number, name, uscc, address, act] */
    GI_TABLE_BATCHES,   /* [producer, number, id, product, grade, season, quantity, made,
                            picked from, picked to, origin, place, note, act, amended] */
    GI_TABLE_RUNS,      /* [key, first, count, batch, header, act, issued] */
    GI_TABLE_NEXT,      /* [key, first serial not yet issued] */
    GI_TABLE_STATES,    /* [key, first, count, state, why, who, batch, act, time] */
    GI_TABLE_WAITING,   /* the same for labels not yet activated */
    GI_TABLE_HOLDS,     /* [producer, number, [[key, first, count, grade, until, why, who, act,
                            time]...]]: key 0 = the whole batch; grade 1..3 = recalled, 0 = frozen */
    GI_TABLE_PACKAGES,  /* runs of cases and cartons: package_rows.c */
    GI_TABLE_OPENED,    /* those that were opened */
    GI_TABLE_GTINS,     /* numbers of trade items */
    GI_TABLE_RECORDS,   /* [producer, number, pesticides zh, en, conformity zh, en]; batches with a
                            word on either; sent whole, for a record may come late */
    GI_TABLE_FINDINGS,  /* [key, first, count, why, who, batch, act, time]: found copied */
    GI_TABLE_UNDONE,    /* [producer, number, who, act, time]: batches that were taken back */
    GI_TABLE_COUNT
} gi_bundle_table;

const char *gi_bundle_table_name(gi_bundle_table table);
/* True when its rows only come and change, and say in which acts (bundle_tables.c). */
bool gi_bundle_table_grows(gi_bundle_table table);
/* Whether a row of such a table came or changed in an act of this index or a later one. */
bool gi_bundle_row_since(gi_bundle_table table, const gi_json *row, int64_t since);
/* The table of such a member's name; false when the member is another. */
bool gi_bundle_grows(const char *member, gi_bundle_table *out);
/* Below, at or above: by the leading integers of two rows. */
int gi_bundle_order(gi_bundle_table table, const gi_json *left, const gi_json *right);

/* One row as a value. GI_INVALID bad-bundle, names the table. */
GI_CHECKED gi_status gi_bundle_read_product(const gi_json *row, gi_product *out, gi_error *err);
GI_CHECKED gi_status gi_bundle_read_producer(const gi_json *row, gi_holder_row *out, gi_error *err);
GI_CHECKED gi_status gi_bundle_read_batch(const gi_json *row, gi_batch_facts *out, gi_error *err);
/* Fills the words on pesticides and conformity of facts. */
GI_CHECKED gi_status gi_bundle_read_records(const gi_json *row, gi_batch_facts *facts,
                                            gi_error *err);
GI_CHECKED gi_status gi_bundle_read_run(const gi_json *row, gi_run *out, gi_error *err);
GI_CHECKED gi_status gi_bundle_read_state(const gi_json *row, gi_label_state *out, gi_error *err);

/* One hold of a row of GI_TABLE_HOLDS. */
GI_CHECKED gi_status gi_bundle_read_hold(const gi_json *item, gi_held_batch *out, gi_error *err);

/* Every row of one table, or of all: shape, values, strictly ascending. */
GI_CHECKED gi_status gi_bundle_check_table(const gi_json *payload, gi_bundle_table which,
                                           gi_error *err);
GI_CHECKED gi_status gi_bundle_check_tables(const gi_json *payload, gi_error *err);

/*
 * The row with the greatest (first, second) not above the one asked for, whose first integer is
 * the same; NULL when there is none. second plays no part in tables of one leading integer.
 */
const gi_json *gi_bundle_seek(const gi_json *payload, gi_bundle_table table, int64_t first,
                              int64_t second);
/* An integer of a checked row. */
int64_t gi_bundle_int(const gi_json *row, size_t place);

/* The holds of a day, as rows; and the gravest one in force on the bundle's day
 * (bundle_holds.c). */
GI_CHECKED gi_status gi_bundle_add_holds(gi_db *db, gi_day today, gi_json *rows, gi_error *err);
GI_CHECKED gi_status gi_bundle_hold(const gi_bundle *bundle, const gi_batch_facts *batch,
                                    gi_unit_id unit, bool *found, gi_hold *out, gi_error *err);
/* All holds of a batch in force on the bundle's day; holds begins with zeros. */
GI_CHECKED gi_status gi_bundle_holds_of(const gi_bundle *bundle, const gi_batch_facts *batch,
                                        gi_unit_holds *holds, gi_error *err);

/* A row of GI_TABLE_RECORDS for a batch, if there is a word; the words of a batch, if it has a row
 * (bundle_records.c). */
void gi_bundle_push_records(const gi_batch_facts *facts, gi_json *rows);
GI_CHECKED gi_status gi_bundle_records_of(const gi_bundle *bundle, gi_batch_facts *facts,
                                          gi_error *err);

/* The same for GI_TABLE_UNDONE; read fills what facts say of it (bundle_undone.c). */
void gi_bundle_push_undone(const gi_batch_facts *facts, gi_json *rows);
GI_CHECKED gi_status gi_bundle_read_undone(const gi_json *row, gi_batch_facts *facts,
                                           gi_error *err);
GI_CHECKED gi_status gi_bundle_undone_of(const gi_bundle *bundle, gi_batch_facts *facts,
                                         gi_error *err);

/* Findings in force, as rows; one row as a value (bundle_findings.c). */
GI_CHECKED gi_status gi_bundle_add_findings(gi_db *db, gi_json *rows, gi_error *err);
GI_CHECKED gi_status gi_bundle_read_finding(const gi_json *row, gi_finding_row *out, gi_error *err);

/* The note in front of a payload: what was signed (bundle_read.c). */
typedef struct gi_bundle_head {
    gi_note note;     /* views into the bundle's bytes */
    gi_bytes text;    /* of the note */
    gi_bytes payload; /* what stands behind it */
    gi_digest hash;   /* SHA-256 of the whole list, as signed */
    char origin[GI_ORIGIN_MAX];
    int64_t sequence;
    gi_time issued;
} gi_bundle_head;

/* Form only; nothing is verified. Large: allocate it. */
GI_CHECKED gi_status gi_bundle_read_head(gi_bytes bytes, gi_bundle_head *out, gi_error *err);

/* Members roots, list, list_act and list_leaf of a payload (bundle_write_keys.c). */
GI_CHECKED gi_status gi_bundle_add_keys(gi_db *db, gi_json *payload, gi_error *err);
/* The entries of the root-signed key list, with their next serials. */
GI_CHECKED gi_status gi_bundle_read_keys(gi_bundle *bundle, gi_error *err);
/* Whether an Ed25519 key of the log signed a checkpoint. An SM2 line beside it must hold as
 * well: GI_INVALID bad-note for a line of any of the log's keys that does not. */
GI_CHECKED gi_status gi_bundle_log_signed(const gi_bundle *bundle, const gi_note *note, bool *fits,
                                          gi_error *err);

/*
 * Walks the roots from the founding leaf, checks the key list's leaf, and says whether one of
 * the pins vouches for the root that signed it (bundle_roots.c).
 */
GI_CHECKED gi_status gi_bundle_check_roots(gi_bundle *bundle, const gi_root_pin *pins,
                                           size_t pin_count, gi_error *err);

/* The official hosts and the leaf that lists them; form only, whoever signed it
 * (bundle_hosts.c). */
GI_CHECKED gi_status gi_bundle_add_hosts(gi_registry *registry, gi_json *payload, gi_error *err);
GI_CHECKED gi_status gi_bundle_check_hosts(const gi_json *payload, gi_error *err);

/* Leaves lost where logs were closed, by the epoch leaves among the roots, and the first leaf of
 * the log that goes on. A sequence is the size of the log and these: so it never goes back. */
void gi_bundle_seams(const gi_json *payload, int64_t *lost, int64_t *first);

extern const gi_view_type gi_bundle_view_type; /* from_bundle.c */

gi_status gi_bundle_refuse(gi_error *err, const char *what); /* bad-bundle */

#endif
