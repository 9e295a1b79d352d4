/* The bundle of the registry directory over HTTP. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "gi/bundle.h"
#include "tests/support/spec.h"
#include "tests/web/log/site.h"
#include "web/http/gzip.h"

/* Writes DIR/bundle as a writer should: aside, then renamed. */
static void write_file(const site *at, gi_bytes bytes)
{
    char path[200];
    char aside[210];
    (void)snprintf(path, sizeof path, "%s/bundle", at->fixture->dir);
    (void)snprintf(aside, sizeof aside, "%s.new", path);
    FILE *file = fopen(aside, "wb");
    EXPECT(file != NULL && fwrite(bytes.data, 1, bytes.size, file) == bytes.size);
    EXPECT(fclose(file) == 0 && rename(aside, path) == 0);
}

static void write_bundle(site *at, gi_buf *out)
{
    gi_error err = { 0 };
    const gi_signer *signer = fixture_signer(at->fixture, FIXTURE_REGISTRY);
    gi_buf_reset(out);
    EXPECT_OK(gi_bundle_write(at->fixture->registry, signer, out, &err));
    write_file(at, gi_buf_view(out));
}

static void expect_plain(const site *at, const gi_buf *wanted)
{
    AUTO_REPLY got = { .code = 0 };
    site_ask(at, "GET", "/bundle", "", &got);
    EXPECT_INT(got.code, 200);
    EXPECT(gi_bytes_equal(got.body, gi_buf_view(wanted)));
}

SPEC(a_bundle_that_was_never_written_is_404)
{
    site at;
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    site_ask(&at, "GET", "/bundle", "", &got);
    EXPECT_INT(got.code, 404);
    site_close(&at);
}

SPEC(the_newest_bundle_is_served)
{
    site at;
    GI_AUTO_BUF bundle = GI_BUF(GI_BUNDLE_MAX);
    site_open(&at, 0);
    write_bundle(&at, &bundle);
    expect_plain(&at, &bundle);
    expect_plain(&at, &bundle);
    site_grow(&at, at.fixture->receipt.index + 3);
    write_bundle(&at, &bundle);
    expect_plain(&at, &bundle);
    site_close(&at);
}

SPEC(the_bundle_is_compressed_once_and_the_same_within)
{
    site at;
    char value[256];
    uint8_t room[65536];
    AUTO_REPLY got = { .code = 0 };
    GI_AUTO_BUF bundle = GI_BUF(GI_BUNDLE_MAX);
    site_open(&at, 0);
    write_bundle(&at, &bundle);
    site_ask(&at, "GET", "/bundle", "Accept-Encoding: gzip\r\n", &got);
    EXPECT_TEXT(reply_header(&got, "Content-Encoding", value), "gzip");
    EXPECT_TEXT(reply_header(&got, "Cache-Control", value), "no-cache");
    EXPECT_TEXT(reply_header(&got, "Access-Control-Allow-Origin", value), "*");
    z_stream stream = { .next_in = (uint8_t *)(uintptr_t)got.body.data,
                        .avail_in = (uInt)got.body.size,
                        .next_out = room,
                        .avail_out = sizeof room };
    EXPECT(inflateInit2(&stream, 15 + 16) == Z_OK);
    EXPECT_INT(inflate(&stream, Z_FINISH), Z_STREAM_END);
    EXPECT(gi_bytes_equal((gi_bytes){ room, stream.total_out }, gi_buf_view(&bundle)));
    (void)inflateEnd(&stream);
    site_close(&at);
}

SPEC(a_device_that_holds_the_bundle_is_answered_304_until_it_changes)
{
    site at;
    char tag[256];
    char line[300];
    AUTO_REPLY got = { .code = 0 };
    GI_AUTO_BUF bundle = GI_BUF(GI_BUNDLE_MAX);
    site_open(&at, 0);
    write_bundle(&at, &bundle);
    site_ask(&at, "GET", "/bundle", "Accept-Encoding: gzip\r\n", &got);
    (void)snprintf(line, sizeof line, "Accept-Encoding: gzip\r\nIf-None-Match: %s\r\n",
                   reply_header(&got, "ETag", tag));
    site_ask(&at, "GET", "/bundle", line, &got);
    EXPECT_INT(got.code, 304);
    EXPECT_INT(got.body.size, 0);
    site_grow(&at, at.fixture->receipt.index + 2);
    write_bundle(&at, &bundle);
    site_ask(&at, "GET", "/bundle", line, &got);
    EXPECT_INT(got.code, 200);
    site_close(&at);
}

SPEC(a_bundle_that_is_replaced_while_it_is_sent_arrives_whole)
{
    site at;
    AUTO_REPLY got = { .code = 0 };
    GI_AUTO_BUF big = GI_BUF(4 << 20);
    site_open(&at, 0);
    for (int i = 0; i < 20; i++) {
        gi_buf_reset(&big);
        memset(gi_buf_extend(&big, 2 << 20), 'a' + i, 2 << 20);
        write_file(&at, gi_buf_view(&big));
        site_ask(&at, "HEAD", "/bundle", "", &got);
        expect_plain(&at, &big);
    }
    site_close(&at);
}

SPEC(large_bodies_are_compressed_too)
{
    GI_AUTO_BUF big = GI_BUF(4 << 20);
    memset(gi_buf_extend(&big, 1 << 20), 'a', 1 << 20);
    EXPECT(gi_gzip(&big));
    EXPECT(big.size < 4096);
}

SPEC(a_folder_in_the_place_of_the_bundle_is_no_answer)
{
    site at;
    char path[200];
    AUTO_REPLY got = { .code = 0 };
    site_open(&at, 0);
    (void)snprintf(path, sizeof path, "%s/bundle", at.fixture->dir);
    EXPECT(symlink("/", path) == 0);
    site_ask(&at, "GET", "/bundle", "", &got);
    EXPECT_INT(got.code, 503);
    site_close(&at);
}
