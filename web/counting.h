/*
 * counting.h - what a running server counts: the writer of scans, the files that say where scans
 * come from, who tried hidden codes and who reported problems. Outlives every generation: counts
 * go on over a reload, and nobody gets new tries by one.
 */
#ifndef GI_WEB_COUNTING_H
#define GI_WEB_COUNTING_H

#include "gi/scan_writer.h"

struct gi_notices; /* web/report/notice.h */
struct gi_regions; /* web/scan/regions.h */
struct gi_tries;   /* web/scan/tries.h */

typedef struct gi_counting {
    struct gi_regions *regions;
    gi_scan_writer *writer; /* NULL: scans are not counted, and the two below are NULL as well */
    struct gi_tries *tries;
    struct gi_notices *notices;
} gi_counting;

/*
 * regions, networks   files, NULL = none
 * Where scans cannot be kept, such as on read-only media, that is said on stderr and writer is
 * NULL. Fails as gi_regions_open, and when the registry cannot be read; GI_NO_MEMORY no-memory.
 * A failure leaves out to gi_counting_close.
 */
GI_CHECKED gi_status gi_counting_open(const char *dir, const char *regions, const char *networks,
                                      gi_counting *out, gi_error *err);
/* Lets what is past its time go today, whether anybody scans or not; a few times an hour. */
void gi_counting_day(const gi_counting *counting);
/* Commits what waits; after every generation. Takes an empty one. */
void gi_counting_close(gi_counting *counting);

#endif
