/*
 * site.h - a witness served on a port of its own, and a client that sends raw bytes.
 *
 * Its one log holds one leaf: make_request chooses which, so two leaves are two stories.
 */
#ifndef GI_TESTS_WITNESS_SITE_H
#define GI_TESTS_WITNESS_SITE_H

#include "web/witness.h"

#define ORIGIN "trace.example.cn/log/2026"
#define EMPTY "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

typedef struct world {
    char dir[160];
    gi_signer *log;
    gi_signer *own;
    gi_witness *witness;
    gi_witness_site site;
    gi_http_server *server;
} world;

void world_open(world *at);
void world_close(world *at);

/* A request for a log of one leaf (size 1, root = that leaf's hash), or of none. */
void make_request(const world *at, const char *leaf, gi_buf *out);

typedef struct heard {
    char text[8192];
    size_t size;
} heard;

int connect_to(const world *at);
/* Stops quietly when the server has closed already. */
void send_all(int fd, const char *bytes, size_t size);
/* Reads to the end of the connection, which answers to POST always are; closes. */
void hear(int fd, heard *out);

void post(const world *at, const char *path, gi_bytes body, heard *out);
/* Posts make_request(leaf) to /add-checkpoint. */
void post_leaf(const world *at, const char *leaf, heard *out);
void get(const world *at, const char *path, heard *out);

int code_of(const heard *at);
const char *body_of(const heard *at);

#endif
