/*
 * copy.c - a registry's backup and its way back (gi/report.h).
 *
 * The copy is registry.db and config; keys stay where they are kept. A restored registry is
 * opened and checked whole before anybody may use it, and removed again when it fails.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/lookup/report.h"

static gi_status join(const char *left, const char *right, char out[GI_PATH_MAX], gi_error *err)
{
    int size = snprintf(out, GI_PATH_MAX, "%s%s", left, right);
    return size >= 0 && size < GI_PATH_MAX
               ? GI_OK
               : gi_fail(err, GI_WHY_TOO_LONG, "path", left, gi_num(GI_PATH_MAX - 1).text);
}

static void close_fd(int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
    }
}

#define AUTO_FD __attribute__((cleanup(close_fd))) int

static gi_status pump(int from, int to, const char *from_name, const char *to_name, gi_error *err)
{
    uint8_t piece[65536];
    for (;;) {
        ssize_t got = read(from, piece, sizeof piece);
        if (got < 0) {
            return gi_fail(err, GI_WHY_FILE_READ, from_name, strerror(errno));
        }
        if (got == 0) {
            return fsync(to) == 0 ? GI_OK
                                  : gi_fail(err, GI_WHY_FILE_WRITE, to_name, strerror(errno));
        }
        for (ssize_t done = 0; done < got;) {
            ssize_t put = write(to, piece + done, (size_t)(got - done));
            if (put < 0) {
                return gi_fail(err, GI_WHY_FILE_WRITE, to_name, strerror(errno));
            }
            done += put;
        }
    }
}

/* A new file, never over an old one. */
static gi_status copy_file(const char *from_name, const char *to_name, gi_error *err)
{
    AUTO_FD from = open(from_name, O_RDONLY | O_CLOEXEC);
    if (from < 0) {
        return errno == ENOENT ? gi_fail(err, GI_WHY_FILE_MISSING, from_name)
                               : gi_fail(err, GI_WHY_FILE_OPEN, from_name, strerror(errno));
    }
    AUTO_FD to = open(to_name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (to < 0) {
        return errno == EEXIST ? gi_fail(err, GI_WHY_FILE_EXISTS, to_name)
                               : gi_fail(err, GI_WHY_FILE_WRITE, to_name, strerror(errno));
    }
    return pump(from, to, from_name, to_name, err);
}

gi_status gi_registry_backup(gi_registry *registry, const char *path, gi_error *err)
{
    char config[GI_PATH_MAX];
    char config_copy[GI_PATH_MAX];
    GI_TRY(gi_registry_path(registry, "config", config, err));
    GI_TRY(join(path, ".config", config_copy, err));
    GI_TRY(copy_file(config, config_copy, err));
    gi_status status = gi_db_backup(registry->db, path, err);
    if (status != GI_OK) {
        (void)unlink(config_copy);
    }
    return status;
}

/* ---- the way back ---- */

static gi_status fill(const char *path, const char *dir, gi_error *err)
{
    char source[GI_PATH_MAX];
    char target[GI_PATH_MAX];
    GI_AUTO(gi_registry) registry = NULL;
    GI_TRY(join(dir, "/registry.db", target, err));
    GI_TRY(copy_file(path, target, err));
    GI_TRY(join(path, ".config", source, err));
    GI_TRY(join(dir, "/config", target, err));
    GI_TRY(copy_file(source, target, err));
    GI_TRY(join(dir, "/keys", target, err));
    if (mkdir(target, 0700) != 0) {
        return gi_fail(err, GI_WHY_FILE_WRITE, target, strerror(errno));
    }
    GI_TRY(gi_registry_open(dir, GI_ACCESS_WRITE, gi_clock_system(), gi_random_system(), &registry,
                            err));
    return gi_registry_check(registry, err);
}

/* Only what fill may have made; whatever else lies there keeps the directory alive. */
static void remove_again(const char *dir)
{
    static const char *const names[] = { "/registry.db", "/registry.db-wal", "/registry.db-shm",
                                         "/write.lock", "/config" };
    char path[GI_PATH_MAX];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (join(dir, names[i], path, NULL) == GI_OK) {
            (void)unlink(path);
        }
    }
    if (join(dir, "/keys", path, NULL) == GI_OK) {
        (void)rmdir(path);
    }
    (void)rmdir(dir);
}

gi_status gi_registry_restore(const char *path, const char *dir, gi_error *err)
{
    if (access(path, F_OK) != 0) {
        return gi_fail(err, GI_WHY_FILE_MISSING, path);
    }
    if (mkdir(dir, 0700) != 0) {
        return errno == EEXIST ? gi_fail(err, GI_WHY_FILE_EXISTS, dir)
                               : gi_fail(err, GI_WHY_FILE_WRITE, dir, strerror(errno));
    }
    gi_status status = fill(path, dir, err);
    if (status != GI_OK) {
        remove_again(dir);
    }
    return status;
}
