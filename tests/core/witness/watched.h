/*
 * watched.h - a log that can grow two ways, and a witness of it in a fresh directory.
 *
 * Leaf i of branch b is the text "leaf i"; from index FORK on also "of b". So all branches are
 * one log up to FORK leaves, and contradict each other behind it.
 */
#ifndef GI_TESTS_WATCHED_H
#define GI_TESTS_WATCHED_H

#include "gi/witness.h"

#define WATCHED_ORIGIN "trace.example.cn/log/2026"
#define WATCHED_NAME "witness.example.cn/w1"
#define WATCHED_NOW 1790000000 /* seconds */
#define FORK 5

typedef struct watched {
    const char *dir;
    char state[160]; /* dir/state */
    gi_signer *log;  /* key of the log */
    gi_signer *own;  /* key of the witness */
    gi_time now;     /* of its clock, ms */
    gi_witness *witness;
} watched;

void watched_open(watched *at);
void watched_close(watched *at);
/* Opens the witness again, as after a restart. */
void watched_reopen(watched *at);

/* A signer made of one repeated byte. */
gi_signer *seeded_signer(uint8_t byte);

/* The checkpoint of a branch (body only), and a request for it as its log would send it. */
void branch_checkpoint(char branch, int64_t size, gi_checkpoint *out);
void branch_path(char branch, int64_t old, int64_t size, gi_path *out);
void branch_note(const watched *at, char branch, int64_t size, gi_buf *out);
void branch_request(const watched *at, char branch, int64_t old, int64_t size, gi_buf *out);

/* Asks, and EXPECTs that there is an answer; the short form asks for a branch. */
gi_witness_answer watched_ask(const watched *at, gi_bytes request);
gi_witness_answer watched_grow(const watched *at, char branch, int64_t old, int64_t size);

/* Size held for the origin by its monitoring note, -1 when there is none. */
int64_t watched_size(const watched *at);
/* Content of state/<hash of origin><suffix>, "" when there is no file; appended. */
void watched_file(const watched *at, const char *suffix, gi_buf *out);
/* Path of that file. */
void watched_path(const watched *at, const char *suffix, char out[320]);

#endif
