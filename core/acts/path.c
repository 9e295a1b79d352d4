/*
 * path.c - the one way through which anything changes.
 *
 *   fields -> check -> rows and journal -> postings -> private record -> leaf -> signatures
 *   -> act row -> tree        (one act, inside a savepoint)
 *   -> tiles -> checkpoint -> COMMIT        (session.c, once per transaction)
 *
 * A request key that was seen before gives its first answer again. Nothing here knows any
 * particular act: perform comes from the table. Who signs, and how: signatures.c.
 */
#include "core/acts/path.h"

#include <stdio.h>
#include <string.h>

#include "core/acts/draft.h"
#include "core/acts/journal.h"
#include "core/acts/session.h"
#include "core/acts/signatures.h"
#include "core/store/about.h"

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

/* What a repeated draft is told by. It holds the salts of the act's private fields, so whoever
 * has the database cannot test a guess of a value that was erased with its salt. */
static gi_status salted_digest(gi_db *db, int64_t act, const gi_draft *draft, bool *whole,
                               gi_digest *out, gi_error *err)
{
    gi_digest salts;
    GI_TRY(gi_private_salts(db, act, &salts, whole, err));
    return gi_draft_digest(draft, &salts, out, err);
}

static gi_status append(gi_session *session, gi_act *act, const gi_draft *draft, int64_t n,
                        gi_receipt *receipt, gi_error *err)
{
    GI_AUTO_BUF leaf = GI_BUF(65536);
    GI_AUTO_BUF answer = GI_BUF(GI_ANSWER_MAX - 1);
    gi_act_row row = { .index = act->index, .ts = act->ts, .key = act->by, .n = n };
    bool whole = true;
    (void)snprintf(row.kind, sizeof row.kind, "%s", act->kind->name);
    memcpy(row.request, gi_draft_request(draft), sizeof row.request);
    GI_TRY(salted_digest(act->db, act->index, draft, &whole, &row.draft, err));
    GI_TRY(leaf_bytes(act, &leaf, err));
    gi_json_set_int(act->answer, "act", act->index);
    GI_TRY(gi_json_ok(act->answer, err));
    gi_json_write(act->answer, &answer);
    GI_TRY(gi_buf_status(&answer, "answer", err));
    GI_TRY(gi_act_insert(act->db, &row, gi_buf_text(&answer), gi_buf_view(&leaf), err));
    GI_TRY(gi_about_file(act->db, act->index, act->leaf, act->secrets, err));
    GI_TRY(gi_key_take_n(act->db, act->by, err));
    gi_digest hash = gi_leaf_hash(gi_buf_view(&leaf));
    GI_TRY(gi_tree_append(&session->registry->tree, gi_tiles_of(act->db), &hash, err));
    gi_receipt done = { .index = act->index, .ts = act->ts };
    (void)snprintf(done.answer, sizeof done.answer, "%s", gi_buf_text(&answer));
    *receipt = done;
    return GI_OK;
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
                           const gi_path_options *options, gi_act *act, gi_receipt *receipt,
                           gi_error *err)
{
    gi_key_row key;
    GI_TRY(set_time(session, options, act, err));
    GI_TRY(gi_path_choose_key(session, options, act, err));
    GI_TRY(gi_act_read_fields(act, gi_draft_fields(draft), err));
    GI_TRY(act->kind->perform(act, err));
    GI_TRY(gi_key_load(act->db, act->by, &key, err));
    GI_TRY(gi_path_check_key(act, &key, act->kind->role, err));
    GI_TRY(gi_journal_post(&act->journal, act->db, act->index, err));
    GI_TRY(complete_leaf(act, key.next_n, options, err));
    if (options->export_only) {
        *options->leaf_out = gi_json_copy(act->leaf);
        return gi_json_ok(*options->leaf_out, err);
    }
    GI_TRY(gi_path_sign(session, options, act, err));
    return append(session, act, draft, key.next_n, receipt, err);
}

/* The first answer again when this request key is known; *known tells. */
static gi_status answer_again(gi_session *session, const gi_draft *draft, bool *known,
                              gi_receipt *out, gi_error *err)
{
    gi_act_row row;
    gi_digest digest;
    bool whole = true;
    GI_AUTO_BUF answer = GI_BUF(GI_ANSWER_MAX);
    gi_db *db = session->registry->db;
    GI_TRY(gi_act_by_request(db, gi_draft_request(draft), known, &row, err));
    if (!*known) {
        return GI_OK;
    }
    GI_TRY(salted_digest(db, row.index, draft, &whole, &digest, err));
    /* Once a value was erased, only the request key is left to tell. */
    if ((whole && memcmp(digest.bytes, row.draft.bytes, sizeof digest.bytes) != 0) ||
        strcmp(row.kind, gi_draft_kind(draft)->name) != 0) {
        GI_AUTO_BUF hex = GI_BUF(64);
        gi_hex_add(&hex, (gi_bytes){ gi_draft_request(draft), 16 });
        return gi_fail(err, GI_WHY_REQUEST_REUSED, gi_buf_text(&hex));
    }
    GI_TRY(gi_act_load(db, row.index, &row, &answer, NULL, err));
    gi_receipt first = { .index = row.index, .ts = row.ts, .repeated = true };
    (void)snprintf(first.answer, sizeof first.answer, "%s", gi_buf_text(&answer));
    *out = first;
    return GI_OK;
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

/* Runs an act inside a savepoint, which an export takes back. */
static gi_status run_saved(gi_session *session, const gi_draft *draft,
                           const gi_path_options *options, gi_act *act, gi_receipt *out,
                           gi_error *err)
{
    GI_TRY(gi_db_savepoint(act->db, err));
    gi_status status = run_steps(session, draft, options, act, out, err);
    if (status != GI_OK || options->export_only) {
        gi_db_rollback_to(act->db);
        count_miss(session, act);
        return status;
    }
    session->acts++;
    gi_session_note(session, draft, options->salts_out, act);
    return gi_db_release(act->db, err);
}

gi_status gi_session_run(gi_session *session, const gi_draft *draft, const gi_path_options *options,
                         gi_receipt *out, gi_error *err)
{
    bool known = false;
    GI_AUTO(gi_json) salts = gi_json_object();
    gi_path_options used = *options;
    used.salts_out = options->salts_out != NULL ? options->salts_out : salts;
    GI_TRY(answer_again(session, draft, &known, out, err));
    if (known) {
        return GI_OK;
    }
    if (session->misses == GI_MISSES_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "wrong PINs", gi_num(GI_MISSES_MAX).text);
    }
    if (!used.export_only && !session->behind) { /* a recovery writes what was there, no more */
        GI_TRY(gi_path_head_first(session, draft, err));
    }
    gi_act act = {
        .registry = session->registry,
        .db = session->registry->db,
        .kind = gi_draft_kind(draft),
        .index = session->registry->tree.size,
        .replayed = session->behind,
        .leaf = gi_json_object(),
        .secrets = gi_json_object(),
        .answer = gi_json_object(),
        .erased = GI_BUF(ERASED_MAX),
    };
    gi_status status = run_saved(session, draft, &used, &act, out, err);
    act_clear(&act);
    return status;
}
