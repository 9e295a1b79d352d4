/*
 * audit_tree.c - a whole log from its files: bundles, tiles, root, head, memory (gi/audit.h).
 *
 * Every hash is computed here from the entries; what the log serves is only compared. A file
 * that is not there is "cannot tell", a file that is wrong is a finding.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/log/audit.h"
#include "core/log/audit_head.h"
#include "core/log/tiles.h"

#define BUNDLE_MAX (17 * 1024 * 1024) /* 256 entries of 65,535 bytes */

typedef struct walk {
    gi_audit *audit;
    gi_audit_source source;
    const gi_audit_state *memory;
    int64_t size; /* of the head */
    gi_tree *tree;
    gi_buf file;
    bool good;   /* nothing contradicts the tree so far */
    bool forked; /* the remembered head is no prefix */
    bool broken; /* no entries can be read past this point */
} walk;

/* Reads a tile path of this width; a partial one may have given way to its full tile. */
static gi_status read_tile(walk *at, int level, int64_t n, int width, char path[GI_TILE_PATH],
                           bool *found, gi_error *err)
{
    gi_buf_reset(&at->file);
    gi_tile_path(level, n, width, path);
    GI_TRY(at->source.read(at->source.context, path, &at->file, found, err));
    if (!*found && width < GI_TILE_WIDTH) {
        char full[GI_TILE_PATH];
        gi_buf_reset(&at->file);
        gi_tile_path(level, n, GI_TILE_WIDTH, full);
        GI_TRY(at->source.read(at->source.context, full, &at->file, found, err));
    }
    return gi_buf_status(&at->file, path, err);
}

/* ---- hash tiles: the tree "writes" a tile, we compare ---- */

static gi_status nothing_stored(void *context, int level, int64_t n, gi_buf *out, gi_error *err)
{
    (void)context;
    (void)level;
    (void)n;
    (void)out;
    (void)err;
    return GI_OK;
}

static gi_status compare_tile(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    walk *at = context;
    char path[GI_TILE_PATH];
    bool found = false;
    int width = (int)(hashes.size / GI_DIGEST_SIZE);
    if (!at->source.tiles) {
        return GI_OK;
    }
    GI_TRY(read_tile(at, level, n, width, path, &found, err));
    /* The full tile instead of a partial one is longer: then its front is what counts. */
    bool sized = at->file.size == hashes.size || at->file.size == GI_TILE_BYTES;
    if (!found || !sized || memcmp(at->file.data, hashes.data, hashes.size) != 0) {
        gi_audit_find(at->audit, GI_AUDIT_TILE, -1, -1, "%s%s", path, found ? "" : " is missing");
        at->good = false;
    }
    return GI_OK;
}

/* ---- entries ---- */

static void check_memory(walk *at)
{
    if (at->memory == NULL || at->tree->size != at->memory->head.size) {
        return;
    }
    gi_digest root = gi_tree_root(at->tree);
    if (memcmp(root.bytes, at->memory->head.root.bytes, sizeof root.bytes) != 0) {
        gi_audit_find(at->audit, GI_AUDIT_FORK, -1, -1, "at size %" PRId64, at->tree->size);
        at->forked = true;
    }
}

static gi_status take_entry(walk *at, gi_bytes entry, gi_error *err)
{
    gi_tile_io io = { nothing_stored, compare_tile, at };
    gi_digest hash = gi_leaf_hash(entry);
    GI_TRY(gi_audit_leaf(at->audit, entry, err));
    GI_TRY(gi_tree_append(at->tree, io, &hash, err));
    check_memory(at);
    return GI_OK;
}

/* Takes the length and bytes of the next entry; false when the bundle ends too early. */
static bool next_entry(gi_bytes *rest, gi_bytes *entry)
{
    size_t size = rest->size < 2 ? 0 : (size_t)(rest->data[0] << 8 | rest->data[1]);
    if (rest->size < 2 + size) {
        return false;
    }
    *entry = (gi_bytes){ rest->data + 2, size };
    *rest = (gi_bytes){ rest->data + 2 + size, rest->size - 2 - size };
    return true;
}

