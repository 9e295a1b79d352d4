/*
 * report.h - what a registry holds, as JSON values for people and programs.
 *
 * Lists, balances, history, the log's own texts, keys, copies of the whole. Reading needs no
 * key and writes nothing; each call sees one moment of the registry. Amounts are milli-units
 * and come with a text for people ("qty" and "qty_text"); times are texts at the registry's
 * offset, log indexes count from 0. Names of members are a contract: --json prints them. You
 * own every value handed out; on failure none is.
 *
 * But for the three functions about keys none may be called while a session of gi/act.h is open on
 * the same handle.
 */
#ifndef GI_REPORT_H
#define GI_REPORT_H

#include "gi/act.h"
#include "gi/json.h"
#include "gi/product.h"
#include "gi/registry.h"

/* ---- keys ---- */

/*
 * What is public of a registered key. Retired and leaked keys stay listed with active false: old
 * labels and checkpoints are checked with them.
 *
 * id          1..65535
 * role        what it may sign (gi/act.h)
 * active      may sign now; false for retired and leaked ones, however old their signatures
 * public_key  as the root-signed list holds it
 */
typedef struct gi_key_info {
    uint16_t id;
    gi_role role;
    bool active;
    gi_public_key public_key;
} gi_key_info;

/* One key by id. GI_NOT_FOUND no-key */
GI_CHECKED gi_status gi_registry_key(gi_registry *registry, uint16_t id, gi_key_info *out,
                                     gi_error *err);

/* The active key of a role with the lowest id above after (0 = from the beginning); *found tells,
 * and without one *out is all zero. Call again with its id for the next. */
GI_CHECKED gi_status gi_registry_key_of(gi_registry *registry, gi_role role, uint16_t after,
                                        bool *found, gi_key_info *out, gi_error *err);

/* The highest id ever registered, 0 in an empty registry. Ids are never reused. */
GI_CHECKED gi_status gi_registry_key_last(gi_registry *registry, uint16_t *out, gi_error *err);

/* ---- lists ---- */

/* Most rows of one page. */
#define GI_REPORT_ROWS 10000

/* Which rows: from counts rows from 0 (acts and history: a log index); limit is 1..GI_REPORT_ROWS.
 * Fewer rows than limit say that the end was reached. */
typedef struct gi_report_page {
    int64_t from;
    int64_t limit;
} gi_report_page;

/*
 * An array of objects. what: products holders sources unnumbered batches runs keys acts
 * conformities. unnumbered: sources without a plot number, of which nobody can tell whether their
 * plot was registered twice.
 * A grower's name is no part of it: growers show their number and card.
 *
 * GI_INVALID  bad-field: another word; out-of-range: from below 0, or limit outside its range
 */
GI_CHECKED gi_status gi_report_list(gi_registry *registry, const char *what, gi_report_page page,
                                    gi_json **out, gi_error *err);

/*
 * One batch by its ID as typed, with "runs" and "not_in_force" (ranges with state, reason, who);
 * "left" is what may still be issued. Where witnesses are named also "witnesses", "witnessed" and
 * "quorum", of the batch act. "labels" counts where its labels went, in all, and "labels_by_run"
 * per run: issued = in_force + recalled + frozen + not_activated + cancelled + spoilt + returned +
 * lost + void + repacked = printed + not_printed; activated counts those that ever were, reprinted
 * every label each time it was printed again. in_force is the number that a look-up of the batch
 * gives on the same day.
 * "state" is registered or taken_back, with the import that brought it in: then "qty" is 0, and
 * "taken_back" is the act, also in lists; here with "taken_back_by" and "taken_back_time".
 * GI_NOT_FOUND no-batch   GI_INVALID as gi_batch_id_parse
 */
GI_CHECKED gi_status gi_report_batch(gi_registry *registry, gi_bytes id, gi_json **out,
                                     gi_error *err);

/*
 * One holder by number ("001F"), with "accounts" and "sources": for the holder and for officers,
 * not for the public.
 * GI_NOT_FOUND no-holder   GI_INVALID as gi_number_parse
 */
GI_CHECKED gi_status gi_report_holder(gi_registry *registry, gi_bytes number, gi_json **out,
                                      gi_error *err);

/*
 * {"accounts":[{holder product season material balance balance_text}...]}. holder empty = all,
 * counter-accounts included (their holder is ""), and "balanced":true: then the books are checked
 * first, what is shown sums to zero, or nothing is shown.
 *
 * GI_CORRUPT ledger   GI_NOT_FOUND no-holder   GI_INVALID as gi_number_parse
 */
GI_CHECKED gi_status gi_report_balance(gi_registry *registry, gi_bytes holder, gi_json **out,
                                       gi_error *err);

