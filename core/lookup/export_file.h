/*
 * export_file.h - files of an export: read, compared, written aside and renamed.
 *
 * Paths are relative to the folder of the export; everything made is readable by all, for it
 * is public. Nothing here knows what a file means.
 */
#ifndef GI_LOOKUP_EXPORT_FILE_H
#define GI_LOOKUP_EXPORT_FILE_H

#include "gi/bytes.h"

/* Makes the folder unless it is there; *out is its descriptor, yours to close. GI_IO */
GI_CHECKED gi_status gi_export_open(const char *dir, int *out, gi_error *err);

/* True when such a file is there. */
bool gi_export_has(int folder, const char *path);

/* Appends a file; *found false when there is none. GI_IO, GI_NO_MEMORY over-limit */
GI_CHECKED gi_status gi_export_read(int folder, const char *path, gi_buf *out, bool *found,
                                    gi_error *err);

/* Makes or replaces a file, and the folders above it. GI_IO */
GI_CHECKED gi_status gi_export_write(int folder, const char *path, gi_bytes bytes, gi_error *err);

/* Brings all that was written to the disk. GI_IO */
GI_CHECKED gi_status gi_export_sync(int folder, gi_error *err);

#endif
