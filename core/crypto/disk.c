/*
 * disk.c - creating, reading and replacing files that hold secrets.
 *
 * O_EXCL decides who creates a file, so two programs can never overwrite each other's key.
 * A file counts as written when it and the directory that names it are on the disk. The mode
 * is asked of the open descriptor, never of the name: a name can change in between.
 */
#include "core/crypto/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OTHERS (S_IRWXG | S_IRWXO)

void gi_fd_close(const int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd); /* what mattered was synced before */
    }
}

gi_status gi_private_check(int fd, const char *path, gi_error *err)
{
    struct stat found;
    if (fstat(fd, &found) != 0) {
        return gi_fail(err, GI_WHY_FILE_READ, path, strerror(errno));
    }
    if ((found.st_mode & OTHERS) != 0) {
        char mode[8];
        (void)snprintf(mode, sizeof mode, "%03o", found.st_mode & 0777U);
        return gi_fail(err, GI_WHY_NOT_PRIVATE, path, mode);
    }
    return GI_OK;
}

static gi_status read_all(int fd, const char *path, gi_buf *out, gi_error *err)
{
    for (;;) {
        uint8_t chunk[1024];
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got < 0 && errno != EINTR) {
            return gi_fail(err, GI_WHY_FILE_READ, path, strerror(errno));
        }
        if (got == 0) {
            return gi_buf_status(out, path, err);
        }
        if (got > 0) {
            gi_buf_add(out, (gi_bytes){ chunk, (size_t)got });
            GI_TRY(gi_buf_status(out, path, err));
        }
    }
}

gi_status gi_private_read(const char *path, gi_buf *out, gi_error *err)
{
    GI_AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT) {
        return gi_fail(err, GI_WHY_FILE_MISSING, path);
    }
    if (fd < 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    GI_TRY(gi_private_check(fd, path, err));
    return read_all(fd, path, out, err);
}

static gi_status sync_directory(const char *path, gi_error *err)
{
    const char *slash = strrchr(path, '/');
    GI_AUTO_BUF name = GI_BUF(4096);
    gi_buf_add(&name, slash == NULL ? gi_bytes_of(".")
                      : slash == path
                          ? gi_bytes_of("/")
                          : (gi_bytes){ (const uint8_t *)path, (size_t)(slash - path) });
    GI_TRY(gi_buf_status(&name, path, err));
    GI_AUTO_FD directory = open(gi_buf_text(&name), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0 || fsync(directory) != 0) {
        return gi_fail(err, GI_WHY_FILE_WRITE, gi_buf_text(&name), strerror(errno));
    }
    return GI_OK;
}

/* True when every byte is on the disk; else errno says why not. */
static bool write_all(int fd, gi_bytes content)
{
    while (content.size > 0) {
        ssize_t done = write(fd, content.data, content.size);
        if (done < 0 && errno != EINTR) {
            return false;
        }
        size_t step = done > 0 ? (size_t)done : 0;
        content = (gi_bytes){ content.data + step, content.size - step };
    }
    return fsync(fd) == 0;
}

gi_status gi_private_create(const char *path, gi_bytes content, gi_error *err)
{
    GI_AUTO_FD fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 && errno == EEXIST) {
        return gi_fail(err, GI_WHY_FILE_EXISTS, path);
    }
    if (fd < 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    gi_status status = write_all(fd, content)
                           ? sync_directory(path, err)
                           : gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
    if (status != GI_OK) {
        (void)unlink(path); /* ours: O_EXCL made it a moment ago */
    }
    return status;
}

gi_status gi_private_replace(const char *from, const char *path, gi_error *err)
{
    if (rename(from, path) != 0) {
        gi_status status = gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
        (void)unlink(from);
        return status;
    }
    return sync_directory(path, err);
}
