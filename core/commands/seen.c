/*
 * seen.c - beside the trust file FILE stands FILE.seen: "vkey sequence", one line a pinned root.
 *
 * The record is replaced as a whole (written beside, synced, renamed) while the trust file is
 * locked, so a number never falls. Nobody who has no trust file gets a record.
 */
#include "core/commands/seen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/commands/files.h"
#include "gi/text.h"

#define SEEN_MAX 65536 /* bytes: more lines than a trust file may hold pins */

static gi_status seen_path(const char *trust, char out[PATH_SIZE], gi_error *err)
{
    if (snprintf(out, PATH_SIZE, "%s.seen", trust) >= PATH_SIZE) {
        return gi_fail(err, GI_WHY_TOO_LONG, "path", trust, gi_num(PATH_SIZE - 1).text);
    }
    return GI_OK;
}

static gi_status read_record(const char *path, gi_buf *out, gi_error *err)
{
    gi_status status = file_read(path, out, err);
    return status == GI_NOT_FOUND ? GI_OK : status;
}

static bool take_line(gi_bytes *rest, gi_bytes *line)
{
    const uint8_t *end = rest->size > 0 ? memchr(rest->data, '\n', rest->size) : NULL;
    size_t size = end != NULL ? (size_t)(end - rest->data) + 1 : rest->size;
    if (size == 0) {
        return false;
    }
    *line = (gi_bytes){ rest->data, size };
    *rest = (gi_bytes){ rest->data + size, rest->size - size };
    return true;
}

/* "pin number\n" */
static bool is_of(gi_bytes line, const char *pin, gi_bytes *number)
{
    size_t size = strlen(pin);
    if (line.size <= size || memcmp(line.data, pin, size) != 0 || line.data[size] != ' ') {
        return false;
    }
    *number = gi_trim((gi_bytes){ line.data + size, line.size - size });
    return true;
}

/* The highest sequence under this pin, 0 when there is none. */
static gi_status highest(gi_bytes record, const char *path, const char *pin, int64_t *out,
                         gi_error *err)
{
    gi_bytes line;
    gi_bytes number;
    int64_t found = 0;
    while (take_line(&record, &line)) {
        if (is_of(line, pin, &number) &&
            gi_text_int(number, path, 0, INT64_MAX, &found, NULL) != GI_OK) {
            return gi_fail(err, GI_WHY_BAD_FIELD, path, gi_quote(number).text, "0..");
        }
    }
    *out = found;
    return GI_OK;
}

gi_status seen_check(const char *trust, const gi_bundle_about *about, gi_error *err)
{
    char path[PATH_SIZE];
    int64_t seen = 0;
    GI_AUTO_BUF record = GI_BUF(SEEN_MAX);
    GI_TRY(seen_path(trust, path, err));
    GI_TRY(read_record(path, &record, err));
    GI_TRY(highest(gi_buf_view(&record), path, about->pin, &seen, err));
    if (about->sequence < seen) {
        return gi_fail(err, GI_WHY_BUNDLE_OLDER, gi_num(about->sequence).text, gi_num(seen).text);
    }
    return GI_OK;
}

/* With the lock held: every other line as it is, and ours. */
static gi_status replace(const char *path, const gi_bundle_about *about, gi_error *err)
{
    gi_bytes line;
    gi_bytes number;
    int64_t seen = 0;
    GI_AUTO_BUF old = GI_BUF(SEEN_MAX);
    GI_AUTO_BUF fresh = GI_BUF(SEEN_MAX);
    GI_TRY(read_record(path, &old, err));
    gi_bytes rest = gi_buf_view(&old);
    GI_TRY(highest(rest, path, about->pin, &seen, err));
    if (about->sequence <= seen) {
        return GI_OK;
    }
    while (take_line(&rest, &line)) {
        if (!is_of(line, about->pin, &number)) {
            gi_buf_add(&fresh, line);
        }
    }
    gi_buf_add_format(&fresh, "%s %s\n", about->pin, gi_num(about->sequence).text);
    GI_TRY(gi_buf_status(&fresh, path, err));
    return file_replace(path, gi_buf_view(&fresh), err);
}

gi_status seen_keep(const char *trust, const gi_bundle_about *about, gi_error *err)
{
    char path[PATH_SIZE];
    GI_TRY(seen_path(trust, path, err));
    int lock = open(trust, O_RDONLY | O_CLOEXEC);
    if (lock < 0) {
        return errno == ENOENT ? GI_OK : gi_fail(err, GI_WHY_FILE_OPEN, trust, strerror(errno));
    }
    gi_status status = flock(lock, LOCK_EX) == 0
                           ? replace(path, about, err)
                           : gi_fail(err, GI_WHY_FILE_OPEN, trust, strerror(errno));
    (void)close(lock);
    return status;
}
