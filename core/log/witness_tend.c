/*
 * witness_tend.c - asks the witnesses of a registry for their cosignatures (gi/witness.h).
 *
 *     read who is due and what to ask       a short reading transaction
 *     ask them all at once                  nothing is held
 *     those that know another size, again   once: 409 says which
 *     keep lines and how it went            a short writing transaction
 *
 * Whatever a witness does is a line of the report; only our own trouble is a failure.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/log/lines.h"
#include "core/log/witness_net.h"
#include "core/log/witness_state.h"
#include "core/store/log_rows.h"
#include "gi/text.h"

enum { PAUSE_MS = 10000, FRESH_MS = 3600000 };

/* ---- who is due ---- */

/* After growth, and every hour without it: an old time says that nobody has looked since. */
static bool is_due(const gi_turn *turn, int64_t size, gi_time now)
{
    const gi_witness_row *row = &turn->row;
    if (gi_turn_waits(turn, now)) {
        return false;
    }
    return row->failures > 0 || row->size != size || now < row->cosigned ||
           now - row->cosigned >= FRESH_MS;
}

static gi_status make_call(gi_db *db, gi_turn *turn, int64_t size, gi_error *err)
{
    gi_call *call = &turn->call;
    int64_t old = turn->row.size <= size ? turn->row.size : size;
    gi_buf_clear(&call->request);
    call->request = GI_BUF(GI_ADD_CHECKPOINT_MAX);
    call->post = true;
    size_t length = strlen(turn->witness->url);
    bool slash = length > 0 && turn->witness->url[length - 1] == '/';
    (void)snprintf(call->url, sizeof call->url, "%s%sadd-checkpoint", turn->witness->url,
                   slash ? "" : "/");
    return gi_request_make(db, old, &call->request, err);
}

static gi_status prepare(const gi_round *round, gi_error *err)
{
    gi_db *db = round->registry->db;
    int64_t size = 0;
    gi_time ts = 0;
    GI_TRY(gi_act_last(db, &size, &ts, err));
    for (size_t i = 0; size > 0 && i < round->count; i++) {
        gi_turn *turn = &round->turn[i];
        turn->due = is_due(turn, size, round->now);
        if (turn->due) {
            GI_TRY(make_call(db, turn, size, err));
        }
    }
    return GI_OK;
}

/* ---- what came back ---- */

static gi_bytes note_of(const gi_turn *turn)
{
    gi_add_checkpoint request = { .old = 0 };
    return gi_add_checkpoint_parse(gi_buf_view(&turn->call.request), &request, NULL) == GI_OK
               ? request.note
               : (gi_bytes){ NULL, 0 };
}

/* The witness knows another size: it is ours to prove the way from there, if we have it. */
static gi_status adopt(const gi_round *round, gi_turn *turn, bool *again, gi_error *err)
{
    gi_bytes rest = gi_buf_view(&turn->call.answer);
    gi_bytes line = { NULL, 0 };
    gi_time ts = 0;
    int64_t held = 0;
    int64_t size = 0;
    if (!gi_line_take(&rest, &line) || !gi_log_number(line, &held) || held == turn->row.size) {
        return gi_turn_refused(turn, err);
    }
    GI_TRY(gi_act_last(round->registry->db, &size, &ts, err));
    if (held > size) {
        return gi_fail(err, GI_WHY_WITNESS_AHEAD, turn->witness->cosigner.name, gi_num(held).text,
                       gi_num(size).text);
    }
    turn->row.size = held;
    *again = true;
    return make_call(round->registry->db, turn, size, err);
}

static gi_status look_at(const gi_round *round, gi_turn *turn, bool *again, gi_error *err)
{
    if (turn->call.failure.status != GI_OK) {
        *err = turn->call.failure;
        return err->status;
    }
    if (turn->call.code == 409 && again != NULL) {
        return adopt(round, turn, again, err);
    }
    return turn->call.code == 200 ? gi_turn_judge(round->registry, turn, note_of(turn), err)
                                  : gi_turn_refused(turn, err);
}

/* Judges every answer; *more tells that some are to be asked again. */
static void look(const gi_round *round, bool *more)
{
    for (size_t i = 0; i < round->count; i++) {
        gi_turn *turn = &round->turn[i];
        bool again = false;
        gi_error why = { .status = GI_OK };
        if (!turn->due) {
            continue;
        }
        gi_status status = look_at(round, turn, more == NULL ? NULL : &again, &why);
        turn->due = again && status == GI_OK;
        turn->trouble = status == GI_OK ? (gi_error){ .status = GI_OK } : why;
        if (turn->due) {
            *more = true;
        }
    }
}

static gi_status look_reading(const gi_round *round, bool *more, gi_error *err)
{
    GI_TRY(gi_db_begin(round->registry->db, false, err));
    look(round, more);
    gi_db_rollback(round->registry->db);
    return GI_OK;
}

/* ---- what is kept ---- */

static gi_status keep_turn(const gi_round *round, gi_turn *turn, gi_error *err)
{
    gi_db *db = round->registry->db;
    if (turn->trouble.status != GI_OK) {
        gi_turn_failed(turn, round->now);
        return gi_witness_row_keep(db, &turn->row, err);
    }
    const char *name = turn->witness->cosigner.name;
    gi_cosignature_row line = { turn->size, name, turn->seconds, turn->line };
    turn->row.size = turn->size;
    turn->row.cosigned = round->now;
    turn->row.next_ask = round->now + PAUSE_MS;
    turn->row.failures = 0;
    turn->row.trouble[0] = '\0';
    GI_TRY(gi_cosignature_keep(db, &line, err));
    return gi_witness_row_keep(db, &turn->row, err);
}

static gi_status keep(const gi_round *round, const bool *asked, gi_error *err)
{
    GI_TRY(gi_db_begin(round->registry->db, true, err));
    for (size_t i = 0; i < round->count; i++) {
        gi_status status = asked[i] ? keep_turn(round, &round->turn[i], err) : GI_OK;
        if (status != GI_OK) {
            gi_db_rollback(round->registry->db);
            return status;
        }
    }
    return gi_db_commit(round->registry->db, err);
}

static gi_status ask(gi_round *round, bool *asked, gi_error *err)
{
    bool more = false;
    bool any = false;
    GI_TRY(gi_db_begin(round->registry->db, false, err));
    gi_status status = prepare(round, err);
    gi_db_rollback(round->registry->db);
    GI_TRY(status);
    for (size_t i = 0; i < round->count; i++) {
        asked[i] = round->turn[i].due;
        any = any || asked[i];
    }
    gi_round_run(round);
    GI_TRY(look_reading(round, &more, err));
    if (more) {
        gi_round_run(round);
        GI_TRY(look_reading(round, NULL, err));
    }
    return any ? keep(round, asked, err) : GI_OK;
}

gi_status gi_witness_ask(gi_registry *registry, gi_witness_reports *out, gi_error *err)
{
    GI_AUTO_ROUND round = { .count = 0 };
    bool asked[GI_WITNESSES_MAX] = { false };
    GI_TRY(gi_round_open(registry, &round, err));
    GI_TRY(ask(&round, asked, err));
    gi_round_report(&round, asked, out);
    return GI_OK;
}
