/*
 * report_log.c - checkpoint, leaf and proof as the log's own texts; the check of the whole.
 *
 * A proof is made, parsed again and checked like a stranger would before it leaves: a wrong
 * one must never be handed to somebody who trusts us.
 */
#include <stdlib.h>
#include <string.h>

#include "core/ledger/ledger.h"
#include "core/lookup/report.h"
#include "core/store/keys.h"
#include "core/store/log_rows.h"

static gi_status newest_note(gi_db *db, gi_buf *note, gi_error *err)
{
    bool found = false;
    GI_TRY(gi_checkpoint_last(db, note, &found, err));
    return found ? GI_OK : gi_fail(err, GI_WHY_NOT_FOUNDED, "checkpoint");
}

/* The newest checkpoint that covers the act and that a witness has cosigned, else the newest: a
 * proof that is a little older and vouched for is worth more than the last one alone. */
static gi_status covering_note(gi_db *db, int64_t index, gi_buf *note, gi_error *err)
{
    int64_t cosigned = 0;
    bool found = false;
    GI_TRY(gi_cosignature_size(db, &cosigned, err));
    if (cosigned <= index) {
        return newest_note(db, note, err);
    }
    GI_TRY(gi_checkpoint_after(db, cosigned - 1, note, &found, err));
    return found ? GI_OK : gi_fail(err, GI_WHY_TREE_MISMATCH, gi_num(cosigned).text);
}

gi_status gi_report_checkpoint(gi_registry *registry, gi_buf *note, gi_error *err)
{
    return GI_READ(registry, newest_note(registry->db, note, err), err);
}

static gi_status read_leaf(gi_db *db, int64_t index, gi_buf *leaf, gi_error *err)
{
    gi_act_row row;
    GI_TRY(gi_act_load(db, index, &row, NULL, leaf, err));
    return gi_buf_status(leaf, "leaf", err);
}

gi_status gi_report_leaf(gi_registry *registry, int64_t index, gi_buf *leaf, gi_error *err)
{
    return GI_READ(registry, read_leaf(registry->db, index, leaf, err), err);
}

typedef struct fitting {
    const gi_note *note;
    const char *origin;
    bool fits;
} fitting;

/* Any key that ever was a log key: old checkpoints stay good after a change of keys. */
static gi_status try_key(void *context, const gi_key_row *key, gi_error *err)
{
    fitting *search = context;
    bool fits = false;
    if (search->fits || strcmp(key->role, gi_role_name(GI_ROLE_LOG)) != 0) {
        return GI_OK;
    }
    GI_TRY(gi_note_fits(search->note, search->origin, &key->public_key, &fits, err));
    search->fits = fits;
    return GI_OK;
}

/* The checkpoint of a note that a log key signed and that belongs to this log. */
static gi_status checked_note(gi_registry *registry, gi_bytes text, gi_note *note,
                              gi_checkpoint *out, gi_error *err)
{
    gi_epoch_row epoch;
    fitting search = { .note = note, .origin = epoch.origin };
    GI_TRY(gi_note_parse(text, note, err));
    GI_TRY(gi_checkpoint_parse(note->body, out, err));
    GI_TRY(gi_epoch_at(registry->db, out->size, &epoch, err)); /* it may be of a closed one */
    GI_TRY(gi_key_each(registry->db, try_key, &search, err));
    if (strcmp(out->origin, epoch.origin) != 0 || !search.fits) {
        return gi_fail(err, GI_WHY_TREE_MISMATCH, "origin, log key");
    }
    return GI_OK;
}

static gi_status read_checkpoint(gi_registry *registry, gi_bytes text, gi_checkpoint *out,
                                 gi_error *err)
{
    gi_note *note = calloc(1, sizeof *note);
    gi_status status = note == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "note")
                                    : checked_note(registry, text, note, out, err);
    free(note);
    return status;
}

