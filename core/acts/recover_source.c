/*
 * recover_source.c - the head and the leaves of a published log (recover.h).
 *
 * Nothing is believed here: the root over the leaves is compared by those who read them.
 */
#include <stdlib.h>

#include "core/acts/recover.h"

#define BUNDLE_MAX (1U << 20) /* 256 leaves of 2,048 bytes, with room to spare */

void gi_published_log_clear(gi_published_log *log)
{
    free(log->note);
    gi_buf_clear(&log->text);
    *log = (gi_published_log){ 0 };
}

static gi_status read_file(gi_audit_source source, const char *path, gi_buf *out, gi_error *err)
{
    bool found = false;
    GI_TRY(source.read(source.context, path, out, &found, err));
    GI_TRY(gi_buf_status(out, path, err));
    return found ? GI_OK : gi_fail(err, GI_WHY_FILE_MISSING, path);
}

/* Moves what a scope would release at its end. */
static gi_published_log moved_from(gi_published_log *from)
{
    gi_published_log moved = *from;
    *from = (gi_published_log){ 0 };
    return moved;
}

gi_status gi_published_log_open(gi_audit_source source, gi_published_log *out, gi_error *err)
{
    GI_PUBLISHED_LOG log = { .source = source, .text = GI_BUF(GI_NOTE_MAX) };
    log.note = calloc(1, sizeof *log.note);
    if (log.note == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "note");
    }
    GI_TRY(read_file(source, "checkpoint", &log.text, err));
    GI_TRY(gi_note_parse(gi_buf_view(&log.text), log.note, err));
    GI_TRY(gi_checkpoint_parse(log.note->body, &log.head, err));
    *out = moved_from(&log);
    return GI_OK;
}

/* ---- leaves ---- */

/* A partial bundle may have given way to the full one since. */
static gi_status read_bundle(gi_audit_source source, int64_t n, int width, gi_buf *out,
                             gi_error *err)
{
    char path[GI_TILE_PATH];
    bool found = false;
    gi_tile_path(GI_TILE_ENTRIES, n, width, path);
    GI_TRY(source.read(source.context, path, out, &found, err));
    if (!found && width < GI_TILE_WIDTH) {
        gi_buf_reset(out);
        gi_tile_path(GI_TILE_ENTRIES, n, GI_TILE_WIDTH, path);
        return read_file(source, path, out, err);
    }
    GI_TRY(gi_buf_status(out, path, err));
    return found ? GI_OK : gi_fail(err, GI_WHY_FILE_MISSING, path);
}

/* Takes the length and bytes of the next leaf; false when the bundle ends too early. */
static bool next_leaf(gi_bytes *rest, gi_bytes *leaf)
{
    size_t size = rest->size < 2 ? 0 : (size_t)(rest->data[0] << 8 | rest->data[1]);
    if (rest->size < 2 + size) {
        return false;
    }
    *leaf = (gi_bytes){ rest->data + 2, size };
    *rest = (gi_bytes){ rest->data + 2 + size, rest->size - 2 - size };
    return true;
}

static gi_status each_in_bundle(const gi_published_log *log, int64_t n, int64_t from,
                                gi_published_visit take, void *context, gi_error *err)
{
    GI_AUTO_BUF bundle = GI_BUF(BUNDLE_MAX);
    int64_t first = n * GI_TILE_WIDTH;
    int64_t left = log->head.size - first;
    int width = left < GI_TILE_WIDTH ? (int)left : GI_TILE_WIDTH;
    GI_TRY(read_bundle(log->source, n, width, &bundle, err));
    gi_bytes rest = gi_buf_view(&bundle);
    for (int i = 0; i < width; i++) {
        gi_bytes leaf = { 0 };
        if (!next_leaf(&rest, &leaf)) {
            return gi_fail(err, GI_WHY_RECOVER_DIFFERS, gi_num(first + i).text);
        }
        if (first + i >= from) {
            GI_TRY(take(context, first + i, leaf, err));
        }
    }
    return GI_OK;
}

gi_status gi_published_log_each(const gi_published_log *log, int64_t from, gi_published_visit take,
                                void *context, gi_error *err)
{
    for (int64_t n = from / GI_TILE_WIDTH; n * GI_TILE_WIDTH < log->head.size; n++) {
        GI_TRY(each_in_bundle(log, n, from, take, context, err));
    }
    return GI_OK;
}
