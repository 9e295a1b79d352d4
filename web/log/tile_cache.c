/*
 * tile_cache.c - one place per tile by its number; the newest wins (tile_cache.h).
 */
#include "web/log/tile_cache.h"

#include <stdlib.h>
#include <string.h>

#include "gi/log.h"

enum { TILE_SIZE = GI_TILE_WIDTH * GI_DIGEST_SIZE };

typedef struct place {
    int level;
    int64_t n;
    uint8_t tile[TILE_SIZE];
} place;

struct gi_tile_cache {
    size_t count;
    place *at[]; /* NULL until used */
};

gi_status gi_tile_cache_create(size_t places, gi_tile_cache **out, gi_error *err)
{
    gi_tile_cache *fresh = calloc(1, sizeof *fresh + places * sizeof(place *));
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "tile cache");
    }
    fresh->count = places;
    *out = fresh;
    return GI_OK;
}

void gi_tile_cache_destroy(gi_tile_cache *cache)
{
    for (size_t i = 0; cache != NULL && i < cache->count; i++) {
        free(cache->at[i]);
    }
    free(cache);
}

/* Tiles side by side never share a place; the few of the levels above lie apart from them. */
static place **place_of(gi_tile_cache *cache, int level, int64_t n)
{
    return &cache->at[((uint64_t)n + 37 * (uint64_t)level) % cache->count];
}

static void keep(place **at, int level, int64_t n, const uint8_t *tile)
{
    *at = *at != NULL ? *at : calloc(1, sizeof **at);
    if (*at != NULL) {
        (*at)->level = level;
        (*at)->n = n;
        memcpy((*at)->tile, tile, TILE_SIZE);
    }
}

gi_status gi_tile_cache_read(gi_tile_cache *cache, gi_registry *registry, gi_bytes path,
                             gi_buf *out, gi_publish_kind *kind, gi_error *err)
{
    int level = 0;
    int width = 0;
    int64_t n = 0;
    bool tile = gi_tile_path_parse(path, &level, &n, &width, NULL) == GI_OK;
    if (!tile || level == GI_TILE_ENTRIES || width != GI_TILE_WIDTH) {
        return gi_publish_read(registry, path, out, kind, err);
    }
    place **at = place_of(cache, level, n);
    if (*at != NULL && (*at)->level == level && (*at)->n == n) {
        gi_buf_add(out, (gi_bytes){ (*at)->tile, TILE_SIZE });
        *kind = GI_PUBLISH_HASHES;
        return gi_buf_status(out, "tile", err);
    }
    size_t before = out->size;
    GI_TRY(gi_publish_read(registry, path, out, kind, err));
    keep(at, level, n, out->data + before);
    return GI_OK;
}
