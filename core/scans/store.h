/*
 * store.h - scans.db for its one writer (writer.c).
 */
#ifndef GI_SCANS_STORE_H
#define GI_SCANS_STORE_H

#include "core/store/db.h"

#define GI_SCANS_PATH 1100

/* Makes it where there is none; two that start at once both get it. As gi_scans_open. */
GI_CHECKED gi_status gi_scans_open_to_write(const char *dir, gi_db **out, gi_error *err);

#endif
