/*
 * audit_tree.c - hashes computed from the entries; what the log serves is only compared.
 *
 * Of the past only level 1 and up is kept. A root of an earlier size needs one tile of level 0
 * again: it is read from the log and must give the level 1 hash that we computed.
 */
#include "core/log/audit_tree.h"

#include <stdlib.h>
#include <string.h>

#include "core/log/tiles.h"

#define LEVEL_MAX (1U << 30) /* bytes of a level: 2^33 leaves at level 1 */

void gi_audit_tree_destroy(audit_tree *tree)
{
    if (tree != NULL) {
        for (size_t i = 0; i < GI_TREE_LEVELS; i++) {
            gi_buf_clear(&tree->full[i]);
        }
        gi_buf_clear(&tree->file);
        free(tree);
    }
}

static gi_status make(gi_audit *audit, gi_error *err)
{
    audit->tree = calloc(1, sizeof *audit->tree); /* an empty tree is all zeros */
    if (audit->tree == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "tree");
    }
    audit->tree->file = GI_BUF(AUDIT_BUNDLE_MAX);
    for (size_t i = 0; i < GI_TREE_LEVELS; i++) {
        audit->tree->full[i] = GI_BUF(LEVEL_MAX);
    }
    return GI_OK;
}

gi_status gi_audit_tree_begin(gi_audit *audit, gi_audit_source source, int64_t size, gi_error *err)
{
    if (audit->tree == NULL) {
        GI_TRY(make(audit, err));
    }
    audit->tree->source = source;
    audit->tree->size = size;
    audit->tree->good = true;
    return GI_OK;
}

gi_status gi_audit_tile(audit_tree *tree, int level, int64_t n, int width, size_t max,
                        char path[GI_TILE_PATH], bool *found, gi_error *err)
{
    const gi_audit_source *source = &tree->source;
    gi_buf_reset(&tree->file);
    tree->file.max = max;
    gi_tile_path(level, n, width, path);
    GI_TRY(source->read(source->context, path, &tree->file, found, err));
    if (!*found && width < GI_TILE_WIDTH) {
        char full[GI_TILE_PATH];
        gi_buf_reset(&tree->file);
        gi_tile_path(level, n, GI_TILE_WIDTH, full);
        GI_TRY(source->read(source->context, full, &tree->file, found, err));
    }
    return gi_buf_status(&tree->file, path, err);
}

/* ---- hash tiles: the tree "writes" a tile, we keep and compare ---- */

static gi_status nothing_stored(void *context, int level, int64_t n, gi_buf *out, gi_error *err)
{
    (void)context;
    (void)level;
    (void)n;
    (void)out;
    (void)err;
    return GI_OK;
}

/* Once: an append that failed is done again by the next look. */
static gi_status keep_tile(audit_tree *tree, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    gi_buf *full = &tree->full[level];
    if (level == 0 || hashes.size < GI_TILE_BYTES || full->size != (size_t)n * GI_TILE_BYTES) {
        return GI_OK;
    }
    gi_buf_add(full, hashes);
    return gi_buf_status(full, "tiles", err);
}

static gi_status compare_tile(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    gi_audit *audit = context;
    audit_tree *tree = audit->tree;
    char path[GI_TILE_PATH];
    bool found = false;
    int width = (int)(hashes.size / GI_DIGEST_SIZE);
    GI_TRY(keep_tile(tree, level, n, hashes, err));
    if (!tree->source.tiles) {
        return GI_OK;
    }
    GI_TRY(gi_audit_tile(tree, level, n, width, GI_TILE_BYTES, path, &found, err));
    /* The full tile instead of a partial one is longer: then its front is what counts. */
    bool sized = tree->file.size == hashes.size || tree->file.size == GI_TILE_BYTES;
    if (!found || !sized || memcmp(tree->file.data, hashes.data, hashes.size) != 0) {
        gi_audit_find(audit, GI_AUDIT_TILE, -1, -1, "%s%s", path, found ? "" : " is missing");
        tree->good = false;
    }
    return GI_OK;
}

gi_status gi_audit_tree_add(gi_audit *audit, const gi_digest *leaf, gi_error *err)
{
    gi_tile_io io = { nothing_stored, compare_tile, audit };
    return leaf != NULL ? gi_tree_append(&audit->tree->tree, io, leaf, err)
                        : gi_tree_flush(&audit->tree->tree, io, err);
}

/* ---- roots of earlier sizes ---- */

/* The hash over the full level 0 tile n, as we computed it. */
static const uint8_t *hash_of_tile(const audit_tree *tree, int64_t n)
{
    size_t at = (size_t)n * GI_DIGEST_SIZE;
    const gi_buf *full = &tree->full[1];
    return at < full->size ? full->data + at : tree->tree.open[1] + (at - full->size);
}

/* Level 0 is not kept: the log's own tile serves when it gives our hash. */
static gi_status read_again(audit_tree *tree, int64_t n, gi_buf *out, gi_error *err)
{
    char path[GI_TILE_PATH];
    bool found = false;
    GI_TRY(gi_audit_tile(tree, 0, n, GI_TILE_WIDTH, GI_TILE_BYTES, path, &found, err));
    if (found && tree->file.size == GI_TILE_BYTES) {
        gi_digest hash = gi_tile_subtree(tree->file.data, GI_TILE_WIDTH);
        if (memcmp(hash.bytes, hash_of_tile(tree, n), sizeof hash.bytes) == 0) {
            gi_buf_add(out, gi_buf_view(&tree->file));
        }
    }
    return GI_OK;
}

static gi_status read_kept(void *context, int level, int64_t n, gi_buf *out, gi_error *err)
{
    audit_tree *tree = context;
    int64_t full = level + 1 < GI_TREE_LEVELS ? tree->tree.size >> (8 * (level + 1)) : 0;
    if (n == full) {
        gi_buf_add(out, (gi_bytes){ tree->tree.open[level],
                                    (size_t)tree->tree.count[level] * GI_DIGEST_SIZE });
        return GI_OK;
    }
    if (level == 0) {
        return read_again(tree, n, out, err);
    }
    gi_buf_add(out,
               (gi_bytes){ tree->full[level].data + (size_t)n * GI_TILE_BYTES, GI_TILE_BYTES });
    return GI_OK;
}

gi_status gi_audit_root_at(const gi_audit *audit, int64_t size, gi_digest *out, bool *known,
                           gi_error *err)
{
    *known = false;
    if (audit->tree == NULL || size > audit->tree->tree.size || !audit->tree->source.tiles) {
        return GI_OK;
    }
    gi_error why = { 0 };
    gi_tile_io io = { read_kept, NULL, audit->tree };
    gi_status status = gi_tiles_root(io, size, out, &why);
    *known = status == GI_OK;
    if (status == GI_OK || status == GI_CORRUPT) {
        return GI_OK; /* a tile that is wrong was told when it was compared */
    }
    if (err != NULL) {
        *err = why;
    }
    return status;
}
