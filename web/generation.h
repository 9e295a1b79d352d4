/*
 * generation.h - everything of a running gitrace-serve that a reload replaces: options, registry
 * handles, certificate, server. Sockets and what is counted (counting.h) stay.
 *
 * A new generation serves before the old one stops accepting, on the same sockets, so nobody is
 * turned away; one that cannot be made leaves the old one at work.
 */
#ifndef GI_WEB_GENERATION_H
#define GI_WEB_GENERATION_H

#include "web/api/metrics.h"
#include "web/counting.h"
#include "web/options.h"
#include "web/pool.h"

/* What gitrace-serve is told. */
typedef struct gi_serve_options {
    const char *dir;
    const char *config;
    const char *regions; /* files of gi_regions_open (scan/regions.h), NULL = none */
    const char *networks;
    const char *report_days, *photos_mb;
    const char *metrics; /* where operators listen (api/metrics.h), NULL = nowhere */
    gi_listen_options listen;
    bool help;
} gi_serve_options;

/* The options of --help, ended by a NULL name. */
extern const gi_option_row gi_serve_rows[];

typedef struct gi_generation {
    gi_serve_options given;
    gi_buf file; /* of --config: the options point into it */
    gi_listen_plan plan;
    int report_days;    /* reports of problems are kept so long */
    int64_t photos_max; /* bytes of all their photos */
    gi_pool *pool;
    gi_site site;
    gi_http_server *server;
    gi_metrics *metrics; /* borrowed, may be NULL; set before the start */
} gi_generation;

/*
 * Reads the command line and the file of --config. out owns the text that its options point to.
 * Fails as gi_options_read, gi_options_file, gi_listen_read; GI_INVALID out-of-range, bad-number
 */
GI_CHECKED gi_status gi_generation_read(int argc, char **argv, gi_generation *out, gi_error *err);

/* Opens the registry of dir, which stays the same for all generations, reads the certificate and
 * starts to serve. counting may be without a writer: scans are then not counted. Fails as
 * gi_pool_open, gi_tls_read, gi_http_server_start. */
GI_CHECKED gi_status gi_generation_start(gi_generation *generation, const char *dir,
                                         const gi_counting *counting, const gi_listeners *listeners,
                                         gi_error *err);

/* Lets what was accepted finish, and ends. last: the sockets are nobody else's. Takes NULL. How
 * many connections had to be cut. */
unsigned gi_generation_end(gi_generation *generation, bool last);

#endif
