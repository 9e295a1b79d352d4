/*
 * witness_round.c - what asking and comparing share: who is there, how it went (witness_net.h).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/log/lines.h"
#include "core/log/witness_net.h"
#include "core/store/log_rows.h"
#include "gi/text.h"

enum { MINUTE_MS = 60000, HOUR_MS = 3600000, LINES_MAX = 16 };

void gi_round_clear(gi_round *round)
{
    for (size_t i = 0; i < round->count; i++) {
        gi_buf_clear(&round->turn[i].call.request);
        gi_buf_clear(&round->turn[i].call.answer);
    }
    free(round->turn);
    gi_policy_free(round->policy);
}

static gi_status load_rows(gi_round *round, gi_error *err)
{
    GI_TRY(gi_db_begin(round->registry->db, false, err));
    gi_status status = gi_registry_refresh(round->registry, err);
    for (size_t i = 0; status == GI_OK && i < round->count; i++) {
        gi_turn *turn = &round->turn[i];
        status =
            gi_witness_row_load(round->registry->db, turn->witness->cosigner.name, &turn->row, err);
    }
    gi_db_rollback(round->registry->db);
    return status;
}

gi_status gi_round_open(gi_registry *registry, gi_round *out, gi_error *err)
{
    GI_AUTO_ROUND round = { .registry = registry, .now = gi_clock_now(registry->clock) };
    const gi_policy_name *name = NULL;
    GI_TRY(gi_policy_read_good(registry->dir, &round.policy, &round.odd_line, err));
    round.turn = calloc(GI_WITNESSES_MAX, sizeof *round.turn);
    if (round.turn == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "witnesses");
    }
    for (int at = 0; (name = gi_policy_next(round.policy, &at)) != NULL;) {
        if (name->url[0] != '\0') {
            round.turn[round.count++].witness = name;
        }
    }
    GI_TRY(load_rows(&round, err));
    *out = round;
    round = (gi_round){ .count = 0 };
    return GI_OK;
}

/* A time further away than the longest wait was written by a clock that was wrong. */
bool gi_turn_waits(const gi_turn *turn, gi_time now)
{
    return turn->row.next_ask > now && turn->row.next_ask - now <= HOUR_MS;
}

void gi_round_run(const gi_round *round)
{
    gi_call *calls[GI_WITNESSES_MAX] = { NULL };
    for (size_t i = 0; i < round->count; i++) {
        calls[i] = round->turn[i].due ? &round->turn[i].call : NULL;
    }
    gi_calls_run(calls, round->count, round->registry->about.witness_seconds * INT64_C(1000));
}

void gi_turn_failed(gi_turn *turn, gi_time now)
{
    int64_t wait = MINUTE_MS;
    for (int64_t i = 0; i < turn->row.failures && wait < HOUR_MS; i++) {
        wait *= 2;
    }
    turn->row.failures++;
    turn->row.next_ask = now + (wait < HOUR_MS ? wait : HOUR_MS);
    (void)snprintf(turn->row.trouble, sizeof turn->row.trouble, "%s", turn->trouble.message);
}

gi_status gi_turn_refused(const gi_turn *turn, gi_error *err)
{
    gi_bytes rest = gi_buf_view(&turn->call.answer);
    gi_bytes line = rest;
    (void)gi_line_take(&rest, &line);
    return gi_fail(err, GI_WHY_WITNESS_REFUSED, turn->witness->cosigner.name,
                   gi_num(turn->call.code).text, gi_quote(line).text);
}

void gi_round_report(const gi_round *round, const bool *asked, gi_witness_reports *out)
{
    out->count = round->count;
    out->odd_line = round->odd_line;
    for (size_t i = 0; i < round->count; i++) {
        const gi_turn *turn = &round->turn[i];
        gi_witness_report *row = &out->row[i];
        *row = (gi_witness_report){ .asked = asked[i],
                                    .size = turn->row.size,
                                    .failures = turn->row.failures,
                                    .next = turn->row.next_ask,
                                    .trouble = turn->trouble };
        memcpy(row->name, turn->witness->cosigner.name, sizeof row->name);
        memcpy(row->last, turn->row.trouble, sizeof row->last);
    }
}

/* Bounded, so a long answer costs no more than a short one. */
gi_status gi_turn_judge(gi_registry *registry, gi_turn *turn, gi_bytes note, gi_error *err)
{
    gi_bytes rest = gi_buf_view(&turn->call.answer);
    gi_bytes line = { NULL, 0 };
    gi_checkpoint checkpoint;
    const uint8_t *blank = memmem(note.data, note.size, "\n\n", 2);
    gi_bytes body = { note.data, blank == NULL ? note.size : (size_t)(blank - note.data) + 1 };
    GI_TRY(gi_checkpoint_parse(body, &checkpoint, err));
    for (int i = 0; i < LINES_MAX && gi_line_take(&rest, &line); i++) {
        bool fits = false;
        gi_bytes whole = { line.data, line.size + 1 };
        GI_TRY(gi_line_fits(&turn->witness->cosigner, whole, body, &fits, &turn->seconds, err));
        if (fits) {
            turn->line = whole;
            turn->size = checkpoint.size;
            return gi_cosigned_time(registry, turn->size, turn->seconds, err);
        }
    }
    return gi_fail(err, GI_WHY_NOT_OUR_WITNESS, turn->witness->cosigner.name);
}
