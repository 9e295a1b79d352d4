/*
 * repeated.c - a request key that was seen before gives its first answer again (path.h).
 *
 * Reads only. Whoever asks has all rows in place: an act that still waits for its signature is
 * not found here.
 */
#include <stdio.h>
#include <string.h>

#include "core/acts/draft.h"
#include "core/acts/path.h"
#include "core/acts/session.h"
#include "core/store/log_rows.h"

/* What a repeated draft is told by. It holds the salts of the act's private fields, so whoever
 * has the database cannot test a guess of a value that was erased with its salt. */
static gi_status salted_digest(gi_db *db, int64_t act, const gi_draft *draft, bool *whole,
                               gi_digest *out, gi_error *err)
{
    gi_digest salts;
    GI_TRY(gi_private_salts(db, act, &salts, whole, err));
    return gi_draft_digest(draft, &salts, out, err);
}

gi_status gi_path_repeated(gi_session *session, const gi_draft *draft, bool *known, gi_receipt *out,
                           gi_error *err)
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
