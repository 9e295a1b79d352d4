/*
 * audit_state.c - an auditor's memory of a log as text: key and last good head (gi/audit.h).
 *
 * The head is kept as it was signed, so the file is evidence by itself: with a second head that
 * contradicts it, it convicts the operator and needs no trust in the auditor.
 */
#include <inttypes.h>
#include <string.h>

#include "core/log/lines.h"
#include "gi/audit.h"

#define STATE_TITLE "gitrace-audit-state/v1"
#define FORK_TITLE "gitrace-fork-proof/v1"

void gi_audit_state_clear(gi_audit_state *state)
{
    gi_buf_clear(&state->note);
    state->known = false;
}

void gi_audit_verdict_clear(gi_audit_verdict *verdict)
{
    gi_audit_state_clear(&verdict->state);
}

static gi_status refuse(const char *what, gi_error *err)
{
    return gi_fail(err, GI_WHY_BAD_STATE, what);
}

static gi_status read_head(gi_bytes text, gi_audit_state *state, gi_error *err)
{
    gi_note note;
    bool fits = false;
    GI_TRY(gi_note_parse(text, &note, err));
    GI_TRY(gi_note_fits(&note, state->name, &state->key, &fits, err));
    if (!fits) {
        return refuse("the head is not signed by the key", err);
    }
    GI_TRY(gi_checkpoint_parse(note.body, &state->head, err));
    gi_buf_add(&state->note, text);
    return gi_buf_status(&state->note, "head", err);
}

gi_status gi_audit_state_parse(gi_bytes text, gi_audit_state *out, gi_error *err)
{
    GI_AUTO_AUDIT_STATE found = { .known = true, .note = GI_BUF(GI_NOTE_MAX) };
    gi_bytes line = { 0 };
    if (!gi_line_take(&text, &line) || !gi_bytes_equal(line, gi_bytes_of(STATE_TITLE))) {
        return refuse("title", err);
    }
    if (!gi_line_take(&text, &line) ||
        gi_vkey_parse(line, found.name, sizeof found.name, &found.key, NULL) != GI_OK) {
        return refuse("verifier key", err);
    }
    gi_status status = read_head(text, &found, err);
    if (status != GI_OK) {
        return status == GI_INVALID ? refuse("signed head", err) : status;
    }
    *out = found;
    found.note = GI_BUF(GI_NOTE_MAX); /* moved */
    return GI_OK;
}

gi_status gi_audit_state_print(const gi_audit_state *state, gi_buf *out, gi_error *err)
{
    char vkey[GI_VKEY_TEXT];
    GI_TRY(gi_vkey_print(state->name, &state->key, vkey, err));
    gi_buf_add_format(out, "%s\n%s\n", STATE_TITLE, vkey);
    gi_buf_add(out, gi_buf_view(&state->note));
    return gi_buf_status(out, "state", err);
}

gi_status gi_audit_fork_print(const gi_audit_state *before, const gi_audit_state *now, gi_buf *out,
                              gi_error *err)
{
    char vkey[GI_VKEY_TEXT];
    GI_TRY(gi_vkey_print(before->name, &before->key, vkey, err));
    gi_buf_add_format(out, "%s\n%s\nold %zu\nnew %zu\n\n", FORK_TITLE, vkey, before->note.size,
                      now->note.size);
    gi_buf_add(out, gi_buf_view(&before->note));
    gi_buf_add(out, gi_buf_view(&now->note));
    return gi_buf_status(out, "fork proof", err);
}
