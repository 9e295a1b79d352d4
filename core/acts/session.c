/*
 * session.c - begin under the lock, run acts, sign one checkpoint, COMMIT.
 *
 * Refuses to begin on a log that does not fit its checkpoint or its high-water mark, or by a
 * clock that cannot be right. Signs only what the database gives back when it is read again.
 * Whatever fails before COMMIT returned leaves the registry as it was, but for the count of
 * wrong PINs; signatures made until then die with the session.
 */
#include "core/acts/session.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/acts/draft.h"
#include "core/acts/journal.h"
#include "core/acts/path.h"
#include "core/acts/readback.h"
#include "core/store/high_water.h"
#include "core/store/keys.h"
#include "core/store/log_rows.h"
#include "gi/log.h"

#define DAY_MS INT64_C(86400000)
#define JOURNAL_MAX (256U << 20) /* of one transaction */

static gi_status count_again(gi_session *session, gi_error *err)
{
    gi_db *db = session->registry->db;
    GI_TRY(gi_db_begin(db, true, err));
    for (size_t i = 0; i < session->misses; i++) {
        GI_TRY(gi_card_miss(db, session->missed[i], err));
    }
    return gi_db_commit(db, err);
}

/*
 * Undoes the acts, not the wrong PINs they met: otherwise a failing act would be a free guess.
 * Without any act the counters are all that was written, so the transaction is kept and the lock
 * is not given away between a guess and its count.
 */
static void undo(gi_session *session)
{
    gi_db *db = session->registry->db;
    if (session->misses > 0 && session->acts == 0 && !session->spoilt && gi_db_in_transaction(db) &&
        gi_db_commit(db, NULL) == GI_OK) {
        return;
    }
    gi_db_rollback(db);
    if (session->misses > 0 && count_again(session, NULL) != GI_OK) {
        gi_db_rollback(db); /* a dead disk: then no act of the card can be stored either */
    }
}

/* The log keeps its old name; a handle that cannot read it any more signs nothing. */
static void forget_name(const gi_session *session)
{
    gi_registry *registry = session->registry;
    if (session->renamed && gi_registry_reload(registry, NULL) != GI_OK) {
        registry->about.origin[0] = '\0';
    }
}

void gi_session_destroy(gi_session *session)
{
    if (session != NULL) {
        gi_pending_destroy(session->pending);
        if (!session->committed) {
            undo(session);
            forget_name(session);
        }
        gi_journal_file_close(&session->journal_file);
        gi_buf_clear(&session->journal);
        gi_buf_clear(&session->erased);
        free(session);
    }
}

/* A clock that lost its battery may wake up years ahead; acts by it could not be taken back. */
static gi_status check_clock(const gi_session *session, gi_error *err)
{
    const gi_about *about = &session->registry->about;
    gi_time now = gi_registry_now(session->registry);
    if (session->registry->tree.size == 0 ||
        now <= session->last_ts + about->max_clock_ahead * DAY_MS) {
        return GI_OK;
    }
    return gi_fail(err, GI_WHY_CLOCK_LEAP, gi_time_text(now, about->utc_offset_min).text,
                   gi_num(about->max_clock_ahead).text,
                   gi_time_text(session->last_ts, about->utc_offset_min).text);
}

static gi_status begin(gi_session *session, gi_error *err)
{
    gi_registry *registry = session->registry;
    int64_t size = 0;
    GI_TRY(gi_db_begin(registry->db, true, err));
    GI_TRY(gi_registry_refresh(registry, err));
    GI_TRY(gi_act_last(registry->db, &size, &session->last_ts, err));
    GI_TRY(gi_tree_load(&registry->tree, gi_tiles_of(registry->db), size, err));
    session->root = gi_tree_root_again(&registry->tree, &registry->edge);
    session->again = registry->tree;
    GI_TRY(gi_readback_head(session, err));
    if (session->behind) {
        return GI_OK;
    }
    if (!session->trial && !session->closing) {
        GI_TRY(gi_high_water_check(registry, &session->root, err));
    }
    return check_clock(session, err);
}

static gi_status begin_new(const gi_session *how, gi_session **out, gi_error *err)
{
    gi_session *session = calloc(1, sizeof *session);
    if (session == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "session");
    }
    session->registry = how->registry;
    session->signers = how->signers;
    session->count = how->count;
    session->behind = how->behind;
    session->trial = how->trial;
    session->whole = how->whole;
    session->closing = how->closing;
    session->journal = GI_BUF(JOURNAL_MAX);
    session->erased = GI_BUF(JOURNAL_MAX);
    session->journal_file = GI_JOURNAL_CLOSED;
    gi_status status = gi_pending_create(!session->trial, &session->pending, err);
    if (status == GI_OK) {
        status = begin(session, err);
    }
    if (status != GI_OK) {
        /* Should the memory of it be what is wrong, the next session does without. */
        memset(&how->registry->edge, 0, sizeof how->registry->edge);
        gi_session_destroy(session);
        return status;
    }
    *out = session;
    return GI_OK;
}

gi_status gi_session_begin(gi_registry *registry, gi_signer *const *signers, size_t count,
                           gi_session **out, gi_error *err)
{
    gi_session how = { .registry = registry, .signers = signers, .count = count };
    return begin_new(&how, out, err);
}

gi_status gi_session_begin_whole(gi_registry *registry, gi_signer *const *signers, size_t count,
                                 gi_session **out, gi_error *err)
{
    gi_session how = { .registry = registry, .signers = signers, .count = count, .whole = true };
    return begin_new(&how, out, err);
}

