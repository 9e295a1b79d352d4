/*
 * readback.c - reads back what was written and hashes it anew (readback.h).
 *
 * A bit that flips between our memory and the database would be signed for ever. So the tree
 * is grown a second time, from the rows as they are stored, and compared tile by tile. Costs
 * one read per row and open tile, and no root. Writes nothing.
 */
#include "core/acts/readback.h"
#include "core/store/log_rows.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the head ---- */

static gi_status parse_head(gi_bytes text, gi_checkpoint *out, gi_error *err)
{
    gi_note *note = calloc(1, sizeof *note);
    if (note == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "note");
    }
    gi_status status = gi_note_parse(text, note, err);
    if (status == GI_OK) {
        status = gi_checkpoint_parse(note->body, out, err);
    }
    free(note);
    return status;
}

static gi_status fits_tree(const gi_session *session, const gi_checkpoint *head, gi_error *err)
{
    const gi_tree *tree = &session->registry->tree;
    char text[64];
    gi_digest root = session->root;
    bool within = head->size <= tree->size;
    if (within && head->size < tree->size) {
        GI_TRY(gi_tiles_root(gi_tiles_of(session->registry->db), head->size, &root, err));
    }
    if (within && gi_bytes_equal(gi_digest_view(&root), gi_digest_view(&head->root))) {
        return GI_OK;
    }
    (void)snprintf(text, sizeof text, "checkpoint %" PRId64 ", %" PRId64 " acts", head->size,
                   tree->size);
    return gi_fail(err, GI_WHY_TREE_MISMATCH, text);
}

gi_status gi_readback_head(const gi_session *session, gi_error *err)
{
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    gi_checkpoint head;
    bool found = false;
    GI_TRY(gi_checkpoint_last(session->registry->db, &text, &found, err));
    if (found) {
        GI_TRY(parse_head(gi_buf_view(&text), &head, err));
        return fits_tree(session, &head, err);
    }
    return session->registry->tree.size == 0
               ? GI_OK
               : gi_fail(err, GI_WHY_TREE_MISMATCH, "acts without a checkpoint");
}

/* ---- the rows ---- */

/* Stands for the writing half of tile storage: "writing" compares with what is there. */
static gi_status same_tile(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    const gi_tile_io *stored = context;
    GI_AUTO_BUF row = GI_BUF(GI_TILE_WIDTH * GI_DIGEST_SIZE);
    GI_TRY(stored->read(stored->context, level, n, &row, err));
    if (gi_bytes_equal(gi_buf_view(&row), hashes)) {
        return GI_OK;
    }
    char text[48];
    (void)snprintf(text, sizeof text, "tile %d/%" PRId64, level, n);
    return gi_fail(err, GI_WHY_TREE_MISMATCH, text);
}

typedef struct reader {
    gi_tree *tree;
    gi_tile_io compare;
} reader;

static gi_status take_leaf(void *context, const gi_act_row *row, gi_bytes leaf, gi_error *err)
{
    reader *at = context;
    if (row->index != at->tree->size) {
        return gi_fail(err, GI_WHY_TREE_MISMATCH, gi_num(row->index).text);
    }
    gi_digest hash = gi_leaf_hash(leaf);
    return gi_tree_append(at->tree, at->compare, &hash, err);
}

/* The same right edge has the same root. */
static bool same_edge(const gi_tree *a, const gi_tree *b)
{
    bool same = a->size == b->size;
    for (int level = 0; level < GI_TREE_LEVELS && same; level++) {
        same =
            a->count[level] == b->count[level] &&
            memcmp(a->open[level], b->open[level], (size_t)a->count[level] * GI_DIGEST_SIZE) == 0;
    }
    return same;
}

gi_status gi_readback_written(gi_session *session, gi_error *err)
{
    gi_db *db = session->registry->db;
    const gi_tree *tree = &session->registry->tree;
    gi_tile_io stored = gi_tiles_of(db);
    reader at = { &session->again, { stored.read, same_tile, &stored } };
    GI_TRY(gi_act_each(db, at.tree->size, INT64_MAX, take_leaf, &at, err));
    GI_TRY(gi_tree_flush(at.tree, at.compare, err));
    return same_edge(at.tree, tree) ? GI_OK
                                    : gi_fail(err, GI_WHY_TREE_MISMATCH, gi_num(tree->size).text);
}
