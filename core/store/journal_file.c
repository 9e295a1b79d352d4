/*
 * journal_file.c - lines outside the registry directory: added, read, rewritten (journal_file.h).
 *
 * A lock on the file itself keeps writers apart, so it is looked at again after the lock was
 * won: a rewrite by somebody else has put another file in its place. A line that was torn by a
 * crash is ended before the next one is added, and skipped by those who read.
 */
#include "core/store/journal_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/outside.h"

gi_status gi_journal_file_find(gi_registry *registry, gi_error *err)
{
    const char *given = registry->about.journal;
    GI_TRY(gi_path_outside(registry->dir, "journal", given, err));
    (void)snprintf(registry->journal, sizeof registry->journal, "%s", given);
    return GI_OK;
}

/* ---- open and locked ---- */

static bool lock(int file)
{
    while (flock(file, LOCK_EX) != 0) {
        if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

/* Still the file that stands at the path? */
static bool is_current(int file, const char *path)
{
    struct stat held;
    struct stat there;
    return fstat(file, &held) == 0 && stat(path, &there) == 0 && held.st_ino == there.st_ino &&
           held.st_dev == there.st_dev;
}

gi_status gi_journal_file_open(const char *path, gi_journal_file *out, gi_error *err)
{
    for (;;) {
        int file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
        if (file < 0 || !lock(file)) {
            gi_status status = gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
            (void)(file < 0 ? 0 : close(file));
            return status;
        }
        if (is_current(file, path)) {
            *out = (gi_journal_file){ file, path };
            return GI_OK;
        }
        (void)close(file);
    }
}

void gi_journal_file_close(gi_journal_file *journal)
{
    if (journal->file >= 0) {
        (void)close(journal->file);
        journal->file = -1;
    }
}

/* ---- adding ---- */

static bool write_all(int file, gi_bytes bytes)
{
    while (bytes.size > 0) {
        ssize_t done = write(file, bytes.data, bytes.size);
        if (done < 0 && errno == EINTR) {
            continue;
        }
        if (done <= 0) {
            return false;
        }
        bytes = (gi_bytes){ bytes.data + done, bytes.size - (size_t)done };
    }
    return true;
}

static bool is_torn(int file, off_t size)
{
    char last = '\n';
    return size > 0 && (pread(file, &last, 1, size - 1) != 1 || last != '\n');
}

gi_status gi_journal_file_add(const gi_journal_file *journal, gi_bytes lines, gi_error *err)
{
    struct stat before;
    int file = journal->file;
    if (fstat(file, &before) != 0) {
        return gi_fail(err, GI_WHY_FILE_WRITE, journal->path, strerror(errno));
    }
    bool good = !is_torn(file, before.st_size) || write_all(file, gi_bytes_of("\n"));
    if (good && write_all(file, lines) && fdatasync(file) == 0) {
        return GI_OK;
    }
    gi_status status = gi_fail(err, GI_WHY_FILE_WRITE, journal->path, strerror(errno));
    return ftruncate(file, before.st_size) == 0 ? status : GI_IO;
}

/* ---- reading ---- */

static gi_status each_line(FILE *file, const char *path, gi_journal_visit take, void *context,
                           gi_error *err)
{
    GI_AUTO_BUF line = GI_BUF(GI_JOURNAL_LINE_MAX);
    for (int byte = getc(file); byte != EOF; byte = getc(file)) {
        if (byte != '\n') {
            gi_buf_add_byte(&line, (uint8_t)byte);
            continue;
        }
        GI_TRY(gi_buf_status(&line, path, err));
        if (line.size > 0) {
            GI_TRY(take(context, gi_buf_view(&line), err));
        }
        gi_buf_reset(&line);
    }
    return ferror(file) == 0 ? GI_OK : gi_fail(err, GI_WHY_FILE_READ, path, strerror(errno));
}

gi_status gi_journal_file_each(const gi_journal_file *journal, gi_journal_visit take, void *context,
                               gi_error *err)
{
    FILE *file = fopen(journal->path, "rbe");
    if (file == NULL) {
        return gi_fail(err, GI_WHY_FILE_READ, journal->path, strerror(errno));
    }
    gi_status status = each_line(file, journal->path, take, context, err);
    (void)fclose(file);
    return status;
}

/* ---- rewriting ---- */

typedef struct rewriting {
    int file;
    const char *path;
    gi_journal_edit edit;
    void *context;
    gi_buf line;
} rewriting;

static gi_status put_line(void *context, gi_bytes line, gi_error *err)
{
    rewriting *at = context;
    gi_buf_reset(&at->line);
    GI_TRY(at->edit(at->context, line, &at->line, err));
    GI_TRY(gi_buf_status(&at->line, at->path, err));
    return write_all(at->file, gi_buf_view(&at->line))
               ? GI_OK
               : gi_fail(err, GI_WHY_FILE_WRITE, at->path, strerror(errno));
}

/* The folder holds the name: without this the old file could come back after a power cut. */
static void sync_folder(const char *path)
{
    char folder[GI_PATH_MAX];
    const char *slash = strrchr(path, '/');
    (void)snprintf(folder, sizeof folder, "%.*s", slash == NULL ? 1 : (int)(slash - path) + 1,
                   slash == NULL ? "." : path);
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file >= 0) {
        (void)fsync(file);
        (void)close(file);
    }
}

static gi_status put_in_place(const rewriting *at, const char *fresh, gi_error *err)
{
    if (fsync(at->file) != 0 || rename(fresh, at->path) != 0) {
        return gi_fail(err, GI_WHY_FILE_WRITE, at->path, strerror(errno));
    }
    sync_folder(at->path);
    return GI_OK;
}

gi_status gi_journal_file_rewrite(const gi_journal_file *journal, gi_journal_edit edit,
                                  void *context, gi_error *err)
{
    char fresh[GI_PATH_MAX + 8];
    (void)snprintf(fresh, sizeof fresh, "%s.new", journal->path);
    (void)unlink(fresh); /* left by a rewrite that was cut off; we hold the lock */
    rewriting at = { .path = journal->path, .edit = edit, .context = context };
    at.line = GI_BUF(GI_JOURNAL_LINE_MAX + 1);
    at.file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (at.file < 0) {
        return gi_fail(err, GI_WHY_FILE_WRITE, fresh, strerror(errno));
    }
    gi_status status = gi_journal_file_each(journal, put_line, &at, err);
    if (status == GI_OK) {
        status = put_in_place(&at, fresh, err);
    }
    (void)close(at.file);
    gi_buf_clear(&at.line);
    if (status != GI_OK) {
        (void)unlink(fresh);
    }
    return status;
}
