/*
 * photo_file.c - write, sync, sync the folders above: in this order (photo_file.h).
 */
#include "web/report/photo_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gi_status write_all(int fd, gi_bytes bytes)
{
    while (bytes.size > 0) {
        ssize_t done = write(fd, bytes.data, bytes.size);
        if (done < 0 && errno != EINTR) {
            return GI_IO;
        }
        size_t step = done < 0 ? 0 : (size_t)done;
        bytes = (gi_bytes){ bytes.data + step, bytes.size - step };
    }
    return fsync(fd) == 0 ? GI_OK : GI_IO;
}

/* The names in a folder are on the disk, too. */
static gi_status sync_folder(const char *dir, gi_error *err)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int failed = fd < 0 || fsync(fd) != 0 ? errno : 0;
    if (fd >= 0) {
        (void)close(fd);
    }
    return failed == 0 ? GI_OK : gi_fail(err, GI_WHY_FILE_WRITE, dir, strerror(failed));
}

/* The folder of the photos, made when the first one comes. */
static gi_status make_folder(const char *dir, gi_error *err)
{
    char above[GI_PHOTO_DIR_MAX + 4];
    if (mkdir(dir, S_IRWXU) == 0) {
        (void)snprintf(above, sizeof above, "%s/..", dir);
        return sync_folder(above, err);
    }
    return errno == EEXIST ? GI_OK : gi_fail(err, GI_WHY_FILE_WRITE, dir, strerror(errno));
}

gi_status gi_photo_save(const char *dir, const char *path, gi_bytes bytes, gi_error *err)
{
    GI_TRY(make_folder(dir, err));
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0) {
        return gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
    }
    gi_status status = write_all(fd, bytes);
    if (close(fd) != 0 || status != GI_OK) {
        (void)unlink(path);
        return gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
    }
    status = sync_folder(dir, err);
    if (status != GI_OK) {
        (void)unlink(path);
    }
    return status;
}
