/*
 * export.c - the log as a directory of static files (gi/publish.h).
 *
 * The checkpoint is read first and written last. All files between are those that its size
 * implies: full tiles, and one partial per level on the right edge. What an older export left,
 * its partials included, stays: the log only grows, so none of it ever becomes wrong.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/lookup/export_file.h"
#include "core/lookup/publish.h"
#include "core/lookup/report.h"
#include "core/store/log_rows.h"

static void close_folder(const int *folder)
{
    if (*folder >= 0) {
        (void)close(*folder);
    }
}

#define AUTO_FOLDER __attribute__((cleanup(close_folder))) int

typedef struct exporter {
    gi_registry *registry;
    const char *dir;
    int folder;
    bool whole;
    int64_t epoch;    /* number of the log */
    int64_t old_size; /* of the log that an earlier export wrote down */
    gi_checkpoint head;
    gi_export done;
    gi_buf ours;   /* the file as it should be */
    gi_buf theirs; /* as it stands there */
} exporter;

/* ---- what stands there already ---- */

static gi_status root_at(gi_registry *registry, int64_t size, gi_digest *out, gi_error *err)
{
    return GI_READ(registry, gi_tiles_root(gi_tiles_of(registry->db), size, out, err), err);
}

static gi_status differs(const exporter *at, const char *what, gi_error *err)
{
    return gi_fail(err, GI_WHY_EXPORT_DIFFERS, at->dir, what);
}

/* Of our log, or of one that was closed since while it held no more than was kept. */
static gi_status check_name(const exporter *at, const gi_checkpoint *old, gi_error *err)
{
    gi_epoch_row epoch;
    gi_epoch_row next;
    bool found = false;
    bool closed = false;
    GI_TRY(gi_epoch_of_origin(at->registry->db, old->origin, &epoch, &found, err));
    if (!found) {
        return differs(at, old->origin, err);
    }
    GI_TRY(gi_epoch_load(at->registry->db, epoch.number + 1, &next, NULL, &closed, err));
    return old->size <= (closed ? next.act : at->head.size)
               ? GI_OK
               : differs(at, gi_num(old->size).text, err);
}

/* An older checkpoint in the directory must be a prefix of our log. */
static gi_status compare_old(exporter *at, gi_error *err)
{
    gi_digest root;
    gi_checkpoint old;
    if (gi_checkpoint_of_note(gi_buf_view(&at->theirs), &old, NULL) != GI_OK) {
        return differs(at, "checkpoint", err);
    }
    GI_TRY(GI_READ(at->registry, check_name(at, &old, err), err));
    GI_TRY(root_at(at->registry, old.size, &root, err));
    if (memcmp(root.bytes, old.root.bytes, sizeof root.bytes) != 0) {
        return differs(at, gi_num(old.size).text, err);
    }
    at->old_size = old.size;
    return GI_OK;
}

static gi_status look_around(exporter *at, gi_error *err)
{
    bool found = false;
    if (gi_export_has(at->folder, "registry.db")) {
        return gi_fail(err, GI_WHY_FILE_EXISTS, "registry.db");
    }
    gi_buf_reset(&at->theirs);
    GI_TRY(gi_export_read(at->folder, "checkpoint", &at->theirs, &found, err));
    return found ? compare_old(at, err) : GI_OK;
}

/* ---- one file ---- */

/* True when the file stands there with the bytes of ours; one that is too long does not. */
static bool is_same(exporter *at, const char *path)
{
    bool found = false;
    gi_buf_reset(&at->theirs);
    gi_status status = gi_export_read(at->folder, path, &at->theirs, &found, NULL);
    return status == GI_OK && found &&
           gi_bytes_equal(gi_buf_view(&at->theirs), gi_buf_view(&at->ours));
}

