/*
 * passphrase.c - asking for a passphrase where it cannot be overheard.
 *
 * Never argv, never the environment: both are readable by others. What was read is wiped here
 * on every path; only the caller's gi_secret holds it. A descriptor is read byte by byte, so
 * that a second passphrase may follow on its next line.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/crypto/disk.h"
#include "core/crypto/terminal.h"
#include "gi/crypto.h"

#define NO_CANCEL (-1)

/* The first line without its end (LF or CRLF); the byte cancel gives it up. */
static gi_status read_line(int fd, int cancel, const char *what, gi_secret *out, gi_error *err)
{
    GI_SECRET line = { 0 };
    for (;;) {
        uint8_t byte = '\n';
        ssize_t got = read(fd, &byte, 1);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return gi_fail(err, GI_WHY_FILE_READ, what, strerror(errno));
        }
        if (got == 0 || byte == '\n') {
            break;
        }
        if (byte == cancel) {
            return gi_fail(err, GI_WHY_NO_PASSPHRASE, what);
        }
        if (line.size == sizeof line.bytes) {
            return gi_fail(err, GI_WHY_TOO_LONG, what, gi_num(GI_SECRET_MAX + 1).text,
                           gi_num(GI_SECRET_MAX).text);
        }
        line.bytes[line.size++] = byte;
    }
    if (line.size > 0 && line.bytes[line.size - 1] == '\r') {
        line.size--;
    }
    *out = line;
    return GI_OK;
}

static gi_status read_file(const char *path, gi_secret *out, gi_error *err)
{
    GI_AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0 && errno == ENOENT) {
        return gi_fail(err, GI_WHY_FILE_MISSING, path);
    }
    if (fd < 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    GI_TRY(gi_private_check(fd, path, err));
    return read_line(fd, NO_CANCEL, path, out, err);
}

/*
 * The credential of a systemd service; sets *given when there is one. Its mode is not judged:
 * systemd may grant it by an access list, which shows as group bits.
 */
static gi_status read_credential(bool *given, gi_secret *out, gi_error *err)
{
    const char *directory = getenv("CREDENTIALS_DIRECTORY");
    if (directory == NULL) {
        return GI_OK;
    }
    GI_AUTO_BUF path = GI_BUF(4096);
    gi_buf_add_format(&path, "%s/gitrace-passphrase", directory);
    GI_TRY(gi_buf_status(&path, "CREDENTIALS_DIRECTORY", err));
    GI_AUTO_FD fd = open(gi_buf_text(&path), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0 && errno == ENOENT) {
        return GI_OK;
    }
    if (fd < 0) {
        return gi_fail(err, GI_WHY_FILE_OPEN, gi_buf_text(&path), strerror(errno));
    }
    *given = true;
    return read_line(fd, NO_CANCEL, gi_buf_text(&path), out, err);
}

static gi_status ask(const char *what, gi_secret *out, gi_error *err)
{
    gi_terminal terminal;
    if (!gi_terminal_open(&terminal, what)) {
        return gi_fail(err, GI_WHY_NO_PASSPHRASE, what);
    }
    GI_SECRET typed = { 0 };
    gi_status status = read_line(terminal.fd, GI_TERMINAL_CANCEL, what, &typed, err);
    gi_terminal_close(&terminal);
    GI_TRY(status);
    *out = typed;
    return GI_OK;
}

static gi_status read_any(const gi_passphrase_source *source, const char *what, gi_secret *out,
                          gi_error *err)
{
    if (source->fd >= 0) {
        return read_line(source->fd, NO_CANCEL, what, out, err);
    }
    if (source->file != NULL) {
        return read_file(source->file, out, err);
    }
    bool given = false;
    GI_TRY(read_credential(&given, out, err));
    return given || !source->prompt ? GI_OK : ask(what, out, err);
}

gi_status gi_passphrase_read(const gi_passphrase_source *source, const char *what, gi_secret *out,
                             gi_error *err)
{
    GI_SECRET found = { 0 };
    GI_TRY(read_any(source, what, &found, err));
    if (found.size == 0) {
        return gi_fail(err, GI_WHY_NO_PASSPHRASE, what);
    }
    *out = found;
    return GI_OK;
}
