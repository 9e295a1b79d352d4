/*
 * world_files.c - the files of a world's log, by a writer of its own, and one harmed (world.h).
 */
#include <stdlib.h>
#include <string.h>

#include "tests/core/audit/world.h"
#include "tests/support/spec.h"

static gi_status store_tile(void *context, int level, int64_t n, gi_bytes hashes, gi_error *err)
{
    world *all = context;
    all->tile = reallocarray(all->tile, all->tiles + 1, sizeof *all->tile);
    EXPECT(all->tile != NULL);
    struct world_tile *tile = &all->tile[all->tiles++];
    *tile = (struct world_tile){ GI_BUF(8192), level, n };
    gi_buf_add(&tile->hashes, hashes);
    return gi_buf_status(&tile->hashes, "tile", err);
}

static void sign_checkpoint(world *all, const gi_tree *tree)
{
    gi_error err = { 0 };
    GI_AUTO_BUF body = GI_BUF(1024);
    gi_checkpoint head = { .origin = FIXTURE_ORIGIN, .size = tree->size };
    head.root = gi_tree_root(tree);
    gi_checkpoint_print(&head, &body);
    gi_buf_reset(&all->checkpoint);
    EXPECT_OK(gi_note_sign(gi_buf_view(&body), FIXTURE_ORIGIN,
                           fixture_signer(all->fixture, FIXTURE_LOG), &all->checkpoint, &err));
}

void world_publish(world *all)
{
    gi_error err = { 0 };
    gi_tile_io io = { NULL, store_tile, all };
    gi_tree *tree = calloc(1, sizeof *tree);
    EXPECT(tree != NULL);
    for (size_t i = 0; i < all->tiles; i++) {
        gi_buf_clear(&all->tile[i].hashes);
    }
    all->tiles = 0;
    for (size_t i = 0; i < all->count; i++) {
        gi_digest hash = gi_leaf_hash(gi_buf_view(&all->leaf[i]));
        EXPECT_OK(gi_tree_append(tree, io, &hash, &err));
    }
    EXPECT_OK(gi_tree_flush(tree, io, &err));
    sign_checkpoint(all, tree);
    free(tree);
}

static bool add_bundle(const world *all, int64_t n, int width, gi_buf *out)
{
    for (size_t i = (size_t)n * 256; i < (size_t)n * 256 + (size_t)width; i++) {
        if (i >= all->count) {
            return false;
        }
        gi_buf_add_byte(out, (uint8_t)(all->leaf[i].size >> 8));
        gi_buf_add_byte(out, (uint8_t)all->leaf[i].size);
        gi_buf_add(out, gi_buf_view(&all->leaf[i]));
    }
    return true;
}

static bool add_hashes(const world *all, int level, int64_t n, int width, gi_buf *out)
{
    for (size_t i = 0; i < all->tiles; i++) {
        const struct world_tile *tile = &all->tile[i];
        if (tile->level == level && tile->n == n && tile->hashes.size == (size_t)width * 32) {
            gi_buf_add(out, gi_buf_view(&tile->hashes));
            return true;
        }
    }
    return false;
}

static gi_status read_file(void *context, const char *path, gi_buf *out, bool *found, gi_error *err)
{
    const world *all = context;
    int level = 0;
    int width = 0;
    int64_t n = 0;
    *found = strcmp(path, all->missing) != 0;
    if (!*found) {
        return GI_OK;
    }
    if (strcmp(path, "checkpoint") == 0) {
        gi_buf_add(out, gi_buf_view(&all->checkpoint));
    } else {
        GI_TRY(gi_tile_path_parse(gi_bytes_of(path), &level, &n, &width, err));
        *found = level == GI_TILE_ENTRIES ? add_bundle(all, n, width, out)
                                          : add_hashes(all, level, n, width, out);
    }
    if (strcmp(path, all->damaged) == 0) {
        out->data[out->size - 1] ^= 1;
    }
    return GI_OK;
}

gi_audit_source world_source(world *all)
{
    return (gi_audit_source){ .read = read_file, .context = all, .tiles = true };
}
