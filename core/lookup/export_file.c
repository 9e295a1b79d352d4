/*
 * export_file.c - the file system under an export (export_file.h).
 *
 * No fsync per file: one syncfs before the checkpoint orders all tiles before it.
 */
#include "core/lookup/export_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXPORT_PATH 128

static void close_fd(const int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
    }
}

#define AUTO_FD __attribute__((cleanup(close_fd))) int

static gi_status write_failed(const char *path, gi_error *err)
{
    return gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
}

gi_status gi_export_open(const char *dir, int *out, gi_error *err)
{
    if (mkdir(dir, 0755) != 0 && errno != EEXIST) {
        return write_failed(dir, err);
    }
    int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, dir, strerror(errno));
    }
    *out = folder;
    return GI_OK;
}

bool gi_export_has(int folder, const char *path)
{
    struct stat facts;
    return fstatat(folder, path, &facts, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(facts.st_mode) &&
           facts.st_size > 0;
}

gi_status gi_export_read(int folder, const char *path, gi_buf *out, bool *found, gi_error *err)
{
    uint8_t piece[16384];
    ssize_t got = 0;
    *found = false;
    AUTO_FD file = openat(folder, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0) {
        return errno == ENOENT ? GI_OK : gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    while ((got = read(file, piece, sizeof piece)) > 0) {
        gi_buf_add(out, (gi_bytes){ piece, (size_t)got });
    }
    if (got < 0) {
        return gi_fail(err, GI_WHY_FILE_READ, path, strerror(errno));
    }
    *found = true;
    return gi_buf_status(out, path, err);
}

static gi_status make_folders(int folder, const char *path, gi_error *err)
{
    char part[EXPORT_PATH];
    for (const char *slash = strchr(path, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        (void)snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
        if (mkdirat(folder, part, 0755) != 0 && errno != EEXIST) {
            return write_failed(part, err);
        }
    }
    return GI_OK;
}

static gi_status write_all(int file, const char *path, gi_bytes bytes, gi_error *err)
{
    for (size_t done = 0; done < bytes.size;) {
        ssize_t put = write(file, bytes.data + done, bytes.size - done);
        if (put < 0 && errno != EINTR) {
            return write_failed(path, err);
        }
        done += put > 0 ? (size_t)put : 0;
    }
    return GI_OK;
}

gi_status gi_export_write(int folder, const char *path, gi_bytes bytes, gi_error *err)
{
    char aside[EXPORT_PATH];
    GI_TRY(make_folders(folder, path, err));
    (void)snprintf(aside, sizeof aside, "%s.new", path);
    (void)unlinkat(folder, aside, 0); /* of an export that was cut off */
    AUTO_FD file = openat(folder, aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0) {
        return write_failed(aside, err);
    }
    gi_status status = write_all(file, aside, bytes, err);
    if (status == GI_OK && renameat(folder, aside, folder, path) != 0) {
        status = write_failed(path, err);
    }
    if (status != GI_OK) {
        (void)unlinkat(folder, aside, 0);
    }
    return status;
}

gi_status gi_export_sync(int folder, gi_error *err)
{
    return syncfs(folder) == 0 ? GI_OK : write_failed("syncfs", err);
}
