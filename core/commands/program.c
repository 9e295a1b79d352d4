/*
 * program.c - starts gitrace-label and gitrace-serve, found beside our own executable.
 *
 * Never through PATH or a shell; the arguments pass unchanged.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/commands/runs.h"

gi_status program_start(const char *program, char **argv, gi_error *err)
{
    char own[PATH_MAX];
    char path[PATH_MAX + 64];
    ssize_t size = readlink("/proc/self/exe", own, sizeof own - 1);
    if (size < 0) {
        return gi_fail(err, GI_WHY_NO_PROGRAM, program);
    }
    own[size] = '\0';
    char *slash = strrchr(own, '/');
    if (slash != NULL) {
        slash[1] = '\0';
    }
    (void)snprintf(path, sizeof path, "%s%s", own, program);
    argv[0] = path; /* by this name, as if it had been called directly */
    (void)execv(path, argv);
    return errno == ENOENT ? gi_fail(err, GI_WHY_NO_PROGRAM, path)
                           : gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
}
