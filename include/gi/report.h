/*
 * report.h - what a registry holds, as JSON values for people and programs.
 *
 * Lists, balances, history, the log's own texts, keys, copies of the whole. Reading needs no
 * key and writes nothing; each call sees one moment of the registry. Amounts are milli-units
 * and come with a text for people ("qty" and "qty_text"). You own every value handed out.
 */
#ifndef GI_REPORT_H
#define GI_REPORT_H

#include "gi/act.h"
#include "gi/json.h"
#include "gi/registry.h"

/* ---- keys ---- */

typedef struct gi_key_info {
    uint16_t id;
    gi_role role;
    bool active;
    gi_public_key public_key;
} gi_key_info;

/* GI_NOT_FOUND no-key */
GI_CHECKED gi_status gi_registry_key(gi_registry *registry, uint16_t id, gi_key_info *out,
                                     gi_error *err);
/* The active key of a role with the lowest id above after; *found tells. */
GI_CHECKED gi_status gi_registry_key_of(gi_registry *registry, gi_role role, uint16_t after,
                                        bool *found, gi_key_info *out, gi_error *err);
/* The highest id ever registered, 0 in an empty registry. */
GI_CHECKED gi_status gi_registry_key_last(gi_registry *registry, uint16_t *out, gi_error *err);

/* ---- lists ---- */

/* Which rows: from is a row number (acts: a log index), limit at most GI_REPORT_ROWS. */
#define GI_REPORT_ROWS 10000
typedef struct gi_report_page {
    int64_t from;
    int64_t limit;
} gi_report_page;

/*
 * An array of objects. what: products holders sources batches runs keys acts.
 * A grower's name is no part of it. GI_INVALID bad-field for another word
 */
GI_CHECKED gi_status gi_report_list(gi_registry *registry, const char *what, gi_report_page page,
                                    gi_json **out, gi_error *err);

/* One batch with its runs and dead ranges, one holder with its balances and sources, one act.
 * GI_NOT_FOUND no-batch, no-holder, no-act */
GI_CHECKED gi_status gi_report_batch(gi_registry *registry, gi_bytes id, gi_json **out,
                                     gi_error *err);
GI_CHECKED gi_status gi_report_holder(gi_registry *registry, gi_bytes number, gi_json **out,
                                      gi_error *err);

/*
 * {"accounts":[{holder product season material balance text}...],"balanced":true}; holder ""
 * = all, counter-accounts included. GI_CORRUPT ledger when the books do not sum to zero
 */
GI_CHECKED gi_status gi_report_balance(gi_registry *registry, gi_bytes holder, gi_json **out,
                                       gi_error *err);

/* ---- history ---- */

typedef struct gi_history_query {
    gi_bytes batch;  /* only acts that name this batch; empty = any */
    gi_bytes holder; /* only acts that concern this holder; empty = any */
    gi_report_page page;
    bool with_private; /* the private record too: for officers, never for the public */
} gi_history_query;

/* An array of {index act zh en time key leaf answer [private]}, oldest first. */
GI_CHECKED gi_status gi_report_history(gi_registry *registry, const gi_history_query *query,
                                       gi_json **out, gi_error *err);
/* One act in the same form. GI_NOT_FOUND no-act */
GI_CHECKED gi_status gi_report_act(gi_registry *registry, int64_t index, bool with_private,
                                   gi_json **out, gi_error *err);

/* ---- the log ---- */

/* The newest signed checkpoint, verbatim. GI_CONFLICT not-founded */
GI_CHECKED gi_status gi_report_checkpoint(gi_registry *registry, gi_buf *note, gi_error *err);
/* The public leaf of an act, its exact bytes. GI_NOT_FOUND no-act */
GI_CHECKED gi_status gi_report_leaf(gi_registry *registry, int64_t index, gi_buf *leaf,
                                    gi_error *err);
/*
 * A c2sp.org/tlog-proof@v1 text of an act under the newest checkpoint. It is parsed again and
 * checked (leaf, path, root, signature of a log key) before it is handed out.
 * GI_NOT_FOUND no-act   GI_INVALID bad-proof   GI_CORRUPT tree-mismatch
 */
GI_CHECKED gi_status gi_report_proof(gi_registry *registry, int64_t index, gi_buf *text,
                                     gi_error *err);
/* Whole check: engine, foreign keys, books, tree against the newest checkpoint. GI_CORRUPT */
GI_CHECKED gi_status gi_registry_check(gi_registry *registry, gi_error *err);

/* ---- copies ---- */

/* A consistent copy of registry.db at path, and of config at path.config. Keys are no part of
 * it. GI_CONFLICT file-exists */
GI_CHECKED gi_status gi_registry_backup(gi_registry *registry, const char *path, gi_error *err);
/*
 * Makes the new directory dir from such a copy and checks it whole; on failure dir is gone
 * again. GI_CONFLICT file-exists   GI_NOT_FOUND file-missing   GI_CORRUPT db-corrupt ...
 */
GI_CHECKED gi_status gi_registry_restore(const char *path, const char *dir, gi_error *err);

#endif
