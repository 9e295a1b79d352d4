/*
 * witness_state.c - whole files in and out, and the lock of an origin (witness_state.h).
 *
 * The order temporary file, fsync, rename, fsync of the directory is what lets a witness
 * promise that it never forgets a head which it has signed.
 */
#include "core/log/witness_state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "gi/text.h"

enum { LOCK_TRY_MS = 5, LOCK_WAIT_MS = 5000 };

void gi_state_unlock(int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
        *fd = -1;
    }
}

#define AUTO_FD GI_STATE_LOCK

static gi_status path_of(const char *dir, const char *name, const char *suffix,
                         char out[GI_WITNESS_PATH], gi_error *err)
{
    int size = snprintf(out, GI_WITNESS_PATH, "%s/%s%s", dir, name, suffix);
    return size > 0 && size < GI_WITNESS_PATH
               ? GI_OK
               : gi_fail(err, GI_WHY_TOO_LONG, "path", dir, gi_num(GI_WITNESS_PATH - 1).text);
}

gi_status gi_state_read(const char *dir, const char *name, gi_buf *out, gi_error *err)
{
    char path[GI_WITNESS_PATH];
    GI_TRY(path_of(dir, name, "", path, err));
    AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) {
        return errno == ENOENT ? gi_fail(err, GI_WHY_FILE_MISSING, path)
                               : gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    for (;;) {
        uint8_t piece[4096];
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

static bool write_all(int fd, gi_bytes bytes)
{
    for (size_t done = 0; done < bytes.size;) {
        ssize_t put = write(fd, bytes.data + done, bytes.size - done);
        if (put < 0 && errno != EINTR) {
            return false;
        }
        done += put > 0 ? (size_t)put : 0;
    }
    return fsync(fd) == 0;
}

static bool sync_directory(const char *dir)
{
    AUTO_FD fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return fd >= 0 && fsync(fd) == 0;
}

gi_status gi_state_write(const char *dir, const char *name, gi_bytes bytes, gi_error *err)
{
    char path[GI_WITNESS_PATH];
    char fresh[GI_WITNESS_PATH];
    GI_TRY(path_of(dir, name, "", path, err));
    GI_TRY(path_of(dir, name, ".new", fresh, err));
    AUTO_FD fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 || !write_all(fd, bytes) || rename(fresh, path) != 0 || !sync_directory(dir)) {
        return gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
    }
    return GI_OK;
}

bool gi_state_exists(const char *dir, const char *name)
{
    char path[GI_WITNESS_PATH];
    return path_of(dir, name, "", path, NULL) == GI_OK && access(path, F_OK) == 0;
}

gi_status gi_state_directory(const char *dir, gi_error *err)
{
    if (mkdir(dir, 0700) != 0) {
        return errno == EEXIST ? gi_fail(err, GI_WHY_FILE_EXISTS, dir)
                               : gi_fail(err, GI_WHY_FILE_WRITE, dir, strerror(errno));
    }
    return GI_OK;
}

static int take_fd(int *fd)
{
    int taken = *fd;
    *fd = -1;
    return taken;
}

gi_status gi_state_lock(const char *dir, const char *name, int *out, gi_error *err)
{
    char path[GI_WITNESS_PATH];
    GI_TRY(path_of(dir, name, "", path, err));
    AUTO_FD fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    for (int waited = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; waited += LOCK_TRY_MS) {
        if ((errno != EWOULDBLOCK && errno != EINTR) || waited >= LOCK_WAIT_MS) {
            return errno == EWOULDBLOCK ? gi_fail(err, GI_WHY_DB_BUSY, gi_num(LOCK_WAIT_MS).text)
                                        : gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
        }
        (void)nanosleep(&(struct timespec){ .tv_nsec = LOCK_TRY_MS * 1000000L }, NULL);
    }
    *out = take_fd(&fd);
    return GI_OK;
}

void gi_origin_hash(const char *origin, char out[GI_ORIGIN_HASH])
{
    gi_digest hash = gi_sha256(gi_bytes_of(origin));
    GI_AUTO_BUF text = GI_BUF(GI_ORIGIN_HASH - 1);
    gi_hex_add(&text, gi_digest_view(&hash));
    (void)snprintf(out, GI_ORIGIN_HASH, "%s", gi_buf_text(&text));
}
