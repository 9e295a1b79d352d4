/*
 * networks.h - what kind of network an address is in, from a list of ours.
 *
 * A text file, one network a line: "PREFIX,CLASS" such as "203.0.113.0/24,centre"; classes home,
 * carrier, centre; "#" begins a comment. What is kept of an address is its /24 (IPv6: /64), so a
 * longer prefix speaks for the whole of that. The longest prefix that fits decides; of lines for the
 * same prefix the last one, so a correction may stand at the end.
 */
#ifndef GI_WEB_NETWORKS_H
#define GI_WEB_NETWORKS_H

#include "gi/scans.h"

#define GI_NETWORKS_MAX 1000000       /* lines */
#define GI_NETWORKS_BYTES (64U << 20) /* of the file */

typedef struct gi_networks gi_networks;

/* You own *out. GI_INVALID bad-networks: the line and what is wrong
 * GI_NO_MEMORY over-limit (lines), no-memory */
GI_CHECKED gi_status gi_networks_parse(gi_bytes text, gi_networks **out, gi_error *err);
/* Takes NULL. */
void gi_networks_destroy(gi_networks *networks);
GI_DEFINE_AUTO(gi_networks, gi_networks_destroy)

/* GI_NET_UNKNOWN: not in the list. */
gi_net_kind gi_networks_kind(const gi_networks *networks, const gi_scan *scan);

#endif
