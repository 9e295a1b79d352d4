/*
 * regions.c - two files that are looked at now and then, and what they say together (regions.h).
 *
 * What is asked is the prefix of a network and never an address, so nothing here could keep one.
 */
#include "web/scan/regions.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gi/text.h"
#include "web/options.h"
#include "web/scan/mmdb.h"
#include "web/scan/networks.h"

enum { PATH = 1024 };

/* A file, and which version of it needs no other look: it is in use, or refused for what it holds.
 */
typedef struct watched {
    char path[PATH]; /* "" = none */
    gi_status (*read)(gi_regions *regions, gi_error *err);
    struct stat seen;
    gi_why told; /* the passing failure that was told last */
} watched;

struct gi_regions {
    gi_clock clock;
    gi_time checked;
    watched region_file, network_file;
    gi_mmdb *places;
    gi_networks *networks;
};

void gi_regions_close(gi_regions *regions)
{
    if (regions != NULL) {
        gi_mmdb_close(regions->places);
        gi_networks_destroy(regions->networks);
        free(regions);
    }
}

static bool has_changed(const watched *file, struct stat *now)
{
    if (file->path[0] == '\0' || stat(file->path, now) != 0) {
        return false;
    }
    return now->st_ino != file->seen.st_ino || now->st_dev != file->seen.st_dev ||
           now->st_size != file->seen.st_size ||
           memcmp(&now->st_mtim, &file->seen.st_mtim, sizeof now->st_mtim) != 0;
}

static gi_status read_places(gi_regions *regions, gi_error *err)
{
    gi_mmdb *fresh = NULL;
    GI_TRY(gi_mmdb_open(regions->region_file.path, &fresh, err));
    gi_mmdb_close(regions->places);
    regions->places = fresh;
    return GI_OK;
}

static gi_status read_file(const char *path, gi_buf *out, gi_error *err)
{
    uint8_t piece[65536];
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        return gi_fail(err, GI_WHY_FILE_OPEN, path, strerror(errno));
    }
    for (size_t size; (size = fread(piece, 1, sizeof piece, file)) > 0;) {
        gi_buf_add(out, (gi_bytes){ piece, size });
    }
    bool failed = ferror(file) != 0;
    (void)fclose(file);
    return failed ? gi_fail(err, GI_WHY_FILE_READ, path, "fread") : gi_buf_status(out, path, err);
}

static gi_status read_networks(gi_regions *regions, gi_error *err)
{
    gi_networks *fresh = NULL;
    GI_AUTO_BUF text = GI_BUF(GI_NETWORKS_BYTES);
    GI_TRY(read_file(regions->network_file.path, &text, err));
    GI_TRY(gi_networks_parse(gi_buf_view(&text), &fresh, err));
    gi_networks_destroy(regions->networks);
    regions->networks = fresh;
    return GI_OK;
}

/* What a file holds stays as wrong as it is; no memory, or no room for a file, may pass. */
static bool is_lasting(const gi_error *err)
{
    return err->status == GI_INVALID || err->why == GI_WHY_OVER_LIMIT;
}

/* Seen is what was there before it is read: what comes after is new. */
static void look_at(gi_regions *regions, watched *file)
{
    struct stat now = { 0 };
    gi_error err = { 0 };
    if (!has_changed(file, &now)) {
        return;
    }
    bool good = file->read(regions, &err) == GI_OK;
    bool lasting = good || is_lasting(&err);
    if (!good && (lasting || err.why != file->told)) {
        gi_say_error(&err);
    }
    file->told = lasting ? GI_WHY_NONE : err.why;
    file->seen = lasting ? now : file->seen;
}

static void look_again(gi_regions *regions)
{
    gi_time now = regions->clock.now(regions->clock.context);
    if (now - regions->checked < GI_REGIONS_CHECK_MS) {
        return;
    }
    regions->checked = now;
    look_at(regions, &regions->region_file);
    look_at(regions, &regions->network_file);
}

static gi_status open_file(gi_regions *regions, watched *file, const char *path, const char *option,
                           gi_error *err)
{
    struct stat now = { 0 };
    if (path == NULL) {
        return GI_OK;
    }
    GI_TRY(gi_text_copy(file->path, PATH, gi_bytes_of(path), option, err));
    (void)has_changed(file, &now);
    GI_TRY(file->read(regions, err));
    file->seen = now;
    return GI_OK;
}

gi_status gi_regions_open(const char *file, const char *networks, gi_clock clock, gi_regions **out,
                          gi_error *err)
{
    GI_AUTO(gi_regions) fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "regions");
    }
    fresh->clock = clock;
    fresh->checked = clock.now(clock.context);
    fresh->region_file.read = read_places;
    fresh->network_file.read = read_networks;
    GI_TRY(open_file(fresh, &fresh->region_file, file, "--regions", err));
    GI_TRY(open_file(fresh, &fresh->network_file, networks, "--networks", err));
    *out = GI_TAKE(fresh);
    return GI_OK;
}

void gi_regions_find(gi_regions *regions, gi_scan *scan)
{
    look_again(regions);
    if (regions->places != NULL) {
        gi_mmdb_place(regions->places, scan);
    }
    if (regions->networks != NULL) {
        gi_net_kind listed = gi_networks_kind(regions->networks, scan);
        scan->kind = listed != GI_NET_UNKNOWN ? listed : scan->kind;
    }
    scan->city = scan->kind == GI_NET_CARRIER ? 0 : scan->city;
}

static void find(void *context, gi_scan *scan)
{
    gi_regions_find(context, scan);
}

gi_place_finder gi_regions_finder(gi_regions *regions)
{
    return (gi_place_finder){ find, regions };
}
