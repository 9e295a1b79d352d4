/*
 * delivery.c - temporary name, sync, rename (delivery.h).
 *
 * A folder is synced as a whole file system: one call instead of one per picture.
 */
#include "labels/delivery.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static gi_status fail_write(const char *path, gi_error *err)
{
    return gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
}

static int open_partial(gi_delivery *delivery)
{
    if (!delivery->folder) {
        return mkstemp(delivery->partial);
    }
    if (mkdtemp(delivery->partial) == NULL) {
        return -1;
    }
    return open(delivery->partial, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

gi_status gi_delivery_begin(const char *target, bool folder, gi_delivery *out, gi_error *err)
{
    gi_delivery delivery = { .fd = -1, .folder = folder };
    size_t size = strlen(target);
    if (size == 0 || size + sizeof ".partial-XXXXXX" > sizeof delivery.partial) {
        return gi_fail(err, GI_WHY_TOO_LONG, "--out", gi_num((int64_t)size).text,
                       gi_num(PATH_MAX).text);
    }
    if (access(target, F_OK) == 0) {
        return gi_fail(err, GI_WHY_FILE_EXISTS, target);
    }
    memcpy(delivery.target, target, size + 1);
    while (size > 1 && delivery.target[size - 1] == '/') {
        delivery.target[--size] = '\0';
    }
    (void)snprintf(delivery.partial, sizeof delivery.partial, "%.*s.partial-XXXXXX", (int)size,
                   delivery.target);
    delivery.fd = open_partial(&delivery);
    if (delivery.fd < 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, target, strerror(errno));
    }
    *out = delivery;
    return GI_OK;
}

static bool write_all(int fd, gi_bytes bytes)
{
    for (size_t done = 0; done < bytes.size;) {
        ssize_t written = write(fd, bytes.data + done, bytes.size - done);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        done += written > 0 ? (size_t)written : 0;
    }
    return true;
}

gi_status gi_delivery_write(gi_delivery *delivery, gi_bytes bytes, gi_error *err)
{
    return write_all(delivery->fd, bytes) ? GI_OK : fail_write(delivery->target, err);
}

gi_status gi_delivery_put(gi_delivery *delivery, const char *name, gi_bytes bytes, gi_error *err)
{
    int fd = openat(delivery->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        return fail_write(name, err);
    }
    bool written = write_all(fd, bytes);
    if (close(fd) != 0 || !written) {
        return fail_write(name, err);
    }
    return GI_OK;
}

/* The name is durable only when its folder is. */
static bool sync_parent(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    int size = slash == NULL ? 0 : (int)(slash - path) + 1;
    (void)snprintf(folder, sizeof folder, "%.*s", size, path);
    int fd = open(size == 0 ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) {
        (void)close(fd);
    }
    return synced;
}

static gi_status make_durable(gi_delivery *delivery, gi_error *err)
{
    int synced = delivery->folder ? syncfs(delivery->fd) : fsync(delivery->fd);
    int closed = close(delivery->fd);
    delivery->fd = -1;
    return synced == 0 && closed == 0 ? GI_OK : fail_write(delivery->target, err);
}

gi_status gi_delivery_finish(gi_delivery *delivery, gi_error *err)
{
    GI_TRY(make_durable(delivery, err));
    if (renameat2(AT_FDCWD, delivery->partial, AT_FDCWD, delivery->target, RENAME_NOREPLACE) != 0) {
        return errno == EEXIST ? gi_fail(err, GI_WHY_FILE_EXISTS, delivery->target)
                               : fail_write(delivery->target, err);
    }
    delivery->partial[0] = '\0';
    return sync_parent(delivery->target) ? GI_OK : fail_write(delivery->target, err);
}

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] != '.') {
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
        }
    }
    if (folder != NULL) {
        (void)closedir(folder);
    }
    (void)rmdir(path);
}

void gi_delivery_clear(gi_delivery *delivery)
{
    if (delivery->partial[0] != '\0') {
        if (delivery->fd >= 0) {
            (void)close(delivery->fd);
        }
        if (delivery->folder) {
            remove_folder(delivery->partial);
        } else {
            (void)unlink(delivery->partial);
        }
    }
    *delivery = (gi_delivery){ .fd = -1 };
}
