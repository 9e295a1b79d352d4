/*
 * tile_cache.h - full hash tiles that one registry handle has read, kept for the next reader.
 *
 * A full tile never changes, so what is kept never becomes wrong. Bounded: at most 128 tiles
 * of 8 KiB. Belongs to one thread at a time, like the handle beside it.
 */
#ifndef GI_WEB_TILE_CACHE_H
#define GI_WEB_TILE_CACHE_H

#include "gi/publish.h"

typedef struct gi_tile_cache gi_tile_cache;

/* GI_NO_MEMORY */
GI_CHECKED gi_status gi_tile_cache_create(gi_tile_cache **out, gi_error *err);
void gi_tile_cache_destroy(gi_tile_cache *cache);
GI_DEFINE_AUTO(gi_tile_cache, gi_tile_cache_destroy)

/* As gi_publish_read, asking the registry only for what is not kept. */
GI_CHECKED gi_status gi_tile_cache_read(gi_tile_cache *cache, gi_registry *registry, gi_bytes path,
                                        gi_buf *out, gi_publish_kind *kind, gi_error *err);

#endif
