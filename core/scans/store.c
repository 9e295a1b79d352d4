/*
 * store.c - scans.db of a registry directory: found, made, read (gi/scans.h).
 */
#include "core/scans/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/scans/keep.h"
#include "core/store/scans.h"

struct gi_scans {
    gi_db *db; /* NULL: nothing was ever seen */
};

static gi_status name_files(const char *dir, char path[GI_SCANS_PATH], char lock[GI_SCANS_PATH],
                            gi_error *err)
{
    int size = snprintf(path, GI_SCANS_PATH, "%s/scans.db", dir);
    (void)snprintf(lock, GI_SCANS_PATH, "%s/scans.lock", dir);
    if (size >= GI_SCANS_PATH - 2) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", gi_num(size).text,
                       gi_num(GI_SCANS_PATH - 3).text);
    }
    return GI_OK;
}

gi_status gi_scans_open_to_write(const char *dir, gi_db **out, gi_error *err)
{
    char path[GI_SCANS_PATH];
    char lock[GI_SCANS_PATH];
    GI_TRY(name_files(dir, path, lock, err));
    if (access(path, F_OK) != 0) {
        gi_status made = gi_db_open(path, lock, GI_DB_CREATE, &gi_scans_shape, out, err);
        if (made != GI_CONFLICT) {
            return made;
        }
    }
    return gi_db_open(path, lock, GI_DB_WRITE, &gi_scans_shape, out, err);
}

gi_status gi_scans_open_beside(const char *dir, gi_db **out, gi_error *err)
{
    char path[GI_SCANS_PATH];
    char lock[GI_SCANS_PATH];
    GI_TRY(name_files(dir, path, lock, err));
    if (access(path, F_OK) != 0) {
        *out = NULL;
        return GI_OK;
    }
    return gi_db_open(path, lock, GI_DB_WRITE, &gi_scans_shape, out, err);
}

gi_db *gi_scans_db(gi_scans *scans)
{
    return scans->db;
}

gi_status gi_scans_open(const char *dir, gi_scans **out, gi_error *err)
{
    char path[GI_SCANS_PATH];
    char lock[GI_SCANS_PATH];
    GI_TRY(name_files(dir, path, lock, err));
    GI_AUTO(gi_scans) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "scans");
    }
    if (access(path, F_OK) == 0) {
        GI_TRY(gi_db_open(path, lock, GI_DB_READ, &gi_scans_shape, &fresh->db, err));
    }
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_scans_close(gi_scans *scans)
{
    if (scans != NULL) {
        gi_db_close(scans->db);
        free(scans);
    }
}

gi_status gi_scans_of(gi_scans *scans, gi_unit_id unit, gi_unit_seen *out, gi_error *err)
{
    if (scans->db == NULL) {
        *out = gi_nothing_seen();
        return GI_OK;
    }
    return gi_seen_of(scans->db, unit, out, err);
}