/*
 * The public sums: {"sums":[{product season allowed lapsed issued credited labels ended
 * not_activated recalled frozen in_force}...],"grades":[the same with grade grade_zh grade_en,
 * without allowed and lapsed]}. Every registered season; grades that have labels, 0 = without
 * one, as their signed headers say. allowed: grants and outside raw material less what was taken
 * back; ended: labels cancelled, void, lost, spoilt, handed back, repacked. `gitrace log audit`
 * gives allowed, lapsed, issued, credited, labels and ended from the log alone.
 *
 * GI_CORRUPT db-corrupt
 */
GI_CHECKED gi_status gi_report_sums(gi_registry *registry, gi_json **out, gi_error *err);

/* The season of a batch by its ID, as the sums name it: "2026-1".
 * GI_NOT_FOUND no-batch   GI_INVALID as gi_batch_id_parse */
GI_CHECKED gi_status gi_report_season(gi_registry *registry, gi_bytes id, gi_season_text_t *out,
                                      gi_error *err);

/* ---- history ---- */

/*
 * Which acts to tell. Empty views and a page of { 0, n } tell the first n acts of the registry.
 * Both filters together: acts that fit both. Acts that change an act of the batch (its label
 * states, amendments) count as acts of the batch; harvests and grants as acts of the holder of
 * their sources.
 */
typedef struct gi_history_query {
    gi_bytes batch;  /* only acts that name this batch; empty = any */
    gi_bytes holder; /* only acts that concern this holder; empty = any */
    gi_report_page page;
    bool with_private; /* the private record too: for officers, never for the public */
} gi_history_query;

/*
 * An array of {index act zh en ts time key answer leaf [private]}, oldest first, from log index
 * page.from on; limit counts acts that fit. The batch or holder that is asked for must exist: an
 * empty history would mislead.
 *
 * GI_NOT_FOUND no-batch, no-holder   GI_INVALID out-of-range; as the two parsers
 */
GI_CHECKED gi_status gi_report_history(gi_registry *registry, const gi_history_query *query,
                                       gi_json **out, gi_error *err);

/* One act in the same form. GI_NOT_FOUND no-act */
GI_CHECKED gi_status gi_report_act(gi_registry *registry, int64_t index, bool with_private,
                                   gi_json **out, gi_error *err);

/* ---- the log ---- */

/*
 * The newest signed checkpoint, verbatim (C2SP tlog-checkpoint), appended to note, whose maximum
 * should be GI_NOTE_MAX: ask gi_buf_status.
 * GI_CONFLICT not-founded
 */
GI_CHECKED gi_status gi_report_checkpoint(gi_registry *registry, gi_buf *note, gi_error *err);

/* The public leaf of an act, its exact bytes (at most 2,048), appended.
 * GI_NOT_FOUND no-act   GI_NO_MEMORY over-limit */
GI_CHECKED gi_status gi_report_leaf(gi_registry *registry, int64_t index, gi_buf *leaf,
                                    gi_error *err);

/*
 * A c2sp.org/tlog-proof@v1 text of an act under the newest checkpoint that covers it and that a
 * witness has cosigned, with these lines; without one, under the newest. It is parsed again and
 * checked (leaf, path, root, signature of a log key) before it is handed out. text must be empty;
 * after a failure it holds nothing of use.
 *
 * GI_NOT_FOUND no-act   GI_INVALID bad-proof   GI_CORRUPT tree-mismatch
 */
GI_CHECKED gi_status gi_report_proof(gi_registry *registry, int64_t index, gi_buf *text,
                                     gi_error *err);

/*
 * Whole check: engine, foreign keys, books, and the tree, from leaves and from tiles, against the
 * newest checkpoint. Reads everything: minutes for a large registry. Needs a founded one.
 *
 * GI_CORRUPT db-corrupt, ledger, tree-mismatch   GI_CONFLICT not-founded
 */
GI_CHECKED gi_status gi_registry_check(gi_registry *registry, gi_error *err);

/* ---- copies ---- */

/*
 * A consistent copy of registry.db at path, and of config at path.config, complete and on the disk
 * when GI_OK returns; readers and writers go on meanwhile. Keys are no part of it.
 *
 * GI_CONFLICT file-exists: either name; nothing is overwritten
 * GI_IO file-write, file-open, file-read, db   GI_CORRUPT db-corrupt   GI_INVALID too-long
 */
GI_CHECKED gi_status gi_registry_backup(gi_registry *registry, const char *path, gi_error *err);

/*
 * Makes the new directory dir from such a copy and checks it whole (gi_registry_check); on failure
 * dir is gone again. Key files must be brought back by hand. Copy the whole pair, or file-missing.
 *
 * GI_CONFLICT file-exists: dir is there   GI_NOT_FOUND file-missing
 * GI_CORRUPT db-corrupt ... and the reasons of opening and checking
 */
GI_CHECKED gi_status gi_registry_restore(const char *path, const char *dir, gi_error *err);

#endif
