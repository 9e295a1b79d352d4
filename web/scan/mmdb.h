/*
 * mmdb.h - a region file in MaxMind's DB format (GeoLite2, DB-IP and the like):
 * https://maxmind.github.io/MaxMind-DB/
 *
 * A file may be damaged or hostile: it is refused, or says nothing of some networks, and costs a
 * bounded number of steps (mmdb_data.h) whatever it holds.
 */
#ifndef GI_WEB_MMDB_H
#define GI_WEB_MMDB_H

#include "gi/scans.h"

#define GI_MMDB_BYTES (INT64_C(1) << 30) /* the largest file that is read */

typedef struct gi_mmdb gi_mmdb;

/*
 * Reads the file into memory: whoever overwrites it in place harms nobody who uses this. You own
 * *out. GI_IO file-open, file-read   GI_INVALID bad-regions   GI_NO_MEMORY over-limit, no-memory
 */
GI_CHECKED gi_status gi_mmdb_open(const char *path, gi_mmdb **out, gi_error *err);
/* The same for bytes in memory, which are borrowed until it is closed. You own *out.
 * GI_INVALID bad-regions   GI_NO_MEMORY no-memory */
GI_CHECKED gi_status gi_mmdb_borrow(gi_bytes file, gi_mmdb **out, gi_error *err);
/* Takes NULL. */
void gi_mmdb_close(gi_mmdb *file);
GI_DEFINE_AUTO(gi_mmdb, gi_mmdb_close)

/* Fills province, city and kind of the scan from its network's prefix, with 0 and GI_NET_UNKNOWN
 * where the file says nothing. */
void gi_mmdb_place(const gi_mmdb *file, gi_scan *scan);

#endif
