/*
 * tile_path.c - names of tiles as C2SP tlog-tiles writes them (gi/log.h).
 *
 * One spelling per tile, so that caches and exports agree: the parser reads loosely,
 * prints what it understood and refuses all that differs from it.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "gi/log.h"

#define LEVEL_MAX 63

/* Adds "x001/x234/067" behind at: groups of three digits, all but the last one marked. */
static size_t add_groups(char *out, size_t at, int64_t n)
{
    int64_t scale = 1;
    while (n / scale >= 1000) {
        scale *= 1000;
    }
    for (; scale > 1; scale /= 1000) {
        int group = (int)(n / scale % 1000);
        at += (size_t)snprintf(out + at, GI_TILE_PATH - at, "x%03d/", group);
    }
    return at + (size_t)snprintf(out + at, GI_TILE_PATH - at, "%03d", (int)(n % 1000));
}

/* The longest, level 63 and tile 2^63 - 1 with a width, has 49 characters. */
void gi_tile_path(int level, int64_t n, int width, char out[GI_TILE_PATH])
{
    assert(level >= GI_TILE_ENTRIES && level <= LEVEL_MAX && n >= 0);
    assert(width >= 1 && width <= GI_TILE_WIDTH);
    int head = level == GI_TILE_ENTRIES ? snprintf(out, GI_TILE_PATH, "tile/entries/")
                                        : snprintf(out, GI_TILE_PATH, "tile/%d/", level);
    size_t at = add_groups(out, (size_t)head, n);
    if (width < GI_TILE_WIDTH) {
        (void)snprintf(out + at, GI_TILE_PATH - at, ".p/%d", width);
    }
}

/* Takes literal from the front of rest when it stands there. */
static bool take(const char **rest, const char *literal)
{
    size_t size = strlen(literal);
    if (strncmp(*rest, literal, size) != 0) {
        return false;
    }
    *rest += size;
    return true;
}

/* Takes digits, added to *value behind those it has; false without any or past limit. */
static bool take_digits(const char **rest, int64_t limit, int64_t *value)
{
    const char *at = *rest;
    for (; *at >= '0' && *at <= '9'; at++) {
        int digit = *at - '0';
        if (*value > (limit - digit) / 10) {
            return false;
        }
        *value = *value * 10 + digit;
    }
    bool any = at != *rest;
    *rest = at;
    return any;
}

static bool take_number(const char **rest, int64_t *n)
{
    while (take(rest, "x")) {
        if (!take_digits(rest, INT64_MAX, n) || !take(rest, "/")) {
            return false;
        }
    }
    return take_digits(rest, INT64_MAX, n);
}

static bool read_loosely(const char *at, int *level, int64_t *n, int *width)
{
    int64_t tall = 0;
    int64_t wide = 0;
    if (!take(&at, "tile/")) {
        return false;
    }
    if (take(&at, "entries/")) {
        tall = GI_TILE_ENTRIES;
    } else if (!take_digits(&at, LEVEL_MAX, &tall) || !take(&at, "/")) {
        return false;
    }
    if (!take_number(&at, n)) {
        return false;
    }
    if (!take(&at, ".p/")) {
        wide = GI_TILE_WIDTH;
    } else if (!take_digits(&at, GI_TILE_WIDTH - 1, &wide) || wide == 0) {
        return false;
    }
    *level = (int)tall;
    *width = (int)wide;
    return true;
}

gi_status gi_tile_path_parse(gi_bytes path, int *level, int64_t *n, int *width, gi_error *err)
{
    char text[GI_TILE_PATH] = "";
    char again[GI_TILE_PATH] = "";
    int tall = 0;
    int wide = 0;
    int64_t number = 0;
    if (path.size < sizeof text) {
        memcpy(text, path.data, path.size);
        if (read_loosely(text, &tall, &number, &wide)) {
            gi_tile_path(tall, number, wide, again);
        }
    }
    if (again[0] == '\0' || !gi_bytes_equal(path, gi_bytes_of(again))) {
        return gi_fail(err, GI_WHY_BAD_REQUEST, text[0] == '\0' ? "tile path" : text);
    }
    *level = tall;
    *n = number;
    *width = wide;
    return GI_OK;
}
