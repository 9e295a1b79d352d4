/*
 * witness.c - judges a request, remembers, cosigns (gi/witness.h).
 *
 * Nothing is signed that contradicts what is held, and nothing signed leaves before it is held
 * on the disk. The judgement is one list of questions in the order of the protocol; each answer
 * has a row in the table below.
 */
#include "core/log/witness.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gi/text.h"

typedef enum outcome {
    SIGN,
    MALFORMED,
    OLD_PAST_NEW,
    UNSIGNED,
    UNKNOWN_LOG,
    OTHER_SIZE,
    EMPTY_WITH_ROOT,
    PROOF_FROM_NOTHING,
    OTHER_ROOT,
    UNPROVEN
} outcome;

static const struct {
    int status;
    const char *why;
} answers[] = {
    [SIGN] = { 200, "" },
    [MALFORMED] = { 400, "malformed request" },
    [OLD_PAST_NEW] = { 400, "the old size is past the checkpoint's" },
    [UNSIGNED] = { 403, "no valid signature of a known key of this log" },
    [UNKNOWN_LOG] = { 404, "unknown log" },
    [OTHER_SIZE] = { 409, "" },
    [EMPTY_WITH_ROOT] = { 422, "size 0 with the root of something" },
    [PROOF_FROM_NOTHING] = { 422, "a proof from size 0" },
    [OTHER_ROOT] = { 422, "another root at the size already cosigned" },
    [UNPROVEN] = { 422, "the consistency proof does not hold" },
};

/* One request as it is looked at. */
typedef struct inquiry {
    gi_add_checkpoint request;
    gi_note note;
    gi_checkpoint claimed;
} inquiry;

static bool same(const gi_digest *a, const gi_digest *b)
{
    return gi_bytes_equal(gi_digest_view(a), gi_digest_view(b));
}

/* Known by name; a line of a known key that is false spoils the whole note. */
static gi_status check_log(const gi_witness *witness, const inquiry *at, outcome *out,
                           gi_error *err)
{
    bool known = false;
    bool signed_well = false;
    for (size_t i = 0; i < witness->log_count; i++) {
        const gi_watched *log = &witness->logs[i];
        bool fits = false;
        if (strcmp(log->origin, at->claimed.origin) != 0) {
            continue;
        }
        known = true;
        gi_status status = gi_note_fits(&at->note, log->origin, &log->key, &fits, err);
        if (status != GI_OK) {
            *out = UNSIGNED;
            return status == GI_INVALID ? GI_OK : status;
        }
        signed_well = signed_well || fits;
    }
    *out = !known ? UNKNOWN_LOG : signed_well ? SIGN : UNSIGNED;
    return GI_OK;
}

/* All that can be told without looking at what is held. */
static gi_status check_alone(const gi_witness *witness, gi_bytes text, inquiry *at, outcome *out,
                             gi_error *err)
{
    gi_digest empty = gi_empty_root();
    *out = MALFORMED;
    if (gi_add_checkpoint_parse(text, &at->request, NULL) != GI_OK ||
        gi_note_parse(at->request.note, &at->note, NULL) != GI_OK ||
        at->note.body.size > GI_WITNESS_BODY_MAX ||
        gi_checkpoint_parse_extended(at->note.body, &at->claimed, NULL) != GI_OK) {
        return GI_OK;
    }
    GI_TRY(check_log(witness, at, out, err));
    if (*out == SIGN && at->request.old > at->claimed.size) {
        *out = OLD_PAST_NEW;
    } else if (*out == SIGN && at->claimed.size == 0 && !same(&at->claimed.root, &empty)) {
        *out = EMPTY_WITH_ROOT;
    }
    return GI_OK;
}

static outcome check_growth(const inquiry *at, const gi_held *held)
{
    const gi_checkpoint *before = &held->checkpoint;
    const gi_checkpoint *now = &at->claimed;
    if (at->request.old != before->size) {
        return OTHER_SIZE;
    }
    if (before->size == now->size && !same(&before->root, &now->root)) {
        return OTHER_ROOT;
    }
    if (before->size == 0 && at->request.path.count > 0) {
        return PROOF_FROM_NOTHING;
    }
    return gi_consistency_fits(before->size, &before->root, now->size, &now->root,
                               &at->request.path)
               ? SIGN
               : UNPROVEN;
}

/*
 * Two heads of one size and two roots, both signed by the log: whoever sees them needs to trust
 * nobody to know that the log lied. Asked about at any old size. A later head whose proof does not
 * hold is a question to the log: its heads fit together only if it can prove it.
 */
