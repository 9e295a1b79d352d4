/*
 * recover.c - an old copy catches up with its own published log (gi/recover.h).
 *
 * Two passes over what is missing. The first believes nothing and changes nothing: the leaves
 * must go on from our tree and give the published root, and each must have a line in the
 * journal or be of a kind that is public. The second makes each leaf again through the one path
 * (path.c), with its own time, salts and signatures, and wants the same bytes. Then the
 * published head is stored as it is and the high-water mark is asked, before COMMIT.
 */
#include "core/acts/recover.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/acts/journal.h"
#include "core/acts/path.h"
#include "core/acts/readback.h"
#include "core/acts/status_tree.h"
#include "core/store/high_water.h"
#include "core/store/log_rows.h"
#include "core/store/meta.h"

#define LEAF_DEPTH 8

typedef struct recovering {
    gi_registry *registry;
    gi_session *session;
    const gi_recover_options *options;
    gi_published_log log;
    gi_journal_lines journal;
    gi_tree *tree; /* of the first pass */
    gi_lost_leaf first_lost;
    int64_t lost;
    gi_recovered done;
} recovering;

static void recovering_clear(recovering *at)
{
    gi_journal_lines_clear(&at->journal);
    gi_published_log_clear(&at->log);
    gi_session_destroy(at->session);
    free(at->tree);
}

static const gi_json *lines_of(const recovering *at, int64_t index)
{
    return at->journal.line[index - at->journal.from];
}

/* ---- first pass ---- */

static gi_status forget(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    (void)context;
    (void)level;
    (void)n;
    (void)hashes;
    (void)err;
    return GI_OK;
}

static void note_lost(recovering *at, int64_t index, const gi_json *leaf)
{
    gi_lost_leaf lost = { .index = index, .kind = "?" };
    gi_bytes kind = { 0 };
    if (gi_json_as_text(gi_json_get(leaf, "t"), &kind) && gi_utf8_printable(kind)) {
        (void)snprintf(lost.kind, sizeof lost.kind, "%.*s", (int)(kind.size < 15 ? kind.size : 15),
                       (const char *)kind.data);
    }
    if (at->lost++ == 0) {
        at->first_lost = lost;
    }
    if (at->options->lost != NULL) {
        at->options->lost(at->options->context, &lost);
    }
}

/* A line whose values were erased cannot make its leaf again. */
static bool is_journalled(const recovering *at, int64_t index)
{
    const gi_json *lines = lines_of(at, index);
    for (size_t i = 0; i < gi_json_count(lines); i++) {
        if (gi_json_get(gi_json_at(lines, i), "erased") == NULL) {
            return true;
        }
    }
    return false;
}

static gi_status survey(void *context, int64_t index, gi_bytes bytes, gi_error *err)
{
    recovering *at = context;
    GI_AUTO(gi_json) leaf = NULL;
    gi_tile_io nowhere = { NULL, forget, NULL };
    gi_digest hash = gi_leaf_hash(bytes);
    bool reads = gi_json_parse_canonical(bytes, LEAF_DEPTH, &leaf, NULL) == GI_OK;
    if (!is_journalled(at, index) && (!reads || !gi_leaf_is_public(leaf))) {
        note_lost(at, index, leaf);
    }
    return gi_tree_append(at->tree, nowhere, &hash, err);
}

static gi_status refuse_lost(const recovering *at, gi_error *err)
{
    int64_t missing = at->log.head.size - at->done.from;
    return gi_fail(err, GI_WHY_RECOVER_LOST, gi_num(at->lost).text, gi_num(missing).text,
                   gi_num(at->first_lost.index).text, at->first_lost.kind);
}

