/* The bytes that arrive: those of an export, compressed or not. */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "gi/publish.h"
#include "tests/support/spec.h"
#include "tests/web/log/site.h"

static void expect_header(const reply *got, const char *name, const char *wanted)
{
    char value[256];
    EXPECT_TEXT(reply_header(got, name, value), wanted);
}

static void expect_inflated(gi_bytes packed, gi_bytes wanted)
{
    static uint8_t room[GI_PUBLISH_MAX];
    z_stream stream = { .next_in = (uint8_t *)(uintptr_t)packed.data,
                        .avail_in = (uInt)packed.size,
                        .next_out = room,
                        .avail_out = sizeof room };
    EXPECT(inflateInit2(&stream, 15 + 16) == Z_OK);
    int code = inflate(&stream, Z_FINISH);
    (void)inflateEnd(&stream);
    EXPECT_INT(code, Z_STREAM_END);
    EXPECT(gi_bytes_equal((gi_bytes){ room, stream.total_out }, wanted));
}

SPEC(entries_are_compressed_for_those_who_take_it_and_hashes_for_nobody)
{
    site at;
    char tag[256];
    AUTO_REPLY plain = { .code = 0 };
    AUTO_REPLY packed = { .code = 0 };
    site_open(&at, 40);
    site_ask(&at, "GET", "/log/tile/entries/000.p/40", "", &plain);
    site_ask(&at, "GET", "/log/tile/entries/000.p/40", "Accept-Encoding: gzip\r\n", &packed);
    expect_header(&plain, "Content-Encoding", "");
    expect_header(&packed, "Content-Encoding", "gzip");
    EXPECT(packed.body.size < plain.body.size);
    EXPECT(strncmp(reply_header(&packed, "ETag", tag), "W/\"", 3) == 0);
    expect_inflated(packed.body, plain.body);
    site_ask(&at, "GET", "/log/tile/0/000.p/40", "Accept-Encoding: gzip\r\n", &packed);
    expect_header(&packed, "Content-Encoding", "");
    EXPECT_INT(packed.body.size, 40 * 32);
    site_close(&at);
}

static const site *walked;
static size_t walk_from;
static int walk_count;

static int compare_file(const char *path, const struct stat *facts, int flag, struct FTW *place)
{
    char target[300];
    static uint8_t bytes[GI_PUBLISH_MAX];
    AUTO_REPLY got = { .code = 0 };
    (void)place;
    if (flag != FTW_F) {
        return 0;
    }
    FILE *file = fopen(path, "rb");
    size_t size = file == NULL ? 0 : fread(bytes, 1, sizeof bytes, file);
    (void)(file == NULL ? 0 : fclose(file));
    EXPECT_INT(size, facts->st_size);
    (void)snprintf(target, sizeof target, "/log%s", path + walk_from);
    site_ask(walked, "GET", target, "", &got);
    EXPECT_INT(got.code, 200);
    EXPECT(gi_bytes_equal(got.body, (gi_bytes){ bytes, size }));
    walk_count++;
    return 0;
}

/* Adds to the export what the log has now; files written. */
static int64_t export_to(const site *at, const char *dir)
{
    gi_error err = { 0 };
    gi_export done;
    EXPECT_OK(gi_log_export(at->fixture->registry, dir, false, &done, &err));
    return done.written;
}

static void compare_export(const site *at, const char *dir)
{
    walked = at;
    walk_from = strlen(dir);
    walk_count = 0;
    EXPECT(nftw(dir, compare_file, 8, FTW_PHYS) == 0);
}

SPEC(every_exported_file_is_served_byte_for_byte)
{
    site at;
    char dir[200];
    site_open(&at, 300);
    (void)snprintf(dir, sizeof dir, "%s/export", gi_spec_directory());
    int64_t written = export_to(&at, dir);
    compare_export(&at, dir);
    EXPECT_INT(walk_count, written);
    EXPECT_INT(walk_count, 3 + 2 + 2 + 1);
    site_close(&at);
}

/* ---- partial tiles of every size that had a checkpoint ---- */

static const int64_t sizes[] = { 12, 13, 15, 16, 17, 31, 32, 64, 100, 254, 255, 256, 257, 270 };
#define SIZES (sizeof sizes / sizeof sizes[0])

static int code_of(const site *at, const char *family, int64_t n, int64_t width)
{
    char target[64];
    AUTO_REPLY got = { .code = 0 };
    (void)snprintf(target, sizeof target, "/log/tile/%s/%03lld.p/%lld", family, (long long)n,
                   (long long)width);
    site_ask(at, "GET", target, "", &got);
    return got.code;
}

/* What a reader wants who verified any checkpoint, however long ago. */
SPEC(the_partial_tiles_of_every_published_size_are_served_as_they_were_exported)
{
    site at;
    char dir[200];
    site_open(&at, sizes[0]);
    (void)snprintf(dir, sizeof dir, "%s/export", gi_spec_directory());
    for (size_t i = 0; i < SIZES; i++) {
        site_grow(&at, sizes[i]);
        (void)export_to(&at, dir);
    }
    compare_export(&at, dir);
    /* Thirteen sizes end within a tile, one with it; from 256 on there is a level above. */
    EXPECT_INT(walk_count, 3 + 2 * (13 + 1) + 1);
    for (size_t i = 0; i < SIZES; i++) {
        if (sizes[i] % 256 != 0) {
            EXPECT_INT(code_of(&at, "0", sizes[i] / 256, sizes[i] % 256), 200);
            EXPECT_INT(code_of(&at, "entries", sizes[i] / 256, sizes[i] % 256), 200);
        }
    }
    site_close(&at);
}

SPEC(no_partial_tile_is_served_beyond_the_published_size)
{
    site at;
    site_open(&at, sizes[0]);
    for (size_t i = 0; i < SIZES; i++) {
        int64_t width = sizes[i] % 256;
        site_grow(&at, sizes[i]);
        EXPECT_INT(code_of(&at, "0", sizes[i] / 256, width + 1), 404);
        EXPECT_INT(code_of(&at, "entries", sizes[i] / 256, width + 1), 404);
    }
    site_close(&at);
}