static gi_status keep_evidence(const gi_witness *witness, const inquiry *at, const gi_held *held,
                               outcome found, gi_error *err)
{
    bool same_size = held->any && held->checkpoint.size == at->claimed.size;
    if (same_size && !same(&held->checkpoint.root, &at->claimed.root)) {
        return gi_evidence_fork(witness, held, &at->note, err);
    }
    return found == UNPROVEN && held->any && !same_size
               ? gi_evidence_unproven(witness, held, &at->note, err)
               : GI_OK;
}

static gi_status sign(const gi_witness *witness, const inquiry *at, const gi_held *held,
                      gi_buf *line, gi_error *err)
{
    gi_time now = gi_clock_now(witness->clock);
    int64_t seconds = now / 1000;
    if (now < 0 || (held->any && seconds < held->seconds)) {
        return gi_fail(err, GI_WHY_CLOCK, gi_time_text(now, 0).text,
                       gi_time_text(held->seconds * 1000, 0).text);
    }
    GI_TRY(gi_cosignature_make(at->note.body, witness->cosigner.name, witness->signer, seconds,
                               line, err));
    GI_TRY(gi_held_save(witness, &at->note, &at->claimed, gi_buf_view(line), err));
    gi_evidence_proven(witness, &at->claimed, &at->note);
    return GI_OK;
}

static gi_status judge_locked(const gi_witness *witness, const inquiry *at, outcome *out,
                              int64_t *size, gi_buf *line, gi_error *err)
{
    GI_AUTO_HELD held = { .any = false };
    GI_TRY(gi_held_load(witness, at->claimed.origin, &held, err));
    *out = check_growth(at, &held);
    GI_TRY(keep_evidence(witness, at, &held, *out, err));
    *size = held.checkpoint.size;
    return *out == SIGN ? sign(witness, at, &held, line, err) : GI_OK;
}

static gi_status judge(const gi_witness *witness, const inquiry *at, outcome *out, int64_t *size,
                       gi_buf *line, gi_error *err)
{
    GI_STATE_LOCK lock = -1;
    char name[GI_HELD_NAME];
    gi_held_name(at->claimed.origin, ".lock", name);
    GI_TRY(gi_state_lock(witness->state, name, &lock, err));
    return judge_locked(witness, at, out, size, line, err);
}

static gi_status answer(const gi_witness *witness, gi_bytes request, inquiry *at,
                        gi_witness_answer *out, gi_error *err)
{
    outcome found = MALFORMED;
    int64_t size = 0;
    GI_AUTO_BUF line = GI_BUF(GI_WITNESS_ANSWER_MAX - 1);
    GI_TRY(check_alone(witness, request, at, &found, err));
    if (found == SIGN) {
        GI_TRY(judge(witness, at, &found, &size, &line, err));
    }
    gi_witness_answer made = { .status = answers[found].status };
    if (found == SIGN) {
        (void)snprintf(made.body, sizeof made.body, "%s", gi_buf_text(&line));
    } else if (found == OTHER_SIZE) {
        (void)snprintf(made.body, sizeof made.body, "%" PRId64 "\n", size);
    } else {
        (void)snprintf(made.body, sizeof made.body, "%s\n", answers[found].why);
    }
    *out = made;
    return GI_OK;
}

gi_status gi_witness_add(const gi_witness *witness, gi_bytes request, gi_witness_answer *out,
                         gi_error *err)
{
    inquiry *at = calloc(1, sizeof *at);
    gi_status status = at == NULL ? gi_fail(err, GI_WHY_NO_MEMORY, "request")
                                  : answer(witness, request, at, out, err);
    free(at);
    return status;
}

gi_status gi_witness_checkpoint(const gi_witness *witness, gi_bytes origin_hash, gi_buf *note,
                                gi_error *err)
{
    for (size_t i = 0; i < witness->log_count; i++) {
        char hash[GI_ORIGIN_HASH];
        gi_origin_hash(witness->logs[i].origin, hash);
        if (gi_bytes_equal(origin_hash, gi_bytes_of(hash))) {
            GI_AUTO_HELD held = { .any = false };
            GI_TRY(gi_held_load(witness, witness->logs[i].origin, &held, err));
            gi_buf_add(note, gi_buf_view(&held.note));
            return held.any ? gi_buf_status(note, "checkpoint", err)
                            : gi_fail(err, GI_WHY_NO_PAGE, hash);
        }
    }
    return gi_fail(err, GI_WHY_NO_PAGE, gi_quote(origin_hash).text);
}
