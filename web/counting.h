/*
 * counting.h - the writer of scans of a running server, and the files that say where scans come
 * from. Outlives every generation: counts go on over a reload.
 */
#ifndef GI_WEB_COUNTING_H
#define GI_WEB_COUNTING_H

#include "gi/scans.h"

struct gi_regions; /* web/scan/regions.h */

typedef struct gi_counting {
    struct gi_regions *regions;
    gi_scan_writer *writer; /* NULL: scans are not counted */
} gi_counting;

/*
 * regions, networks   files, NULL = none
 * Where scans cannot be kept, such as on read-only media, that is said on stderr and writer is
 * NULL. Fails as gi_regions_open, and when the registry cannot be read.
 */
GI_CHECKED gi_status gi_counting_open(const char *dir, const char *regions, const char *networks,
                                      gi_counting *out, gi_error *err);
/* Commits what waits. Takes an empty one. */
void gi_counting_close(gi_counting *counting);

#endif
