/*
 * path.c - the one way through which anything changes.
 *
 *   fields -> check -> rows and journal -> postings -> private record -> leaf
 *                             (one act, inside a savepoint)
 *   -> signatures -> act row -> tree        (pending.c, at once or a few acts later)
 *   -> tiles -> checkpoint -> COMMIT        (session.c, once per transaction)
 *
 * A request key that was seen before gives its first answer again. Nothing here knows any
 * particular act: perform and traits come from the table. Who signs, and how: signatures.c.
 */
#include "core/acts/path.h"

#include <stdio.h>
#include <string.h>

#include "core/acts/draft.h"
#include "core/acts/journal.h"
#include "core/acts/session.h"
#include "core/acts/signatures.h"
#include "core/store/about.h"
#include "core/store/cards.h"
#include "core/store/keys.h"
#include "core/store/log_rows.h"

#define ERASED_MAX (16U << 20) /* values that one act may take out of the private record */
#define CLOCK_TOLERANCE_MS INT64_C(600000) /* how far ahead a signed draft's time may be */

static void act_clear(gi_act *act)
{
    gi_json_destroy(act->leaf);
    gi_json_destroy(act->secrets);
    gi_json_destroy(act->answer);
    gi_buf_clear(&act->erased);
}

/* ---- the leaf ---- */

static gi_status complete_leaf(gi_act *act, int64_t n, const gi_path_options *options,
                               gi_error *err)
{
    GI_TRY(gi_leaf_commit(act, options->salts, options->salts_out, err));
    gi_json_set_int(act->leaf, "v", 1);
    gi_json_set_text(act->leaf, "t", act->kind->name);
    gi_json_set_int(act->leaf, "ts", act->ts);
    gi_json_set_int(act->leaf, "by", act->by);
    gi_json_set_int(act->leaf, "n", n);
    GI_TRY(gi_json_ok(act->leaf, err));
    if (options->leaf == NULL) {
        return GI_OK;
    }
    GI_AUTO_BUF made = GI_BUF(65536);
    GI_AUTO_BUF wanted = GI_BUF(65536);
    gi_json_write(act->leaf, &made);
    gi_json_write(options->leaf, &wanted);
    if (!gi_bytes_equal(gi_buf_view(&made), gi_buf_view(&wanted))) {
        return gi_fail(err, GI_WHY_DRAFT_STALE, gi_num(act->index).text);
    }
    return GI_OK;
}

static gi_status leaf_bytes(const gi_act *act, gi_buf *out, gi_error *err)
{
    gi_json_write(act->leaf, out);
    GI_TRY(gi_buf_status(out, "leaf", err));
    if (out->size > GI_LEAF_MAX) {
        return gi_fail(err, GI_WHY_LEAF_TOO_BIG, gi_num((int64_t)out->size).text,
                       gi_num(GI_LEAF_MAX).text);
    }
    return GI_OK;
}

/* Everything of an act but its signatures, its row and its place in the tree. */
static gi_status write_all_but(gi_act *act, const gi_draft *draft, int64_t n, gi_pending_act *out,
                               gi_error *err)
{
    out->row = (gi_act_row){ .index = act->index, .ts = act->ts, .key = act->by, .n = n };
    (void)snprintf(out->row.kind, sizeof out->row.kind, "%s", act->kind->name);
    memcpy(out->row.request, gi_draft_request(draft), sizeof out->row.request);
    GI_TRY(gi_draft_digest(draft, &act->salts, &out->row.draft, err));
    GI_TRY(leaf_bytes(act, &out->leaf, err));
    gi_json_set_int(act->answer, "act", act->index);
    GI_TRY(gi_json_ok(act->answer, err));
    gi_json_write(act->answer, &out->answer);
    GI_TRY(gi_buf_status(&out->answer, "answer", err));
    GI_TRY(gi_about_file(act->db, act->index, act->leaf, act->secrets, err));
    return gi_key_take_n(act->db, act->by, err);
}

/* Every act that may not wait finds all rows in place, and so does one that was signed
 * elsewhere. */
