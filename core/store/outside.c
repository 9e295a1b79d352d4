/*
 * outside.c - is a path outside the registry directory? (outside.h)
 *
 * Asked of the folder that holds the file, with its links followed: a mark or journal that lay
 * inside would be put back together with an old copy and notice nothing.
 */
#include "core/store/outside.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_below(const char *real, const char *path)
{
    size_t size = strlen(real);
    return strncmp(path, real, size) == 0 && (path[size] == '/' || path[size] == '\0');
}

/* The folder of a path as it really is; NULL when it does not exist. */
static char *real_folder(const char *path)
{
    char folder[1024];
    const char *slash = strrchr(path, '/');
    (void)snprintf(folder, sizeof folder, "%.*s", slash == NULL ? 1 : (int)(slash - path) + 1,
                   slash == NULL ? "." : path);
    return realpath(folder, NULL);
}

gi_status gi_path_outside(const char *dir, const char *name, const char *path, gi_error *err)
{
    if (path[0] == '\0') {
        return GI_OK;
    }
    char *real = realpath(dir, NULL);
    if (real == NULL) {
        return gi_fail(err, GI_WHY_FILE_OPEN, dir, strerror(errno));
    }
    char *folder = real_folder(path);
    bool inside = is_below(real, path) || (folder != NULL && is_below(real, folder));
    free(folder);
    free(real);
    return inside ? gi_fail(err, GI_WHY_BAD_FIELD, name, path, "outside the registry") : GI_OK;
}
