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
#include "gi/scan_writer.h"

/* Of "scans.db.before-002" and "scans.db.before-002.2" the step 2, of other names 0. */
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
    return (rest[0] == '\0' || again) && step > 1 && step < GI_SCAN_STEPS_MAX ? step : 0;
}

static bool clear_copy(const char *path, const char *lock, int step)
{
    bool cleared = false;
    return gi_scan_copy_clear(path, lock, step, &cleared, NULL) == GI_OK && cleared;
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
