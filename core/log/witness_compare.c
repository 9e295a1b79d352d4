/*
 * witness_compare.c - does our log still go on from what witnesses hold of it? (gi/witness.h)
 *
 * A registry restored from an old copy is good in itself: only somebody else's memory tells.
 * What a witness holds counts when a log key of ours signed it; then ours must continue it, or
 * this registry signs nothing any more.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/log/witness_net.h"
#include "core/log/witness_state.h"
#include "core/store/high_water.h"
#include "core/store/keys.h"
#include "core/store/log_rows.h"
#include "gi/act.h"

static void make_call(const gi_round *round, gi_turn *turn)
{
    char hash[GI_ORIGIN_HASH];
    const char *url = turn->witness->url;
    size_t length = strlen(url);
    gi_origin_hash(round->registry->about.origin, hash);
    turn->due = !gi_turn_waits(turn, round->now) || turn->row.failures == 0;
    (void)snprintf(turn->call.url, sizeof turn->call.url, "%s%s%s/checkpoint", url,
                   length > 0 && url[length - 1] == '/' ? "" : "/", hash);
}

/* ---- what a witness holds ---- */

typedef struct holding {
    const gi_registry *registry;
    gi_note note;
    gi_checkpoint checkpoint;
    bool ours;
} holding;

static gi_status try_key(void *context, const gi_key_row *key, gi_error *err)
{
    holding *at = context;
    bool fits = false;
    if (!at->ours && strcmp(key->role, gi_role_name(GI_ROLE_LOG)) == 0) {
        GI_TRY(gi_note_fits(&at->note, at->registry->about.origin, &key->public_key, &fits, err));
        at->ours = fits;
    }
    return GI_OK;
}

/* A checkpoint of this log under a signature of its own. */
static gi_status read_held(holding *at, gi_bytes text, gi_error *err)
{
    GI_TRY(gi_note_parse(text, &at->note, err));
    GI_TRY(gi_checkpoint_parse(at->note.body, &at->checkpoint, err));
    GI_TRY(gi_key_each(at->registry->db, try_key, at, err));
    if (!at->ours || strcmp(at->checkpoint.origin, at->registry->about.origin) != 0) {
        return gi_fail(err, GI_WHY_BAD_CHECKPOINT, "origin, log key");
    }
    return GI_OK;
}

static gi_status continues(const gi_registry *registry, const gi_checkpoint *held, int64_t size,
                           bool *out, gi_error *err)
{
    gi_digest then;
    *out = false;
    if (held->size <= size) {
        GI_TRY(gi_tiles_root(gi_tiles_of(registry->db), held->size, &then, err));
        *out = gi_bytes_equal(gi_digest_view(&then), gi_digest_view(&held->root));
    }
    return GI_OK;
}

/* A witness that holds nothing of this log yet answers 404. */
static gi_status judge_answer(const gi_registry *registry, gi_turn *turn, holding *at,
                              gi_error *err)
{
    gi_error why = { .status = GI_OK };
    if (turn->call.failure.status != GI_OK) {
        *err = turn->call.failure;
        return err->status;
    }
    if (turn->call.code != 200) {
        return turn->call.code == 404 ? GI_OK : gi_turn_refused(turn, err);
    }
    at->registry = registry;
    if (read_held(at, gi_buf_view(&turn->call.answer), &why) != GI_OK) {
        at->ours = false;
        return gi_fail(err, GI_WHY_WITNESS_HOLDS, turn->witness->cosigner.name, why.message);
    }
    return GI_OK;
}

/* Fills turn->trouble; a contradiction is the only failure, our own trouble apart. */
static gi_status judge(const gi_round *round, gi_turn *turn, int64_t size, gi_checkpoint *against,
                       gi_error *err)
{
    bool fine = true;
    gi_error why = { .status = GI_OK };
    holding *at = calloc(1, sizeof *at);
    if (at == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "note");
    }
    if (judge_answer(round->registry, turn, at, &why) != GI_OK) {
        turn->trouble = why;
    }
    gi_status status =
        at->ours ? continues(round->registry, &at->checkpoint, size, &fine, err) : GI_OK;
    *against = at->checkpoint;
    free(at);
    GI_TRY(status);
    return fine ? GI_OK
                : gi_fail(err, GI_WHY_RESTORED_BACKUP, gi_num(size).text,
                          gi_num(against->size).text, turn->witness->cosigner.name);
}

/* *against is the turn whose head our log does not continue, with that head in *head. */
static gi_status judge_all(const gi_round *round, int64_t *here, const gi_turn **against,
                           gi_checkpoint *head, gi_error *err)
{
    int64_t size = 0;
    gi_time ts = 0;
    GI_TRY(gi_act_last(round->registry->db, &size, &ts, err));
    *here = size;
    for (size_t i = 0; i < round->count; i++) {
        gi_turn *turn = &round->turn[i];
        gi_status status = turn->due ? judge(round, turn, size, head, err) : GI_OK;
        if (status != GI_OK) {
            *against = turn;
            return status;
        }
    }
    return GI_OK;
}

/* ---- keeping how it went ---- */

static gi_status keep_failures(const gi_round *round, gi_error *err)
{
    GI_TRY(gi_db_begin(round->registry->db, true, err));
    for (size_t i = 0; i < round->count; i++) {
        gi_turn *turn = &round->turn[i];
        gi_status status = GI_OK;
        if (turn->due && turn->call.failure.status != GI_OK) {
            gi_turn_failed(turn, round->now);
            status = gi_witness_row_keep(round->registry->db, &turn->row, err);
        }
        if (status != GI_OK) {
            gi_db_rollback(round->registry->db);
            return status;
        }
    }
    return gi_db_commit(round->registry->db, err);
}

static bool any_failed(const gi_round *round)
{
    for (size_t i = 0; i < round->count; i++) {
        if (round->turn[i].due && round->turn[i].call.failure.status != GI_OK) {
            return true;
        }
    }
    return false;
}

static gi_status compare(gi_round *round, gi_error *err)
{
    const gi_turn *against = NULL;
    gi_checkpoint head = { .size = 0 };
    int64_t here = 0;
    for (size_t i = 0; i < round->count; i++) {
        make_call(round, &round->turn[i]);
    }
    gi_round_run(round);
    GI_TRY(gi_db_begin(round->registry->db, false, err));
    gi_status status = judge_all(round, &here, &against, &head, err);
    gi_db_rollback(round->registry->db);
    if (status == GI_CONFLICT && against != NULL) {
        gi_error why = { .status = GI_OK };
        gi_bytes note = gi_buf_view(&against->call.answer);
        if (gi_high_water_stop(round->registry, here, &head, note, &why) != GI_OK) {
            *err = why;
            return why.status;
        }
    }
    GI_TRY(status);
    return any_failed(round) ? keep_failures(round, err) : GI_OK;
}

gi_status gi_witness_compare(gi_registry *registry, gi_witness_reports *out, gi_error *err)
{
    GI_AUTO_ROUND round = { .count = 0 };
    bool asked[GI_WITNESSES_MAX] = { false };
    gi_error why = { .status = GI_OK };
    GI_TRY(gi_round_open(registry, &round, err));
    if (registry->founded && round.count > 0) {
        gi_status status = compare(&round, &why);
        if (status != GI_OK) {
            if (err != NULL) {
                *err = why;
            }
            return status;
        }
        for (size_t i = 0; i < round.count; i++) {
            asked[i] = round.turn[i].due;
        }
    }
    gi_round_report(&round, asked, out);
    return GI_OK;
}