static bool may_wait(const gi_session *session, const gi_draft *draft,
                     const gi_path_options *options)
{
    return (gi_draft_kind(draft)->traits & GI_ACT_WAITS) != 0 && !session->behind &&
           !options->export_only && options->leaf == NULL;
}

gi_status gi_path_finish(gi_session *session, gi_error *err)
{
    gi_error why = { .status = GI_OK };
    if (session->sunk.status == GI_OK &&
        gi_pending_finish(session->pending, session->registry, &why) != GI_OK) {
        session->sunk = why; /* acts that were answered are missing: nothing may be kept */
    }
    if (session->sunk.status != GI_OK && err != NULL) {
        *err = session->sunk;
    }
    return session->sunk.status;
}

/* ---- one act ---- */

static gi_status set_time(gi_session *session, const gi_path_options *options, gi_act *act,
                          gi_error *err)
{
    gi_time now = gi_registry_now(session->registry);
    int offset = session->registry->about.utc_offset_min;
    act->ts = now;
    if (options->leaf != NULL && gi_json_as_int(gi_json_get(options->leaf, "ts"), &act->ts) &&
        act->ts > now + CLOCK_TOLERANCE_MS) {
        return gi_fail(err, GI_WHY_CLOCK_AHEAD, gi_time_text(act->ts, offset).text,
                       gi_time_text(now, offset).text);
    }
    if (now < session->last_ts) {
        return gi_fail(err, GI_WHY_CLOCK, gi_time_text(now, offset).text,
                       gi_time_text(session->last_ts, offset).text);
    }
    act->today = gi_day_of(act->ts, offset);
    return GI_OK;
}

static gi_status run_steps(gi_session *session, const gi_draft *draft,
                           const gi_path_options *options, gi_act *act, gi_pending_act *written,
                           gi_error *err)
{
    gi_key_row key;
    GI_TRY(set_time(session, options, act, err));
    GI_TRY(gi_path_choose_key(session, options, act, err));
    GI_TRY(gi_act_read_fields(act, gi_draft_fields(draft), err));
    GI_TRY(gi_act_check_standing(act, err));
    GI_TRY(act->kind->perform(act, err));
    GI_TRY(gi_key_load(act->db, act->by, &key, err));
    GI_TRY(gi_path_check_key(act, &key, act->kind->role, err));
    GI_TRY(gi_journal_post(&act->journal, act->db, act->index, err));
    GI_TRY(complete_leaf(act, key.next_n, options, err));
    if (options->export_only) {
        *options->leaf_out = gi_json_copy(act->leaf);
        return gi_json_ok(*options->leaf_out, err);
    }
    GI_TRY(gi_path_sign(session, options, act, written, err));
    GI_TRY(write_all_but(act, draft, key.next_n, written, err));
    if (may_wait(session, draft, options)) {
        return GI_OK;
    }
    gi_pending_sign(written);
    return gi_pending_write(written, session->registry, err);
}

/* A wrong secret is an observation: counted now, and again if the session is undone. */
static void count_miss(gi_session *session, const gi_act *act)
{
    if (act->missed[0] != '\0') {
        memcpy(session->missed[session->misses++], act->missed, sizeof act->missed);
        if (gi_card_miss(act->db, act->missed, NULL) != GI_OK) {
            session->spoilt = true; /* what cannot be counted must not be committed either */
        }
    }
}

static gi_status wait_for_signatures(gi_session *session, gi_pending_act *act, gi_error *err)
{
    gi_pending_add(session->pending, act);
    return gi_pending_count(session->pending) < GI_PENDING_MAX ? GI_OK
                                                               : gi_path_finish(session, err);
}

/* The head that this session signs is of the new log. */
static gi_status rename_log(gi_session *session, gi_error *err)
{
    session->renamed = true;
    return gi_registry_reload(session->registry, err);
}

/* Of a session that stands or falls together nothing is undone: gi_session_run sinks it. */
static void undo_act(gi_session *session, const gi_act *act)
{
    if (!session->whole) {
        gi_db_rollback_to(act->db);
        count_miss(session, act);
    }
}

