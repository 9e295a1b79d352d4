/*
 * high_water.c - reads, compares and raises the high-water mark (high_water.h).
 *
 * Opened anew each time: a file that was moved away is noticed. A lock on the file itself
 * keeps a reader from meeting half a write; the registry's lock is not held while it is
 * written, so a slower process may come second and then changes nothing.
 */
#include "core/store/high_water.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/store/log_rows.h"
#include "core/store/outside.h"

/* ---- 72 bytes ---- */

void gi_mark_print(const gi_mark *from, uint8_t out[GI_MARK_SIZE])
{
    memcpy(out, from->origin.bytes, GI_DIGEST_SIZE);
    for (int i = 0; i < 8; i++) {
        out[GI_DIGEST_SIZE + i] = (uint8_t)((uint64_t)from->size >> (56 - 8 * i));
    }
    memcpy(out + GI_DIGEST_SIZE + 8, from->root.bytes, GI_DIGEST_SIZE);
}

static gi_mark mark_parse(const uint8_t bytes[GI_MARK_SIZE])
{
    gi_mark out = { .found = true };
    uint64_t size = 0;
    memcpy(out.origin.bytes, bytes, GI_DIGEST_SIZE);
    for (int i = 0; i < 8; i++) {
        size = size << 8 | bytes[GI_DIGEST_SIZE + i];
    }
    out.size = size > INT64_MAX ? -1 : (int64_t)size;
    memcpy(out.root.bytes, bytes + GI_DIGEST_SIZE + 8, GI_DIGEST_SIZE);
    return out;
}

/* ---- the file ---- */

static int open_locked(const char *path, int lock)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    while (file >= 0 && flock(file, lock) != 0) {
        if (errno != EINTR) {
            (void)close(file);
            return -1;
        }
    }
    return file;
}

/* An empty file is no mark yet. */
static gi_status read_mark(int file, const char *path, gi_mark *out, gi_error *err)
{
    uint8_t bytes[GI_MARK_SIZE + 1];
    ssize_t size = pread(file, bytes, sizeof bytes, 0);
    if (size < 0) {
        return gi_fail(err, GI_WHY_FILE_READ, path, strerror(errno));
    }
    if (size != 0 && size != GI_MARK_SIZE) {
        return gi_fail(err, GI_WHY_BAD_MARK, path, "72 bytes wanted");
    }
    *out = size == 0 ? (gi_mark){ .found = false } : mark_parse(bytes);
    return GI_OK;
}