gi_status gi_session_begin_trial(gi_registry *copy, gi_signer *const *signers, size_t count,
                                 gi_session **out, gi_error *err)
{
    gi_session how = { .registry = copy, .signers = signers, .count = count, .trial = true };
    return begin_new(&how, out, err);
}

gi_status gi_session_begin_behind(gi_registry *registry, gi_session **out, gi_error *err)
{
    gi_session how = { .registry = registry, .behind = true };
    return begin_new(&how, out, err);
}

gi_status gi_session_begin_closing(gi_registry *registry, gi_signer *const *signers, size_t count,
                                   gi_session **out, gi_error *err)
{
    gi_session how = { .registry = registry, .signers = signers, .count = count, .closing = true };
    return begin_new(&how, out, err);
}

gi_status gi_session_act(gi_session *session, const gi_draft *draft, gi_receipt *out, gi_error *err)
{
    GI_TRY(gi_session_run(session, draft, &(gi_path_options){ 0 }, out, err));
    /* The founding act says who the registry is; later acts of the session want to know. */
    return session->registry->founded ? GI_OK : gi_registry_reload(session->registry, err);
}

/* The first active log key of an algorithm that is here. */
static const gi_signer *log_signer(const gi_session *session, gi_algorithm algorithm)
{
    for (size_t i = 0; i < session->count; i++) {
        gi_key_row key;
        if (session->signers[i]->public_key.algorithm == algorithm &&
            gi_key_load(session->registry->db, session->signers[i]->key, &key, NULL) == GI_OK &&
            strcmp(key.role, gi_role_name(GI_ROLE_LOG)) == 0 && strcmp(key.state, "active") == 0) {
            return session->signers[i];
        }
    }
    return NULL;
}

/* The own signature is checked before anything depends on it. */
static gi_status check_own(const gi_buf *note, const char *origin, const gi_signer *signer,
                           gi_error *err)
{
    bool fits = false;
    gi_note *parsed = calloc(1, sizeof *parsed);
    gi_status status = parsed == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "note")
                                      : gi_note_parse(gi_buf_view(note), parsed, err);
    if (status == GI_OK) {
        status = gi_note_fits(parsed, origin, &signer->public_key, &fits, err);
    }
    free(parsed);
    GI_TRY(status);
    return fits ? GI_OK : gi_fail(err, GI_WHY_BAD_SIGNATURE, gi_num(signer->key).text);
}

/* Signs the new head; in the gm suite a second line by an SM2 key of the log, if one is here. */
static gi_status sign_checkpoint(const gi_session *session, const gi_signer *signer, gi_buf *note,
                                 gi_error *err)
{
    const gi_registry *registry = session->registry;
    bool gm = registry->about.suite == GI_SUITE_GM;
    const gi_signer *second = gm ? log_signer(session, GI_SM2) : NULL;
    gi_checkpoint checkpoint = { .size = registry->tree.size, .root = session->root };
    memcpy(checkpoint.origin, registry->about.origin, sizeof checkpoint.origin);
    GI_AUTO_BUF body = GI_BUF(1024);
    gi_checkpoint_print(&checkpoint, &body);
    GI_TRY(gi_note_sign(gi_buf_view(&body), checkpoint.origin, signer, note, err));
    GI_TRY(check_own(note, checkpoint.origin, signer, err));
    if (second != NULL) {
        GI_TRY(gi_note_sign_more(gi_buf_view(&body), checkpoint.origin, second, note, err));
        GI_TRY(check_own(note, checkpoint.origin, second, err));
    }
    return GI_OK;
}

/* The head of what was written, signed and stored. */
static gi_status add_checkpoint(gi_session *session, gi_error *err)
{
    gi_registry *registry = session->registry;
    const gi_signer *signer = log_signer(session, GI_ED25519);
    if (signer == NULL) {
        return gi_fail(err, GI_WHY_SIGNER_MISSING, "checkpoint", gi_role_name(GI_ROLE_LOG));
    }
    GI_AUTO_BUF note = GI_BUF(4096);
    GI_TRY(gi_tree_flush(&registry->tree, gi_tiles_of(registry->db), err));
    GI_TRY(gi_readback_written(session, err));
    session->root = gi_tree_root_again(&registry->tree, &registry->edge);
    GI_TRY(sign_checkpoint(session, signer, &note, err));
    return gi_checkpoint_insert(registry->db, registry->tree.size, gi_buf_view(&note), err);
}

gi_status gi_session_commit(gi_session *session, gi_error *err)
{
    gi_registry *registry = session->registry;
    assert(!session->trial);
    if (session->spoilt) {
        return gi_fail(err, GI_WHY_DB, "a wrong PIN could not be counted");
    }
    GI_TRY(gi_path_finish(session, err));
    if (session->acts > 0) {
        GI_TRY(add_checkpoint(session, err));
    }
    gi_session_journal_lock(session);
    GI_TRY(gi_db_commit(registry->db, err));
    session->committed = true;
    if (session->acts > 0) {
        gi_high_water_raise(registry, &session->root);
    }
    gi_session_journal_write(session);
    return GI_OK;
}

/* An act alone: what undoes it undoes the session. */
gi_status gi_act_submit(gi_registry *registry, const gi_draft *draft, gi_signer *const *signers,
                        size_t count, gi_receipt *out, gi_error *err)
{
    GI_AUTO(gi_session) session = NULL;
    gi_receipt receipt;
    GI_TRY(gi_draft_has_secret(draft)
               ? gi_session_begin(registry, signers, count, &session, err)
               : gi_session_begin_whole(registry, signers, count, &session, err));
    GI_TRY(gi_session_act(session, draft, &receipt, err));
    GI_TRY(gi_session_commit(session, err));
    *out = receipt;
    return GI_OK;
}
