/*
 * witness.h - the witness as a server, and as a program of its own inside gitrace-serve.
 *
 * POST <prefix>/add-checkpoint and GET <prefix>/<origin hash>/checkpoint (C2SP tlog-witness);
 * and the same by file, for an office without a network.
 */
#ifndef GI_WEB_WITNESS_H
#define GI_WEB_WITNESS_H

#include "gi/witness.h"
#include "web/http/http.h"

typedef struct gi_witness_site {
    const gi_witness *witness;
    void (*failed)(const gi_error *err); /* told why there is no answer; NULL = nobody */
    gi_http_site http;                   /* points into this struct */
} gi_witness_site;

/* Fills site, which must then stay where it is; witness is kept. */
void gi_witness_site_init(gi_witness_site *site, const gi_witness *witness,
                          void (*failed)(const gi_error *err));

extern const gi_route gi_witness_routes[];
extern const size_t gi_witness_route_count;

/* gitrace witness [init|sign] ...: argv[0] is "witness". Answers the exit code. */
int gi_witness_program(int argc, char **argv);

#endif
