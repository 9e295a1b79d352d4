/*
 * asking.h - a site of one label that is asked as browsers ask, without a socket.
 */
#ifndef GI_TESTS_ASKING_H
#define GI_TESTS_ASKING_H

#include "tests/support/registry.h"
#include "web/pool.h"
#include "web/whole.h"

typedef struct asking {
    gi_fixture *registry;
    gi_pool *pool;
    gi_site site;
    gi_look look;      /* of the pool; the site's counts */
    gi_unit_seen seen; /* of every label */
    gi_scan scans[64]; /* handed over, the last of them */
    size_t scan_count;
    int looks;
    gi_run run;
    char path[GI_UNIT_DIGITS_MAX + 2]; /* of the label that is asked for, and its number */
    char number[GI_UNIT_NUMBER_TEXT];
} asking;

/* A page as it goes out, unpacked. */
typedef struct page {
    char text[80000];
    bool ready;  /* finished, so that it can be sent again */
    bool packed; /* it was gzip */
    bool filled; /* from a sheet of many labels; told of packed ones */
} page;

/* Who asks, and how: what a page depends on beside the registry. */
typedef struct manner {
    const char *query, *language, *agent;
    bool gzip;
    uint8_t network;
} manner;

/* A person with a phone, in Chinese. */
extern const manner usual;

/* The registry with its label, the pool; nothing was seen of it so far. */
void asking_open(asking *at);
void asking_close(asking *at);

/* From now on that label of the run is asked for; there are ten, and the first is the third. */
void asking_label(asking *at, uint32_t serial);

/* Its page, by the handler of codes. Never packed for whoever does not take gzip. */
void ask(asking *at, const manner *how, page *out);

/* The same made for this request alone: from nothing that was kept. */
void ask_afresh(asking *at, const manner *how, page *out);

#endif
