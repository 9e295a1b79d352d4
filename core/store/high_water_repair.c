/*
 * high_water_repair.c - the mark as witnesses set it, and as an officer renews it (high_water.h).
 *
 * Both replace the file, after a question was asked elsewhere: the everyday way is to raise it.
 * Written with fsync: what stops a registry must still be there after a power cut.
 */
#include "core/store/high_water.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whole or not at all; what was there under that name is replaced. */
static gi_status replace(const char *path, gi_bytes bytes, gi_error *err)
{
    char aside[GI_PATH_MAX + 16];
    (void)snprintf(aside, sizeof aside, "%s.new", path);
    int file = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) {
        return gi_fail(err, GI_WHY_FILE_WRITE, aside, strerror(errno));
    }
    bool good = write(file, bytes.data, bytes.size) == (ssize_t)bytes.size && fsync(file) == 0;
    good = close(file) == 0 && good && rename(aside, path) == 0;
    return good ? GI_OK : gi_fail(err, GI_WHY_FILE_WRITE, path, strerror(errno));
}

static gi_status set_mark(const gi_registry *registry, const gi_checkpoint *head, gi_error *err)
{
    uint8_t bytes[GI_MARK_SIZE];
    gi_mark mark = { true, gi_sha256(gi_bytes_of(head->origin)), head->size, head->root };
    gi_mark_print(&mark, bytes);
    return replace(registry->high_water, (gi_bytes){ bytes, sizeof bytes }, err);
}

void gi_high_water_evidence_path(const gi_registry *registry, char out[GI_PATH_MAX + 16])
{
    (void)snprintf(out, GI_PATH_MAX + 16, "%s" GI_EVIDENCE_END, registry->high_water);
}

/* Does the mark stop us already, by more than was seen? One that does not read stops as well, but
 * an officer may make it anew: then what was seen is to be there. */
static bool stops(const gi_registry *registry, int64_t here, const gi_checkpoint *seen)
{
    gi_mark mark = { .found = false };
    gi_digest origin = gi_sha256(gi_bytes_of(seen->origin));
    return gi_mark_read(registry->high_water, &mark, NULL) == GI_OK && mark.found &&
           gi_bytes_equal(gi_digest_view(&origin), gi_digest_view(&mark.origin)) &&
           mark.size > here && mark.size > seen->size;
}

gi_status gi_high_water_stop(const gi_registry *registry, int64_t here, const gi_checkpoint *seen,
                             gi_bytes note, gi_error *err)
{
    char path[GI_PATH_MAX + 16];
    gi_high_water_evidence_path(registry, path);
    if (!stops(registry, here, seen)) {
        GI_TRY(set_mark(registry, seen, err)); /* first: stopping matters more than telling why */
    }
    return replace(path, note, err);
}

gi_status gi_high_water_renew(const gi_registry *registry, const gi_checkpoint *head, gi_error *err)
{
    char old[GI_PATH_MAX + 4];
    (void)snprintf(old, sizeof old, "%s.old", registry->high_water);
    if (rename(registry->high_water, old) != 0 && errno != ENOENT) {
        return gi_fail(err, GI_WHY_FILE_WRITE, old, strerror(errno));
    }
    return set_mark(registry, head, err);
}

/* ---- whose evidence it is ---- */

static bool read_evidence(const char *path, gi_buf *out)
{
    uint8_t piece[4096];
    FILE *file = fopen(path, "rbe");
    size_t got = 1;
    while (file != NULL && got > 0 && out->failed == GI_OK) {
        got = fread(piece, 1, sizeof piece, file);
        gi_buf_add(out, (gi_bytes){ piece, got });
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    return out->size > 0 && out->failed == GI_OK;
}

void gi_high_water_evidence(const gi_registry *registry, gi_buf *out)
{
    char path[GI_PATH_MAX + 16];
    gi_high_water_evidence_path(registry, path);
    (void)read_evidence(path, out);
}

void gi_high_water_holder(const gi_registry *registry, int64_t size, char out[GI_PATH_MAX])
{
    char path[GI_PATH_MAX + 16];
    gi_checkpoint checkpoint;
    GI_AUTO_BUF text = GI_BUF(GI_NOTE_MAX);
    gi_note *note = calloc(1, sizeof *note);
    gi_high_water_evidence_path(registry, path);
    (void)snprintf(out, GI_PATH_MAX, "%s", registry->high_water);
    if (note != NULL && read_evidence(path, &text) &&
        gi_note_parse(gi_buf_view(&text), note, NULL) == GI_OK &&
        gi_checkpoint_parse(note->body, &checkpoint, NULL) == GI_OK && checkpoint.size == size) {
        gi_bytes name = note->line[note->count - 1].name;
        (void)snprintf(out, GI_PATH_MAX, "%.*s", (int)name.size, (const char *)name.data);
    }
    free(note);
}
