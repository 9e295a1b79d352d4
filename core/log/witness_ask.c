/*
 * witness_ask.c - the log's side: a request made, a cosignature taken in (gi/witness.h).
 *
 * A cosignature names no size, so the newest checkpoints are tried: the log may have grown while
 * an answer travelled. What is stored was verified here, whoever brought it.
 */
#include <stdlib.h>
#include <string.h>

#include "core/log/lines.h"
#include "core/log/witness_net.h"
#include "core/log/witness_state.h"
#include "core/store/log_rows.h"

enum { TRIED_MAX = 10000, LINES_MAX = 16, DRIFT_S = 600 };

/* ---- asking ---- */

static gi_status newest(gi_db *db, gi_buf *text, gi_checkpoint *out, gi_error *err)
{
    gi_note note;
    bool found = false;
    GI_TRY(gi_checkpoint_last(db, text, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_NOT_FOUNDED, "checkpoint");
    }
    GI_TRY(gi_note_parse(gi_buf_view(text), &note, err));
    return gi_checkpoint_parse(note.body, out, err);
}

/* The path is checked as the witness will: a request that is refused would look like a fork. */
static gi_status check_path(gi_tile_io io, const gi_add_checkpoint *request,
                            const gi_checkpoint *now, gi_error *err)
{
    gi_digest before;
    GI_TRY(gi_tiles_root(io, request->old, &before, err));
    return gi_consistency_fits(request->old, &before, now->size, &now->root, &request->path)
               ? GI_OK
               : gi_fail(err, GI_WHY_TREE_MISMATCH, gi_num(now->size).text);
}

gi_status gi_request_make(gi_db *db, int64_t old, gi_buf *out, gi_error *err)
{
    gi_checkpoint now;
    gi_add_checkpoint request = { .old = old };
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    GI_TRY(newest(db, &note, &now, err));
    if (old < 0 || old > now.size) {
        return gi_fail(err, GI_WHY_OUT_OF_RANGE, "old", gi_num(old).text, "0",
                       gi_num(now.size).text);
    }
    GI_TRY(gi_tiles_consistency(gi_tiles_of(db), old, now.size, &request.path, err));
    GI_TRY(check_path(gi_tiles_of(db), &request, &now, err));
    request.note = gi_buf_view(&note);
    gi_add_checkpoint_print(&request, out);
    return gi_buf_status(out, "request", err);
}

gi_status gi_witness_request(gi_registry *registry, int64_t old, gi_buf *out, gi_error *err)
{
    GI_TRY(gi_db_begin(registry->db, false, err));
    gi_status status = gi_request_make(registry->db, old, out, err);
    gi_db_rollback(registry->db);
    return status;
}

/* ---- taking in ---- */

/* One line, looked for among the checkpoints. */
typedef struct search {
    gi_bytes line; /* with its newline */
    const gi_cosigner *cosigner;
    bool found;
    gi_checkpoint checkpoint;
    int64_t seconds;
} search;

gi_status gi_line_fits(const gi_cosigner *cosigner, gi_bytes line, gi_bytes body, bool *fits,
                       int64_t *seconds, gi_error *err)
{
    gi_note note;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    gi_buf_add(&text, body);
    gi_buf_add_byte(&text, '\n');
    gi_buf_add(&text, line);
    GI_TRY(gi_buf_status(&text, "cosignature", err));
    *fits = false;
    gi_status status = gi_note_parse(gi_buf_view(&text), &note, err);
    if (status == GI_OK) {
        status = gi_cosignature_fits(&note, cosigner, fits, seconds, err);
    }
    return status == GI_INVALID ? GI_OK : status;
}

static gi_status try_checkpoint(void *context, gi_bytes text, bool *done, gi_error *err)
{
    search *at = context;
    gi_note *note = calloc(1, sizeof *note);
    if (note == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "note");
    }
    gi_status status = gi_note_parse(text, note, err);
    if (status == GI_OK) {
        status = gi_line_fits(at->cosigner, at->line, note->body, &at->found, &at->seconds, err);
    }
    if (status == GI_OK && at->found) {
        status = gi_checkpoint_parse(note->body, &at->checkpoint, err);
    }
    free(note);
    *done = at->found;
    return status;
}

