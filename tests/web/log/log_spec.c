/* The public log over HTTP: which files, how long they may be kept, who may read them. */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "gi/publish.h"
#include "gi/report.h"
#include "tests/support/spec.h"
#include "tests/web/log/site.h"

#define FOREVER "public, max-age=31536000, immutable"

static void expect_header(const reply *got, const char *name, const char *wanted)
{
    char value[256];
    EXPECT_TEXT(reply_header(got, name, value), wanted);
}

static void expect_file(const site *at, const char *target, const char *path)
{
    gi_error err = { 0 };
    gi_publish_kind kind;
    AUTO_REPLY got = { .code = 0 };
    GI_AUTO_BUF wanted = GI_BUF(GI_PUBLISH_MAX);
    EXPECT_OK(gi_publish_read(at->fixture->registry, gi_bytes_of(path), &wanted, &kind, &err));
    site_ask(at, "GET", target, "", &got);
    EXPECT_INT(got.code, 200);
    EXPECT(wanted.size > 0 && gi_bytes_equal(got.body, gi_buf_view(&wanted)));
}

SPEC(the_checkpoint_is_text_that_must_be_asked_for_again)
{
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    site_ask(&at, "GET", "/log/checkpoint", "", &got);
    EXPECT_INT(got.code, 200);
    expect_header(&got, "Content-Type", "text/plain; charset=utf-8");
    expect_header(&got, "Cache-Control", "no-cache");
    expect_header(&got, "Access-Control-Allow-Origin", "*");
    expect_file(&at, "/log/checkpoint", "checkpoint");
    site_close(&at);
}

SPEC(tiles_are_octets_that_may_be_kept_forever)
{
    static const char *const targets[] = { "/log/tile/0/000", "/log/tile/0/001.p/4",
                                           "/log/tile/1/000.p/1", "/log/tile/entries/000",
                                           "/log/tile/entries/000.p/7" };
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 260);
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        site_ask(&at, "GET", targets[i], "", &got);
        EXPECT_INT(got.code, 200);
        expect_header(&got, "Content-Type", "application/octet-stream");
        expect_header(&got, "Cache-Control", FOREVER);
        expect_header(&got, "Access-Control-Allow-Origin", "*");
        expect_file(&at, targets[i], targets[i] + strlen("/log/"));
    }
    site_close(&at);
}

SPEC(the_log_grows_while_it_is_served)
{
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 250);
    expect_file(&at, "/log/tile/0/000.p/250", "tile/0/000.p/250");
    site_ask(&at, "GET", "/log/tile/0/000", "", &got);
    EXPECT_INT(got.code, 404);
    site_grow(&at, 257);
    for (int again = 0; again < 4; again++) {
        expect_file(&at, "/log/tile/0/000", "tile/0/000");
        expect_file(&at, "/log/tile/0/000.p/250", "tile/0/000.p/250");
        expect_file(&at, "/log/checkpoint", "checkpoint");
    }
    site_close(&at);
}

SPEC(a_path_in_another_spelling_is_404_for_scripts_of_any_site_too)
{
    static const char *const targets[] = {
        "/log/",
        "/log/Checkpoint",
        "/log/checkpoint/",
        "/log//checkpoint",
        "/log/tile/0/0",
        "/log/tile/00/000",
        "/log/tile/0/x000/000",
        "/log/tile/0/000.p/0",
        "/log/tile/0/000.p/256",
        "/log/tile/0/000.p/01",
        "/log/tile/0/%30%30%30.p/1",
        "/log/tile/0/999",
        "/log/tile/64/000",
        "/log/tile/entries/00",
        "/log/proof/LSYW-26-0001-0001-X.tlog-proof",
        "/proof/checkpoint",
        "/proof/LSYW-26-0001-0001-X.tlog-proof",
        "/proof/tile/0/000.p/1",
    };
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        site_ask(&at, "GET", targets[i], "", &got);
        EXPECT_INT(got.code, 404);
        expect_header(&got, "Cache-Control", "no-store");
        expect_header(&got, "ETag", "");
        expect_header(&got, "Access-Control-Allow-Origin", i == 0 ? "" : "*");
    }
    site_close(&at);
}

SPEC(head_says_what_get_would_without_the_bytes)
{
    static const char *const names[] = { "Content-Length", "Content-Type", "Cache-Control", "ETag",
                                         "Access-Control-Allow-Origin" };
    site at;
    char value[256];
    AUTO_REPLY whole = { .code = 0 };
    AUTO_REPLY head = { .code = 0 };
    site_open(&at, 0);
    site_ask(&at, "GET", "/log/tile/0/000.p/9", "", &whole);
    site_ask(&at, "HEAD", "/log/tile/0/000.p/9", "", &head);
    EXPECT_INT(head.code, 200);
    EXPECT_INT(head.body.size, 0);
    EXPECT_INT(whole.body.size, 9 * 32);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        expect_header(&head, names[i], reply_header(&whole, names[i], value));
        EXPECT(value[0] != '\0');
    }
    site_close(&at);
}

