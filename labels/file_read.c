/*
 * file_read.c - open, read, close, each with its own refusal (file_read.h).
 */
#include "labels/file_read.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static void close_file(const int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
    }
}

static gi_status fail_open(const char *path, const char *field, bool linked, gi_error *err)
{
    int why = errno;
    if (why == ELOOP && !linked) {
        return gi_fail_field(err, field, GI_WHY_ART_LINK, path);
    }
    return why == ENOENT ? gi_fail_field(err, field, GI_WHY_FILE_MISSING, path)
                         : gi_fail_field(err, field, GI_WHY_FILE_OPEN, path, strerror(why));
}

gi_status gi_file_read(const char *path, const gi_file_rule *rule, gi_buf *out, gi_error *err)
{
    const char *field = rule->field != NULL ? rule->field : "";
    int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (rule->linked ? 0 : O_NOFOLLOW);
    __attribute__((cleanup(close_file))) const int fd = open(path, flags);
    if (fd < 0) {
        return fail_open(path, field, rule->linked, err);
    }
    uint8_t *at = gi_buf_extend(out, rule->most + 1);
    GI_TRY(gi_buf_status(out, path, err));
    out->size = 0;
    for (ssize_t got = 1; got > 0 && out->size <= rule->most;) {
        got = read(fd, at + out->size, rule->most + 1 - out->size);
        if (got < 0) {
            return gi_fail_field(err, field, GI_WHY_FILE_READ, path, strerror(errno));
        }
        out->size += (size_t)got;
    }
    return GI_OK;
}
