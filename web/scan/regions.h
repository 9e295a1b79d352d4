/*
 * regions.h - where scans come from: a region file and a list of networks, both optional, read
 * again when they change.
 *
 * One thread uses it, the writer's (gi_place_finder). A file that cannot be read again leaves the
 * old one in use and is told once on stderr; one that is wrong is read again when it changes, one
 * that could not be read at the next look.
 */
#ifndef GI_WEB_REGIONS_H
#define GI_WEB_REGIONS_H

#include "gi/clock.h"
#include "gi/scan_writer.h"

#define GI_REGIONS_CHECK_MS 10000 /* files are looked at so often at most */

typedef struct gi_regions gi_regions;

/*
 * file, networks   paths, copied; NULL = none: places, or classes, are then not known
 * You own *out. GI_IO file-open, file-read   GI_INVALID bad-regions, bad-networks, too-long
 * GI_NO_MEMORY over-limit, no-memory
 */
GI_CHECKED gi_status gi_regions_open(const char *file, const char *networks, gi_clock clock,
                                     gi_regions **out, gi_error *err);
/* Takes NULL. */
void gi_regions_close(gi_regions *regions);
GI_DEFINE_AUTO(gi_regions, gi_regions_close)

/* Fills province, city and kind of a scan. A carrier's network has no city: its phones are
 * anywhere in the province. */
void gi_regions_find(gi_regions *regions, gi_scan *scan);

/* For gi_scan_writer_find_places; regions is kept. */
gi_place_finder gi_regions_finder(gi_regions *regions);

#endif