static gi_status put_bytes(exporter *at, const char *path, gi_error *err)
{
    if (is_same(at, path)) {
        at->done.kept++;
        return GI_OK;
    }
    GI_TRY(gi_export_write(at->folder, path, gi_buf_view(&at->ours), err));
    at->done.written++;
    return GI_OK;
}

static gi_status put_file(exporter *at, const char *path, gi_error *err)
{
    gi_publish_kind kind;
    gi_buf_reset(&at->ours);
    GI_TRY(gi_publish_read(at->registry, gi_bytes_of(path), &at->ours, &kind, err));
    return put_bytes(at, path, err);
}

/* A tile that the older export held is neither made nor read again, unless all is compared. */
static gi_status put_tile(exporter *at, int level, int64_t n, int width, gi_error *err)
{
    char path[GI_TILE_PATH];
    gi_tile_path(level, n, width, path);
    if (!at->whole && gi_tile_published(at->old_size, level, n, width) &&
        gi_export_has(at->folder, path)) {
        at->done.kept++;
        return GI_OK;
    }
    return put_file(at, path, err);
}

/* ---- all of them ---- */

static gi_status put_level(exporter *at, int level, gi_error *err)
{
    int64_t hashes = at->head.size >> (level == GI_TILE_ENTRIES ? 0 : 8 * level);
    int64_t full = hashes / GI_TILE_WIDTH;
    int rest = (int)(hashes % GI_TILE_WIDTH);
    for (int64_t n = 0; n < full; n++) {
        GI_TRY(put_tile(at, level, n, GI_TILE_WIDTH, err));
    }
    return rest == 0 ? GI_OK : put_tile(at, level, full, rest, err);
}

/* The last words of closed logs; their leaves stand among ours. */
static gi_status put_closed(exporter *at, gi_error *err)
{
    static const char *const files[] = { "checkpoint", "vkey" };
    for (int64_t number = 1; number < at->epoch; number++) {
        for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
            char path[GI_TILE_PATH];
            (void)snprintf(path, sizeof path, "%s/%s", gi_num(number).text, files[i]);
            GI_TRY(put_file(at, path, err));
        }
    }
    return GI_OK;
}

static gi_status put_all(exporter *at, gi_bytes note, gi_error *err)
{
    for (int level = GI_TILE_ENTRIES; level < GI_TREE_LEVELS; level++) {
        GI_TRY(put_level(at, level, err));
    }
    GI_TRY(put_file(at, "vkey", err));
    GI_TRY(put_file(at, "policy", err));
    GI_TRY(put_closed(at, err));
    GI_TRY(gi_export_sync(at->folder, err));
    gi_buf_reset(&at->ours);
    gi_buf_add(&at->ours, note);
    return put_bytes(at, "checkpoint", err);
}

static gi_status run(exporter *at, gi_bytes note, gi_error *err)
{
    GI_TRY(look_around(at, err));
    GI_TRY(put_all(at, note, err));
    GI_TRY(gi_export_sync(at->folder, err));
    at->done.size = at->head.size;
    return GI_OK;
}

gi_status gi_log_export(gi_registry *registry, const char *dir, bool whole, gi_export *out,
                        gi_error *err)
{
    AUTO_FOLDER folder = -1;
    GI_AUTO_BUF note = GI_BUF(GI_NOTE_MAX);
    exporter at = { .registry = registry, .dir = dir, .whole = whole };
    at.epoch = registry->about.epoch;
    at.ours = GI_BUF(GI_PUBLISH_MAX);
    at.theirs = GI_BUF(GI_PUBLISH_MAX);
    GI_TRY(GI_READ(registry, gi_published_note(registry->db, &note, &at.head, err), err));
    GI_TRY(gi_export_open(dir, &folder, err));
    at.folder = folder;
    gi_status status = run(&at, gi_buf_view(&note), err);
    gi_buf_clear(&at.ours);
    gi_buf_clear(&at.theirs);
    *out = status == GI_OK ? at.done : *out;
    return status;
}
