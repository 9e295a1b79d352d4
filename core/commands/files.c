/*
 * files.c - reads whole files, makes new ones that are complete or not there (files.h).
 */
#include "core/commands/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/commands/say.h"

static void close_fd(int *fd)
{
    if (*fd > STDERR_FILENO) {
        (void)close(*fd);
    }
}

#define AUTO_FD __attribute__((cleanup(close_fd))) int

gi_status file_read(const char *path, gi_buf *out, gi_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    AUTO_FD fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        return errno == ENOENT ? gi_fail(err, GI_WHY_FILE_MISSING, path)
                               : gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    for (;;) {
        uint8_t piece[16384];
        ssize_t got = read(fd, piece, sizeof piece);
        if (got == 0) {
            return gi_buf_status(out, path, err);
        }
        if (got < 0 && errno != EINTR) {
            return gi_fail(err, GI_WHY_FILE_READ, path, strerror(errno));
        }
        gi_buf_add(out, (gi_bytes){ piece, got > 0 ? (size_t)got : 0 });
        GI_TRY(gi_buf_status(out, path, err));
    }
}

static gi_status write_all(int fd, const char *path, gi_bytes bytes, gi_error *err)
{
    for (size_t done = 0; done < bytes.size;) {
        ssize_t put = write(fd, bytes.data + done, bytes.size - done);
        if (put < 0 && errno != EINTR) {
            return gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
        }
        done += put > 0 ? (size_t)put : 0;
    }
    return fsync(fd) == 0 ? GI_OK : gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
}

gi_status file_create(const char *path, gi_bytes bytes, gi_error *err)
{
    if (strcmp(path, "-") == 0) {
        say_bytes(bytes);
        return GI_OK;
    }
    AUTO_FD fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        return errno == EEXIST ? gi_fail(err, GI_WHY_FILE_EXISTS, path)
                               : gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
    }
    gi_status status = write_all(fd, path, bytes, err);
    if (status != GI_OK) {
        (void)unlink(path); /* half a file is worse than none */
    }
    return status;
}

gi_status file_replace(const char *path, gi_bytes bytes, gi_error *err)
{
    char fresh[PATH_SIZE];
    if ((size_t)snprintf(fresh, sizeof fresh, "%s.new", path) >= sizeof fresh) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", path, gi_num(PATH_SIZE - 1).text);
    }
    (void)unlink(fresh); /* of an attempt that was cut off */
    GI_TRY(file_create(fresh, bytes, err));
    if (rename(fresh, path) != 0) {
        gi_status status = gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
        (void)unlink(fresh);
        return status;
    }
    return GI_OK;
}
