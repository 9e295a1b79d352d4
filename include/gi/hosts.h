/*
 * hosts.h - the official hosts: the web addresses that labels of this registry may point to.
 *
 * The host of a label's URL is not signed, for domains move (label-code 2.3). The root signs a list
 * of hosts instead, in the act `hosts`; the newest list holds, the older ones stay in the log. It
 * travels in the bundle with that leaf, so a device warns about any other host offline.
 */
#ifndef GI_HOSTS_H
#define GI_HOSTS_H

#include "gi/registry.h"

enum {
    GI_HOSTS_MAX = 8,  /* hosts of a list */
    GI_HOST_TEXT = 64, /* a host with its port, and the terminator */
};

typedef struct gi_hosts {
    size_t count;                          /* 0: the root signed no list yet */
    char host[GI_HOSTS_MAX][GI_HOST_TEXT]; /* as written: "gi.jj.cn", "gi.jj.cn:8443" */
    int64_t act;                           /* index of the leaf; without a list 0 */
} gi_hosts;

/*
 * Reads a list "gi.jj.cn, gi.jj.gov.cn:8443": 1 to GI_HOSTS_MAX hosts of lower-case letters,
 * digits, '-' and '.' (RFC 952, 1123; Chinese names in their form xn--...), an IPv4 address, each
 * with or without a port. Each once. out->act is 0.
 *
 * GI_INVALID  bad-host, with the host; over-limit; missing-field: none
 */
GI_CHECKED gi_status gi_hosts_parse(gi_bytes text, gi_hosts *out, gi_error *err);

/* True when host stands in the list, letter by letter. */
bool gi_hosts_have(const gi_hosts *hosts, const char *host);

/* The list that holds. Fails as every reading does. */
GI_CHECKED gi_status gi_hosts_of(gi_registry *registry, gi_hosts *out, gi_error *err);

#endif
