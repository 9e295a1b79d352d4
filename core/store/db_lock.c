/*
 * db_lock.c - takes and gives the write lock (db_lock.h).
 *
 * Polls instead of blocking in flock, because a blocked flock can only be bounded by a
 * signal, and a library does not touch the signals of its program.
 */
#include "core/store/db_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define RETRY_MS 5

gi_status gi_lock_open(gi_lock *lock, const char *path, gi_error *err)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0660);
    if (file < 0 && (errno == EROFS || errno == EACCES)) {
        return gi_fail(err, GI_WHY_DB_READ_ONLY, path);
    }
    if (file < 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    lock->file = file;
    return GI_OK;
}

void gi_lock_close(gi_lock *lock)
{
    if (lock->file >= 0) {
        (void)close(lock->file);
    }
    *lock = GI_LOCK_NONE;
}

bool gi_lock_try(gi_lock *lock)
{
    if (lock->depth == 0 && flock(lock->file, LOCK_EX | LOCK_NB) != 0) {
        return false;
    }
    lock->depth++;
    return true;
}

static int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

gi_status gi_lock_take(gi_lock *lock, gi_error *err)
{
    int64_t end = now_ms() + lock->limit_ms;
    while (!gi_lock_try(lock)) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return gi_fail(err, GI_WHY_DB, strerror(errno));
        }
        if (now_ms() >= end) {
            return gi_fail(err, GI_WHY_DB_BUSY, gi_num(lock->limit_ms).text);
        }
        (void)nanosleep(&(struct timespec){ .tv_nsec = RETRY_MS * 1000000L }, NULL);
    }
    return GI_OK;
}

void gi_lock_give(gi_lock *lock)
{
    if (--lock->depth == 0) {
        (void)flock(lock->file, LOCK_UN);
    }
}
