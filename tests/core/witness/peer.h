/*
 * peer.h - a server of one thread on loopback that behaves as badly as a spec wants.
 *
 * It takes one connection after the other, reads a request to the end of its headers and body
 * and then runs the spec's answer.
 */
#ifndef GI_TESTS_PEER_H
#define GI_TESTS_PEER_H

#include <pthread.h>
#include <stdatomic.h>

#include "gi/bytes.h"

typedef struct peer peer;
typedef void (*peer_answer)(peer *at, int socket);

struct peer {
    peer_answer answer;
    void *context; /* the spec's */
    char url[64];  /* "http://127.0.0.1:PORT" */
    char request[70000];
    size_t size;      /* of the newest request */
    atomic_int asked; /* requests seen */
    int listener;
    int stop[2];
    pthread_t thread;
};

void peer_open(peer *at, peer_answer answer, void *context);
void peer_close(peer *at);

/* For answers. False when the other side is gone. */
bool peer_send(int socket, const char *bytes, size_t size);
bool peer_say(int socket, const char *text);
/* A whole answer with a status line ("200 OK") and Content-Length. */
bool peer_reply(int socket, const char *status, const char *body);
/* Lets ms go by; false as soon as the spec closes the peer. */
bool peer_wait(const peer *at, int ms);

#endif
