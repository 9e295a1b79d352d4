/*
 * tile_cache.c - one place per tile by the hash of its path; the newest wins (tile_cache.h).
 */
#include "web/log/tile_cache.h"

#include <stdlib.h>
#include <string.h>

#include "gi/log.h"

enum { PLACES = 128, TILE_SIZE = GI_TILE_WIDTH * GI_DIGEST_SIZE };

typedef struct place {
    size_t path_size; /* 0 = free */
    uint8_t path[GI_TILE_PATH];
    uint8_t tile[TILE_SIZE];
} place;

struct gi_tile_cache {
    place *place[PLACES]; /* NULL until used */
};

gi_status gi_tile_cache_create(gi_tile_cache **out, gi_error *err)
{
    gi_tile_cache *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "tile cache");
    }
    *out = fresh;
    return GI_OK;
}

void gi_tile_cache_destroy(gi_tile_cache *cache)
{
    for (size_t i = 0; cache != NULL && i < PLACES; i++) {
        free(cache->place[i]);
    }
    free(cache);
}

/* FNV-1a: neighbours differ in the last digit and so fall on different places. */
static place **place_of(gi_tile_cache *cache, gi_bytes path)
{
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < path.size; i++) {
        hash = (hash ^ path.data[i]) * 16777619U;
    }
    return &cache->place[hash % PLACES];
}

static bool holds(const place *at, gi_bytes path)
{
    return at != NULL && at->path_size == path.size && memcmp(at->path, path.data, path.size) == 0;
}

/* Partial tiles are shorter; entries are of another kind. */
static void keep(place **at, gi_bytes path, gi_bytes tile)
{
    if (tile.size != TILE_SIZE || path.size > GI_TILE_PATH) {
        return;
    }
    *at = *at != NULL ? *at : calloc(1, sizeof **at);
    if (*at != NULL) {
        (*at)->path_size = path.size;
        memcpy((*at)->path, path.data, path.size);
        memcpy((*at)->tile, tile.data, tile.size);
    }
}

gi_status gi_tile_cache_read(gi_tile_cache *cache, gi_registry *registry, gi_bytes path,
                             gi_buf *out, gi_publish_kind *kind, gi_error *err)
{
    place **at = place_of(cache, path);
    if (holds(*at, path)) {
        gi_buf_add(out, (gi_bytes){ (*at)->tile, TILE_SIZE });
        *kind = GI_PUBLISH_HASHES;
        return gi_buf_status(out, "tile", err);
    }
    size_t before = out->size;
    GI_TRY(gi_publish_read(registry, path, out, kind, err));
    if (*kind == GI_PUBLISH_HASHES) {
        keep(at, path, (gi_bytes){ out->data + before, out->size - before });
    }
    return GI_OK;
}