static void broken_bundle(walk *at, int64_t n, const char *what)
{
    gi_audit_find(at->audit, GI_AUDIT_BUNDLE, at->tree->size, -1, "bundle %" PRId64 ": %s", n,
                  what);
    at->good = false;
    at->broken = true;
}

static gi_status take_bundle(walk *at, int64_t n, gi_error *err)
{
    char path[GI_TILE_PATH];
    bool found = false;
    int64_t left = at->size - n * GI_TILE_WIDTH;
    int width = left < GI_TILE_WIDTH ? (int)left : GI_TILE_WIDTH;
    GI_TRY(read_tile(at, GI_TILE_ENTRIES, n, width, path, &found, err));
    if (!found) {
        return gi_fail(err, GI_WHY_FILE_MISSING, path);
    }
    /* The buffer is used again for tiles while entries are taken. */
    gi_buf bundle = at->file;
    at->file = GI_BUF(BUNDLE_MAX);
    gi_bytes rest = gi_buf_view(&bundle);
    gi_status status = GI_OK;
    for (int i = 0; i < width && status == GI_OK && !at->broken; i++) {
        gi_bytes entry = { 0 };
        if (next_entry(&rest, &entry)) {
            status = take_entry(at, entry, err);
        } else {
            broken_bundle(at, n, "too short");
        }
    }
    if (status == GI_OK && !at->broken && width == GI_TILE_WIDTH && rest.size > 0) {
        broken_bundle(at, n, "bytes behind the last entry");
    }
    gi_buf_clear(&bundle);
    return status;
}

static gi_status walk_all(walk *at, const gi_checkpoint *head, gi_error *err)
{
    gi_tile_io io = { nothing_stored, compare_tile, at };
    check_memory(at); /* a remembered empty tree */
    for (int64_t n = 0; n * GI_TILE_WIDTH < head->size && !at->broken; n++) {
        GI_TRY(take_bundle(at, n, err));
    }
    if (at->broken) {
        return GI_OK;
    }
    GI_TRY(gi_tree_flush(at->tree, io, err));
    gi_digest root = gi_tree_root(at->tree);
    if (memcmp(root.bytes, head->root.bytes, sizeof root.bytes) != 0) {
        gi_audit_find(at->audit, GI_AUDIT_ROOT, -1, -1, "size %" PRId64, head->size);
        at->good = false;
    }
    return GI_OK;
}

static gi_status walk_log(gi_audit *audit, gi_audit_source source, const gi_audit_state *memory,
                          gi_audit_verdict *verdict, gi_error *err)
{
    const gi_checkpoint *head = &verdict->state.head;
    walk at = { .audit = audit,
                .source = source,
                .memory = memory,
                .size = head->size,
                .tree = calloc(1, sizeof *at.tree), /* an empty tree is all zeros */
                .file = GI_BUF(BUNDLE_MAX),
                .good = true };
    if (at.tree == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "tree");
    }
    if (memory != NULL && memory->head.size > head->size) {
        gi_audit_find(audit, GI_AUDIT_ROLLBACK, -1, -1, "size %" PRId64 ", seen was %" PRId64,
                      head->size, memory->head.size);
        verdict->rolled_back = true;
    }
    gi_status status = walk_all(&at, head, err);
    free(at.tree);
    gi_buf_clear(&at.file);
    verdict->tree = at.good;
    /* Of other sizes than the remembered head only a true tree tells. */
    verdict->forked = at.forked && at.good;
    return status;
}

gi_status gi_audit_log(gi_audit *audit, gi_audit_source source, const gi_audit_trust *trust,
                       gi_audit_verdict *verdict, gi_error *err)
{
    gi_audit_verdict found = { .state.note = GI_BUF(GI_NOTE_MAX) };
    const gi_audit_state *memory =
        trust->memory != NULL && trust->memory->known ? trust->memory : NULL;
    gi_status status = gi_audit_head_read(source, memory, &found.state, err);
    if (status == GI_OK) {
        status = walk_log(audit, source, memory, &found, err);
    }
    if (status == GI_OK) {
        status = gi_audit_finish(audit, err);
    }
    if (status == GI_OK) {
        status = gi_audit_head_judge(audit, trust, &found, err);
    }
    if (status != GI_OK) {
        gi_audit_verdict_clear(&found);
        return status;
    }
    *verdict = found;
    return GI_OK;
}