/* Runs an act inside a savepoint, which an export takes back. */
static gi_status run_saved(gi_session *session, const gi_draft *draft,
                           const gi_path_options *options, gi_act *act, gi_pending_act *written,
                           gi_receipt *out, gi_error *err)
{
    GI_TRY(session->whole ? GI_OK : gi_db_savepoint(act->db, err));
    gi_status status = run_steps(session, draft, options, act, written, err);
    if (status != GI_OK || options->export_only) {
        undo_act(session, act);
        return status;
    }
    gi_receipt done = { .index = act->index, .ts = act->ts };
    (void)snprintf(done.answer, sizeof done.answer, "%s", gi_buf_text(&written->answer));
    session->acts++;
    gi_session_note(session, draft, options->salts_out, act);
    GI_TRY(session->whole ? GI_OK : gi_db_release(act->db, err));
    if (may_wait(session, draft, options)) {
        GI_TRY(wait_for_signatures(session, written, err));
    }
    GI_TRY((act->kind->traits & GI_ACT_RENAMES) != 0 ? rename_log(session, err) : GI_OK);
    *out = done;
    return GI_OK;
}

static gi_status run_act(gi_session *session, const gi_draft *draft, const gi_path_options *options,
                         gi_receipt *out, gi_error *err)
{
    int64_t waiting = (int64_t)gi_pending_count(session->pending);
    gi_pending_act written = { .leaf = GI_BUF(65536), .answer = GI_BUF(GI_ANSWER_MAX - 1) };
    gi_act act = {
        .registry = session->registry,
        .db = session->registry->db,
        .kind = gi_draft_kind(draft),
        .index = session->registry->tree.size + waiting,
        .replayed = session->behind,
        .leaf = gi_json_object(),
        .secrets = gi_json_object(),
        .answer = gi_json_object(),
        .erased = GI_BUF(ERASED_MAX),
    };
    gi_status status = run_saved(session, draft, options, &act, &written, out, err);
    gi_buf_clear(&written.leaf);
    gi_buf_clear(&written.answer);
    act_clear(&act);
    return status;
}

/* What was asked before the act itself, and the act. */
static gi_status run_draft(gi_session *session, const gi_draft *draft,
                           const gi_path_options *options, gi_receipt *out, gi_error *err)
{
    bool known = false;
    if (session->sunk.status != GI_OK || !may_wait(session, draft, options) ||
        gi_pending_holds(session->pending, gi_draft_request(draft))) {
        GI_TRY(gi_path_finish(session, err));
    }
    GI_TRY(gi_path_repeated(session, draft, &known, out, err));
    if (known) {
        return GI_OK;
    }
    if (session->misses == GI_MISSES_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "wrong PINs", gi_num(GI_MISSES_MAX).text);
    }
    if (!options->export_only && !session->behind) { /* a recovery writes what was there, no more */
        GI_TRY(gi_path_head_first(session, draft, err));
    }
    if (gi_draft_kind(draft)->role == GI_ROLE_ROOT) {
        memset(session->known, 0, sizeof session->known);
    }
    gi_status status = run_act(session, draft, options, out, err);
    if (gi_draft_kind(draft)->role == GI_ROLE_ROOT) {
        memset(session->known, 0, sizeof session->known);
    }
    return status;
}

gi_status gi_session_run(gi_session *session, const gi_draft *draft, const gi_path_options *options,
                         gi_receipt *out, gi_error *err)
{
    GI_AUTO(gi_json) salts = gi_json_object();
    gi_error why = { .status = GI_OK };
    gi_path_options used = *options;
    bool noted = session->registry->journal[0] != '\0'; /* else nobody asks for the salts */
    used.salts_out = options->salts_out != NULL || !noted ? options->salts_out : salts;
    gi_status status = run_draft(session, draft, &used, out, &why);
    if (status == GI_OK) {
        return GI_OK;
    }
    if (session->whole && session->sunk.status == GI_OK) {
        session->sunk = why; /* wherever it failed: its acts stand or fall together */
    }
    if (err != NULL) {
        *err = why;
    }
    return status;
}