gi_status gi_mark_read(const char *path, gi_mark *out, gi_error *err)
{
    int file = open_locked(path, LOCK_SH);
    if (file < 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    gi_status status = read_mark(file, path, out, err);
    (void)close(file);
    return status;
}

/* A mark of an earlier log of ours gives way to the one that goes on. */
static bool is_behind(const gi_mark *before, const gi_mark *now)
{
    return before->size < now->size ||
           !gi_bytes_equal(gi_digest_view(&before->origin), gi_digest_view(&now->origin));
}

void gi_high_water_raise(const gi_registry *registry, const gi_digest *root)
{
    gi_mark before = { .found = false };
    gi_mark now = { true, gi_sha256(gi_bytes_of(registry->about.origin)), registry->tree.size,
                    *root };
    uint8_t bytes[GI_MARK_SIZE];
    int file = open_locked(registry->high_water, LOCK_EX);
    if (file < 0) {
        return;
    }
    if (read_mark(file, registry->high_water, &before, NULL) == GI_OK && is_behind(&before, &now)) {
        gi_mark_print(&now, bytes);
        bool written = pwrite(file, bytes, sizeof bytes, 0) == (ssize_t)sizeof bytes;
        if (written && !before.found) {
            (void)fsync(file); /* once: a mark that vanished would say nothing */
        }
    }
    (void)close(file);
}

/* ---- what it says ---- */

static gi_status continues(const gi_registry *registry, const gi_mark *seen, const gi_digest *root,
                           gi_error *err)
{
    gi_digest then = *root;
    if (seen->size < registry->tree.size) {
        GI_TRY(gi_tiles_root(gi_tiles_of(registry->db), seen->size, &then, err));
    }
    if (seen->size > registry->tree.size ||
        !gi_bytes_equal(gi_digest_view(&then), gi_digest_view(&seen->root))) {
        char holder[GI_PATH_MAX];
        gi_high_water_holder(registry, seen->size, holder);
        return gi_fail(err, GI_WHY_RESTORED_BACKUP, gi_num(registry->tree.size).text,
                       gi_num(seen->size).text, holder);
    }
    return GI_OK;
}

/* A later epoch's mark looks so to a copy from before it. */
static const char other_log[] = "of another log, or this copy is older than its newest epoch";

static bool is_of(const gi_mark *seen, const char *origin)
{
    gi_digest digest = gi_sha256(gi_bytes_of(origin));
    return gi_bytes_equal(gi_digest_view(&digest), gi_digest_view(&seen->origin));
}

/* The number of the epoch whose mark it is, 0 = none of ours; *after is the one that closed it. */
static gi_status epoch_of(const gi_registry *registry, const gi_mark *seen, gi_epoch_row *after,
                          int64_t *number, gi_error *err)
{
    gi_epoch_row before;
    bool found = false;
    int64_t of = is_of(seen, registry->about.origin) ? registry->about.epoch : 0;
    for (int64_t i = registry->about.epoch; i > 1 && of == 0; i--) {
        GI_TRY(gi_epoch_load(registry->db, i, after, NULL, &found, err));
        GI_TRY(gi_epoch_at(registry->db, after->act, &before, err));
        of = is_of(seen, before.origin) ? i - 1 : 0;
    }
    *number = of;
    return GI_OK;
}

/* A process that died after the first commit of a new log left the mark of the one before. What it
 * tells of must be what that log was closed with. */
static gi_status fits_closed(const gi_registry *registry, const gi_mark *seen,
                             const gi_epoch_row *after, gi_error *err)
{
    int64_t newest = after->far > after->act ? after->far : after->act;
    return seen->size <= newest ? GI_OK
                                : gi_fail(err, GI_WHY_RESTORED_BACKUP, gi_num(newest).text,
                                          gi_num(seen->size).text, registry->high_water);
}

gi_status gi_high_water_check(const gi_registry *registry, const gi_digest *root, gi_error *err)
{
    gi_mark seen;
    gi_epoch_row after = { .number = 0 };
    int64_t number = 0;
    GI_TRY(gi_mark_read(registry->high_water, &seen, err));
    if (!seen.found) {
        return GI_OK;
    }
    GI_TRY(epoch_of(registry, &seen, &after, &number, err));
    if (number == 0) {
        return gi_fail(err, GI_WHY_BAD_MARK, registry->high_water, other_log);
    }
    if (seen.size < 0) {
        return gi_fail(err, GI_WHY_BAD_MARK, registry->high_water, "size");
    }
    return number < registry->about.epoch ? fits_closed(registry, &seen, &after, err)
                                          : continues(registry, &seen, root, err);
}

gi_status gi_high_water_last(const gi_registry *registry, gi_mark *out, gi_error *err)
{
    gi_mark seen;
    gi_epoch_row after;
    int64_t number = 0;
    GI_TRY(gi_mark_read(registry->high_water, &seen, err));
    if (seen.found) {
        GI_TRY(epoch_of(registry, &seen, &after, &number, err));
    }
    if (seen.found && (number == 0 || seen.size < 0)) {
        return gi_fail(err, GI_WHY_BAD_MARK, registry->high_water, other_log);
    }
    seen.found = seen.found && number == registry->about.epoch;
    *out = seen;
    return GI_OK;
}

/* ---- where it is ---- */

static gi_status beside(const char *dir, char out[GI_PATH_MAX], gi_error *err)
{
    char *real = realpath(dir, NULL);
    if (real == NULL) {
        return gi_fail(err, GI_WHY_FILE_OPEN, dir, strerror(errno));
    }
    int size = snprintf(out, GI_PATH_MAX, "%s.high", real);
    free(real);
    return size > 0 && size < GI_PATH_MAX
               ? GI_OK
               : gi_fail(err, GI_WHY_TOO_LONG, "path", dir, gi_num(GI_PATH_MAX - 6).text);
}

gi_status gi_high_water_find(gi_registry *registry, gi_error *err)
{
    const char *given = registry->about.high_water;
    GI_TRY(beside(registry->dir, registry->high_water, err));
    if (given[0] == '\0') {
        return GI_OK;
    }
    GI_TRY(gi_path_outside(registry->dir, "high_water", given, err));
    (void)snprintf(registry->high_water, sizeof registry->high_water, "%s", given);
    return GI_OK;
}

gi_status gi_high_water_set_aside(const char *dir, gi_error *err)
{
    char path[GI_PATH_MAX];
    char old[GI_PATH_MAX + 4];
    GI_TRY(beside(dir, path, err));
    (void)snprintf(old, sizeof old, "%s.old", path);
    if (rename(path, old) != 0 && errno != ENOENT) {
        return gi_fail(err, GI_WHY_FILE_WRITE, old, strerror(errno));
    }
    return GI_OK;
}
