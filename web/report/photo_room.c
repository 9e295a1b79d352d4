/*
 * photo_room.c - bytes of a folder, counted now and then (photo_room.h).
 */
#include "web/report/photo_room.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#define COUNT_EVERY_MS (INT64_C(3600) * 1000)

void gi_photo_room_init(gi_photo_room *room, int64_t most)
{
    (void)pthread_mutex_init(&room->lock, NULL);
    room->most = most;
    room->used = 0;
    room->counted = 0;
}

void gi_photo_room_clear(gi_photo_room *room)
{
    (void)pthread_mutex_destroy(&room->lock);
}

void gi_photo_room_bound(gi_photo_room *room, int64_t most)
{
    (void)pthread_mutex_lock(&room->lock);
    room->most = most;
    (void)pthread_mutex_unlock(&room->lock);
}

static int64_t bytes_in(const char *dir)
{
    int64_t bytes = 0;
    struct stat found;
    DIR *all = opendir(dir);
    for (const struct dirent *at = NULL; all != NULL && (at = readdir(all)) != NULL;) {
        bool file = fstatat(dirfd(all), at->d_name, &found, AT_SYMLINK_NOFOLLOW) == 0 &&
                    S_ISREG(found.st_mode);
        bytes += file ? (int64_t)found.st_size : 0;
    }
    if (all != NULL) {
        (void)closedir(all);
    }
    return bytes;
}

/* Before the first photo there is no folder: then the writing tells. */
static bool disk_has(const char *dir, int64_t size)
{
    struct statvfs disk;
    return statvfs(dir, &disk) != 0 ||
           disk.f_bavail * disk.f_frsize >= (uint64_t)(size + GI_PHOTO_SPARE);
}

static void count(gi_photo_room *room, const char *dir, gi_time now)
{
    if (room->counted == 0 || now < room->counted || now - room->counted > COUNT_EVERY_MS) {
        room->used = bytes_in(dir);
        room->counted = now;
    }
}

bool gi_photo_room_take(gi_photo_room *room, const char *dir, int64_t size, gi_time now)
{
    (void)pthread_mutex_lock(&room->lock);
    count(room, dir, now);
    bool fits = size <= room->most - room->used && disk_has(dir, size);
    room->used += fits ? size : 0;
    (void)pthread_mutex_unlock(&room->lock);
    return fits;
}

void gi_photo_room_give(gi_photo_room *room, int64_t size)
{
    (void)pthread_mutex_lock(&room->lock);
    room->used -= size;
    (void)pthread_mutex_unlock(&room->lock);
}
