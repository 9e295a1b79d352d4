/*
 * journal.c - what a session remembers of its acts for the journal (journal.h).
 *
 * Nothing here decides about an act: whatever fails is kept as one failure and told after
 * COMMIT. Values that were erased are taken out under the same lock under which lines are added.
 */
#include "core/acts/journal.h"

#include <stdlib.h>
#include <string.h>

#include "core/acts/draft.h"
#include "core/acts/status_tree.h"
#include "gi/recover.h"

/* ---- during the session ---- */

/* Without the registry's secret the salts of a status leaf could not be made again. */
static gi_status add_secret(const gi_act *act, gi_json *line, gi_error *err)
{
    uint8_t secret[GI_STATUS_SECRET];
    GI_AUTO_BUF hex = GI_BUF(2 * GI_STATUS_SECRET);
    if (gi_json_get(act->leaf, "sums") == NULL) {
        return GI_OK;
    }
    GI_TRY(gi_status_secret(act->db, NULL, secret, err));
    gi_hex_add(&hex, (gi_bytes){ secret, sizeof secret });
    gi_json_set_text(line, "secret", gi_buf_text(&hex));
    return GI_OK;
}

static gi_status add_line(gi_session *session, const gi_draft *draft, const gi_json *salts,
                          const gi_act *act, gi_error *err)
{
    GI_AUTO(gi_json) line = gi_json_object();
    gi_json *kept = gi_draft_to_json(draft);
    gi_json_set(kept, "fields", gi_draft_lasting(draft));
    gi_json_set(line, "draft", kept);
    gi_json_set(line, "salts", gi_json_copy(salts));
    gi_json_set_int(line, "index", act->index);
    GI_TRY(add_secret(act, line, err));
    GI_TRY(gi_json_ok(line, err));
    gi_json_write(line, &session->journal);
    gi_buf_add_byte(&session->journal, '\n');
    return gi_buf_status(&session->journal, "journal", err);
}

void gi_session_note(gi_session *session, const gi_draft *draft, const gi_json *salts,
                     const gi_act *act)
{
    if (session->registry->journal[0] == '\0' || session->behind ||
        session->journal_why.status != GI_OK) {
        return;
    }
    if (add_line(session, draft, salts, act, &session->journal_why) == GI_OK) {
        gi_buf_add(&session->erased, gi_buf_view(&act->erased));
    }
}

void gi_session_journal_lock(gi_session *session)
{
    if (session->journal.size > 0 && session->journal_why.status == GI_OK &&
        gi_journal_file_open(session->registry->journal, &session->journal_file,
                             &session->journal_why) != GI_OK) {
        session->journal_file = GI_JOURNAL_CLOSED;
    }
}

/* ---- after COMMIT ---- */

static gi_status write_all(gi_session *session, gi_error *err)
{
    GI_TRY(gi_buf_status(&session->erased, "journal", err));
    GI_TRY(gi_journal_file_add(&session->journal_file, gi_buf_view(&session->journal), err));
    return session->erased.size == 0
               ? GI_OK
               : gi_journal_forget(&session->journal_file, session->registry->db,
                                   gi_buf_view(&session->erased), err);
}

void gi_session_journal_write(gi_session *session)
{
    gi_registry *registry = session->registry;
    gi_error *why = &session->journal_why;
    gi_status status = why->status;
    if (status == GI_OK && session->journal_file.file >= 0) {
        status = write_all(session, why);
    }
    gi_journal_file_close(&session->journal_file);
    gi_error told = { 0 };
    if (status != GI_OK && registry->warn != NULL &&
        gi_fail(&told, GI_WHY_JOURNAL, registry->journal, why->message) != GI_OK) {
        registry->warn(registry->warn_context, &told);
    }
}
