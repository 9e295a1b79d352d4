/*
 * pair.h - a registry and a witness that watches its log over the network.
 *
 * The witness answers through a peer; a spec may put a worse answer in its place.
 */
#ifndef GI_TESTS_PAIR_H
#define GI_TESTS_PAIR_H

#include "tests/core/witness/peer.h"
#include "tests/core/witness/watched.h"
#include "tests/support/registry.h"

typedef struct net_pair {
    gi_fixture *log;
    watched witness;
    peer net;
    const char *body; /* what pair_say answers, with status */
    const char *status;
} net_pair;

/* The clock of both stands at the fixture's time. */
void net_open(net_pair *at);
void net_close(net_pair *at);

/* Answers of the peer: the witness itself, or at->status and at->body whatever was asked. */
void net_honest(peer *net, int socket);
void net_says(peer *net, int socket);
/* Puts an answer in place of the one before. */
void net_answer(net_pair *at, peer_answer answer);
void net_say(net_pair *at, const char *status, const char *body);

/* Moves both clocks. */
void net_later(net_pair *at, int64_t seconds);
/* Length of the log. */
int64_t net_size(const net_pair *at);
/* Writes DIR/witnesses with the witness and its url. */
void net_policy(const net_pair *at, const char *url);

/* One round of asking; the only row of its report. */
gi_witness_report net_ask(net_pair *at);

#endif