static gi_status first_pass(recovering *at, gi_error *err)
{
    const gi_checkpoint *head = &at->log.head;
    at->tree = malloc(sizeof *at->tree);
    if (at->tree == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "tree");
    }
    *at->tree = at->registry->tree;
    GI_TRY(gi_published_log_each(&at->log, at->done.from, survey, at, err));
    gi_digest root = gi_tree_root(at->tree);
    if (memcmp(root.bytes, head->root.bytes, sizeof root.bytes) != 0) {
        return gi_fail(err, GI_WHY_RECOVER_DIFFERS, gi_num(head->size).text);
    }
    return at->lost == 0 ? GI_OK : refuse_lost(at, err);
}

/* ---- second pass ---- */

typedef struct wanted {
    int64_t index;
    gi_bytes bytes;
    const gi_json *leaf;
    gi_json *bare; /* without sigs */
} wanted;

/* A status leaf's salts come from a secret; a copy of a registry that was founded before the
 * founding drew it may not have it yet. */
static gi_status plant_secret(gi_db *db, const gi_json *line, gi_error *err)
{
    char there[80];
    char secret[80];
    bool found = false;
    gi_bytes text = { 0 };
    if (!gi_json_as_text(gi_json_get(line, "secret"), &text)) {
        return GI_OK;
    }
    GI_TRY(gi_text_copy(secret, sizeof secret, text, "secret", err));
    GI_TRY(gi_meta_get(db, GI_STATUS_SECRET_NAME, there, sizeof there, &found, err));
    return found ? GI_OK : gi_meta_put(db, GI_STATUS_SECRET_NAME, secret, err);
}

/* Runs a draft; *same tells whether it made the wanted leaf. Otherwise nothing of it is left. */
static gi_status run_draft(recovering *at, const wanted *want, const gi_draft *draft,
                           const gi_json *salts, bool *same, gi_error *err)
{
    gi_receipt receipt = { .index = -1 };
    gi_path_options options = { .leaf = want->bare,
                                .salts = salts,
                                .sigs = gi_json_get(want->leaf, "sigs") };
    *same = false;
    GI_TRY(gi_session_run(at->session, draft, &options, &receipt, err));
    gi_act_row row;
    GI_AUTO_BUF made = GI_BUF(GI_LEAF_MAX);
    GI_TRY(gi_act_load(at->registry->db, receipt.index, &row, NULL, &made, err));
    *same = receipt.index == want->index && gi_bytes_equal(gi_buf_view(&made), want->bytes);
    return *same ? GI_OK : gi_fail(err, GI_WHY_DRAFT_STALE, gi_num(want->index).text);
}

static gi_status run_line(recovering *at, const wanted *want, const gi_json *line, bool *same,
                          gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_TRY(plant_secret(at->registry->db, line, err));
    GI_TRY(gi_draft_from_json(gi_json_get(line, "draft"), at->registry->random, &draft, err));
    return run_draft(at, want, draft, gi_json_get(line, "salts"), same, err);
}

static gi_status rebuild(recovering *at, const wanted *want, bool *same, gi_error *err)
{
    GI_AUTO(gi_draft) draft = NULL;
    GI_TRY(gi_draft_of_leaf(at->registry->db, want->leaf, want->bytes, &draft, err));
    return run_draft(at, want, draft, NULL, same, err);
}

/* Lines of the journal first, the newest first; then what is public. err keeps the last reason. */
static gi_status replay_leaf(recovering *at, const wanted *want, gi_error *err)
{
    const gi_json *lines = lines_of(at, want->index);
    bool same = false;
    gi_status status = GI_CONFLICT;
    for (size_t i = gi_json_count(lines); i > 0 && !same; i--) {
        status = run_line(at, want, gi_json_at(lines, i - 1), &same, err);
        at->done.from_journal += same;
    }
    if (!same && gi_leaf_is_public(want->leaf)) {
        status = rebuild(at, want, &same, err);
        at->done.rebuilt += same;
    }
    return same ? GI_OK : status;
}

