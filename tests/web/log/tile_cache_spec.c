/* Full tiles that are kept, and nothing that is not that very tile. */
#include <string.h>

#include "gi/crypto.h"
#include "tests/support/spec.h"
#include "tests/web/log/site.h"
#include "web/log/tile_cache.h"

static gi_digest read_tile(gi_tile_cache *cache, gi_registry *registry, const char *path)
{
    gi_error err = { 0 };
    gi_publish_kind kind;
    GI_AUTO_BUF out = GI_BUF(GI_PUBLISH_MAX);
    EXPECT_OK(gi_tile_cache_read(cache, registry, gi_bytes_of(path), &out, &kind, &err));
    EXPECT_INT(kind, GI_PUBLISH_HASHES);
    return gi_sha256(gi_buf_view(&out));
}

static gi_digest true_tile(gi_registry *registry, const char *path)
{
    gi_error err = { 0 };
    gi_publish_kind kind;
    GI_AUTO_BUF out = GI_BUF(GI_PUBLISH_MAX);
    EXPECT_OK(gi_publish_read(registry, gi_bytes_of(path), &out, &kind, &err));
    return gi_sha256(gi_buf_view(&out));
}

SPEC(no_path_is_answered_with_the_tile_of_another_in_the_same_place)
{
    static const char *const paths[] = { "tile/0/000",     "tile/0/001", "tile/0/000.p/255",
                                         "tile/1/000.p/2", "tile/0/001", "tile/0/000" };
    site at;
    gi_error err = { 0 };
    GI_AUTO(gi_tile_cache) cache = NULL;
    site_open(&at, 512);
    EXPECT_OK(gi_tile_cache_create(1, &cache, &err));
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        gi_digest got = read_tile(cache, at.fixture->registry, paths[i]);
        gi_digest wanted = true_tile(at.fixture->registry, paths[i]);
        EXPECT(memcmp(got.bytes, wanted.bytes, sizeof got.bytes) == 0);
    }
    site_close(&at);
}

/* Without a registry only what is kept can be answered. */
SPEC(a_tile_that_is_kept_is_not_read_again)
{
    site at;
    gi_error err = { 0 };
    GI_AUTO(gi_tile_cache) cache = NULL;
    site_open(&at, 256);
    EXPECT_OK(gi_tile_cache_create(GI_TILE_PLACES, &cache, &err));
    gi_digest first = read_tile(cache, at.fixture->registry, "tile/0/000");
    gi_digest second = read_tile(cache, NULL, "tile/0/000");
    EXPECT(memcmp(first.bytes, second.bytes, sizeof first.bytes) == 0);
    site_close(&at);
}
