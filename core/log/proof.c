/*
 * proof.c - roots, inclusion and consistency paths from stored tiles (gi/log.h).
 *
 * PATH and SUBPROOF of RFC 6962 section 2.1, read off the definition. At most two tiles per
 * level are read (O(log256 n)), each once. What comes out is not checked against a root here:
 * a checker does that with verify.c.
 */
#include <stdio.h>

#include "core/log/tiles.h"
#include "gi/log.h"

/* The largest power of two smaller than count; count >= 2. */
static int64_t split(int64_t count)
{
    int64_t left = 1;
    while (left < count - left) {
        left *= 2;
    }
    return left;
}

static gi_status add_range(gi_tile_reader *reader, int64_t first, int64_t count, gi_path *path,
                           gi_error *err)
{
    if (path->count == GI_PROOF_MAX) {
        return gi_fail(err, GI_WHY_OVER_LIMIT, "path", gi_num(GI_PROOF_MAX).text);
    }
    return gi_tiles_range(reader, first, count, &path->hash[path->count++], err);
}

gi_status gi_tiles_root(gi_tile_io io, int64_t size, gi_digest *out, gi_error *err)
{
    GI_AUTO_TILES reader = { .io = io };
    if (size < 0) {
        return gi_fail(err, GI_WHY_BAD_PROOF, gi_num(size).text);
    }
    if (size == 0) {
        *out = gi_empty_root();
        return GI_OK;
    }
    return gi_tiles_range(&reader, 0, size, out, err);
}

/* PATH(index, D[first : first + count]). */
static gi_status inclusion(gi_tile_reader *reader, int64_t first, int64_t count, int64_t index,
                           gi_path *path, gi_error *err)
{
    if (count == 1) {
        return GI_OK;
    }
    int64_t left = split(count);
    if (index < left) {
        GI_TRY(inclusion(reader, first, left, index, path, err));
        return add_range(reader, first + left, count - left, path, err);
    }
    GI_TRY(inclusion(reader, first + left, count - left, index - left, path, err));
    return add_range(reader, first, left, path, err);
}

/* SUBPROOF(old, D[first : first + count], whole): whole = the old root is known to the checker. */
static gi_status consistency(gi_tile_reader *reader, int64_t first, int64_t count, int64_t old,
                             bool whole, gi_path *path, gi_error *err)
{
    if (old == count) {
        return whole ? GI_OK : add_range(reader, first, count, path, err);
    }
    int64_t left = split(count);
    if (old <= left) {
        GI_TRY(consistency(reader, first, left, old, whole, path, err));
        return add_range(reader, first + left, count - left, path, err);
    }
    GI_TRY(consistency(reader, first + left, count - left, old - left, false, path, err));
    return add_range(reader, first, left, path, err);
}

static gi_status refuse(const char *what, int64_t value, int64_t size, gi_error *err)
{
    char text[96];
    (void)snprintf(text, sizeof text, "%s %s, size %s", what, gi_num(value).text,
                   gi_num(size).text);
    return gi_fail(err, GI_WHY_BAD_PROOF, text);
}

gi_status gi_tiles_inclusion(gi_tile_io io, int64_t index, int64_t size, gi_path *out,
                             gi_error *err)
{
    GI_AUTO_TILES reader = { .io = io };
    gi_path path = { .count = 0 };
    if (index < 0 || index >= size) {
        return refuse("index", index, size, err);
    }
    GI_TRY(inclusion(&reader, 0, size, index, &path, err));
    *out = path;
    return GI_OK;
}

gi_status gi_tiles_consistency(gi_tile_io io, int64_t old, int64_t size, gi_path *out,
                               gi_error *err)
{
    GI_AUTO_TILES reader = { .io = io };
    gi_path path = { .count = 0 };
    if (old < 0 || old > size) {
        return refuse("old size", old, size, err);
    }
    if (old > 0) {
        GI_TRY(consistency(&reader, 0, size, old, true, &path, err));
    }
    *out = path;
    return GI_OK;
}
