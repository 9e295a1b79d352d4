/*
 * witness_net.h - the log's side over the network: calls to witnesses, and one round of them.
 *
 * Private to core/log. While calls are under way nothing of the registry is locked or read: a
 * witness that never answers costs its caller time and acts nothing.
 */
#ifndef GI_CORE_LOG_WITNESS_NET_H
#define GI_CORE_LOG_WITNESS_NET_H

#include "core/log/policy.h"
#include "core/store/log_rows.h"
#include "core/store/registry.h"

enum { GI_CALL_URL = GI_POLICY_URL + 96 };

/* One request; answer, code (HTTP) and failure are filled by the run. */
typedef struct gi_call {
    char url[GI_CALL_URL];
    bool post;
    gi_buf request;
    gi_buf answer;
    int code;
    gi_error failure; /* its status is GI_OK when there was an answer */
} gi_call;

/* Runs the calls that are not NULL, each in a thread of its own and within ms; returns when the
 * last one has ended. */
void gi_calls_run(gi_call *const *calls, size_t count, int64_t ms);

/* One witness in a round. */
typedef struct gi_turn {
    const gi_policy_name *witness;
    gi_witness_row row;
    bool due;
    gi_call call;
    gi_error trouble; /* its status is GI_OK when all is well */
    /* of asking */
    gi_bytes line; /* the cosignature that was found good, in call.answer */
    int64_t size;  /* of the checkpoint it was asked about */
    int64_t seconds;
} gi_turn;

/* The witnesses of DIR/witnesses that have a url, each with its row. */
typedef struct gi_round {
    gi_registry *registry;
    gi_policy *policy;
    gi_error odd_line; /* of the policy; its status is GI_OK when there is none */
    gi_time now;
    size_t count;
    gi_turn *turn;
} gi_round;

void gi_round_clear(gi_round *round);
#define GI_AUTO_ROUND __attribute__((cleanup(gi_round_clear))) gi_round

/* Reads policy and rows; a line that is odd costs its own witness alone. */
GI_CHECKED gi_status gi_round_open(gi_registry *registry, gi_round *out, gi_error *err);
/* Is a witness that failed left alone for now? */
bool gi_turn_waits(const gi_turn *turn, gi_time now);
/* The calls of all turns that are due, at once. */
void gi_round_run(const gi_round *round);
/* Notes a failure: the wait doubles from a minute to an hour. */
void gi_turn_failed(gi_turn *turn, gi_time now);
/* Every turn as a row; asked[i] tells which were asked in this round. */
void gi_round_report(const gi_round *round, const bool *asked, gi_witness_reports *out);
/* What an answer that was not wanted says, as a reason. */
gi_status gi_turn_refused(const gi_turn *turn, gi_error *err);

/* Of the lines of an answer the one that this witness made under that checkpoint note. In a
 * reading transaction. GI_INVALID not-our-witness   GI_CONFLICT witness-clock */
GI_CHECKED gi_status gi_turn_judge(gi_registry *registry, gi_turn *turn, gi_bytes note,
                                   gi_error *err);

/* The newest checkpoint as a request, in a reading transaction; see gi_witness_request. */
GI_CHECKED gi_status gi_request_make(gi_db *db, int64_t old, gi_buf *out, gi_error *err);
/* Not before the newest act that a checkpoint holds, not after now; with ten minutes' margin. */
GI_CHECKED gi_status gi_cosigned_time(gi_registry *registry, int64_t size, int64_t seconds,
                                      gi_error *err);
/* Does the line fit under that checkpoint body? Not fitting is no failure. */
GI_CHECKED gi_status gi_line_fits(const gi_cosigner *cosigner, gi_bytes line, gi_bytes body,
                                  bool *fits, int64_t *seconds, gi_error *err);

#endif