/* A draft that made another leaf was not the one; a refusal says itself what has to be mended. */
static gi_status refuse_leaf(recovering *at, const wanted *want, const gi_error *why, gi_error *err)
{
    bool machine = why->status == GI_IO || why->status == GI_NO_MEMORY || why->status == GI_CORRUPT;
    if (!machine) {
        note_lost(at, want->index, want->leaf);
    }
    if (!machine && (why->why == GI_WHY_DRAFT_STALE || why->why == GI_WHY_BAD_LEAF)) {
        return refuse_lost(at, err);
    }
    if (err != NULL) {
        *err = *why;
    }
    return why->status;
}

static gi_status replay(void *context, int64_t index, gi_bytes bytes, gi_error *err)
{
    recovering *at = context;
    GI_AUTO(gi_json) leaf = NULL;
    GI_AUTO(gi_json) bare = NULL;
    gi_error why = { 0 };
    gi_bytes kind = { 0 };
    GI_TRY(gi_json_parse_canonical(bytes, LEAF_DEPTH, &leaf, err));
    bare = gi_json_copy(leaf);
    gi_json_remove(bare, "sigs");
    GI_TRY(gi_json_ok(bare, err));
    if (gi_json_as_text(gi_json_get(leaf, "t"), &kind) &&
        gi_bytes_equal(kind, gi_bytes_of("head"))) {
        GI_TRY(gi_head_plant(at->session, leaf, err));
    }
    wanted want = { index, bytes, leaf, bare };
    return replay_leaf(at, &want, &why) == GI_OK ? GI_OK : refuse_leaf(at, &want, &why, err);
}

/* ---- the whole ---- */

static gi_status finish(recovering *at, gi_error *err)
{
    gi_session *session = at->session;
    gi_registry *registry = at->registry;
    GI_TRY(gi_tree_flush(&registry->tree, gi_tiles_of(registry->db), err));
    GI_TRY(gi_readback_written(session, err));
    session->root = gi_tree_root(&registry->tree);
    GI_TRY(gi_head_store(session, &at->log, &at->done.cosignatures, err));
    GI_TRY(gi_high_water_check(registry, &session->root, err));
    GI_TRY(gi_db_commit(registry->db, err));
    session->committed = true;
    gi_high_water_raise(registry, &session->root);
    at->done.size = registry->tree.size;
    return GI_OK;
}

static gi_status compare_heads(const recovering *at, gi_error *err)
{
    const gi_checkpoint *head = &at->log.head;
    const gi_registry *registry = at->registry;
    if (!registry->founded) {
        return gi_fail(err, GI_WHY_NOT_FOUNDED, registry->dir);
    }
    /* Of another name it may be of a later epoch: then a leaf that is missing here says so. */
    if (strcmp(head->origin, registry->about.origin) != 0 && head->size <= registry->tree.size) {
        return gi_fail(err, GI_WHY_RECOVER_DIFFERS, head->origin);
    }
    return head->size >= registry->tree.size
               ? GI_OK
               : gi_fail(err, GI_WHY_RECOVER_DIFFERS, gi_num(head->size).text);
}

static gi_status run(recovering *at, gi_error *err)
{
    const char *journal = at->options->journal;
    GI_TRY(gi_published_log_open(at->log.source, &at->log, err));
    GI_TRY(gi_session_begin_behind(at->registry, &at->session, err));
    GI_TRY(compare_heads(at, err));
    at->done.from = at->registry->tree.size;
    GI_TRY(gi_journal_read(journal != NULL ? journal : at->registry->journal, at->done.from,
                           at->log.head.size, &at->journal, err));
    GI_TRY(first_pass(at, err));
    GI_TRY(gi_published_log_each(&at->log, at->done.from, replay, at, err));
    return finish(at, err);
}

gi_status gi_log_recover(gi_registry *registry, gi_audit_source source,
                         const gi_recover_options *options, gi_recovered *out, gi_error *err)
{
    recovering at __attribute__((cleanup(recovering_clear))) = { .registry = registry,
                                                                 .options = options,
                                                                 .log = { .source = source } };
    GI_TRY(run(&at, err));
    *out = at.done;
    return GI_OK;
}