/* True when the line claims to be of that cosigner: only then is a search worth its time. */
static bool claims(const search *at)
{
    gi_error why = { 0 };
    bool fits = false;
    int64_t seconds = 0;
    gi_note note;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    gi_buf_add_text(&text, "nobody signs this\n\n");
    gi_buf_add(&text, at->line);
    return gi_note_parse(gi_buf_view(&text), &note, NULL) == GI_OK &&
           gi_cosignature_fits(&note, at->cosigner, &fits, &seconds, &why) == GI_INVALID;
}

gi_status gi_cosigned_time(gi_registry *registry, int64_t size, int64_t seconds, gi_error *err)
{
    gi_act_row act = { .ts = 0 };
    int64_t now = gi_clock_now(registry->clock) / 1000;
    if (size > 0) {
        GI_TRY(gi_act_load(registry->db, size - 1, &act, NULL, NULL, err));
    }
    if (seconds > now + DRIFT_S || seconds < act.ts / 1000 - DRIFT_S) {
        int64_t shown = seconds > INT64_MAX / 1000 ? INT64_MAX : seconds * 1000;
        return gi_fail(err, GI_WHY_WITNESS_CLOCK, gi_time_text(shown, 0).text,
                       gi_time_text(now * 1000, 0).text);
    }
    return GI_OK;
}

static gi_status find_line(gi_registry *registry, const gi_policy *policy, search *at,
                           gi_error *err)
{
    const gi_policy_name *name = NULL;
    for (int i = 0; !at->found && (name = gi_policy_next(policy, &i)) != NULL;) {
        at->cosigner = &name->cosigner;
        if (claims(at)) {
            GI_TRY(gi_checkpoint_each_back(registry->db, TRIED_MAX, try_checkpoint, at, err));
        }
    }
    return at->found ? gi_cosigned_time(registry, at->checkpoint.size, at->seconds, err) : GI_OK;
}

/* The first line that fits; bounded, so a long file costs no more than a short one. */
static gi_status find(gi_registry *registry, const gi_policy *policy, gi_bytes lines, search *out,
                      gi_error *err)
{
    gi_bytes line = { NULL, 0 };
    for (int i = 0; i < LINES_MAX && gi_line_take(&lines, &line); i++) {
        search at = { .line = { line.data, line.size + 1 } };
        GI_TRY(find_line(registry, policy, &at, err));
        if (at.found) {
            *out = at;
            return GI_OK;
        }
    }
    return gi_fail(err, GI_WHY_NOT_OUR_WITNESS, "witnesses");
}

/* Searching may take a second: it holds up no act. Checkpoints are never taken back. */
static gi_status find_reading(gi_registry *registry, const gi_policy *policy, gi_bytes lines,
                              search *out, gi_error *err)
{
    GI_TRY(gi_db_begin(registry->db, false, err));
    gi_status status = find(registry, policy, lines, out, err);
    gi_db_rollback(registry->db);
    return status;
}

static gi_status keep(gi_db *db, const search *at, gi_error *err)
{
    gi_cosignature_row row = { at->checkpoint.size, at->cosigner->name, at->seconds, at->line };
    GI_TRY(gi_db_begin(db, true, err));
    gi_status status = gi_cosignature_keep(db, &row, err);
    if (status != GI_OK) {
        gi_db_rollback(db);
        return status;
    }
    return gi_db_commit(db, err);
}

gi_status gi_cosignature_take(gi_registry *registry, gi_bytes lines, gi_cosigned *out,
                              gi_error *err)
{
    search at = { .found = false };
    GI_AUTO(gi_policy) policy = NULL;
    GI_TRY(gi_policy_read(registry->dir, &policy, err));
    if (policy->count == 0) {
        return gi_fail(err, GI_WHY_FILE_MISSING, "witnesses");
    }
    GI_TRY(find_reading(registry, policy, lines, &at, err));
    GI_TRY(keep(registry->db, &at, err));
    gi_cosigned taken = { .size = at.checkpoint.size, .seconds = at.seconds };
    memcpy(taken.name, at.cosigner->name, sizeof taken.name);
    *out = taken;
    return GI_OK;
}

gi_status gi_cosignature_lines(gi_registry *registry, int64_t size, gi_buf *out, gi_error *err)
{
    return gi_cosignature_newest(registry->db, size, out, err);
}
