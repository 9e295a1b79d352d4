/*
 * store.h - scans.db for its writer (writer.c), and for whoever closes what waits (inbox.c).
 */
#ifndef GI_SCANS_STORE_H
#define GI_SCANS_STORE_H

#include "core/store/db.h"
#include "gi/scans.h"

#define GI_SCANS_PATH 1100

/* Makes it where there is none; two that start at once both get it. As gi_scans_open. */
GI_CHECKED gi_status gi_scans_open_to_write(const char *dir, gi_db **out, gi_error *err);

/* For writing beside a page server; *out NULL when there is none yet. As gi_scans_open. */
GI_CHECKED gi_status gi_scans_open_beside(const char *dir, gi_db **out, gi_error *err);

/* The open database, NULL when there is none; borrowed. */
gi_db *gi_scans_db(gi_scans *scans);

#endif
