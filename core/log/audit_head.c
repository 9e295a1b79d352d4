/*
 * audit_head.c - the signed head of a log under audit (audit_head.h).
 *
 * Without a key from elsewhere the log vouches for itself: a forger's log would too. The
 * verdict says so (own_key).
 */
#include "core/log/audit_head.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

gi_status gi_audit_head_read(gi_audit_source source, gi_audit_state *out, gi_error *err)
{
    gi_note note;
    bool found = false;
    GI_TRY(source.read(source.context, "checkpoint", &out->note, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_FILE_MISSING, "checkpoint");
    }
    GI_TRY(gi_buf_status(&out->note, "checkpoint", err));
    GI_TRY(gi_note_parse(gi_buf_view(&out->note), &note, err));
    return gi_checkpoint_parse(note.body, &out->head, err);
}

/* True when this key signed; a signature of it that does not hold is no signature. */
static gi_status signed_by(const gi_note *note, const char *name, const gi_public_key *key,
                           bool *fits, gi_error *err)
{
    gi_status status = gi_note_fits(note, name, key, fits, err);
    if (status == GI_INVALID) {
        *fits = false;
        return GI_OK;
    }
    return status;
}

static void take_name(gi_audit_state *state, const char *name)
{
    (void)snprintf(state->name, sizeof state->name, "%s", name);
}

/* Tries the log keys that the leaves introduced, under the origin as their name. */
static gi_status own_keys(const gi_audit *audit, const gi_note *note, gi_audit_verdict *verdict,
                          gi_error *err)
{
    const audit_key *key = gi_audit_log_key(audit, 0);
    verdict->own_key = true;
    take_name(&verdict->state, verdict->state.head.origin);
    while (key != NULL && !verdict->head_signed) {
        verdict->state.key = key->public_key;
        GI_TRY(signed_by(note, verdict->state.name, &key->public_key, &verdict->head_signed, err));
        key = gi_audit_log_key(audit, key->id);
    }
    return GI_OK;
}

static bool in_key_list(const gi_audit *audit, const gi_public_key *key)
{
    const audit_key *known = gi_audit_log_key(audit, 0);
    while (known != NULL && !gi_public_key_equal(&known->public_key, key)) {
        known = gi_audit_log_key(audit, known->id);
    }
    return known != NULL;
}

static gi_status trusted_key(const gi_audit *audit, const gi_note *note,
                             const gi_audit_trust *trust, gi_audit_verdict *verdict, gi_error *err)
{
    gi_audit_state *state = &verdict->state;
    bool remembered = trust->memory != NULL && trust->memory->known;
    if (trust->vkey != NULL) {
        GI_TRY(gi_vkey_parse(gi_bytes_of(trust->vkey), state->name, sizeof state->name, &state->key,
                             err));
    } else if (remembered) {
        take_name(state, trust->memory->name);
        state->key = trust->memory->key;
    } else {
        return own_keys(audit, note, verdict, err);
    }
    return signed_by(note, state->name, &state->key, &verdict->head_signed, err);
}

/* Two heads of one size: their roots alone tell, whatever the files hold. */
static bool memory_contradicts(const gi_audit_state *memory, const gi_audit_state *now)
{
    return memory != NULL && memory->known && memory->head.size == now->head.size &&
           memcmp(memory->head.root.bytes, now->head.root.bytes, GI_DIGEST_SIZE) != 0;
}

gi_status gi_audit_head_judge(gi_audit *audit, const gi_audit_trust *trust,
                              gi_audit_verdict *verdict, bool vouched, gi_error *err)
{
    gi_note note;
    gi_audit_state *state = &verdict->state;
    GI_TRY(gi_note_parse(gi_buf_view(&state->note), &note, err));
    GI_TRY(trusted_key(audit, &note, trust, verdict, err));
    verdict->own_key = verdict->own_key && !vouched;
    if (memory_contradicts(trust->memory, state) && !verdict->forked) {
        gi_audit_find(audit, GI_AUDIT_FORK, -1, -1, "another root at size %" PRId64,
                      state->head.size);
        verdict->forked = true;
    }
    if (!verdict->head_signed) {
        gi_audit_find(audit, GI_AUDIT_HEAD_SIGNATURE, -1, -1, "%s", state->name);
    } else if (audit->founded && !in_key_list(audit, &state->key)) {
        gi_audit_find(audit, GI_AUDIT_HEAD_KEY, -1, 0, "%s", state->name);
    }
    if (audit->founded && strcmp(audit->origin, state->head.origin) != 0) {
        gi_audit_find(audit, GI_AUDIT_HEAD_ORIGIN, -1, 0, "%s, not %s", state->head.origin,
                      audit->origin);
    }
    verdict->forked = verdict->forked && verdict->head_signed;
    state->known =
        verdict->head_signed && verdict->tree && !verdict->rolled_back && !verdict->forked;
    return GI_OK;
}
