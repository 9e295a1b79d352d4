/*
 * copies.c - secrets of days in copies that upgrades left beside scans.db (gi/scans.h).
 *
 * Earlier programs copied the file with the secret of its day, which tells whose network a hash
 * was for as long as the copy lies there. The copy itself stays: it is the way back. A file of that
 * name that is none of ours, or cannot be read, is left alone.
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "core/scans/store.h"
#include "core/store/scans.h"

enum { STEPS_MAX = 99 };

static const char q_day_any[] = "SELECT 1 FROM scan_day LIMIT 1";
static const char q_day_clear[] = "DELETE FROM scan_day";
static const char *const clear_statements[] = { q_day_any, q_day_clear, NULL };
static const char *const *const statements[] = { clear_statements, NULL };

/* "scans.db.before-002" and "scans.db.before-002.2": 2, the step that it was made before; else 0.
 */
static int step_of(const char *name)
{
    static const char front[] = "scans.db.before-";
    static const char digits[] = "0123456789";
    size_t size = strlen(front);
    bool named = strncmp(name, front, size) == 0 && strspn(name + size, digits) == 3;
    if (!named) {
        return 0;
    }
    const char *rest = name + size + 3;
    bool again = rest[0] == '.' && rest[1] >= '2' && rest[1] <= '9' && rest[2] == '\0';
    int step = (name[size] - '0') * 100 + (name[size + 1] - '0') * 10 + name[size + 2] - '0';
    return (rest[0] == '\0' || again) && step > 1 && step <= STEPS_MAX ? step : 0;
}

/* What scans.db was before that step. */
static gi_db_shape shape_before(int step, gi_migration room[STEPS_MAX])
{
    size_t count = 0;
    const gi_migration *from = gi_scans_shape.migrations;
    for (; from[count].number != 0 && from[count].number < step; count++) {
        room[count] = from[count];
    }
    room[count] = (gi_migration){ .number = 0 };
    return (gi_db_shape){ gi_scans_shape.application_id, room, statements };
}

static gi_status clear(gi_db *db, bool *cleared, gi_error *err)
{
    bool found = false;
    GI_AUTO(gi_row) any = gi_db_use(db, q_day_any);
    GI_TRY(gi_row_step(any, &found, err));
    gi_row_done(GI_TAKE(any));
    if (!found) {
        return GI_OK;
    }
    GI_TRY(gi_db_begin(db, true, err));
    GI_AUTO(gi_row) all = gi_db_use(db, q_day_clear);
    GI_TRY(gi_row_run(all, err));
    GI_TRY(gi_db_commit(db, err));
    *cleared = true;
    return GI_OK;
}

static bool clear_copy(const char *path, const char *lock, int step)
{
    bool cleared = false;
    gi_migration room[STEPS_MAX];
    GI_AUTO(gi_db) db = NULL;
    gi_db_shape shape = shape_before(step, room);
    if (gi_db_open(path, lock, GI_DB_WRITE, &shape, &db, NULL) != GI_OK ||
        clear(db, &cleared, NULL) != GI_OK) {
        return false; /* a roll-back is the closing's */
    }
    return cleared;
}

int gi_scans_clear_copies(const char *dir)
{
    int count = 0;
    char path[GI_SCANS_PATH];
    char lock[GI_SCANS_PATH];
    int size = snprintf(lock, sizeof lock, "%s/scans.lock", dir);
    DIR *all = size > 0 && (size_t)size < sizeof lock ? opendir(dir) : NULL;
    for (const struct dirent *at = NULL; all != NULL && (at = readdir(all)) != NULL;) {
        int step = step_of(at->d_name);
        size = step == 0 ? 0 : snprintf(path, sizeof path, "%s/%s", dir, at->d_name);
        if (size > 0 && (size_t)size < sizeof path) {
            count += clear_copy(path, lock, step) ? 1 : 0;
        }
    }
    if (all != NULL) {
        (void)closedir(all);
    }
    return count;
}