/* As a stranger would: from the text alone, with the leaf in hand. */
static gi_status check_proof(gi_registry *registry, gi_bytes text, gi_bytes leaf, gi_error *err)
{
    int64_t index = 0;
    gi_path path;
    gi_bytes note = { 0 };
    gi_checkpoint checkpoint;
    GI_TRY(gi_tlog_proof_parse(text, &index, &path, &note, err));
    GI_TRY(read_checkpoint(registry, note, &checkpoint, err));
    gi_digest hash = gi_leaf_hash(leaf);
    if (!gi_inclusion_fits(&hash, index, checkpoint.size, &path, &checkpoint.root)) {
        return gi_fail(err, GI_WHY_TREE_MISMATCH, gi_num(index).text);
    }
    return GI_OK;
}

static gi_status make_proof(gi_registry *registry, int64_t index, gi_buf *text, gi_error *err)
{
    gi_db *db = registry->db;
    gi_path path;
    gi_checkpoint checkpoint;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_AUTO_BUF leaf = GI_BUF(65536);
    GI_TRY(read_leaf(db, index, &leaf, err));
    GI_TRY(covering_note(db, index, &note, err));
    GI_TRY(read_checkpoint(registry, gi_buf_view(&note), &checkpoint, err));
    GI_TRY(gi_cosignature_newest(db, checkpoint.size, &note, err));
    GI_TRY(gi_tiles_inclusion(gi_tiles_of(db), index, checkpoint.size, &path, err));
    gi_tlog_proof_print(index, &path, gi_buf_view(&note), text);
    GI_TRY(gi_buf_status(text, "proof", err));
    return check_proof(registry, gi_buf_view(text), gi_buf_view(&leaf), err);
}

gi_status gi_report_proof(gi_registry *registry, int64_t index, gi_buf *text, gi_error *err)
{
    return GI_READ(registry, make_proof(registry, index, text, err), err);
}

/* ---- the check of the whole ---- */

typedef struct growing {
    gi_tile_io io;
    gi_tree *tree;
} growing;

static gi_status forget(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    (void)context;
    (void)level;
    (void)n;
    (void)hashes;
    (void)err;
    return GI_OK;
}

static gi_status nothing(void *context, int level, int64_t n, gi_buf *out, gi_error *err)
{
    (void)out;
    return forget(context, level, n, (gi_bytes){ 0 }, err);
}

static gi_status add_leaf(void *context, const gi_act_row *row, gi_bytes leaf, gi_error *err)
{
    growing *log = context;
    (void)row;
    gi_digest hash = gi_leaf_hash(leaf);
    return gi_tree_append(log->tree, log->io, &hash, err);
}

/* The root over the leaves as they stand, and the one the tiles give. */
static gi_status compare_roots(gi_registry *registry, const gi_checkpoint *checkpoint,
                               gi_tree *tree, gi_error *err)
{
    gi_digest root;
    growing log = { { nothing, forget, NULL }, tree };
    GI_TRY(gi_act_each(registry->db, 0, INT64_MAX, add_leaf, &log, err));
    GI_TRY(gi_tiles_root(gi_tiles_of(registry->db), checkpoint->size, &root, err));
    gi_digest leaves = gi_tree_root(tree);
    if (tree->size != checkpoint->size ||
        memcmp(leaves.bytes, checkpoint->root.bytes, sizeof leaves.bytes) != 0 ||
        memcmp(root.bytes, checkpoint->root.bytes, sizeof root.bytes) != 0) {
        return gi_fail(err, GI_WHY_TREE_MISMATCH, gi_num(checkpoint->size).text);
    }
    return GI_OK;
}

static gi_status check_log(gi_registry *registry, gi_error *err)
{
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    gi_checkpoint checkpoint;
    GI_TRY(gi_ledger_check(registry->db, err));
    GI_TRY(newest_note(registry->db, &note, err));
    GI_TRY(read_checkpoint(registry, gi_buf_view(&note), &checkpoint, err));
    gi_tree *tree = calloc(1, sizeof *tree);
    gi_status status = tree == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "tree")
                                    : compare_roots(registry, &checkpoint, tree, err);
    free(tree);
    return status;
}

gi_status gi_registry_check(gi_registry *registry, gi_error *err)
{
    GI_TRY(gi_db_check(registry->db, err));
    return GI_READ(registry, check_log(registry, err), err);
}
