/*
 * client.h - a real server with prepared answers, and a client that sends raw bytes.
 */
#ifndef GI_TESTS_CLIENT_H
#define GI_TESTS_CLIENT_H

#include <stdatomic.h>

#include "web/routes.h"

typedef struct served {
    gi_site site;
    gi_http_server *server;
    gi_verdict verdict; /* what every look-up answers */
    gi_status status;   /* or fails with */
    atomic_int looks;   /* look-ups done */
} served;

/* Starts the server; limits NULL = the default ones. EXPECTs on failure. */
void served_open(served *at, const gi_http_limits *limits);
void served_close(served *at);

typedef struct reply {
    char text[80000]; /* all that came, terminated */
    size_t size;
    bool closed; /* the server ended the connection */
} reply;

int client_connect(const served *at);
void client_send(int socket, const char *raw, size_t size);

/* Reads until the server closes, or until nothing came for wait_ms. */
void client_read(int socket, int wait_ms, reply *out);

/* Reads one answer whole, by its Content-Length. */
void client_read_one(int socket, reply *out);

/* Connects, sends, reads to the end, closes. */
void client_ask(const served *at, const char *raw, size_t size, reply *out);

/* The code of the first answer, 0 when there is none; how many answers there are. */
int reply_code(const reply *at);
int reply_count(const reply *at);

/* The value of a header of the first answer, "" when absent; valid until the next call. */
const char *reply_header(const reply *at, const char *name, char out[512]);

#endif
