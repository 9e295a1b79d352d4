/*
 * verdict.c - the parts of an answer that scanned codes and typed numbers share.
 *
 * What is said about a unit comes from its signed or registered header; whether it is still
 * good comes from the states, then from the best-before day.
 */
#include <stdio.h>
#include <string.h>

#include "core/lookup/view.h"
#include "core/store/keys.h"
#include "core/store/runs.h"

gi_verdict gi_verdict_blank(const gi_view *view, gi_asked asked)
{
    gi_verdict verdict = {
        .asked = asked,
        .issued = GI_ISSUED_UNKNOWN,
        .unknown = view->untrusted ? GI_UNKNOWN_NO_ROOT : GI_UNKNOWN_INCOMPLETE,
        .copied = GI_COPIED_NOT_CHECKED, /* scans and openings are no part of a registry */
        .good = GI_GOOD_UNKNOWN,
        .as_of = view->as_of,
        .offline = view->offline,
        .stale = view->stale,
        .act = -1,
        .state_act = -1,
        .copied_act = -1,
        .log_size = view->log_size,
    };
    return verdict;
}

void gi_verdict_unknown(gi_verdict *verdict, gi_unknown_why why)
{
    verdict->issued = GI_ISSUED_UNKNOWN;
    verdict->unknown = why;
    verdict->good = GI_GOOD_UNKNOWN;
}

void gi_verdict_set_unit(gi_verdict *verdict, const gi_unit_header *header)
{
    verdict->has_unit = true;
    verdict->header = *header;
    verdict->unit = (gi_unit_id){ header->key, header->serial };
    gi_unit_number_print(verdict->unit, verdict->unit_text);
    verdict->net = gi_net_decode(header->net);
    verdict->packed = GI_LABEL_EPOCH + (gi_day)header->packed;
    verdict->has_last = gi_best_before(verdict->packed, header->best_before, &verdict->last);
}

gi_status gi_verdict_set_batch(gi_view *view, gi_verdict *verdict, gi_error *err)
{
    return view->type->facts(view, verdict->header.producer, verdict->header.batch,
                             &verdict->has_batch, &verdict->batch, err);
}

void gi_verdict_finish(const gi_view *view, gi_verdict *verdict)
{
    bool word = verdict->issued == GI_ISSUED_YES || verdict->issued == GI_ISSUED_UNREGISTERED ||
                verdict->unknown == GI_UNKNOWN_TYPED;
    if (view->expired && word) {
        gi_verdict_unknown(verdict, GI_UNKNOWN_STALE);
        verdict->copied = GI_COPIED_NOT_CHECKED; /* a finding may be lifted by now */
        verdict->copied_act = -1;
        verdict->copied_by[0] = '\0';
    }
}

bool gi_key_distrusts(const gi_key_row *key, uint32_t serial)
{
    return key->has_last_good && serial > key->last_good;
}

/* A state that this program does not know is not in force, and not guessed. */
static gi_good good_of(const char *state)
{
    for (gi_good good = GI_GOOD_NOT_ACTIVATED; good < GI_GOOD_UNKNOWN; good++) {
        if (strcmp(gi_good_word(good), state) == 0) {
            return good;
        }
    }
    return GI_GOOD_UNKNOWN;
}

void gi_verdict_set_state(gi_verdict *verdict, const gi_label_state *state)
{
    verdict->good = good_of(state->state);
    verdict->state_act = state->act;
    verdict->state_time = state->ts;
    memcpy(verdict->state_by, state->who, sizeof verdict->state_by);
    memcpy(verdict->state_why, state->why, sizeof verdict->state_why);
}

gi_status gi_verdict_set_good(gi_view *view, gi_verdict *verdict, gi_error *err)
{
    gi_label_state state;
    bool found = false;
    GI_TRY(view->type->state(view, verdict->unit, &found, &state, err));
    if (!found) {
        bool late = verdict->has_last && view->today > verdict->last;
        verdict->good = late ? GI_GOOD_EXPIRED : GI_GOOD_IN_FORCE;
        return GI_OK;
    }
    gi_verdict_set_state(verdict, &state);
    return GI_OK;
}
