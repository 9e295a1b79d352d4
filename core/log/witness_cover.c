/*
 * witness_cover.c - how many witnesses have cosigned a checkpoint that covers an act.
 *
 * Lines were verified when they were taken in; here only their name and key are compared with the
 * policy, so that an answer to a consumer costs no signatures. For proofs that strangers check
 * see gi_policy_judge.
 */
#include <stdlib.h>

#include "core/log/policy.h"
#include "core/log/witness_state.h"
#include "core/store/log_rows.h"
#include "core/store/registry.h"

/* Is that line of this witness's key of today? A witness may have changed its key. */
static bool claims(const gi_cosigner *cosigner, const gi_buf *line, gi_note *note)
{
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    gi_buf_add_text(&text, "-\n\n");
    gi_buf_add(&text, gi_buf_view(line));
    return gi_note_parse(gi_buf_view(&text), note, NULL) == GI_OK && note->count == 1 &&
           gi_cosigner_claims(cosigner, &note->line[0]);
}

static gi_status look(gi_db *db, const gi_cosigner *cosigner, int64_t index, gi_note *note,
                      gi_witnessed *sum, bool *good, gi_error *err)
{
    int64_t size = 0;
    int64_t seconds = 0;
    bool found = false;
    GI_AUTO_BUF line = GI_BUF(1024);
    GI_TRY(gi_cosignature_last(db, cosigner->name, &found, &size, &seconds, &line, err));
    *good = found && size > index && claims(cosigner, &line, note);
    sum->of++;
    if (*good) {
        sum->oldest = sum->by == 0 || seconds < sum->oldest ? seconds : sum->oldest;
        sum->newest = sum->by == 0 || seconds > sum->newest ? seconds : sum->newest;
        sum->by++;
    }
    return GI_OK;
}

static gi_status look_at_all(gi_db *db, const gi_policy *policy, int64_t index, gi_note *note,
                             gi_witnessed *out, gi_error *err)
{
    gi_witnessed sum = { .of = 0 };
    bool content[GI_POLICY_NAMES] = { false };
    for (int i = 0; i < policy->count; i++) {
        if (policy->name[i].wanted == 0) {
            GI_TRY(look(db, &policy->name[i].cosigner, index, note, &sum, &content[i], err));
        }
    }
    gi_policy_settle(policy, content);
    sum.quorum = policy->quorum < 0 || content[policy->quorum];
    *out = sum;
    return GI_OK;
}

gi_status gi_witnessed_read(gi_registry *registry, int64_t index, gi_witnessed *out, gi_error *err)
{
    GI_AUTO(gi_policy) policy = NULL;
    if (gi_state_exists(registry->dir, "witnesses")) { /* a policy is large: none is not read */
        GI_TRY(gi_policy_read(registry->dir, &policy, err));
    }
    if (policy == NULL || policy->count == 0) {
        *out = (gi_witnessed){ .quorum = true };
        return GI_OK;
    }
    gi_note *note = malloc(sizeof *note);
    gi_status status = note == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "note")
                                    : look_at_all(registry->db, policy, index, note, out, err);
    free(note);
    return status;
}

gi_status gi_act_witnessed(gi_registry *registry, int64_t index, gi_witnessed *out, gi_error *err)
{
    GI_TRY(gi_db_begin(registry->db, false, err));
    gi_status status = gi_witnessed_read(registry, index, out, err);
    gi_db_rollback(registry->db);
    return status;
}