/* What a client is answered that holds the tag "prefix + tag + suffix". */
static int code_for(const site *at, const char *target, const char *prefix, const char *tag,
                    const char *suffix)
{
    char line[400];
    AUTO_REPLY got = { .code = 0 };
    (void)snprintf(line, sizeof line, "If-None-Match: %s%s%s\r\n", prefix, tag, suffix);
    site_ask(at, "GET", target, line, &got);
    if (got.code == 304) {
        EXPECT_INT(got.body.size, 0);
        expect_header(&got, "ETag", tag);
    }
    return got.code;
}

SPEC(who_holds_the_content_is_answered_304)
{
    static const char *const targets[] = { "/log/checkpoint", "/log/tile/0/000.p/9" };
    site at;
    char tag[256];
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    for (size_t i = 0; i < 2; i++) {
        site_ask(&at, "GET", targets[i], "", &got);
        EXPECT_INT(strlen(reply_header(&got, "ETag", tag)), 34);
        EXPECT_INT(code_for(&at, targets[i], "", tag, ""), 304);
        EXPECT_INT(code_for(&at, targets[i], "W/", tag, ""), 304);
        EXPECT_INT(code_for(&at, targets[i], "\"a\", ", tag, ", \"b\""), 304);
        EXPECT_INT(code_for(&at, targets[i], "\"0", tag + 1, ""), 200);
        EXPECT_INT(code_for(&at, targets[i], "\"\"", "", ""), 200);
    }
    site_close(&at);
}

SPEC(a_new_act_changes_the_tag_of_the_checkpoint_and_of_no_tile)
{
    site at;
    char checkpoint[256];
    char tile[256];
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    site_ask(&at, "GET", "/log/checkpoint", "", &got);
    (void)reply_header(&got, "ETag", checkpoint);
    site_ask(&at, "GET", "/log/tile/0/000.p/9", "", &got);
    (void)reply_header(&got, "ETag", tile);
    site_grow(&at, at.fixture->receipt.index + 2);
    EXPECT_INT(code_for(&at, "/log/checkpoint", "", checkpoint, ""), 200);
    EXPECT_INT(code_for(&at, "/log/tile/0/000.p/9", "", tile, ""), 304);
    site_close(&at);
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

SPEC(the_proof_of_a_batch_is_served_under_its_id)
{
    site at;
    char target[64];
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    (void)snprintf(target, sizeof target, "/proof/%s.tlog-proof", at.fixture->batch);
    expect_file(&at, target, target + 1);
    site_ask(&at, "GET", target, "", &got);
    expect_header(&got, "Content-Type", "text/plain; charset=utf-8");
    expect_header(&got, "Cache-Control", "no-cache");
    expect_header(&got, "Access-Control-Allow-Origin", "*");
    EXPECT(strncmp((const char *)got.body.data, "c2sp.org/tlog-proof@v1\n", 23) == 0);
    site_close(&at);
}

SPEC(a_registry_that_is_not_founded_serves_no_log)
{
    gi_error err = { 0 };
    char dir[200];
    gi_about about = { .base_url = "https://gi.example/", .utc_offset_min = 480 };
    site at = { .fixture = NULL };
    AUTO_REPLY got = { .code = 0 };
    (void)snprintf(dir, sizeof dir, "%s/empty", gi_spec_directory());
    EXPECT_OK(gi_registry_create(dir, &about, &err));
    site_open_dir(&at, dir);
    site_ask(&at, "GET", "/log/checkpoint", "", &got);
    EXPECT_INT(got.code, 404);
    site_ask(&at, "GET", "/log/tile/0/000.p/1", "", &got);
    EXPECT_INT(got.code, 404);
    gi_http_server_close(at.server);
    gi_pool_close(at.pool);
}

SPEC(a_site_that_publishes_nothing_has_no_log_and_no_bundle)
{
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    at.pages.publisher.read = NULL;
    at.pages.bundle = NULL;
    site_ask(&at, "GET", "/log/checkpoint", "", &got);
    EXPECT_INT(got.code, 404);
    site_ask(&at, "GET", "/bundle", "", &got);
    EXPECT_INT(got.code, 404);
    site_close(&at);
}

SPEC(nothing_can_be_posted_to_the_log)
{
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    site_ask(&at, "POST", "/log/checkpoint", "Content-Length: 0\r\n", &got);
    EXPECT_INT(got.code, 405);
    expect_header(&got, "Allow", "GET, HEAD");
    site_close(&at);
}

/* ---- served and exported ---- */

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

SPEC(every_exported_file_is_served_byte_for_byte)
{
    site at;
    gi_error err = { 0 };
    gi_export done;
    char dir[200];
    site_open(&at, 300);
    (void)snprintf(dir, sizeof dir, "%s/export", gi_spec_directory());
    EXPECT_OK(gi_log_export(at.fixture->registry, dir, false, &done, &err));
    walked = &at;
    walk_from = strlen(dir);
    walk_count = 0;
    EXPECT(nftw(dir, compare_file, 8, FTW_PHYS) == 0);
    EXPECT_INT(walk_count, done.written);
    EXPECT_INT(walk_count, 3 + 2 + 2 + 1);
    site_close(&at);
}
